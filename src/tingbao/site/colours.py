"""The page's one colour: the show's own hue, as light or dark as reading asks for."""

from __future__ import annotations

import colorsys
from collections.abc import Iterable

Colour = tuple[float, float, float]

PAPER_LIGHT, INK_LIGHT = "#faf9f6", "#1b1a18"
PAPER_DARK, INK_DARK = "#131415", "#ebe8e2"
_ENOUGH = 5.5
"""WCAG 2.2 asks for 4.5 : 1; the rest is for thin strokes and tinted grounds."""
_TINT = 0.16


def accents(hue: float) -> dict[str, str]:
    """Give accent, text on it, and a tint for text to lie on, in both themes, as #rrggbb."""
    light = _reading(hue, 0.70, PAPER_LIGHT, (step / 100 for step in range(42, 0, -1)))
    dark = _reading(hue, 0.62, PAPER_DARK, (step / 100 for step in range(60, 100)))
    return {
        "accent_light": light,
        "on_accent_light": "#ffffff",
        "tint_light": _mixed(light, PAPER_LIGHT),
        "accent_dark": dark,
        "on_accent_dark": "#0c0d0e",
        "tint_dark": _mixed(dark, PAPER_DARK, 1.7 * _TINT),
    }


def contrast(one: str, other: str) -> float:
    """Give the contrast ratio of two colours, 1 to 21 (WCAG 2.2, relative luminance)."""
    bright, dim = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


def _reading(hue: float, saturation: float, paper: str, lightnesses: Iterable[float]) -> str:
    for lightness in lightnesses:
        colour = _hex(colorsys.hls_to_rgb(hue, lightness, saturation))
        if contrast(colour, paper) >= _ENOUGH:
            return colour
    return "#000000" if _luminance(paper) > 0.5 else "#ffffff"  # noqa: PLR2004  # half the light


def _mixed(colour: str, paper: str, share: float = _TINT) -> str:
    pairs = zip(_parts(colour), _parts(paper), strict=True)
    red, green, blue = (share * one + (1 - share) * other for one, other in pairs)
    return _hex((red, green, blue))


def _hex(colour: Colour) -> str:
    return "#" + "".join(f"{round(255 * part):02x}" for part in colour)


def _parts(colour: str) -> Colour:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue


def _luminance(colour: str) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4  # noqa: PLR2004  # sRGB
        for part in _parts(colour)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
