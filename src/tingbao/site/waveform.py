"""The picture of an episode: its loudness over time, cut at its chapters, as SVG paths."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import inf

from tingbao.model import Chapter
from tingbao.publishing import means
from tingbao.site.formats import numeral

HEIGHT = 100
STEP = 4
SMALL, LARGE = 48, 144  # bars in a list, and in a player
_EDGE = 93.0
_ROOM = 6.0
# Silence is still drawn, as a dot's worth of line, so that time does not vanish.
_LEAST = 0.04


def bars(waveform: Sequence[float], count: int) -> tuple[float, ...]:
    """Resample peaks to so many bars: the mean of each stretch, scaled so that the tallest is 1.

    The mean rather than the peak: speech peaks everywhere, and what an eye looks for
    is where it pauses. An unknown waveform gives equal bars of a third.
    """
    if not waveform or max(waveform) <= 0:
        return (1 / 3,) * count
    heights = means(waveform, count)
    top = max(heights)
    return tuple(height / top for height in heights)


def drawing(heights: Sequence[float]) -> str:
    """Give the path of vertical strokes, mirrored on the middle, STEP units apart."""
    strokes = []
    for number, height in enumerate(heights):
        half = round(max(height, _LEAST) * (HEIGHT / 2 - 2))
        strokes.append(f"M{number * STEP + STEP // 2} {HEIGHT // 2 - half}v{2 * half}")
    return "".join(strokes)


def paths(
    waveform: Sequence[float], chapters: Sequence[Chapter], duration_ms: int
) -> list[tuple[int, str]]:
    """Draw the waveform of a player: a path a chapter, and how far to the right it begins."""
    heights = bars(waveform, LARGE)
    starts = [min(LARGE, round(LARGE * c.start_ms / max(1, duration_ms))) for c in chapters] or [0]
    starts[0] = 0
    ends = [*starts[1:], LARGE]
    return [
        (start * STEP, drawing(heights[start:end])) for start, end in zip(starts, ends, strict=True)
    ]


def marks(chapters: Sequence[Chapter], duration_ms: int) -> Iterator[tuple[str, str, bool]]:
    """Give for each chapter where it begins, its numeral, and whether this stands before its line.

    Places are in percent, so that the drawing fills its box and text is not stretched. A numeral
    that would run into the next line, closer than 6 %, is left out; the lines stay. At the right
    edge a numeral stands before its line, not outside the picture. One chapter is no division.
    """
    if len(chapters) == 1:
        return
    places = [100 * chapter.start_ms / max(1, duration_ms) for chapter in chapters]
    for number, (place, after) in enumerate(pairwise([*places, inf]), 1):
        fits = after - place >= _ROOM
        yield f"{place:.2f}", numeral(number) if fits else "", place > _EDGE
