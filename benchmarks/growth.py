"""What reading and choosing cost at 20, 40, 80 and 160 kB of what once cost too much.

    python benchmarks/growth.py [KIND...]

A kind is of sources that are read, or of sentences of which half are chosen. Prints the lines of
Python that ran and, of sources, the most bytes held, with the ratio from each size to the next:
about 2 where the cost is linear. Counted, not timed; the suite does the same with less.
"""

from __future__ import annotations

import io
import sys
from itertools import pairwise
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

import contextlib

from tests.growing import KINDS, STORIES, cost, grown, ran, story

from tingbao import sources
from tingbao.errors import InputError
from tingbao.summarization import choose, rank

SIZES = (20_000, 40_000, 80_000, 160_000)


def read(data: bytes) -> None:
    """Read a source, or have it refused."""
    with contextlib.suppress(InputError):
        sources.read_all("-", stdin=io.BytesIO(data))


def tell(kind: str, size: int) -> None:
    """Choose half of an article of about so many bytes."""
    article = story(kind, size // len(STORIES[kind](1).encode()))
    choose(rank(article), article.size // 2)


def main() -> int:
    """Measure, print, and tell whether anything grew faster than its source."""
    worst = 0.0
    for kind in sys.argv[1:] or (*KINDS, *STORIES):
        if kind in KINDS:
            read(grown(kind, 1000))
            costs = [cost(lambda size=size, kind=kind: read(grown(kind, size))) for size in SIZES]
        else:
            tell(kind, 1000)
            costs = [(ran(lambda size=size, kind=kind: tell(kind, size)), 1) for size in SIZES]
        ratios = [(after[0] / before[0], after[1] / before[1]) for before, after in pairwise(costs)]
        worst = max(worst, *(ratio[0] for ratio in ratios))
        print(
            f"{kind:18} {costs[-1][0]:>12,} lines {costs[-1][1] / 1e6:8.1f} MB  ",
            "  ".join(f"{lines:.2f} {held:.2f}" for lines, held in ratios),
            flush=True,
        )
    print(f"at most {worst:.2f} times the lines for twice the size")
    return worst > 2.4  # as the suite allows


if __name__ == "__main__":
    sys.exit(main())
