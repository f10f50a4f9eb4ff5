"""A list of sources: a folder of articles, a file of one source a line, or OPML."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from tingbao import store
from tingbao.errors import InputError, UsageError
from tingbao.sources import SUFFIXES, encoding, is_url

_OPML = re.compile(
    rb"^(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*<opml\b", re.DOTALL | re.IGNORECASE
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """What a list names: absolute paths and URLs, of articles or else of `feeds`."""

    sources: tuple[str, ...]
    feeds: bool = False


def read(where: str, *, stdin: BinaryIO | None = None) -> Listing:
    """Read what a list names, each once and in its order.

    A folder is every article in it and in the folders below, by name. In a file, empty lines
    and those that begin with # are left out, and a path is sought beside the file; of "-",
    in the working folder. Of OPML it is the feeds.

    Raises:
        InputError: It cannot be read, or names nothing.
        UsageError: There can be no such list.
    """
    path = store.named(where)
    if where != "-" and path.is_dir():
        named, feeds = _folder(path), False
    else:
        data = _data(path, where, stdin)
        feeds = bool(_OPML.match(data))
        named = _feeds(data) if feeds else _lines(data, path, where)
    found = tuple(dict.fromkeys(named))
    if not found:
        raise InputError("no article in it", where=where, hint="name one source a line")
    return Listing(sources=found, feeds=feeds)


def _data(path: Path, where: str, stdin: BinaryIO | None) -> bytes:
    try:
        return store.take(stdin or sys.stdin.buffer) if where == "-" else store.read(path)
    except OSError as error:
        reason = error.strerror or "the path cannot be used"
        hint = "give a folder, a file of one source a line, or OPML"
        raise InputError(f"cannot read the list: {reason}", where=where, hint=hint) from error


def _folder(path: Path) -> Iterable[str]:
    for file in sorted(path.rglob("*")):
        hidden = any(part.startswith(".") for part in file.relative_to(path).parts)
        if file.suffix.lower() in SUFFIXES and not hidden and file.is_file():
            yield str(file.resolve())


def _lines(data: bytes, path: Path, where: str) -> Iterable[str]:
    beside = Path() if where == "-" else path.parent
    for line in encoding.decode(data, where=where).splitlines() if data.strip() else ():
        source = line.strip()
        if source and not source.startswith("#"):
            with suppress(UsageError):  # what no path is cannot be read, which is told of it alone
                source = source if is_url(source) else str(store.named(source, beside).resolve())
            yield source


def _feeds(data: bytes) -> Iterable[str]:
    import listparser

    for feed in listparser.parse(data)["feeds"]:
        if is_url(feed["url"]):
            yield feed["url"]
