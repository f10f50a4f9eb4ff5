"""A day's stories as one script: each told by itself, then where it is from, in one frame.

The frame (greeting, headlines, transitions, closing) is what `scripting` writes around the
first sentence of each; between its headings stands what it writes for each story alone.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from tingbao import scripting
from tingbao.config import Config
from tingbao.gathering import disagreement
from tingbao.gathering.item import named
from tingbao.gathering.planning import Prepared
from tingbao.gathering.story_selection import Planned, outlet
from tingbao.language import tables
from tingbao.language.text import Text
from tingbao.model import Article, Byline, Digest, Line, Script, Section

_RECALLED = 3  # stories that are named again at the end, where there are as many
_SITE = re.compile(r"\s*[-_|｜–—·:：].*$")  # 新华网-时政频道: the outlet
_GAP = re.compile(r"(?<=\w)\s+(?=\w)")  # of a headline
_PAUSE = 350  # ms after saying where a story is from


def show(stories: Sequence[Prepared]) -> Article:
    """Give the article that the show is: a section a story, under its headline."""
    lead = stories[0]
    title = lead.story.title
    if len(stories) > 1:
        title = _text("title", lead=title, count=str(len(stories)))
    items = (item for one in stories for item in one.planned.reports)
    return Article(
        source="\n".join(part.source for one in stories for part in one.parts),
        title=title,
        published=None,
        byline=Byline(source=named(_outlet(outlet(item)) for item in items)),
        sections=tuple(
            Section(
                heading=one.story.title,
                paragraphs=tuple(text for part in one.parts for text in part.texts),
            )
            for one in stories
        ),
    )


def frame(
    stories: Sequence[Prepared], bodies: Sequence[Sequence[Line]], config: Config, now: datetime
) -> tuple[Line, ...]:
    """Write what is said around the stories: every one is announced and led to."""
    digest = Digest(
        sections=tuple(
            tuple(replace(sentence, section=at) for sentence in body[0].origin[:1])
            for at, body in enumerate(bodies)
        )
    )
    today = replace(show(stories), published=now)  # also of one story, whatever its own day is
    script = scripting.compose(today, digest, config, moment=now)
    return tuple(line for line in script.lines if line.kind != "body")


def nothing(now: datetime) -> Article:
    """Give the article of a day without news."""
    return Article(
        source="",
        title=_text("empty.title", day=_day(now.date(), None)),
        published=None,
        byline=Byline(),
        sections=(Section(heading=None, paragraphs=(Text(_text("empty")),)),),
    )


def source_line(story: Prepared, section: int, now: datetime) -> Line:
    """Say where a story is from, and of what day; of an update, when it was told before."""
    names = (_outlet(outlet(item)) for item in story.planned.reports)
    sites = list(dict.fromkeys(filter(None, names)))
    day = _day(story.planned.items[0].moment.astimezone(now.tzinfo).date(), now.date())
    key = ("source.unnamed", "source", "source.several")[min(len(sites), 2)]
    site = sites[0] if sites else ""
    written = _text(key, seed=story.story.title, site=site, count=str(len(sites)), day=day)
    if story.planned.told:
        last = max(one.moment for one in story.planned.told).astimezone(now.tzinfo).date()
        written = _text("update", told=_day(last, now.date()), source=written)
    return Line(kind="body", section=section, written=written, pause_ms=_PAUSE)


def seam(event: Planned, headline: str) -> Line:
    """Say of which other event of the subject is told next, so that none is told as the first."""
    site = _outlet(outlet(event.items[0]))
    title = _GAP.sub("，", headline).rstrip("。")
    written = _text("further" if site else "further.unnamed", seed=title, site=site, title=title)
    return Line(kind="body", section=0, written=written, pause_ms=_PAUSE)


def disagreement_line(story: Prepared, section: int) -> tuple[Line, ...]:
    """Name both values where the reports of a story give two of one measure."""
    found = disagreement.find(story.planned.items)
    if found is None:
        return ()
    written = _text(
        "disagree",
        seed=story.story.title,
        one=_outlet(found.one),
        said=found.said,
        other=_outlet(found.other),
        otherwise=found.otherwise,
    )
    return (Line(kind="body", section=section, written=written, pause_ms=_PAUSE),)


def recap(stories: Sequence[Prepared]) -> tuple[Line, ...]:
    """Name the weightiest stories again at the end of a show that has some."""
    if len(stories) <= _RECALLED:
        return ()
    row = sorted(stories, key=lambda one: -one.planned.score)[:_RECALLED]
    titles = "；".join(one.story.title.rstrip("。") for one in row)
    written = _text("recap", seed=titles, titles=titles)
    return (Line(kind="closing", section=None, written=written, pause_ms=_PAUSE),)


def woven(
    title: str,
    frame: Sequence[Line],
    own: Sequence[Sequence[Line]],
    bodies: Sequence[Sequence[Line]],
    last: Sequence[Line],
) -> Script:
    """Put the stories into the frame.

    Per story, `own` is where it is from and what its reports disagree on, `bodies` the lines of
    its own script that tell it; `last` is said before the closing.
    """
    lines = [line for line in frame if line.kind == "opening"]
    for at, ((source, *doubts), body) in enumerate(zip(own, bodies, strict=True)):
        lines += [line for line in frame if line.kind == "heading" and line.section == at]
        lines += [source, *(moved(line, section=at) for line in body), *doubts]
    lines += [*last, *(line for line in frame if line.kind in {"closing", "notice"})]
    return Script(title=title, lines=tuple(lines))


def moved(line: Line, *, section: int = 0, paragraphs: int = 0) -> Line:
    """Let a line of an article's own script be one of a section that tells others before it."""
    origin = tuple(
        replace(sentence, section=section, paragraph=sentence.paragraph + paragraphs)
        for sentence in line.origin
    )
    return replace(line, section=section, origin=origin)


def _outlet(name: str) -> str:
    return _SITE.sub("", name.strip()) or name.strip()


def _day(day: date, today: date | None) -> str:
    """Name a day as one says it today."""
    if today and (today - day).days in {0, 1}:
        return _text("yesterday" if day < today else "today")
    return _text("day", month=str(day.month), day=str(day.day))


def _text(key: str, *, seed: str = "", **fields: str) -> str:
    choices = tables.kinds(__package__, "frame.tsv")[key]
    pick = int.from_bytes(hashlib.sha256(f"{key}{seed}".encode()).digest()[:2], "big")
    return choices[pick % len(choices)].format_map(fields)
