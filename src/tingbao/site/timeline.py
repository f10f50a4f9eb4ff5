"""The picture of an episode: its loudness over time, cut at its chapters, as inline SVG."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tingbao.site.formats import numeral
from tingbao.site.markup import Html, join

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tingbao.model import Chapter

HEIGHT = 100
STEP = 4
_EDGE = 93.0
_LEAST = 0.04
"""Silence is still drawn, as a dot's worth of line, so that time does not vanish."""


def bars(waveform: Sequence[float], count: int) -> tuple[float, ...]:
    """Resample peaks to so many bars: the mean of each stretch, scaled so that the tallest is 1.

    The mean rather than the peak: speech peaks everywhere, and what an eye looks for
    is where it pauses. An unknown waveform gives equal bars of a third.
    """
    if not waveform or max(waveform) <= 0:
        return (1 / 3,) * count
    size = len(waveform)
    means = []
    for number in range(count):
        first = number * size // count
        stretch = waveform[first : max(first + 1, (number + 1) * size // count)]
        means.append(sum(stretch) / len(stretch))
    top = max(means)
    return tuple(mean / top for mean in means)


def drawing(heights: Sequence[float]) -> str:
    """Give the path of vertical strokes, mirrored on the middle, STEP units apart."""
    strokes = []
    for number, height in enumerate(heights):
        half = round(max(height, _LEAST) * (HEIGHT / 2 - 2))
        strokes.append(f"M{number * STEP + STEP // 2} {HEIGHT // 2 - half}v{2 * half}")
    return "".join(strokes)


def small(waveform: Sequence[float], count: int = 48) -> Html:
    """Draw the waveform for a list, where it is only decoration."""
    path = drawing(bars(waveform, count))
    return Html(
        f'<svg class="ripple" viewBox="0 0 {count * STEP} {HEIGHT}" preserveAspectRatio="none" '
        f'aria-hidden="true" focusable="false"><path d="{path}"/></svg>'
    )


def large(
    waveform: Sequence[float], chapters: Sequence[Chapter], duration_ms: int, count: int = 144
) -> Html:
    """Draw the waveform of a player: one path a chapter, and a copy that a script uncovers.

    The copy's clip is a rectangle as wide as what has been played, in bars; without
    a script nothing is uncovered.
    """
    heights = bars(waveform, count)
    width = count * STEP
    starts = [min(count, round(count * c.start_ms / max(1, duration_ms))) for c in chapters] or [0]
    starts[0] = 0
    paths = []
    for number, (start, end) in enumerate(zip(starts, [*starts[1:], count], strict=True)):
        strokes = drawing(heights[start:end])
        move = f' transform="translate({start * STEP})"' if start else ""
        paths.append(Html(f'<path data-chapter="{number}" d="{strokes}"{move}/>'))
    return Html(
        f'<svg class="wave" viewBox="0 0 {width} {HEIGHT}" preserveAspectRatio="none" '
        f'aria-hidden="true" focusable="false"><defs><g id="bars">{join(paths)}</g>'
        f'<clipPath id="played"><rect width="0" height="{HEIGHT}"/></clipPath></defs>'
        '<use class="ahead" href="#bars"/>'
        '<use class="behind" href="#bars" clip-path="url(#played)"/></svg>'
    )


def marks(chapters: Sequence[Chapter], duration_ms: int) -> Html:
    """Draw a thin line and a numeral where each chapter begins.

    Places are in percent, so that the drawing fills its box and text is not stretched.
    Numerals closer than 4 % would run into each other and are left out; the lines stay.
    """
    drawn = []
    free_from = 0.0
    for number, chapter in enumerate(chapters, 1):
        place = 100 * chapter.start_ms / max(1, duration_ms)
        label = ""
        if place >= free_from:
            # At the right edge the numeral stands before its line, not outside the picture.
            side = 'dx="-7" text-anchor="end"' if place > _EDGE else 'dx="7"'
            label = f'<text x="{place:.2f}%" {side} y="18">{numeral(number)}</text>'
            free_from = place + 4
        drawn.append(
            Html(f'<g><line x1="{place:.2f}%" x2="{place:.2f}%" y1="4" y2="100%"/>{label}</g>')
        )
    return Html(f'<svg class="marks" aria-hidden="true" focusable="false">{join(drawn)}</svg>')
