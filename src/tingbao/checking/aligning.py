"""Two runs of syllables held against each other, and each difference laid to a line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

_REACH = 4000  # syllables, some 15 minutes, that what is heard may be ahead or behind
_FAR = 1 << 30
_MATCH, _MISSED, _EXTRA = range(3)


@dataclass(slots=True)
class Heard:
    """How a line was heard: its syllables that were right, those in their place, those too many."""

    right: int = 0
    own: list[str] = field(default_factory=list)
    extra: list[str] = field(default_factory=list)


def align(lines: Sequence[Sequence[str]], got: Sequence[str]) -> list[Heard]:
    """Align what was to be said, line by line, with all that was heard, by least edits.

    What is too much goes to the line before it or the one after, whichever it repeats more of.
    """
    meant = [syllable for line in lines for syllable in line]
    owner = [number for number, line in enumerate(lines) for _ in line]
    heard = [Heard() for _ in lines]
    run: list[str] = []
    before = -1
    for step, at, place in _steps(meant, got):
        if step == _EXTRA:
            run.append(got[place])
            continue
        _lay(run, before, owner[at], heard, lines)
        run, before = [], owner[at]
        if step == _MATCH:
            heard[before].own.append(got[place])
            heard[before].right += meant[at] == got[place]
    _lay(run, before, -1, heard, lines)
    return heard


def _lay(
    run: list[str], before: int, after: int, heard: list[Heard], lines: Sequence[Sequence[str]]
) -> None:
    """Lay what is too much to one of its neighbours."""
    near = [line for line in (before, after) if line >= 0]
    if run and near:
        line = max(near, key=lambda line: (Counter(run) & Counter(lines[line])).total())
        heard[line].extra += run


def _steps(meant: Sequence[str], got: Sequence[str]) -> list[tuple[int, int, int]]:
    """Give the steps of a cheapest alignment: kind, place in `meant`, place in `got`."""
    known: dict[str, int] = {}
    wanted, found = (
        np.array([known.setdefault(syllable, len(known)) for syllable in run], np.int32)
        for run in (meant, got)
    )
    reach = _REACH + abs(len(meant) - len(got))
    places = np.arange(len(got) + 1, dtype=np.int32)
    above = places.copy()
    ways: list[tuple[int, np.ndarray[tuple[int], np.dtype[np.uint8]]]] = []
    for at, syllable in enumerate(wanted):
        row = above + 1
        diagonal = above[:-1] + (found != syllable)
        row[1:] = np.minimum(row[1:], diagonal)
        best = np.minimum.accumulate(row - places) + places
        low, high = max(0, at + 1 - reach), min(len(got), at + 1 + reach) + 1
        way = np.full(high - low, _EXTRA, np.uint8)
        way[best[low:high] == above[low:high] + 1] = _MISSED
        first = max(low, 1)
        way[first - low :][best[first:high] == diagonal[first - 1 : high - 1]] = _MATCH
        ways.append((low, way))
        best[:low], best[high:] = _FAR, _FAR
        above = best
    steps: list[tuple[int, int, int]] = []
    at, place = len(meant), len(got)
    while at or place:
        low, way = ways[at - 1] if at else (0, np.full(place + 1, _EXTRA, np.uint8))
        step = int(way[place - low])
        at -= step != _EXTRA
        place -= step != _MISSED
        steps.append((step, at, place))
    return steps[::-1]
