"""Every value that crosses a stage boundary.

All are frozen; sequences are tuples. What an article and a script say is `Text`: analysed once,
and handed on with its analysis. Times are whole milliseconds, character positions count Unicode
code points, and PCM is signed 16-bit little-endian mono.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from types import MappingProxyType
from typing import Literal

from tingbao.language.text import Text

Kind = Literal["opening", "heading", "body", "closing", "notice"]
Role = Literal["host", "guest"]
CHINA = timezone(timedelta(hours=8), "CST")  # what a time without a zone is taken to mean
UNTITLED = "无题"  # an article that names nothing that can be seen
# Syllables a minute of the kinds of line that have a rate of their own, whatever the voice's and
# the speed asked for: of a spoken notice GB 45438-2025 wants 120 to 160.
RATES: Mapping[Kind, float] = MappingProxyType({"notice": 140.0})
_LABEL = re.compile(r"^(?:文|图|图文|作者|记者|本报记者|通讯员|撰文|编辑)[/／:：\s]+")

_ASKED = 0.7  # of the headings of an interview are questions


@dataclass(frozen=True, slots=True, kw_only=True)
class Byline:
    """Who stands behind an article; what is unknown is empty."""

    source: str = ""
    author: str = ""
    editor: str = ""
    site: str = ""

    @property
    def authors(self) -> tuple[str, ...]:
        """The names in `author`: 文/李婷婷 王禹舜 are two; a Latin name has spaces and is one."""
        bare = re.sub(r"[/／|｜]", " ", _LABEL.sub("", self.author.strip()))
        names = tuple(name for name in re.split(r"[\s,，、;；]+", bare) if name)
        if any(name.isascii() for name in names):
            return (re.sub(r"\s+", " ", bare).strip(),)
        return names


class _OfTexts:
    """A value of which some fields are texts, whether given as such or as plain strings."""

    __slots__ = ()

    def __post_init__(self) -> None:
        """Make them texts: what they are a part of is analysed once."""
        for name in ("title", "heading", "paragraphs", "text", "written", "spoken"):
            given = getattr(self, name, None)
            if isinstance(given, str):
                object.__setattr__(self, name, Text.of(given))
            elif given:
                object.__setattr__(self, name, tuple(map(Text.of, given)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Section(_OfTexts):
    """A heading, or None for an opening without one, and its paragraphs.

    `made`: the heading is not the article's own; it names the chapter and is not said.
    """

    heading: str | None
    paragraphs: tuple[Text, ...]
    made: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Article(_OfTexts):
    """An article as written.

    Its `sections` are those that the markup names, or one without a heading, until it is divided.
    `source` is the path, the URL or "-"; of several articles made into one, a line each.
    `published` is naive local time where the text gave no zone. `dateline` is the day that the
    report names (新华社北京9月8日电), in the year `language.times.YEARLESS` where none is known.
    """

    source: str
    title: str
    published: datetime | None
    byline: Byline
    sections: tuple[Section, ...]
    dateline: date | None = None

    @property
    def texts(self) -> tuple[Text, ...]:
        """Its paragraphs, whatever their section."""
        return tuple(text for section in self.sections for text in section.paragraphs)

    @property
    def size(self) -> int:
        """Its characters, headings left out."""
        return sum(map(len, self.texts))

    @property
    def several(self) -> bool:
        """Tell whether it is several articles, a section each."""
        return "\n" in self.source

    @property
    def asked(self) -> frozenset[int]:
        """The sections below the questions of an interview, which has hardly other headings."""
        headings = {at: one.heading for at, one in enumerate(self.sections) if one.heading}
        found = frozenset(at for at, one in headings.items() if one.endswith(("？", "?")))
        return found if len(headings) > 1 and len(found) >= _ASKED * len(headings) else frozenset()

    @property
    def day(self) -> date | None:
        """The day from which its 今天 and 昨天 count; None where it is not known."""
        if self.several:
            return None
        return self.dateline or (self.published.date() if self.published else None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """Why a line is not as the article has it: `written` stands in the place of `source`."""

    rule: str
    source: str
    written: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence(_OfTexts):
    """A sentence that was chosen, and its place in the article.

    `start` and `end` delimit the original in
    `article.sections[section].paragraphs[paragraph]`; `text` is what is kept of it, and
    `changes` what was put into that.
    """

    text: Text
    section: int
    paragraph: int
    start: int
    end: int
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """The sentences chosen: the lead, said first, and per section of the article the others.

    The lead is the beginning of what is told in the article's order, or the news where that
    comes after a long scene. `sections` has a row for each section, in the article's order; it
    may be empty.
    """

    sections: tuple[tuple[Sentence, ...], ...]
    lead: tuple[Sentence, ...] = ()

    @property
    def said(self) -> tuple[Sentence, ...]:
        """All of them, in the order in which they are said."""
        return tuple(one for row in (self.lead, *self.sections) for one in row)


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """Why something is said as it is: `written` at [start, end) is said as `spoken`."""

    rule: str
    start: int
    end: int
    written: str
    spoken: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Line(_OfTexts):
    """One line of a script.

    `written` is what the transcript shows. `spoken` is empty until normalization fills
    it; `edits`, sorted and without overlap, turn `written` into `spoken`.
    `pause_ms` is the silence after the line. `section` indexes the article's
    sections, or is None for what belongs to none. `origin` holds the sentences
    of the source that the line was made of, `changes` what differs from them beside cuts.
    """

    kind: Kind
    section: int | None
    written: str
    spoken: str = ""
    edits: tuple[Edit, ...] = ()
    pause_ms: int = 0
    role: Role = "host"
    origin: tuple[Sentence, ...] = ()
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Script:
    """What will be said, line by line."""

    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """When line number `line` of the script sounds."""

    line: int
    start_ms: int
    end_ms: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """A chapter of the finished audio; `url` is where its story is from, or empty."""

    title: str
    start_ms: int
    end_ms: int
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """A report that a story was told from; `url` and `site` may be empty, `published` is aware."""

    title: str
    url: str
    site: str
    published: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """An event as an episode tells it.

    `title` is its chapter's; `references` begin with the report that it is told from; `words`,
    with a space between, are what the event is known by when it comes again, a word as often
    as it matters.
    """

    title: str
    references: tuple[Reference, ...]
    words: str = ""
    update: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Recording:
    """The finished audio before it has tags: MP3 bytes, and where everything is in it.

    `engines` names, per line of the script, the engine and voice that spoke it (`kokoro/yunxi`).
    `loudness` is integrated LUFS of the mono programme, `true_peak` is dBTP; both
    are -inf for silence. `waveform` holds peaks from 0 to 1, evenly spaced, for pictures.
    """

    mp3: bytes
    duration_ms: int
    cues: tuple[Cue, ...]
    chapters: tuple[Chapter, ...]
    loudness: float
    true_peak: float
    waveform: tuple[float, ...] = ()
    engines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Episode:
    """What a feed says of one episode. `file` is relative to the output folder."""

    slug: str
    guid: str
    title: str
    summary: str
    published: datetime
    duration_ms: int
    chapters: tuple[Chapter, ...]
    file: str
    bytes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody behind a show, with role and group of the podcast taxonomy (podcasttaxonomy.com)."""

    name: str = ""
    role: str = "host"
    group: str = "cast"
    img: str = ""  # address of a picture
    href: str = ""  # address of a page about them


@dataclass(frozen=True, slots=True, kw_only=True)
class Show:
    """Feed-level facts, from [show] in tingbao.toml."""

    title: str = "听报"
    description: str = "把文章变成能听的简报。"
    author: str = "听报"
    email: str = ""
    category: str = "News"
    subcategory: str = ""
    language: str = "zh-cn"
    base_url: str = ""
    schedule: Literal["", "daily", "weekdays", "weekly"] = ""  # how often it comes; empty: unsaid
    cover: str = ""
    chapter_pictures: bool = False  # a small one for each chapter of what is made from now on
    explicit: bool = False
    copyright: str = ""
    funding_url: str = ""
    funding_text: str = ""
    persons: tuple[Person, ...] = ()
    producer: str = ""  # name or code for the mark of AI in the audio file; empty: the author
