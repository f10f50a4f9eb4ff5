"""How long a worded script will sound.

A line lasts its syllables, its breaths and its fall. These are counted in syllables of
the voice's pace, so that one number, the pace over whole sentences, fits the rest to any
voice and speed. The counts are a least-squares fit to 51 lines of three articles, as
the voice yunxi spoke them; the sums of the three were met within 0.3 %. A line whose
kind has a rate of its own lasts its syllables at that rate.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from tingbao.model import RATES

if TYPE_CHECKING:
    from collections.abc import Callable

    from tingbao.model import Script

SYLLABLES_PER_SECOND = 5.3
PACE = 4.9  # characters a second of a whole briefing, pauses included
CHAPTER_MS = 850  # beyond the pause before it: the chime's room, and the wait for a whole second
_SYLLABLE, _BREATH, _STOP, _LINE = 0.92, 0.44, 2.6, 1.45


def estimate_ms(
    script: Script,
    *,
    syllables: Callable[[str], int],
    syllables_per_second: float = SYLLABLES_PER_SECOND,
) -> int:
    """Estimate the length of a worded script in milliseconds, pauses included.

    Args:
        script: Its lines are spoken as `normalization.word` made them.
        syllables: Counts those of a spoken text.
        syllables_per_second: Of the voice over whole sentences, at the speed asked for.
    """
    counted = rated = 0.0
    for line in script.lines:
        if not line.spoken:
            continue
        if line.kind in RATES:
            rated += syllables(line.spoken) / RATES[line.kind] * 60_000
            continue
        inner = line.spoken[:-1]
        counted += _SYLLABLE * syllables(line.spoken) + _LINE
        counted += _BREATH * sum(mark in "，、；：" for mark in inner)
        counted += _STOP * sum(mark in "。！？" for mark in inner)
    pauses = sum(line.pause_ms for line in script.lines)
    chapters = sum(
        before.section != after.section and after.section is not None
        for before, after in pairwise(script.lines)
    )
    spoken = counted / syllables_per_second * 1000 + rated
    return round(spoken + pauses + CHAPTER_MS * chapters)
