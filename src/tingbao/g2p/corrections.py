"""Phrases that settle a polyphone, whatever the network thinks: corrections.tsv."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from tingbao.g2p.dictionary import listed
from tingbao.g2p.grammar import Tagged
from tingbao.g2p.tables import rows
from tingbao.language.tokenizer import Word

_PAIR = 2  # characters of a phrase so short that it must be a whole word, or several


class _Phrases(NamedTuple):
    longest: int
    syllables: dict[tuple[str, int], str]


def corrected(
    text: str, place: int, words: Sequence[Word], word: int, tagged: Tagged | None = None
) -> str:
    """Give the syllable of a character that a phrase around it settles, or nothing.

    Of several phrases the longest holds, of equal ones the first. A phrase that cuts a word
    is none: 行长 in 银行|长期. One of three characters or more may cut a word at one end, since
    jieba does not know every name, unless it leaves out what the character's own word begins
    with: 为经济 in 成为|经济. A part of a word that the dictionaries read otherwise is none
    either: 不应 in 供不应求. One of several words yields where the tagger cuts otherwise.
    `word` numbers the one of the `words` that the character, at a `place`, is in.
    """
    known = _phrases().get(text[place])
    if known is None:
        return ""
    around, within = words[word], place - words[word].start
    for length in range(known.longest, 1, -1):
        for start in range(max(0, place - length + 1), min(place, len(text) - length) + 1):
            syllable = known.syllables.get((text[start : start + length], place - start))
            if syllable and _whole(words, word, start, start + length, tagged):
                known_otherwise = length < len(around.text) and listed(around.text, within)
                return "" if known_otherwise and syllable not in known_otherwise else syllable
    return ""


def _whole(words: Sequence[Word], word: int, start: int, end: int, tagged: Tagged | None) -> bool:
    """Tell whether a phrase lies in the word, or begins with it or before, and ends with a word."""
    around = words[word]
    if around.start <= start and around.end >= end:
        return True
    if around.start < start or (tagged and tagged.cuts(start, end)):
        return False
    first = last = word
    while words[first].start > start:
        first -= 1
    while words[last].end < end:
        last += 1
    cuts = (words[first].start < start) + (words[last].end > end)
    return cuts == 0 or (cuts == 1 and end - start > _PAIR)


@cache
def _phrases() -> dict[str, _Phrases]:
    found: dict[str, dict[tuple[str, int], str]] = {}
    for character, syllable, phrases in rows("corrections.tsv"):
        known = found.setdefault(character, {})
        for phrase in phrases.split(" "):
            for place, other in enumerate(phrase):
                if other == character:
                    known[phrase, place] = syllable
    return {c: _Phrases(max(len(p) for p, _ in known), known) for c, known in found.items()}
