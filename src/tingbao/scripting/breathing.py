"""Where a long sentence breathes: semicolons between its segments, a comma where it has no mark.

A semicolon asks for no new subject, so that nothing has to be said again; inside a
quotation nothing is touched.
"""

from __future__ import annotations

import re
from itertools import pairwise

from tingbao import segmenting
from tingbao.condensing.clauses import segments
from tingbao.condensing.sentences import depths

LONGEST = 45  # characters that may be said in one breath
_SENTENCE = 60  # characters of a sentence that goes on in commas
_PART = 22  # characters of a part of one
_MARKS = frozenset("，。！？；：、,!?;:…—")
_BEFORE = frozenset({"c", "p"})  # a breath before 和 以及 在 对 is natural


def breathe(text: str) -> str:
    """Give the sentence with breathing points enough; letters and figures stay as they are."""
    return _commas(_semicolons(text))


def _semicolons(text: str) -> str:
    if _letters(text) <= _SENTENCE:
        return text
    pieces: list[str] = []
    rest = _letters(text)
    for part in segments(text):
        piece = text[part.start : part.end]
        rest -= _letters(piece)
        joins = part.clings or not pieces or not pieces[-1].rstrip().endswith(("，", ","))
        if not joins and _letters(pieces[-1]) >= _PART and rest + _letters(piece) >= _PART:
            pieces[-1] = re.sub(r"[，,]\s*$", "；", pieces[-1])
            pieces.append(piece)
        elif pieces:
            pieces[-1] += piece
        else:
            pieces.append(piece)
    return "".join(pieces)


def _commas(text: str) -> str:
    """Put a comma into every stretch that has no mark for too long, near its middle."""
    stretches = [-1, *(at for at, char in enumerate(text) if char in _MARKS), len(text)]
    for before, after in pairwise(stretches):
        if _letters(text[before + 1 : after]) > LONGEST and (at := _pause(text, before + 1, after)):
            return _commas(text[:at] + "，" + text[at:])
    return text


def _pause(text: str, start: int, end: int) -> int:
    """Find the word before which a breath is best, 0 when there is none."""
    inside = depths(text)
    middle = (start + end) / 2
    best = (float("inf"), 0)
    words = segmenting.words(text[start:end])
    for before, word in pairwise(words):
        at = start + word.start
        quoted = inside[at - 1] and inside[at]
        if quoted or (before.text.isascii() and word.text.isascii()):
            continue
        good = 10 * (word.tag in _BEFORE) + 4 * (before.text == "的")
        best = min(best, (abs(at - middle) - good, at))
    return best[1]


def _letters(text: str) -> int:
    return sum(map(str.isalnum, text))
