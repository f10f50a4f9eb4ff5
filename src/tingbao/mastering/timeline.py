"""Where lines, pauses, chimes and chapters go, in samples of the finished audio.

A chapter begins on a whole second with the sound of its first line: who jumps to it hears
the heading at once. The chime therefore ends the chapter before, in the middle of a pause
that is stretched until the second is full.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from tingbao.audio.trimming import Extent
from tingbao.mastering.mp3 import RATE
from tingbao.model import Chapter, Cue, Line

OPENING = "导语"
WHOLE = "正文"
_MARGIN = RATE * 350 // 1000  # least silence to either side of a chime
_TAIL = RATE * 700 // 1000  # silence after the last sound
_UNIT = RATE // 100  # the audio ends on 10 ms, which is a whole number of samples and of ms


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


@dataclass(slots=True, kw_only=True)
class Timeline:
    """Takes lines one after another and says where each goes, and what sounds before it.

    `chapters` has per line of the script the number and the title of its chapter, `rate` is the
    speech's in Hz. `sounds` are lengths in samples of the finished audio: `opening` stands before
    the first word, `chime` between chapters, `closing` after the last; each may be missing.
    """

    chapters: Sequence[tuple[int, str]]
    rate: int
    sounds: Mapping[str, int]
    cues: list[Cue] = field(default_factory=list)
    spans: list[tuple[int, int]] = field(default_factory=list)  # of the lines, in samples
    _starts: list[tuple[str, int]] = field(default_factory=list)
    _sounded: int = 0
    _ended: int = 0
    _pause: int = 0

    def place(self, kept: Extent, samples: int, pause_ms: int) -> list[tuple[int, str]]:
        """Place the next line.

        `kept` is at the speech's rate, `samples` counts those of the finished audio.

        Returns:
            Samples and names of what sounds before it; at last its own, with no name.
        """
        placed: list[tuple[int, str]] = []
        index = len(self.cues)
        if not index and "opening" in self.sounds:
            placed.append((0, "opening"))
            self._sounded = self._ended = self.sounds["opening"] + _MARGIN
        number, title = self.chapters[index]
        lead = _scaled(kept.onset - kept.begin, self.rate)
        begins = len(self._starts) == number
        at = max(self._ended, self._sounded + self._pause - lead)
        if begins and index:
            chime = self.sounds.get("chime", 0)
            least = max(self._pause, chime + 2 * _MARGIN if chime else 0)
            at = -(-max(self._ended, self._sounded + least) // RATE) * RATE
            if chime:
                placed.append(((self._sounded + at - chime) // 2, "chime"))
        if begins:
            self._starts.append((title, at if index else 0))
        self._sounded = at + _scaled(kept.offset - kept.begin, self.rate)
        self._ended = at + samples
        self._pause = pause_ms * RATE // 1000
        self.spans.append((at, self._ended))
        cue = Cue(line=index, start_ms=_ms(at + lead), end_ms=_ms(self._sounded))
        self.cues.append(cue)
        return [*placed, (at, "")]

    def close(self) -> list[tuple[int, str]]:
        """Place what sounds after the last line; at last the end of the audio, with no name."""
        placed: list[tuple[int, str]] = []
        if "closing" in self.sounds:
            placed.append((max(self._ended, self._sounded + 2 * _MARGIN), "closing"))
            self._ended = placed[-1][0] + self.sounds["closing"]
        self._ended = -(-max(self._ended, self._sounded + _TAIL) // _UNIT) * _UNIT
        return [*placed, (self._ended, "")]

    def tiled(self) -> tuple[Chapter, ...]:
        """Give the chapters, each to the beginning of the next, once all is placed."""
        ends = [start for _, start in self._starts[1:]] + [self._ended]
        return tuple(
            Chapter(title=title, start_ms=_ms(start), end_ms=_ms(end))
            for (title, start), end in zip(self._starts, ends, strict=True)
        )


def _scaled(samples: int, rate: int) -> int:
    return round(samples * RATE / rate)


def _ms(samples: int) -> int:
    return round(samples * 1000 / RATE)
