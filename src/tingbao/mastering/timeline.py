"""Where everything goes, in samples of the finished audio, before a sample is rendered.

A chapter begins on a whole second with the sound of its first line: who jumps to it hears
the heading at once. The chime therefore ends the chapter before, in the middle of a pause
that is stretched until the second is full.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tingbao.mastering.mp3 import RATE
from tingbao.mastering.resampling import length
from tingbao.model import Chapter, Cue

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tingbao.mastering.sound import Extent
    from tingbao.model import Line

OPENING = "导语"
WHOLE = "正文"
_MARGIN = RATE * 350 // 1000  # least silence to either side of a chime
_TAIL = RATE * 700 // 1000  # silence after the last sound
_UNIT = RATE // 100  # the audio ends on 10 ms, which is a whole number of samples and of ms


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A line's kept sound begins at sample `at` and runs for `length` samples."""

    line: int
    chapter: int
    at: int
    length: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """The plan of a recording; `sounds` are the samples where one of the given begins."""

    places: tuple[Place, ...]
    sounds: tuple[tuple[int, str], ...]
    cues: tuple[Cue, ...]
    chapters: tuple[Chapter, ...]
    length: int


def chapters_of(lines: Sequence[Line], headings: Sequence[str | None]) -> list[tuple[int, str]]:
    """Give per line the number of its chapter and that chapter's title.

    Lines that belong to no section go with those before them; at the very beginning they
    share the first chapter with a first section that has no heading.
    """
    found: list[tuple[int, str]] = []
    number, title, current = 0, OPENING, None
    for line in lines:
        if line.section is not None and line.section != current:
            heading = headings[line.section] if line.section < len(headings) else None
            joins = not found or (current is None and line.section == 0 and heading is None)
            if not joins:
                number += 1
            title = heading or (OPENING if number == 0 else f"第{number + 1}部分")
            current = line.section
        found.append((number, title))
    if number == 0 and current is not None and len(headings) == 1 and headings[0] is None:
        return [(0, WHOLE)] * len(found)
    return found


def plan(
    lines: Sequence[Line],
    extents: Sequence[Extent],
    *,
    rate: int,
    headings: Sequence[str | None],
    sounds: Mapping[str, int],
) -> Timeline:
    """Place every line.

    Args:
        lines: Of the script.
        extents: What is kept of each line, in samples at `rate`.
        rate: Of the speech, in Hz.
        headings: Of the article's sections.
        sounds: Lengths in samples of the finished audio: `opening` stands before the first
            word, `chime` between chapters, `closing` after the last; each may be missing.
    """
    chime = sounds.get("chime", 0)
    places: list[Place] = []
    placed: list[tuple[int, str]] = []
    cues: list[Cue] = []
    starts: list[tuple[str, int]] = []
    sounded = ended = pause = 0
    if "opening" in sounds:
        placed.append((0, "opening"))
        sounded = ended = sounds["opening"] + _MARGIN
    for index, (number, title) in enumerate(chapters_of(lines, headings)):
        kept = extents[index]
        lead = _scaled(kept.onset - kept.begin, rate)
        begins = len(starts) == number
        at = max(ended, sounded + pause - lead)
        if begins and index:
            least = max(pause, chime + 2 * _MARGIN if chime else 0)
            at = -(-max(ended, sounded + least) // RATE) * RATE
            if chime:
                placed.append(((sounded + at - chime) // 2, "chime"))
        if begins:
            starts.append((title, at if index else 0))
        size = length(kept.end - kept.begin, rate, RATE)
        places.append(Place(line=index, chapter=number, at=at, length=size))
        sounded = at + _scaled(kept.offset - kept.begin, rate)
        ended = at + size
        pause = lines[index].pause_ms * RATE // 1000
        cues.append(Cue(line=index, start_ms=_ms(at + lead), end_ms=_ms(sounded)))
    if "closing" in sounds:
        placed.append((max(ended, sounded + 2 * _MARGIN), "closing"))
        ended = placed[-1][0] + sounds["closing"]
    total = -(-max(ended, sounded + _TAIL) // _UNIT) * _UNIT
    return Timeline(
        places=tuple(places),
        sounds=tuple(placed),
        cues=tuple(cues),
        chapters=_tile(starts, total),
        length=total,
    )


def _tile(starts: Sequence[tuple[str, int]], total: int) -> tuple[Chapter, ...]:
    ends = [start for _, start in starts[1:]] + [total]
    return tuple(
        Chapter(title=title, start_ms=_ms(start), end_ms=_ms(end))
        for (title, start), end in zip(starts, ends, strict=True)
    )


def _scaled(samples: int, rate: int) -> int:
    return round(samples * RATE / rate)


def _ms(samples: int) -> int:
    return round(samples * 1000 / RATE)
