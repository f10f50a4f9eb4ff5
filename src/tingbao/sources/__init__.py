"""A source, whatever its form, to an Article; a feed to several."""

from __future__ import annotations

import re
import sys
import time
from dataclasses import asdict, dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from tingbao.cleaning import clean
from tingbao.errors import InputError
from tingbao.model import Byline
from tingbao.sources import (
    encoding,
    feeds,
    html,
    markdown,
    outline,
    text,
)
from tingbao.sources.boilerplate import is_furniture
from tingbao.sources.html import read_fragment
from tingbao.sources.outline import Block, flatten

if TYPE_CHECKING:
    from collections.abc import Callable

    from tingbao.model import Article
    from tingbao.services.web import Page

__all__ = [
    "LIMIT",
    "NEWEST",
    "WHOLE",
    "Block",
    "Content",
    "article_of",
    "decode",
    "feeds",
    "flatten",
    "is_furniture",
    "read",
    "read_all",
    "read_fragment",
    "read_page",
]

LIMIT = 10_000_000  # bytes of a source, of which a page's scripts are the most
LONGEST = 300_000  # characters of an article: some seventeen hours
NEWEST = 5  # entries of a feed
WHOLE = 300  # characters of an entry's own text from which it is the article and no teaser
_URL = re.compile(r"^[A-Za-z][A-Za-z0-9+.-]*://")
_HTML = frozenset((".html", ".htm", ".xhtml", ".shtml"))
_HTML_TYPES = frozenset(("text/html", "application/xhtml+xml"))
_MARKDOWN = frozenset((".md", ".markdown", ".mdown"))
_TEXT_TYPES = frozenset(("", "text/plain", "text/markdown", "application/octet-stream"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """A source as it was fetched: its text, how it is named in errors, and what tells its form."""

    text: str
    source: str
    where: str
    base: str = ""
    is_html: bool = False
    suffix: str = ""


def read(source: str, *, stdin: BinaryIO | None = None, allow_private: bool = False) -> Article:
    """Read an article.

    What a source is, is told by its name, by its media type where it comes from the web,
    and by how it begins: HTML by its first tag, Markdown by front matter or a # heading.

    Args:
        source: A path, an http or https URL, or "-" for standard input.
        stdin: What "-" reads; the process's own by default.
        allow_private: Let a URL lead to private, loopback and link-local addresses.

    Raises:
        InputError: The source is missing, empty, too large, no text, a feed, refused, or
            has no words in it.
    """
    return article_of(_content(source, stdin=stdin, allow_private=allow_private))


def read_all(
    source: str,
    *,
    stdin: BinaryIO | None = None,
    allow_private: bool = False,
    newest: int = NEWEST,
    note: Callable[[str], None] | None = None,
    make: Callable[..., Article] | None = None,
) -> tuple[Article, ...]:
    """Read an article, or the newest of a feed, the newest first.

    An entry that brings its whole text is read from the feed, another from the page that
    it names, under the same rules as any URL.

    Args:
        source: As `read` takes it.
        stdin: Likewise.
        allow_private: Likewise; it holds for the pages that a feed names as well.
        newest: How many entries of a feed are read.
        note: Told of every entry that cannot be read, or only as far as the feed has it, and
            of the paragraphs of a text that are taken for no part of the article.
        make: Called instead of `article_of` for each article that was fetched.

    Raises:
        InputError: As `read`; or no entry of the feed can be read.
    """
    make = make or article_of
    content = _content(source, stdin=stdin, allow_private=allow_private)
    if not feeds.looks_like(content.text):
        return (make(content, note=note),)
    where, tell = content.where, note or (lambda _: None)
    articles = []
    for entry in feeds.entries(content.text, base=content.base, newest=newest, where=where):
        try:
            articles.append(
                _of_entry(entry, allow_private=allow_private, where=where, tell=tell, make=make)
            )
        except InputError as error:
            tell(f"left out of the feed: {entry.title or entry.link}: {error}")
    if not articles:
        raise InputError(
            "no entry of the feed can be read", where=where, hint="give the URL of one article"
        )
    return tuple(articles)


def _of_entry(
    entry: feeds.Entry,
    *,
    allow_private: bool,
    where: str,
    tell: Callable[[str], None],
    make: Callable[..., Article],
) -> Article:
    own: Article | None = None
    try:
        own = _whole(
            read_fragment(
                entry.content,
                source=entry.link or where,
                title=entry.title,
                published=entry.published,
                byline=Byline(author=entry.author),
            ),
            where=entry.link or where,
        )
    except InputError:
        if not entry.link:
            raise
    if own and (not entry.link or _size(own) >= WHOLE):
        return own
    try:
        return make(_content(entry.link, stdin=None, allow_private=allow_private))
    except InputError as error:
        if own is None:
            raise
        tell(f"read from the feed alone: {entry.title}: {error}")
        return own


def _size(article: Article) -> int:
    return sum(len(text) for section in article.sections for text in section.paragraphs)


def _content(source: str, *, stdin: BinaryIO | None, allow_private: bool) -> Content:
    if _URL.match(source):
        return _page(source, allow_private=allow_private)
    data = _standard_input(stdin) if source == "-" else _file(source)
    where = "standard input" if source == "-" else source
    if len(data) > LIMIT:
        raise InputError(
            f"more than {LIMIT // 1_000_000} MB", where=where, hint="give one article at a time"
        )
    suffix = Path(source).suffix.lower()
    is_html = suffix in _HTML
    content = _decoded(data, where=where, is_html=is_html, declared=None)
    return Content(text=content, source=source, where=where, is_html=is_html, suffix=suffix)


def _page(url: str, *, allow_private: bool) -> Content:
    from tingbao.services import web
    from tingbao.services.retry import patiently

    fetch = partial(web.fetch, url, limit=LIMIT, allow_private=allow_private)
    return _of_page(patiently(fetch, sleep=time.sleep), url)


def read_page(page: Page, source: str) -> Article:
    """Read an article of a page that was fetched; raises what `read` does."""
    return article_of(_of_page(page, source))


def decode(page: Page) -> str:
    """Give the text of a page that was fetched, as a feed.

    Raises:
        InputError: It is empty or cannot be decoded.
    """
    return _decoded(page.body, where=page.url, is_html=False, declared=page.charset)


def _of_page(page: Page, url: str) -> Content:
    is_html = page.media_type in _HTML_TYPES
    feed = any(kind in page.media_type for kind in ("xml", "json"))
    if not is_html and page.media_type not in _TEXT_TYPES and not feed:
        raise InputError(
            f"this is {page.media_type}, not a page", where=url, hint="give an article's URL"
        )
    return Content(
        text=_decoded(page.body, where=url, is_html=is_html, declared=page.charset),
        source=url,
        where=url,
        base=page.url,
        is_html=is_html,
        suffix=Path(page.url.partition("?")[0]).suffix.lower(),
    )


def _decoded(data: bytes, *, where: str, is_html: bool, declared: str | None) -> str:
    if not data.strip():
        raise InputError("nothing in it", where=where, hint="give a text with an article")
    if is_html or declared:
        return html.decode(data, where=where, declared=declared)
    return encoding.decode(data, where=where)


def article_of(content: Content, *, note: Callable[[str], None] | None = None) -> Article:
    """Read an article of what was fetched, and of nothing else.

    Raises:
        InputError: It is a feed, too long, or has no words in it.
    """
    if feeds.looks_like(content.text):
        raise InputError(
            "this is a feed", where=content.where, hint="give the URL of one article in it"
        )
    article = _form(content, note)(content.text, source=content.source)
    return _whole(article, where=content.where)


def _whole(article: Article, *, where: str) -> Article:
    """Give an article as it leaves: within bounds, and without what nobody sees.

    Its blocks were cleaned as they were read; this is for what stood in the head of a page, in
    JSON, in a feed.
    """
    outline.bound(_size(article), LONGEST, "characters", where=where)
    byline = {name: _line(words) for name, words in asdict(article.byline).items()}
    return replace(
        article,
        source=_line(article.source),
        title=_line(article.title),
        byline=Byline(**byline),
    )


def _line(text: str) -> str:
    return clean(text).replace("\n", " ")


def _form(content: Content, note: Callable[[str], None] | None) -> Callable[..., Article]:
    """Tell what reads it; what is called a page and has no tag in it is a text."""
    if content.suffix in _MARKDOWN and not content.is_html:
        return partial(markdown.read, note=note)
    if html.is_part(content.text):
        return read_fragment
    if html.looks_like(content.text) or (content.is_html and "<" in content.text):
        return html.read
    return partial(markdown.read if markdown.looks_like(content.text) else text.read, note=note)


def _standard_input(stdin: BinaryIO | None) -> bytes:
    return (stdin or sys.stdin.buffer).read(LIMIT + 1)


def _file(source: str) -> bytes:
    path = Path(source).expanduser()
    try:
        with path.open("rb") as file:
            return file.read(LIMIT + 1)
    except FileNotFoundError as error:
        raise InputError("no such file", where=source, hint="check the path") from error
    except IsADirectoryError as error:
        raise InputError("this is a folder", where=source, hint="name a file in it") from error
    except (OSError, ValueError, RuntimeError) as error:
        reason = getattr(error, "strerror", None) or "the path cannot be used"
        raise InputError(f"cannot read it: {reason}", where=source, hint="check it") from error
