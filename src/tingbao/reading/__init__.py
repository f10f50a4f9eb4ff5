"""A source, whatever its form, to an Article."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from tingbao.errors import InputError
from tingbao.reading import encoding, markdown, text

if TYPE_CHECKING:
    from tingbao.model import Article

__all__ = ["LIMIT", "read"]

LIMIT = 10_000_000  # bytes of a source
_SCHEME = re.compile(r"^([A-Za-z][A-Za-z0-9+.-]+)://")


def read(source: str, *, stdin: BinaryIO | None = None, allow_private: bool = False) -> Article:
    """Read an article.

    Args:
        source: A path, an http or https URL, or "-" for standard input.
        stdin: What "-" reads; the process's own by default.
        allow_private: Let a URL lead to private, loopback and link-local addresses.

    Raises:
        InputError: The source is missing, empty, too large, no text, or refused.
    """
    if match := _SCHEME.match(source):
        raise InputError(f"cannot fetch {match[1]}:// yet", where=source, mend="give a file")
    data = _standard_input(stdin) if source == "-" else _file(source)
    where = "standard input" if source == "-" else source
    if len(data) > LIMIT:
        raise InputError(
            f"more than {LIMIT // 1_000_000} MB", where=where, mend="give one article at a time"
        )
    if not data.strip():
        raise InputError("nothing in it", where=where, mend="give a text with an article")
    return _parse(encoding.decode(data, where=where), source=source)


def _parse(content: str, *, source: str) -> Article:
    suffix = Path(source).suffix.lower()
    if suffix in {".md", ".markdown", ".mdown"} or markdown.looks_like(content):
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
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "the path cannot be used"
        raise InputError(f"cannot read it: {reason}", where=source, mend="check it") from error
