"""Wording for a whole script: every line gets what is said and why."""

from __future__ import annotations

from dataclasses import replace

from tingbao.language.text import Text
from tingbao.model import Edit, Line, Script
from tingbao.normalization.normalizing import PHONE_ONE, normalize
from tingbao.normalization.punctuation import ENDS


def word(script: Script, *, phone_one: str = PHONE_ONE) -> Script:
    """Fill `spoken` and `edits` of every line.

    A line that ends without 。！？ gets its end, so that voices let it fall. A line of
    nothing sayable has an empty `spoken`.
    """
    return replace(script, lines=tuple(_worded(line, phone_one) for line in script.lines))


def _worded(line: Line, phone_one: str) -> Line:
    wording = normalize(line.written, phone_one=phone_one)
    spoken, edits = wording.spoken, wording.edits
    if spoken and spoken[-1] not in ENDS:
        edits = _end(line.written, spoken, edits)
    said = Text.of(line.written).replaced((one.start, one.end, one.spoken) for one in edits)
    return replace(line, spoken=said, edits=edits)


def _end(written: str, spoken: str, edits: tuple[Edit, ...]) -> tuple[Edit, ...]:
    """End a sentence; a comma that hangs at its end gives way."""
    length = len(written)
    if spoken[-1] in "，、：；" and written[-1:] and (not edits or edits[-1].end < length):
        edit = Edit(rule="endings", start=length - 1, end=length, written=written[-1], spoken="。")
        return (*edits, edit)
    if spoken[-1] in "，、：；" and edits and edits[-1].end == length:
        last = edits[-1]
        return (*edits[:-1], replace(last, spoken=last.spoken[:-1] + "。"))
    edit = Edit(rule="endings", start=length, end=length, written="", spoken="。")
    return (*edits, edit)
