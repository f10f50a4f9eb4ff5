"""Setting marks as print does, and a title in rows as a designer would: large, even, between words.

Rows break at the title's own spaces where that is not worse, between words otherwise, and
never before a closing mark or after an opening one.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import as_file, files
from itertools import groupby
from math import inf
from typing import TYPE_CHECKING

from tingbao.language.tokenizer import words
from tingbao.publishing import fonts

if TYPE_CHECKING:
    from PIL.ImageFont import FreeTypeFont

_OPENING = "“‘（《〈【〔「『([{"
_CLOSING = "，。！？；：、）》〉”’」』】〕…·—,.!?;:)]}%％℃"
_LEADING = 1.26  # of the size, from row to row
_STEP = 20
_MID_PHRASE = 0.06  # cost of a break that is at no space, in squared shares of the width
_LONGEST = 150  # characters looked at; no cover shows more
_MISSING = "〓"  # as printers set for a sort they have not
_LATIN = re.compile(r"[A-Za-z0-9.%+'&/-]+$")
# Many newsrooms type half-width marks after Chinese; set in print they are as wide as a character.
_TYPED = re.compile(r"(?<=[\u3400-\u9fff”’》）】」』])([,:;?!]) ?")
_SET = str.maketrans(",:;?!", "，：；？！")


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """Rows of a text at a size in pixels, and the distance of their baselines."""

    rows: tuple[str, ...]
    size: int
    leading: int

    @property
    def height(self) -> int:
        """From the top of the first row to the bottom of the last, in pixels."""
        return (len(self.rows) - 1) * self.leading + self.size


@lru_cache(maxsize=64)
def font(size: int) -> FreeTypeFont:
    """Load the font that ships with the package."""
    from PIL import ImageFont

    with as_file(files("tingbao.publishing") / "fonts" / fonts.FONT) as path:
        return ImageFont.truetype(str(path), size)


def runs(text: str, size: int) -> list[tuple[FreeTypeFont, str]]:
    """Divide a text by the font that draws it: ours, or the system's for what ours lacks."""
    spare = None if _known().issuperset(text) else fonts.system(size)
    if spare is None:
        return [(font(size), text)]
    parts = groupby(text, key=_known().__contains__)
    return [(font(size) if ours else spare, "".join(part)) for ours, part in parts]


def length(text: str, size: int) -> float:
    """Measure a text in pixels."""
    return sum(type_.getlength(part) for type_, part in runs(text, size))


def typeset(text: str) -> str:
    """Give a text with the marks after Chinese characters as wide as these.

    >>> typeset("很快:6天,1,234人!")
    '很快：6天，1,234人！'
    """
    return _TYPED.sub(lambda found: found[1].translate(_SET), text)


def lost(text: str) -> str:
    """Give the letters and figures that no font here has, for which a sign stands."""
    return "".join(c for c in dict.fromkeys(text) if _shown(c) == _MISSING != c)


def fit(text: str, *, width: int, height: int, largest: int, least: int, rows: int) -> Setting:
    """Set a text as large as a box allows; what is too long even at `least` ends in an ellipsis.

    A letter or figure that no font has becomes 〓, other signs are left out. Lengths are in pixels;
    there are `rows` at most.
    """
    pieces = _pieces(" ".join("".join(map(_shown, text)).split()))
    if not pieces:
        return Setting(rows=(), size=least, leading=least)
    for size in (*range(largest, least, -_STEP), least):
        leading = round(size * _LEADING)
        most = min(rows, 1 + (height - size) // leading if size <= height else 0)
        broken = _broken(pieces, size, width, most)
        if broken is not None:
            return Setting(rows=broken, size=size, leading=leading)
    return _cut("".join(pieces), least, width, rows)


def _shown(character: str) -> str:
    """Give what stands for a character; an emoji says little, a letter is part of a name."""
    if character in _known():
        return character
    kind = unicodedata.category(character)
    if kind[0] not in "LN":
        return "" if kind in {"Cf", "Mn"} else " "  # what joins, directs or varies has no place
    return character if fonts.system_has(character) else _MISSING


@lru_cache(maxsize=1)
def _known() -> frozenset[str]:
    return frozenset(fonts.characters())


def _pieces(text: str) -> list[str]:
    """Cut into what must not be broken; a piece that ends in a space may end a phrase."""
    pieces: list[str] = []
    for word in words(text[:_LONGEST]):
        last = pieces[-1] if pieces else ""
        glued = last and (
            word.text[0] in _CLOSING
            or last[-1] in _OPENING
            or word.text.isspace()
            or bool(_LATIN.search(last) and _LATIN.match(word.text))
        )
        if glued:
            pieces[-1] += word.text
        else:
            pieces.append(word.text)
    return pieces


def _broken(pieces: list[str], size: int, width: int, most: int) -> tuple[str, ...] | None:
    """Break into the fewest rows that hold the text, as evenly as can be; None if too many."""
    begins, ends = _places(pieces, size)
    # the least cost, and the rows that have it, by pieces set and rows used
    best: dict[tuple[int, int], tuple[float, tuple[str, ...]]] = {(0, 0): (0.0, ())}
    for end in range(1, len(pieces) + 1):
        phrase = end == len(pieces) or pieces[end - 1].endswith(" ")
        for begin in range(end - 1, -1, -1):
            length = ends[end] - begins[begin]
            if length > width:
                break
            cost = (1 - length / width) ** 2 + (0 if phrase else _MID_PHRASE)
            for used in range(most):
                before, rows = best.get((begin, used), (inf, ()))
                if before + cost < best.get((end, used + 1), (inf, ()))[0]:
                    row = "".join(pieces[begin:end]).strip()
                    best[end, used + 1] = (before + cost, (*rows, row))
    counts = (count for count in range(1, most + 1) if (len(pieces), count) in best)
    return next((best[len(pieces), count][1] for count in counts), None)


def _places(pieces: list[str], size: int) -> tuple[list[float], list[float]]:
    """Give where a row before each piece begins, all standing in one, and where one would end.

    A row drops the space behind its last piece.
    """
    begins, ends = [0.0], [0.0]
    for piece in pieces:
        bare = piece.rstrip()
        ends.append(begins[-1] + length(bare, size))
        begins.append(ends[-1] + length(piece[len(bare) :], size))
    return begins, ends


def _cut(text: str, size: int, width: int, rows: int) -> Setting:
    """Fill the rows character by character and end in an ellipsis."""
    lines = [""]
    for character in text:
        if length(lines[-1] + character, size) > width and character not in _CLOSING:
            if len(lines) == rows:
                lines[-1] = lines[-1][:-1].rstrip(_OPENING + _CLOSING) + "…"
                break
            lines.append("")
        lines[-1] += character
    return Setting(
        rows=tuple(line.strip() for line in lines), size=size, leading=round(size * _LEADING)
    )
