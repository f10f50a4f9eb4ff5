"""Setting marks as print does, and a title in rows as a designer would: large, even, between words.

Rows break at the title's own spaces and marks where that is not worse, between words otherwise,
and never before a closing mark or after an opening one.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import as_file, files
from itertools import groupby
from math import inf
from statistics import fmean
from typing import TYPE_CHECKING

from tingbao.language.tokenizer import words
from tingbao.publishing import fonts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PIL.ImageFont import FreeTypeFont

WIDE_OPENING = "“‘（《〈【〔「『"
_OPENING = WIDE_OPENING + "([{"
_CLOSING = "，。！？；：、）》〉”’」』】〕…·—,.!?;:)]}%％℃"
_PAIRED = "”’）》〉】〕」』)]}"
_PHRASE_ENDS = (" ", *"，。！？；：,!?;:｜")
_LEADING = 1.26  # of the size, from row to row
_STEP = 20
_MID_PHRASE = 0.06  # cost of a break within a phrase, in squared shares of the width
_MID_NAME = 0.3  # and of one between brackets or quotation marks
_LEAST_SHARE = 0.65  # of the largest size that holds a title, for rows that break better
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

    A smaller size, and more rows, are taken where the rows then end with phrases or are more even.
    A letter or figure that no font has becomes 〓, other signs are left out. Lengths are in pixels;
    there are `rows` at most.
    """
    pieces = _pieces(" ".join("".join(map(_shown, text)).split()))
    if not pieces:
        return Setting(rows=(), size=least, leading=least)
    found: list[tuple[float, Setting]] = []
    for size in (*range(largest, least, -_STEP), least):
        if found and size < found[0][1].size * _LEAST_SHARE:
            break
        leading = round(size * _LEADING)
        most = min(rows, 1 + (height - size) // leading if size <= height else 0)
        for broken, breaks in _broken(pieces, size, width, most):
            set_ = Setting(rows=broken, size=size, leading=leading)
            smaller = 1 - size / found[0][1].size if found else 0
            found.append((smaller + breaks + _unevenness(set_), set_))
    best = min(found, key=lambda pair: pair[0], default=None)
    return best[1] if best else _cut("".join(pieces), least, width, rows)


def _unevenness(text: Setting) -> float:
    """Give how far rows fall short of the longest, as the mean of squared shares."""
    lengths = [length(row, text.size) for row in text.rows]
    longest = max(*lengths, 1)
    return fmean((1 - each / longest) ** 2 for each in lengths)


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


def _broken(
    pieces: list[str], size: int, width: int, most: int
) -> Iterator[tuple[tuple[str, ...], float]]:
    """Break as evenly as can be into each number of rows, with the cost of where they break."""
    begins, ends = _places(pieces, size)
    costs = [_cost(pieces, end) for end in range(len(pieces) + 1)]
    # the least cost, that of its breaks, and the rows, by pieces set and rows used
    best: dict[tuple[int, int], tuple[float, float, tuple[str, ...]]] = {(0, 0): (0.0, 0.0, ())}
    for end in range(1, len(pieces) + 1):
        for begin in range(end - 1, -1, -1):
            length = ends[end] - begins[begin]
            if length > width:
                break
            cost = (1 - length / width) ** 2 + costs[end]
            for used in range(most):
                before, breaks, rows = best.get((begin, used), (inf, inf, ()))
                if before + cost < best.get((end, used + 1), (inf,))[0]:
                    row = "".join(pieces[begin:end]).strip()
                    best[end, used + 1] = (before + cost, breaks + costs[end], (*rows, row))
    for count in range(1, most + 1):
        if (len(pieces), count) in best:
            _, breaks, rows = best[len(pieces), count]
            yield rows, breaks


def _cost(pieces: list[str], end: int) -> float:
    """Give what a break behind so many pieces costs."""
    before = "".join(pieces[:end])
    if end == len(pieces):
        return 0
    if sum(map(before.count, _OPENING)) > sum(map(before.count, _PAIRED)):
        return _MID_NAME
    return 0 if before.endswith(_PHRASE_ENDS) else _MID_PHRASE


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
