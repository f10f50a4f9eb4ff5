"""Covers drawn from a title: large type on a colour of the show's own.

The type is a subset of Noto Sans SC that ships with the package (see fonts/); characters
outside it are left out rather than drawn as boxes.
"""

from __future__ import annotations

import colorsys
import hashlib
from functools import lru_cache
from importlib.resources import as_file, files
from io import BytesIO
from typing import TYPE_CHECKING

from tingbao.publishing.fonts import FONT, characters

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont

SIZE = 3000  # pixels; Apple asks for 1400 to 3000
_EDGE = 260
_QUALITY = 88
_CLOSING = "，。！？；：、）》”’」』】…·,.!?;:)]"  # never begin a row


def draw(title: str, show: str, size: int = SIZE) -> bytes:
    """Draw a square cover as an RGB JPEG of `size` pixels.

    Args:
        title: Set as large as it fits; empty for the show's own cover.
        show: The show's title, which also decides the colour.
        size: Edge in pixels.
    """
    from PIL import Image, ImageDraw

    dark, bright, paper = _colours(show)
    image = Image.new("RGB", (SIZE, SIZE), dark)
    pen = ImageDraw.Draw(image)
    _waves(pen, bright)
    if title:
        _set(pen, show, box=(_EDGE, _EDGE, SIZE - _EDGE, 620), largest=300, colour=bright, rows=1)
        _set(pen, title, box=(_EDGE, 760, SIZE - _EDGE, 2180), largest=520, colour=paper, rows=4)
    else:
        _set(pen, show, box=(_EDGE, 420, SIZE - _EDGE, 2180), largest=1180, colour=paper, rows=3)
    if size != SIZE:
        image = image.resize((size, size), Image.Resampling.LANCZOS)
    out = BytesIO()
    image.save(out, "JPEG", quality=_QUALITY, optimize=True, subsampling=0)
    return out.getvalue()


def hue(show: str) -> float:
    """Give a show's own hue, from 0 to 1, by its name; the page wears it too."""
    return hashlib.sha256(show.encode("utf-8", "replace")).digest()[0] / 256


def _colours(show: str) -> tuple[tuple[int, ...], ...]:
    """Choose a hue by the show's name: a dark ground, a bright accent, a paper white."""
    own = hue(show)
    tones = ((own, 0.20, 0.62), ((own + 0.09) % 1, 0.66, 0.85), (own, 0.97, 0.60))
    return tuple(tuple(round(255 * part) for part in colorsys.hls_to_rgb(*tone)) for tone in tones)


def _waves(pen: ImageDraw, colour: tuple[int, ...]) -> None:
    """Draw the bars of a voice along the foot."""
    heights = (0.25, 0.45, 0.8, 0.55, 1.0, 0.7, 0.35, 0.6, 0.9, 0.5, 0.75, 0.4, 0.2)
    width = (SIZE - 2 * _EDGE) / (len(heights) * 2 - 1)
    middle, most = 2520, 400
    for index, height in enumerate(heights):
        left = _EDGE + index * 2 * width
        half = most * height / 2
        box = (left, middle - half, left + width, middle + half)
        pen.rounded_rectangle(box, radius=width / 2, fill=colour)


def _set(
    pen: ImageDraw,
    text: str,
    *,
    box: tuple[int, int, int, int],
    largest: int,
    colour: tuple[int, ...],
    rows: int,
) -> None:
    """Set a text as large as its box allows; what still does not fit ends in an ellipsis."""
    known = "".join(character for character in " ".join(text.split()) if character in _known())
    left, top, right, bottom = box
    for size in range(largest, 100, -20):
        font = _font(size)
        lines = _rows(known, font, right - left)
        if len(lines) <= rows and len(lines) * size * 1.22 <= bottom - top:
            break
    else:
        lines = lines[:rows]
        lines[-1] = lines[-1][:-1] + "…"
    for number, line in enumerate(lines):
        pen.text((left, top + number * size * 1.22), line, font=font, fill=colour)


def _rows(text: str, font: FreeTypeFont, width: int) -> list[str]:
    rows = [""]
    for character in text:
        if character == " " and not rows[-1]:
            continue
        if font.getlength(rows[-1] + character) > width and character not in _CLOSING and rows[-1]:
            rows.append("")
        rows[-1] += character
    return rows


@lru_cache(maxsize=32)
def _font(size: int) -> FreeTypeFont:
    from PIL import ImageFont

    with as_file(files("tingbao.publishing") / "fonts" / FONT) as path:
        return ImageFont.truetype(str(path), size)


@lru_cache(maxsize=1)
def _known() -> frozenset[str]:
    return frozenset(characters())
