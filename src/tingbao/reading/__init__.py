"""A source, whatever its form, to an Article."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from tingbao.errors import InputError
from tingbao.reading import encoding, html, markdown, text

if TYPE_CHECKING:
    from tingbao.model import Article

__all__ = ["LIMIT", "read"]

LIMIT = 10_000_000  # bytes of a source
_URL = re.compile(r"^[A-Za-z][A-Za-z0-9+.-]*://")
_HTML = frozenset((".html", ".htm", ".xhtml", ".shtml"))
_HTML_TYPES = frozenset(("text/html", "application/xhtml+xml"))
_MARKDOWN = frozenset((".md", ".markdown", ".mdown"))
_TEXT_TYPES = frozenset(("", "text/plain", "text/markdown", "application/octet-stream"))


def read(source: str, *, stdin: BinaryIO | None = None, allow_private: bool = False) -> Article:
    """Read an article.

    What a source is, is told by its name, by its media type where it comes from the web,
    and by how it begins: HTML by its first tag, Markdown by front matter or a # heading.

    Args:
        source: A path, an http or https URL, or "-" for standard input.
        stdin: What "-" reads; the process's own by default.
        allow_private: Let a URL lead to private, loopback and link-local addresses.

    Raises:
        InputError: The source is missing, empty, too large, no text, refused, or has
            no words in it.
    """
    if _URL.match(source):
        return _page(source, allow_private=allow_private)
    data = _standard_input(stdin) if source == "-" else _file(source)
    where = "standard input" if source == "-" else source
    if len(data) > LIMIT:
        raise InputError(
            f"more than {LIMIT // 1_000_000} MB", where=where, mend="give one article at a time"
        )
    suffix = Path(source).suffix.lower()
    return _parse(data, source=source, where=where, is_html=suffix in _HTML, suffix=suffix)


def _page(url: str, *, allow_private: bool) -> Article:
    from tingbao.reading import web

    page = web.fetch(url, limit=LIMIT, allow_private=allow_private)
    is_html = page.media_type in _HTML_TYPES
    if not is_html and page.media_type not in _TEXT_TYPES and "xml" not in page.media_type:
        raise InputError(
            f"this is {page.media_type}, not a page", where=url, mend="give an article's URL"
        )
    suffix = Path(page.url.partition("?")[0]).suffix.lower()
    return _parse(
        page.body, source=url, where=url, is_html=is_html, suffix=suffix, declared=page.charset
    )


def _parse(
    data: bytes, *, source: str, where: str, is_html: bool, suffix: str, declared: str | None = None
) -> Article:
    if not data.strip():
        raise InputError("nothing in it", where=where, mend="give a text with an article")
    if is_html or declared:
        content = html.decode(data, where=where, declared=declared)
    else:
        content = encoding.decode(data, where=where)
    if html.is_feed(content):
        raise InputError("this is a feed", where=where, mend="give the URL of one article in it")
    if is_html or html.looks_like(content):
        return html.read(content, source=source)
    if suffix in _MARKDOWN or markdown.looks_like(content):
        return markdown.read(content, source=source)
    return text.read(content, source=source)


def _standard_input(stdin: BinaryIO | None) -> bytes:
    return (stdin or sys.stdin.buffer).read(LIMIT + 1)


def _file(source: str) -> bytes:
    path = Path(source).expanduser()
    try:
        with path.open("rb") as file:
            return file.read(LIMIT + 1)
    except FileNotFoundError as error:
        raise InputError("no such file", where=source, mend="check the path") from error
    except IsADirectoryError as error:
        raise InputError("this is a folder", where=source, mend="name a file in it") from error
    except (OSError, ValueError, RuntimeError) as error:
        reason = getattr(error, "strerror", None) or "the path cannot be used"
        raise InputError(f"cannot read it: {reason}", where=source, mend="check it") from error
