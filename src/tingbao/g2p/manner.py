"""Whether 地 marks a manner, 慢慢地走 de5, or is the ground, 下地 di4: weighed from manner.tsv.

What speaks are the two cuts of the sentence around the character: in what word it is, as which
part of speech, what stands before and behind it, and what the dictionaries have. The weights
are a logistic model that benchmarks/training/manner.py learns.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from tingbao.g2p.dictionary import listed
from tingbao.g2p.grammar import Tagged
from tingbao.g2p.tables import rows

MARK, MANNER, GROUND = "地", "de5", "di4"
_LONG, _TAG = 4, 2  # characters of a word, and of jieba's tag, that are told apart


def said(text: str, place: int, tagged: Tagged, cut: Tagged) -> str:
    """Give the syllable of 地, by the tagger's words, if there are any, and by jieba's."""
    weights = _weights()
    total = sum(weights.get(clue, 0.0) for clue in ("", *clues(text, place, tagged, cut)))
    return MANNER if total > 0 else GROUND


def clues(text: str, place: int, tagged: Tagged, cut: Tagged) -> Iterator[str]:
    """Name what stands around a 地, as manner.tsv does."""
    shapes = []
    for words in (tagged, cut):
        before, own, after, further = words.around(place)
        inside = "begins" if own.start == place else "ends" if own.end == place + 1 else "within"
        shapes.append(f"{min(len(own.text), 2)} {inside}")
        stem = own.text[: place - own.start] or before.text
        known = " ".join(sorted(listed(own.text, place - own.start))) if len(own.text) > 1 else ""
        named = [
            f"word of {min(len(own.text), 3)} {inside}",
            f"word of {len(own.text) > 1} {inside} {own.tag[:_TAG]}",
            f"listed {known}",
            f"{before.tag[:_TAG]} before",
            f"{before.tag[:_TAG]} of {min(len(before.text), _LONG)} before",
            f"{own.tag[:_TAG]} of {len(own.text) > 1} behind {before.tag[:_TAG]}",
            f"{after.tag[:_TAG]} after",
            f"{further.tag[:_TAG]} further",
            f"{stem} as stem",
            f"{own.tag[:_TAG]} of {min(len(stem), _LONG)} as stem, {after.tag[:_TAG]} after",
        ]
        yield from (f"{words.kind} {clue}" for clue in named)
    yield "both " + ", ".join(shapes)
    head = text[max(0, place - _LONG) : place]
    yield f"{head[-1:]} before"
    yield f"{text[place + 1 : place + 2]} after"
    yield f"{bool(listed(text[place : place + 2], 0))} ahead"  # 地下, however it is cut
    yield f"{bool(place and listed(text[place - 1 : place + 1], 1))} behind"
    if len(head) > 1 and head[-1] == head[-2]:
        yield "doubled"
    if len(head) == _LONG and (head[0] == head[2] or head[1] == head[3]):
        yield "paired"


@cache
def _weights() -> dict[str, float]:
    return {row[0]: float(row[1]) for row in rows("manner.tsv")}
