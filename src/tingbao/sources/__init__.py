"""A source, wherever it is and whatever its form, to an Article; a feed to several.

Here a source is fetched; `formats` tells what form it has, and a new one is added there.
"""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Callable
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from tingbao.errors import InputError
from tingbao.model import Article, Byline
from tingbao.results import NOTHING, Results
from tingbao.sources import feeds, formats
from tingbao.sources.evidence import is_furniture
from tingbao.sources.formats import LIMIT, SUFFIXES, Content, article_of
from tingbao.sources.html import read_fragment
from tingbao.sources.outline import Block, flatten

if TYPE_CHECKING:
    from datetime import datetime

    from tingbao.services.visitor import Visitor
    from tingbao.services.web import Page

__all__ = [
    "LIMIT",
    "NEWEST",
    "SUFFIXES",
    "WHOLE",
    "Block",
    "decode",
    "feeds",
    "flatten",
    "is_furniture",
    "is_url",
    "load",
    "read",
    "read_all",
    "read_fragment",
    "read_page",
]

NEWEST = 5  # entries of a feed
WHOLE = 300  # characters of an entry's own text from which it is the article and no teaser
_URL = re.compile(r"^[A-Za-z][A-Za-z0-9+.-]*://")


def read(source: str, *, stdin: BinaryIO | None = None, allow_private: bool = False) -> Article:
    """Read an article.

    What a source is, is told by its name, by its media type where it comes from the web,
    and by how it begins: HTML by its first tag, Markdown by front matter or a # heading.

    A source is a path, an http or https URL, or "-" for standard input; `allow_private` lets a URL
    lead to private, loopback and link-local addresses.

    Raises:
        InputError: The source is missing, empty, too large, no text, a feed, refused, or
            has no words in it.
    """
    visitor = partial(_visitor, allow_private=allow_private)
    return article_of(_fetch(source, visitor, stdin=stdin))


def read_all(
    source: str,
    *,
    stdin: BinaryIO | None = None,
    allow_private: bool = False,
    newest: int = NEWEST,
    note: Callable[[str], None] | None = None,
    results: Results = NOTHING,
    now: datetime | None = None,
) -> tuple[Article, ...]:
    """Read an article, or the newest of a feed, the newest first.

    An entry that brings its whole text is read from the feed, another from the page that
    it names, under the same rules as any URL. A host that gave no answer is asked no more.

    `note` is told of every entry that cannot be read, or only as far as the feed has it, and of
    the paragraphs of a text that are taken for no part of the article. `newest` counts entries of
    a feed, of which none is dated ahead of `now`; the others are as `read` takes them.

    Raises:
        InputError: As `read`; or no entry of the feed can be read.
    """

    def article(content: Content, note: Callable[[str], None] | None = None) -> Article:
        make = partial(article_of, content)
        return results.made(
            "reading", content, kind=Article, make=lambda tell: make(note=tell), note=note
        )

    def read(url: str) -> Article:
        return article(_fetch(url, visitor))

    visitor = cache(partial(_visitor, allow_private=allow_private))  # if anything is fetched
    content = _fetch(source, visitor, stdin=stdin)
    if not feeds.looks_like(content.text):
        return (article(content, note),)
    where, tell = content.where, note or (lambda _: None)
    articles = []
    listed = feeds.entries(content.text, base=content.base, newest=newest, where=where, now=now)
    for entry in listed:
        try:
            articles.append(_of_entry(entry, where, read, tell))
        except InputError as error:
            tell(f"left out of the feed: {entry.title or entry.link}: {error}")
    if not articles:
        raise InputError(
            "no entry of the feed can be read", where=where, hint="give the URL of one article"
        )
    return tuple(articles)


def _of_entry(
    entry: feeds.Entry, where: str, read: Callable[[str], Article], tell: Callable[[str], None]
) -> Article:
    where = entry.link or where
    own: Article | None = None
    try:
        fragment = read_fragment(
            entry.content,
            source=where,
            title=entry.title,
            published=entry.published,
            byline=Byline(author=entry.author),
        )
        own = formats.whole(fragment, where)
    except InputError:
        if not entry.link:
            raise
    if own and (not entry.link or own.size >= WHOLE):
        return own
    try:
        return read(entry.link)
    except InputError as error:
        if own is None:
            raise
        tell(f"read from the feed alone: {entry.title}: {error}")
        return own


def read_page(page: Page, source: str) -> Article:
    """Read an article of a page that was fetched; raises what `read` does."""
    return article_of(formats.of_page(page, source))


def decode(page: Page) -> str:
    """Give the text of a page that was fetched, as a feed.

    Raises:
        InputError: It is empty or cannot be decoded.
    """
    return formats.decoded(page.body, where=page.url, declared=page.charset)


def is_url(source: str) -> bool:
    """Tell an address from a path."""
    return bool(_URL.match(source))


def _visitor(*, allow_private: bool) -> Visitor:
    from tingbao.services.visitor import Visitor

    return Visitor(sleep=time.sleep, allow_private=allow_private)


def _fetch(
    source: str, visitor: Callable[[], Visitor], *, stdin: BinaryIO | None = None
) -> Content:
    if is_url(source):
        return formats.of_page(visitor().fetch(source, limit=LIMIT, named=True), source)
    data = (stdin or sys.stdin.buffer).read(LIMIT + 1) if source == "-" else load(source)
    return formats.of_bytes(data, source)


def load(source: str) -> bytes:
    """Read the file at a path, of one that is too large one byte more than LIMIT.

    Raises:
        InputError: It cannot be read.
    """
    try:
        with Path(source).expanduser().open("rb") as file:
            return file.read(LIMIT + 1)
    except FileNotFoundError as error:
        raise InputError("no such file", where=source, hint="check the path") from error
    except IsADirectoryError as error:
        raise InputError("this is a folder", where=source, hint="name a file in it") from error
    except (OSError, ValueError, RuntimeError) as error:
        reason = getattr(error, "strerror", None) or "the path cannot be used"
        raise InputError(f"cannot read it: {reason}", where=source, hint="check it") from error
