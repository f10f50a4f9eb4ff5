"""Two runs of syllables held against each other, and each difference laid to a line."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def align(
    meant: Sequence[tuple[str, int]], got: Sequence[str], count: int
) -> tuple[list[int], list[int], list[list[str]]]:
    """Align by least edits; count per line what was missed or other, what was extra, and heard."""
    rows = [list(range(len(got) + 1))]
    for at, (syllable, _) in enumerate(meant, 1):
        row, above = [at], rows[-1]
        for place, other in enumerate(got, 1):
            other_cost = above[place - 1] + (syllable != other)
            row.append(min(other_cost, above[place] + 1, row[place - 1] + 1))
        rows.append(row)
    said = [{syllable for syllable, line in meant if line == number} for number in range(count)]
    missed, extra = [0] * count, [0] * count
    heard: list[list[str]] = [[] for _ in range(count)]
    at, place = len(meant), len(got)
    while at or place:
        line = meant[max(0, at - 1)][1] if meant else 0
        here = rows[at][place]
        differs = bool(at and place) and meant[at - 1][0] != got[place - 1]
        if at and place and here == rows[at - 1][place - 1] + differs:
            missed[line] += differs
            at, place = at - 1, place - 1
            heard[line].insert(0, got[place])
        elif at and here == rows[at - 1][place] + 1:
            missed[line] += 1
            at -= 1
        else:
            place -= 1
            after = meant[at][1] if at < len(meant) else line
            if after != line and got[place] in said[after] - said[line]:
                line = after  # it repeats the line that follows
            extra[line] += 1
            heard[line].insert(0, got[place])
    return missed, extra, heard
