"""A polyphone settled by the parts of speech and names around it: grammar.tsv."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from tingbao.g2p.tables import rows
from tingbao.language import tagger

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tingbao.language.tokenizer import Word

_REACH = 60  # characters of the tagged text that are looked at on either side
PERSON = "PER"
_FAMILIAR = "老小阿"


class Tagged(NamedTuple):
    """A text written with its parts of speech: 慢慢/d 地/u 走/v, and where its words are there."""

    words: Sequence[Word]
    starts: Sequence[int]
    written: str
    places: Sequence[int]

    def number(self, place: int) -> int:
        """Give the number of the word that a place of the text lies in."""
        return bisect_right(self.starts, place) - 1

    def settled(self, place: int) -> str:
        """Give the syllable of a character that the words around it settle, or nothing."""
        number = self.number(place)
        at = self.places[number] + place - self.starts[number]
        head = self.written[max(0, at - _REACH) : at]
        tail = self.written[at + 1 : at + 1 + _REACH]
        for syllable, before, after in _rules().get(self.written[at], ()):
            if after.match(tail) and before.search(head):
                return syllable
        return ""

    def word(self, place: int) -> Word:
        """Give the word that a place lies in."""
        return self.words[self.number(place)]

    def begins(self, place: int) -> bool:
        """Tell whether a word begins at a place, or it follows 老 or 小 in a name: 小任."""
        word = self.word(place)
        return place == word.start or word.text[: place - word.start] in _FAMILIAR


def analysed(text: str, asked: frozenset[str]) -> Tagged | None:
    """Tag a text that has a character which grammar or a name can settle; nothing otherwise.

    Args:
        text: The text.
        asked: Characters besides those of the table that ask for tags.
    """
    if asked.isdisjoint(text) and _rules().keys().isdisjoint(text):
        return None
    words = tagger.tagged(text)
    if not words:
        return None
    places, at = [], 0
    for word in words:
        places.append(at)
        at += len(word.text) + len(word.tag) + 2
    written = "".join(f"{word.text}/{word.tag} " for word in words)
    return Tagged(words, [word.start for word in words], written, places)


@cache
def _rules() -> dict[str, list[tuple[str, re.Pattern[str], re.Pattern[str]]]]:
    found: dict[str, list[tuple[str, re.Pattern[str], re.Pattern[str]]]] = {}
    for characters, syllable, before, after in rows("grammar.tsv"):
        patterns = (re.compile(f"(?:{before})$"), re.compile(after))
        for character in characters:
            found.setdefault(character, []).append((syllable, *patterns))
    return found
