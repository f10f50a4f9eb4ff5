"""An RSS or Atom feed to its newest entries: what each says, and the page that it names."""

from __future__ import annotations

import re
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from tingbao.errors import InputError
from tingbao.sources import bylines, dates

if TYPE_CHECKING:
    from datetime import datetime

_FEED = re.compile(
    r"^\s*(?>(?:<!--.*?-->\s*|<\?[^>]*>\s*|<!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>\s*)*)<(?:rss|feed|rdf:RDF)\b",
    re.DOTALL,
)
_PLACE = re.compile(r"https?://", re.IGNORECASE)
# Children of an entry by local name, the fullest first: RSS 2.0 with its content module, Atom, RDF.
_CONTENT = ("encoded", "content", "description", "summary")
_DATES = ("pubDate", "published", "date", "updated")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An entry: `content` is HTML or text, `link` an http(s) URL; either may be empty."""

    title: str
    link: str
    content: str
    author: str
    published: datetime | None


def looks_like(text: str) -> bool:
    """Tell whether a text is an RSS or Atom feed."""
    return bool(_FEED.match(text))


def entries(text: str, *, base: str, newest: int, where: str) -> tuple[Entry, ...]:
    """Give the newest entries of a feed, the newest first.

    Those without a date keep their order behind the others.

    Args:
        text: The feed.
        base: Its URL, against which links are resolved; empty for a file.
        newest: How many.
        where: Named in the error.

    Raises:
        InputError: It is no XML or has no entry.
    """
    from lxml import etree

    # No entity is expanded, nothing is fetched; what is torn is read as far as it goes.
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True)
    body = re.sub(r"^\s*<\?xml[^>]*\?>", "", text).encode("utf-8", "replace")
    root: Any = etree.fromstring(body, parser)
    found = [] if root is None else root.xpath("//*[local-name()='item' or local-name()='entry']")
    read = [_entry(item, base) for item in found]
    if not read:
        raise InputError("the feed has no entry", where=where, hint="give one that has articles")
    read.sort(key=lambda entry: str(entry.published or ""), reverse=True)  # stable; ISO sorts
    return tuple(read[: max(newest, 1)])


def _entry(item: Any, base: str) -> Entry:
    texts: dict[str, str] = {}
    link = ""
    for child in item.iterchildren("{*}*"):
        name = _name(child)
        if name == "link" and child.get("rel", "alternate") == "alternate":
            link = link or (child.get("href") or child.text or "").strip()
        texts.setdefault(name, _text(child))
    place = _place(base, link)
    return Entry(
        title=" ".join(texts.get("title", "").split()),
        link=place if _PLACE.match(place) else "",
        content=max((texts.get(name, "") for name in _CONTENT), key=len),
        author=bylines.names(texts.get("creator") or texts.get("author", "")),
        published=next(
            (moment for name in _DATES if (moment := _moment(texts.get(name, "")))), None
        ),
    )


def _place(base: str, link: str) -> str:
    """Give the address that a link leads to; empty where it is none."""
    try:
        return urljoin(base, link) if link else ""
    except ValueError:  # as for http://[::1/x
        return ""


def _name(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]


def _text(element: Any) -> str:
    """Give an element's text; Atom's xhtml as markup, its author without the address."""
    from lxml import etree

    names = [child.text or "" for child in element.iterchildren("{*}name")]
    if names:
        return " ".join(names)
    inner = [etree.tostring(child, encoding="unicode", method="html") for child in element]
    return ((element.text or "") + "".join(inner)).strip()


def _moment(written: str) -> datetime | None:
    """Read RFC 2822 and ISO 8601; as naive Beijing time."""
    if found := dates.find(written):
        return found.value
    try:
        return dates.local(parsedate_to_datetime(written))
    except (TypeError, ValueError, OverflowError):
        return None
