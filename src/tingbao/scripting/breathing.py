"""Where a long sentence breathes: semicolons between its segments, a comma where it has no mark.

A semicolon asks for no new subject, so that nothing has to be said again; inside a
quotation nothing is touched.
"""

from __future__ import annotations

import re
from itertools import pairwise

from tingbao.language import tokenizer
from tingbao.summarization.clauses import segments
from tingbao.language.sentences import depths

LONGEST = 45  # characters that may be said in one breath
_SENTENCE = 60  # characters of a sentence that goes on in commas
_BREATH = 32  # characters between two breaths where there is a choice
_REACH = 12  # characters that a breath may be off the even division
_PART = 22  # characters of a part of one
_MARKS = frozenset("，。！？；：、,!?;:…—")
_LEAN = ("把", "将", "使", "让")  # 签署协定，把配额定为48万吨 is one stroke
_BEFORE = frozenset({"c", "p"})  # a breath before 和 以及 在 对 is natural


def breathe(text: str) -> str:
    """Give the sentence with breathing points enough; letters and figures stay as they are."""
    return _commas(_semicolons(text))


def _semicolons(text: str) -> str:
    if _letters(text) <= _SENTENCE or "；" in text:  # they part what the author parts
        return text
    pieces: list[str] = []
    rest = _letters(text)
    for part in segments(text):
        piece = text[part.start : part.end]
        rest -= _letters(piece)
        leans = part.clings or piece.lstrip().startswith(_LEAN)
        joins = leans or not pieces or not pieces[-1].rstrip().endswith(("，", ","))
        said = re.split("[。！？]”", pieces[-1])[-1] if pieces else ""  # 很好。”他说，…
        if not joins and _letters(said) >= _PART and rest + _letters(piece) >= _PART:
            pieces[-1] = re.sub(r"[，,]\s*$", "；", pieces[-1])
            pieces.append(piece)
        elif pieces:
            pieces[-1] += piece
        else:
            pieces.append(piece)
    return "".join(pieces)


def _commas(text: str) -> str:
    """Put commas into every stretch that has no mark for too long, evenly."""
    if _letters(text) <= LONGEST:
        return text
    marks = [-1, *(at for at, char in enumerate(text) if char in _MARKS), len(text)]
    cuts: list[int] = []
    for before, after in pairwise(marks):
        stretch = text[before + 1 : after]
        if (letters := _letters(stretch)) > LONGEST:
            parts = -(-letters // _BREATH)
            cuts += _pauses(text, before + 1, after, parts)
    pieces = [text[a:b] for a, b in pairwise([0, *cuts, len(text)])]
    return "，".join(pieces)


def _pauses(text: str, start: int, end: int, parts: int) -> list[int]:
    """Find, near each even division of a stretch, the word before which a breath is best."""
    inside = depths(text)
    found = []
    for before, word in pairwise(tokenizer.words(text[start:end])):
        at = start + word.start
        quoted = inside[at - 1] and inside[at]
        named = text[at] in "《“" and before.text != "的"  # 批准了《草案》 is one piece
        hangs = named or word.tag.startswith("u")
        if not quoted and not hangs and not (before.text.isascii() and word.text.isascii()):
            found.append((at, 10 * (word.tag in _BEFORE) + 4 * (before.text == "的")))
    cuts: set[int] = set()
    for number in range(1, parts):
        ideal = start + (end - start) * number / parts
        near = [(abs(at - ideal) - good, at) for at, good in found if abs(at - ideal) <= _REACH]
        if near:
            cuts.add(min(near)[1])
    return sorted(cuts)


def _letters(text: str) -> int:
    return sum(map(str.isalnum, text))
