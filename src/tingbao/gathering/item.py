"""What a look at a source gives: its reports, before anybody has decided which are told."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import lru_cache
from html import escape, unescape
from urllib.parse import parse_qsl, urlencode, urlsplit

from tingbao.language.patterns import Pattern
from tingbao.language.simplified import simplified
from tingbao.model import Article
from tingbao.services.web import NEVER, Validators

_MARKUP = re.compile(
    # Each ends at the next < or at the end: what is never closed is looked through once.
    r"<(?:script|style)\b.*?(?:</(?:script|style)>|\Z)|<[^<>]*>",
    re.DOTALL | re.IGNORECASE,
)
_END = re.compile(r"</(?:p|div|h\d|li|tr)>|<br\b[^<>]*>", re.IGNORECASE)
_SAME_HOST = re.compile(r"^(?:www|m|wap|mobile|3g)\.(?=[^.]+\.)")
_TRACKING = re.compile(r"utm_\w+|spm|from|share\w*|ref|fbclid|gclid|src|isappinstalled|_t")
_KANA = re.compile(r"[\u3041-\u30ff]")
_HAN = re.compile(r"[\u3400-\u9fff]")
_NOON = timedelta(hours=12)
_LEAST_HAN = 0.2  # of the letters of a Chinese text
_MOST_KANA = 0.05  # of its characters
_MARK = Pattern(
    r"(?:[【\[(（]{mark}[】\])）]\s*[:：]?|{mark}\s*(?:{bar}|[/／:：!！]))\s*(?=\w.)", __package__
)
_KEY = 500  # characters of an address that a database takes as a key
_NAMED = 3  # outlets
_LONGEST = 300  # characters of a title; nobody reads on
_HEADLINE = 40  # characters of a title made of the text


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A report.

    `key` is its address without what makes no difference; `content` is HTML as far as the
    source has it; `published` is aware, or None; `seen` is when we saw it first; `changed` is
    when we saw its text changed, or None; `rank` counts from the top of its source; `archived`
    says that it stood in the source before it was followed and has no date.
    """

    key: str
    source: str
    url: str
    title: str
    site: str
    author: str
    content: str
    published: datetime | None
    seen: datetime
    digest: str
    rank: int = 0
    changed: datetime | None = None
    archived: bool = False

    @property
    def moment(self) -> datetime:
        """When it came out, or was first seen where it does not say; a bare day is its noon."""
        came = self.published
        if came and came.time() == time.min:
            came += _NOON
        return min(came, self.seen) if came else self.seen

    @property
    def text(self) -> str:
        """What it says, without markup."""
        return plain(self.content)


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """A source, or a part of it, that could not be had, and why."""

    source: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a look at one source gave: its items from the top, or its trouble."""

    source: str
    title: str = ""
    items: tuple[Item, ...] = ()
    validators: Validators = NEVER
    unchanged: bool = False
    troubles: tuple[Trouble, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Visited:
    """What the page of a report gave: its article, or None where there is none to be read.

    `digest` is that of the report at that time.
    """

    key: str
    digest: str
    article: Article | None
    validators: Validators = NEVER


def markup(texts: Iterable[str]) -> str:
    """Give paragraphs as HTML."""
    return "".join(f"<p>{escape(text)}</p>" for text in texts)


@lru_cache(maxsize=4096)
def plain(written: str) -> str:
    """Give the text of HTML, a line a block."""
    bare = unescape(_MARKUP.sub("", _END.sub("\n", written)))
    lines = (" ".join(line.split()) for line in bare.split("\n"))
    return "\n".join(filter(None, lines))


def storable(text: str) -> str:
    """Give a text as every database and file takes it: no NUL, no half of a character."""
    return text.replace("\0", "").encode("utf-8", "replace").decode("utf-8")


def headline(title: str, text: str) -> str:
    """Give a title, or the beginning of the text where there is none."""
    return title[:_LONGEST] or re.split(r"[。！？\n]", text, maxsplit=1)[0][:_HEADLINE]


def unmarked(title: str) -> str:
    """Take from a headline the mark of how it came: as the news comes in, or anew.

    >>> unmarked("快訊／大橋通車"), unmarked("【突发】大桥封闭"), unmarked("突发大火")
    ('大橋通車', '大桥封闭', '突发大火')
    """
    mark = _MARK.match(simplified(title))
    return title[mark.end() :] if mark else title


def key(url: str) -> str:
    """Give what addresses of one page have in common.

    >>> key("http://m.example.com/a/?utm_source=x&id=1#top") == key("https://www.example.com/a?id=1")
    True
    """
    whole = _bare(url) or url
    if len(whole) <= _KEY:
        return whole
    return f"{whole[:_KEY]}#{hashlib.sha256(whole.encode('utf-8', 'replace')).hexdigest()}"


def _bare(url: str) -> str:
    """Take from an address what makes no difference; empty for what is none."""
    try:
        parts = urlsplit(url.strip())
        number = parts.port
    except ValueError:  # as for a port of 99999
        return ""
    if parts.scheme not in {"http", "https"}:
        return ""
    host = _SAME_HOST.sub("", (parts.hostname or "").lower())
    port = f":{number}" if number and number not in {80, 443} else ""
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    query = urlencode(sorted(pair for pair in pairs if not _TRACKING.fullmatch(pair[0])))
    path = re.sub(r"/(?:index\.s?html?)?$", "", parts.path)
    return f"{host}{port}{path}" + (f"?{query}" if query else "")


def named(names: Iterable[str]) -> str:
    """Name the first of several outlets, each once."""
    distinct = list(dict.fromkeys(filter(None, names)))
    return "、".join(distinct[:_NAMED]) + ("等" if len(distinct) > _NAMED else "")


def digest(title: str, text: str) -> str:
    """Name what a report says, whatever its markup."""
    said = "".join(filter(str.isalnum, title + text))
    return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()


def is_chinese(text: str) -> bool:
    """Tell whether a text can be read out in Mandarin."""
    letters = sum(map(str.isalpha, text))
    han = len(_HAN.findall(text))
    return han >= _LEAST_HAN * max(letters, 1) and len(_KANA.findall(text)) <= _MOST_KANA * len(
        text
    )
