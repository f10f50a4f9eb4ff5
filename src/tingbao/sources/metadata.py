"""What a page says about its article outside of it: title, time, names.

trafilatura reads the many ways in which pages write them; the exact time of
publication, of which it keeps the day only, is read here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tingbao.errors import MALFORMED
from tingbao.language.likeness import pairs
from tingbao.language.patterns import Pattern
from tingbao.model import Byline
from tingbao.sources import bylines, dates, headline
from tingbao.sources.extraction import hush, letters

HEAD_SHARE = 0.5
LEAST = 8  # characters of an h1 that is no column, no section
SAID = 0.2  # of a headline's pairs of characters the page tells so much
TITLE_LIMIT = 100  # characters of a title
TITLE_LONGEST = 1000  # ... with all that a site writes around it; the rest is not looked at
NAME_LIMIT = 30  # characters of an author's name; longer is no name
_TIMES = (
    "//meta[@property='article:published_time']/@content",
    "//meta[@property='og:published_time' or @property='og:release_date']/@content",
    "//meta[@itemprop='datePublished']/@content",
    "//meta[@name='publishdate' or @name='publishDate' or @name='publish_time']/@content",
    "//meta[@name='PubDate' or @name='pubdate' or @name='apub:time']/@content",
    "//*[@itemprop='datePublished']/@datetime",
    "//article//time/@datetime",
    "//time[@pubdate]/@datetime",
)
_PUBLISHED = re.compile(r"\"(?:datePublished|pubDate|publishTime)\"\s*:\s*\"([^\"]{8,40})\"")
_ADDRESS = "//link[@rel='canonical']/@href|//meta[@property='og:url']/@content|//h1//a/@href"
_OWN = (
    "//meta[@property='og:image' or @property='og:url']/@content",
    "//link[@rel='canonical']/@href",
)
_PARTS = ("div", "article", "section", "main", "center", "table", "tbody", "tr", "td", "form")
_DEEP = 40  # elements around an article
_MOST = 0.8  # of an article's characters
_AUTHORS = "//meta[@name='author' or @property='article:author']/@content"
_SOURCES = "//meta[@name='source' or @name='mediaid' or @name='ContentSource']/@content"
_LABELLED = Pattern(r"^{piece}?来源[:：]\s*", __package__)
_ACCOUNT = "//*[@id='js_name']//text()"  # of a public account in WeChat
_NO_NAME = Pattern(r"[@:：]|^[\W\d]+$|{no_name}|admin|null|https?", __package__)
_HAN = Pattern("[{han}]")
_OWNER = Pattern(r"{owner}$", __package__)
_MARKS = " _|｜-–—"


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """Metadata of a page; `day` is a second-hand guess at the date, to be used last."""

    title: str
    published: datetime | None
    day: datetime | None
    byline: Byline


def gather(root: Any, text: str, *, shown: Sequence[str]) -> Metadata:
    """Gather what the page's head and markup say.

    The title is one of the texts `shown`, as a rule.
    """
    known = _known(text)
    site = (getattr(known, "sitename", None) or "").strip()
    day = dates.find(getattr(known, "date", None) or "")
    title, rest = _title(root, getattr(known, "title", None) or "", site, shown)
    site = "" if "." in site or _NO_NAME.search(site) else site
    return Metadata(
        title=headline.whole(title, shown),
        published=_published(root, text),
        day=day.value if day else None,
        byline=Byline(
            source=_LABELLED.sub("", _first(root, _SOURCES)) or _first(root, _ACCOUNT),
            author=_author(_first(root, _AUTHORS) or getattr(known, "author", None) or "", site),
            site=_OWNER.sub("", site)
            or (rest if bylines.is_site(rest) else "")
            or bylines.of_address(_first(root, _ADDRESS)),
        ),
    )


def pictures(root: Any, size: int) -> list[str]:
    """Give the addresses of an article's pictures, of the page's for it, and its own.

    Its pictures are those in the innermost element that has most of its `size` characters.
    """
    inner = root.find("body")
    for _ in range(_DEEP if inner is not None else 0):
        texts = {part: len("".join(part.itertext())) for part in inner.iterchildren(*_PARTS)}
        largest = max(texts, key=texts.__getitem__, default=inner)
        if texts.get(largest, 0) < _MOST * size:
            break
        inner = largest
    own = [str(address) for path in _OWN for address in root.xpath(path)]
    return [*own, *map(str, () if inner is None else inner.xpath(".//img/@src"))]


def _known(text: str) -> Any:
    """Give what trafilatura knows of a page; of one that is too odd for it, nothing."""
    import trafilatura

    hush("trafilatura", "htmldate")
    try:
        return trafilatura.extract_metadata(text, extensive=False)
    except MALFORMED:  # as htmldate's ValueError for a time at +28:00
        return None


def _published(root: Any, text: str) -> datetime | None:
    stated = [str(value) for path in _TIMES for value in root.xpath(path)]
    stated += _PUBLISHED.findall(text)
    found = (dates.find(value) for value in stated)
    return next((moment.value for moment in found if moment), None)


def _title(root: Any, known: str, known_site: str, shown: Sequence[str]) -> tuple[str, str]:
    """Tell the article's title, and what the page's title says after it.

    It is the h1 that the page's title repeats; or the only one that the page tells, where it does
    not tell its title; or the part of the page's title that stands on the page by itself; or else
    its only h1 of some length, if the page tells its words, or the page's title without the name
    of a site.
    """
    full = _plain(" ".join(root.xpath("//title[1]//text()")))[:TITLE_LONGEST]
    stated = _first(root, "//meta[@property='og:title']/@content")[:TITLE_LONGEST]
    known = known[:TITLE_LONGEST]
    h1s = [_plain(head.text_content())[:TITLE_LIMIT] for head in root.xpath("//h1")]
    h1s = [head for head in h1s if head and not bylines.is_site(head)]
    if len(h1s) == 1 and not _HAN.search(full) and _HAN.search(h1s[0]):  # <title>Document</title>
        return h1s[0], ""
    longest = max(
        (text for text in shown if len(text) <= TITLE_LIMIT and letters(text) in letters(full)),
        key=len,
        default="",
    )
    heads = [
        head
        for head in h1s
        if len(head) >= HEAD_SHARE * len(longest)  # else it is the name of a site
        and (letters(head) in letters(full) or letters(head) == letters(stated))
        and head != known_site
    ]
    if heads:
        head = max(heads, key=len)
        return head, full.removeprefix(head).strip(_MARKS)
    others = [
        head
        for head in h1s
        if len(_HAN.findall(head)) >= LEAST and _told(head, shown) >= HEAD_SHARE
    ]
    if len(others) == 1 and _told(full, shown) < SAID:  # the page's title is the site's
        return others[0], full if bylines.is_site(full) else ""
    if longest and len(longest) >= HEAD_SHARE * len(full):
        return longest, full.partition(longest)[2].strip(_MARKS)
    titled = headline.parted(_plain(stated or full or known))
    told = [head for head in h1s if len(head) >= LEAST and _told(head, shown) >= SAID]
    if len(told) == 1:
        return told[0], ""
    # What has no character that is read here, and is no line of the page, is the site's.
    return titled if _HAN.search(titled[0]) or titled[0] in shown else ("", "")


def _told(title: str, shown: Sequence[str]) -> float:
    """Give the share of a title's pairs of characters that are said elsewhere on the page."""
    wanted = pairs(title)
    said = wanted & pairs(" ".join(text for text in shown if text != title))
    return len(said) / max(len(wanted), 1)


def _author(stated: str, site: str) -> str:
    name = bylines.names(stated)
    is_person = 0 < len(name) <= NAME_LIMIT and name != site and not _NO_NAME.search(name)
    return name if is_person and not bylines.is_site(name) else ""


def _first(root: Any, path: str) -> str:
    return next((_plain(str(value)) for value in root.xpath(path) if str(value).strip()), "")


def _plain(text: str) -> str:
    return " ".join(text.split())
