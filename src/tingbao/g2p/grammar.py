"""A polyphone settled by the parts of speech and names around it: grammar.tsv."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from tingbao.g2p.tables import rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tingbao.language.text import Text
    from tingbao.language.tokenizer import Word

_REACH = 60  # characters of the tagged text that are looked at on either side
LAC, JIEBA = "LAC", "jieba"
PERSON = "PER"
_FAMILIAR = "老小阿"


@dataclass(frozen=True, slots=True)
class Tagged:
    """A text written with its parts of speech: 慢慢/d 地/u 走/v, and where its words are there."""

    kind: str  # LAC or JIEBA
    words: Sequence[Word]
    starts: Sequence[int]
    written: str
    places: Sequence[int]

    def word(self, place: int) -> Word:
        """Give the word that a place of the text lies in."""
        return self.words[self._number(place)]

    def begins(self, place: int) -> bool:
        """Tell whether a word begins at a place, or it follows 老 or 小 in a name: 小任."""
        word = self.word(place)
        return place == word.start or word.text[: place - word.start] in _FAMILIAR

    def cuts(self, start: int, end: int) -> bool:
        """Tell whether [start, end) is neither whole words nor part of one."""
        whole = self.edge(start) and self.edge(end)
        return not whole and self.word(start) is not self.word(end - 1)

    def edge(self, place: int) -> bool:
        """Tell whether a place is where a word begins, or the end of the text."""
        return place in (self.word(place).start, self.words[-1].end)

    def settled(self, place: int) -> str:
        """Give the syllable of a character that the words around it settle, or nothing."""
        number = self._number(place)
        at = self.places[number] + place - self.starts[number]
        head = self.written[max(0, at - _REACH) : at]
        tail = self.written[at + 1 : at + 1 + _REACH]
        for syllable, before, after in _rules().get((self.kind, self.written[at]), ()):
            if after.match(tail) and before.search(head):
                return syllable
        return ""

    def _number(self, place: int) -> int:
        return bisect_right(self.starts, place) - 1


def asks(text: str) -> bool:
    """Tell whether a text has a character that the table settles."""
    return any((LAC, character) in _rules() for character in set(text))


def lac(text: Text) -> Tagged | None:
    """Give a text with LAC's tags; nothing where it is not installed."""
    return tagged(LAC, text.tags) if text.tags else None


def tagged(kind: str, words: Sequence[Word]) -> Tagged:
    """Write words with their tags."""
    places, at = [], 0
    for word in words:
        places.append(at)
        at += len(word.text) + len(word.tag) + 2
    written = "".join(f"{word.text}/{word.tag} " for word in words)
    return Tagged(kind, words, [word.start for word in words], written, places)


@cache
def _rules() -> dict[tuple[str, str], list[tuple[str, re.Pattern[str], re.Pattern[str]]]]:
    found: dict[tuple[str, str], list[tuple[str, re.Pattern[str], re.Pattern[str]]]] = {}
    for kind, character, syllable, before, after in rows("grammar.tsv"):
        patterns = (re.compile(f"(?:{before})$"), re.compile(after))
        found.setdefault((kind, character), []).append((syllable, *patterns))
    return found
