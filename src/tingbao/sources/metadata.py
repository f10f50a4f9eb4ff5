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
from tingbao.sources.extraction import hush, is_linked, is_prose, letters
from tingbao.sources.outline import CLOSED
from tingbao.sources.page import Piece

LEAST = 5  # Chinese characters of a title that is no column, no section, no site
TITLE_LIMIT = 100  # characters of a title
TITLE_LONGEST = 1000  # ... with all that a site writes around it; the rest is not looked at
NAME_LIMIT = 30  # characters of an author's name; longer is no name
# What speaks for a title: that it is the first heading, another, or not seen at all; the share of
# the page's own title that it is; the share of its pairs of characters that the text says again.
_FIRST, _LARGE, _UNSEEN, _NAMED, _TOLD, _SHORT, _ENOUGH = 7, 3, -5, 8, 8, 12, 4.5
_WHOLE, _SAID = 10, 0.3  # characters of a title from which its words count, and of a short one
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


def gather(root: Any, text: str, *, found: Sequence[Piece]) -> Metadata:
    """Gather what the page's head and markup say.

    The title is one of the pieces `found` on it, as a rule.
    """
    known = _known(text)
    site = (getattr(known, "sitename", None) or "").strip()
    day = dates.find(getattr(known, "date", None) or "")
    title, rest = _title(root, getattr(known, "title", None) or "", site, found)
    site = "" if "." in site or _NO_NAME.search(site) else site
    return Metadata(
        title=headline.whole(title, (one.text for one in found)),
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


def _title(root: Any, known: str, known_site: str, found: Sequence[Piece]) -> tuple[str, str]:
    """Tell the article's title, and what the page's title says after it.

    Of all that may be it, which is what the page's head names, the highest headings and what is
    large above the text, it is that for which most speaks: that the text says its words again,
    that the head names it, and that the page shows it, as what. A short one must be borne out, or
    be an h1 that the head names beside the site. Where little speaks for any, the head's is it.
    """
    full = _plain(" ".join(root.xpath("//title[1]//text()")))[:TITLE_LONGEST]
    stated = _first(root, "//meta[@property='og:title']/@content")[:TITLE_LONGEST]
    parted, site = headline.parted(_plain(stated or full or known[:TITLE_LONGEST]))
    heads = [head for head in (letters(full), letters(stated)) if head]
    text = [at for at, one in enumerate(found) if is_prose(one) and CLOSED.search(one.text)]
    said = pairs(" ".join(found[at].text for at in text))
    shown = {parted: _UNSEEN} | {_plain(one.text_content()): _FIRST for one in root.xpath("//h1")}
    for at, one in enumerate(found):
        large = one.level or one.bold
        above = large and at < min(text, default=0)
        if (any(letters(one.text) in head for head in heads) or above) and not is_linked(one):
            shown[one.text] = max(_LARGE if large else 0, shown.get(one.text, 0))

    def is_short(title: str) -> bool:
        entire = site and title == parted and shown[title] == _FIRST  # beside the site, in an h1
        word = len(_HAN.findall(title)) < LEAST and not entire
        return word or bylines.is_site(title) or title == known_site

    def worth(title: str) -> float:
        name = letters(title)
        named = max((len(name) / len(head) for head in heads if name in head), default=0)
        told = len(pairs(title) & said) / max(len(pairs(title)), 1)
        borne = _TOLD * told * min(len(title) / _WHOLE, 1)
        return shown[title] + _NAMED * named + borne - _SHORT * (is_short(title) and told < _SAID)

    may = (one for one in shown if len(one) <= TITLE_LIMIT and not bylines.signature(one))
    title = max(may, key=worth, default="")
    if not title or worth(title) < _ENOUGH:
        return "" if is_short(parted) or len(parted) > TITLE_LIMIT else parted, site
    return title, site if title == parted else full.partition(title)[2].strip(_MARKS)


def _author(stated: str, site: str) -> str:
    name = bylines.names(stated)
    is_person = 0 < len(name) <= NAME_LIMIT and name != site and not _NO_NAME.search(name)
    return name if is_person and not bylines.is_site(name) else ""


def _first(root: Any, path: str) -> str:
    return next((_plain(str(value)) for value in root.xpath(path) if str(value).strip()), "")


def _plain(text: str) -> str:
    return " ".join(text.split())
