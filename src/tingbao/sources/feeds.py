"""A feed to its entries: RSS and Atom by feedparser, JSON Feed by its own words.

Each entry has what the feed says of it and the page that it names.
"""

from __future__ import annotations

import json
import re
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cache
from html import escape, unescape
from typing import Any
from urllib.parse import urljoin, urlsplit

from tingbao.errors import MALFORMED, InputError
from tingbao.sources import bylines, dates

_FEED = re.compile(
    r"^\s*(?>(?:<!--.*?-->\s*|<\?[^>]*>\s*|<!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>\s*)*)<(?:rss|feed|rdf:RDF)\b",
    re.DOTALL,
)
_JSON = re.compile(r'^\s*\{(?=.{0,2000}"https?:(?:\\?/){2}jsonfeed\.org(?:\\?/)version)', re.DOTALL)
_PLACE = re.compile(r"https?://", re.IGNORECASE)
_AHEAD = timedelta(days=1)  # that a clock or a zone may be; what is dated later has no date
_LONGEST = 300  # characters of who wrote it
_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)(?:\s[^<>]*)?/?>", re.IGNORECASE)
_VOID = {"br", "img", "wbr"}  # which enclose nothing
_INLINE = {"a", "b", "em", "font", "i", "p", "span", "strong", "sub", "sup", "u"}
_REFERENCE = re.compile(r"&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z][a-z\d]{1,31});", re.IGNORECASE)
_DATES = ("published", "created", "updated", "date_published", "date_modified")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An entry: `content` is HTML or text, `link` an http(s) URL; either may be empty."""

    title: str
    link: str
    content: str
    author: str
    published: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A feed's title and its entries, in its own order."""

    title: str
    entries: tuple[Entry, ...]


def looks_like(text: str) -> bool:
    """Tell whether a text is an RSS, Atom or JSON feed."""
    return bool(_FEED.match(text) or _JSON.match(text))


def parse(text: str, *, base: str) -> Feed:
    """Read a feed, a torn one as far as it goes.

    Links are resolved against `base`, its URL; empty for a file.
    """
    if _JSON.match(text):
        return _of_json(text, base)
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", text)
    root = re.search(r"<\w", text)
    head = text[: root.start()] if root else ""
    # feedparser seeks declarations from each white space before the root to the next that is none.
    head = re.sub(r"\s+", lambda found: "\n" if "\n" in found[0] else " ", head)
    body = (head + text[root.start() if root else 0 :]).encode("utf-8", "replace")
    headers = {"content-type": "application/xml; charset=utf-8"}
    if base:
        headers["content-location"] = base
    try:
        read = _feedparser().parse(body, response_headers=headers)
    except MALFORMED:
        return Feed(title="", entries=())
    return Feed(
        title=_title(read.feed.get("title")),
        entries=tuple(_of_xml(entry, base) for entry in read.entries),
    )


@cache
def _feedparser() -> Any:
    """Give feedparser, which seeks an address in who wrote it from each of its letters on."""
    import feedparser
    from feedparser.mixin import _FeedParserMixin

    seek = _FeedParserMixin._sync_author_detail  # noqa: SLF001  # there is no public way to it

    def seek_a_little(self: Any, key: str = "author") -> None:
        context = self._get_context()
        if context.get(key):
            context[key] = context[key][:_LONGEST]
        seek(self, key)

    _FeedParserMixin._sync_author_detail = seek_a_little  # noqa: SLF001  # likewise
    return feedparser


def entries(
    text: str, *, base: str, newest: int, where: str, now: datetime | None = None
) -> tuple[Entry, ...]:
    """Give the newest entries of a feed, the newest first.

    Those without a date keep their order behind the others; nor is that a date which lies ahead of
    `now`, where that is given, aware.

    Raises:
        InputError: It has no entry.
    """
    read = list(parse(text, base=base).entries)
    if not read:
        raise InputError("the feed has no entry", where=where, hint="give one that has articles")
    if now:
        read = [replace(one, published=believed(one.published, now)) for one in read]
    read.sort(key=lambda entry: str(entry.published or ""), reverse=True)  # stable; ISO sorts
    return tuple(read[: max(newest, 1)])


def believed(moment: datetime | None, now: datetime) -> datetime | None:
    """Give a date unless it lies ahead of now, an aware time, by more than a clock may be wrong.

    One without a zone is in Beijing time.
    """
    return moment if moment and dates.local(moment) <= dates.local(now + _AHEAD) else None


def _of_xml(entry: Any, base: str) -> Entry:
    texts = [part.get("value", "") for part in entry.get("content", ())]
    author = entry.get("author_detail", {}).get("name") or entry.get("author", "")
    return _entry(
        entry,
        link=entry.get("link", ""),
        base=base,
        texts=[*texts, entry.get("summary", "")],
        author=author,
    )


def _of_json(text: str, base: str) -> Feed:
    try:
        read: dict[str, Any] = json.loads(text)
        found = []
        for item in read.get("items", ()):
            with suppress(*MALFORMED):  # of one entry, which costs that one
                found.append(_of_item(item, base))
        return Feed(title=_title(read.get("title")), entries=tuple(found))
    except MALFORMED:
        return Feed(title="", entries=())


def _of_item(item: dict[str, Any], base: str) -> Entry:
    plain = [escape(str(item.get(name, ""))) for name in ("content_text", "summary")]
    people = item.get("authors") or [item.get("author")]
    return _entry(
        item,
        link=item.get("url") or item.get("id", ""),
        base=base,
        texts=[str(item.get("content_html", "")), *plain],
        author=" ".join(str(one.get("name", "")) for one in people if isinstance(one, dict))
        if isinstance(people, list)
        else "",
    )


def _entry(item: Any, *, link: object, base: str, texts: list[str | None], author: object) -> Entry:
    place = str(link or "").strip()
    try:
        place = urljoin(base, place) if place else ""
        _ = urlsplit(place).port
    except ValueError:  # as for http://[::1/x, and a port of 99999
        place = ""
    moments = (dates.stated(str(item.get(name) or "")) for name in _DATES)
    return Entry(
        title=_title(item.get("title")),
        link=place if _PLACE.match(place) else "",
        content=max((text or "" for text in texts), key=len),
        author=bylines.names(str(author or "")),
        published=next((moment for moment in moments if moment), None),
    )


def _title(written: object) -> str:
    """Give a title as text: many write HTML in it, and escape that twice.

    A tag without its other half is text, as in a headline on HTML.
    """
    title = str(written or "")
    for _ in range(2):
        title = _REFERENCE.sub(lambda found: unescape(found[0]), title)
    tags = {(slash, name.lower()) for slash, name in _TAG.findall(title)}
    marks = {name for slash, name in tags if slash and ("", name) in tags} & _INLINE
    gaps = dict.fromkeys(marks, "") | dict.fromkeys(_VOID, " ")
    return " ".join(_TAG.sub(lambda tag: gaps.get(tag[2].lower(), tag[0]), title).split())
