"""How long a worded script will sound."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from tingbao.model import Script

SYLLABLES_PER_SECOND = 4.4
CHIME_MS = 1200
CLAUSE_MS = 0  # the rate was measured with the pauses inside a line


def estimate_ms(
    script: Script,
    *,
    syllables: Callable[[str], int],
    syllables_per_second: float = SYLLABLES_PER_SECOND,
    clause_ms: int = CLAUSE_MS,
    chime_ms: int = CHIME_MS,
) -> int:
    """Estimate the length of a worded script in milliseconds, pauses included.

    Args:
        script: Its lines are spoken as `wording` made them.
        syllables: Counts those of a spoken text.
        syllables_per_second: Of the voice, at the speed asked for.
        clause_ms: Silence for each mark inside a line, where the rate leaves it out.
        chime_ms: What stands between two sections.
    """
    total = 0.0
    for line in script.lines:
        spoken = line.spoken
        total += syllables(spoken) / syllables_per_second * 1000
        total += clause_ms * sum(mark in "，；：。！？" for mark in spoken[:-1])
        total += line.pause_ms
    turns = sum(
        before.section != after.section and after.section is not None
        for before, after in pairwise(script.lines)
    )
    return round(total + chime_ms * turns)
