"""Character ROUGE, and bootstrap intervals of its means."""

from __future__ import annotations

import random
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def rouge(text: str, references: Sequence[str]) -> tuple[float, float, float]:
    """Score a text: character ROUGE-1, ROUGE-2 and ROUGE-L F1, the mean over references."""
    mine = [char for char in text if char.isalnum()]
    rows = []
    for reference in references:
        theirs = [char for char in reference if char.isalnum()]
        rows.append(
            (
                _f1(_overlap(mine, theirs, 1), len(mine), len(theirs)),
                _f1(_overlap(mine, theirs, 2), len(mine) - 1, len(theirs) - 1),
                _f1(_common(mine, theirs), len(mine), len(theirs)),
            )
        )
    one, two, longest = (mean(column) for column in zip(*rows, strict=True))
    return one, two, longest


def _overlap(one: Sequence[str], other: Sequence[str], width: int) -> int:
    grams = [
        Counter(tuple(text[at : at + width]) for at in range(len(text) - width + 1))
        for text in (one, other)
    ]
    return (grams[0] & grams[1]).total()


def _common(one: Sequence[str], other: Sequence[str]) -> int:
    """Measure the longest common subsequence."""
    row = [0] * (len(other) + 1)
    for char in one:
        corner = 0
        for at, their in enumerate(other, start=1):
            above = row[at]
            row[at] = corner + 1 if char == their else max(above, row[at - 1])
            corner = above
    return row[-1]


def _f1(hits: int, mine: int, theirs: int) -> float:
    return 2 * hits / (mine + theirs) if mine + theirs > 0 else 0.0


def mean(values: Sequence[float]) -> float:
    """Give the arithmetic mean."""
    return sum(values) / len(values)


def interval(values: Sequence[float], resamples: int) -> tuple[float, float]:
    """Give the 95 % bootstrap interval of the mean."""
    chance = random.Random(2026)  # noqa: S311  # resampling, not secrecy
    means = sorted(mean(chance.choices(values, k=len(values))) for _ in range(resamples))
    return means[round(resamples * 0.025)], means[round(resamples * 0.975) - 1]
