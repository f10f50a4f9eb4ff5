"""A polyphone settled by what stands around it, mostly parts of speech and names: grammar.tsv."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from tingbao.g2p.tables import rows
from tingbao.language.text import Text
from tingbao.language.tokenizer import Word

_REACH, _CLAUSE = 60, 30  # characters of the tagged text and of the plain one that are looked at
LAC, JIEBA, SUFFIX, _WORD, _ANYWHERE = "LAC", "jieba", "suffix", "word", "clause"
PERSON = "PER"
_NAMES = (PERSON, "n", "nz")  # tags of words that may be, or begin with, a person's name
_FUNCTIONS = ("d", "p", "c", "u")
FAMILIAR = "老小阿"
_NONE = Word("", 0, "^")  # beyond an end of the text


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

    def around(self, place: int) -> tuple[Word, Word, Word, Word]:
        """Give the word before the one that a place lies in, that one, and the two behind it."""
        number = self._number(place)
        words = (_NONE, *self.words, _NONE, _NONE)
        return words[number], words[number + 1], words[number + 2], words[number + 3]

    def begins(self, place: int) -> bool:
        """Tell whether a word begins at a place, or it follows 老 or 小 in a name: 小任."""
        word = self.word(place)
        return place == word.start or word.text[: place - word.start] in FAMILIAR

    def denies(self, place: int, *, alone: bool) -> bool:
        """Tell whether a word that is no name begins at a place, unless a role stands before it.

        Args:
            place: Where the word begins.
            alone: Whether the character is a word by itself, which an adverb like 曾 may be even
                after a role: 研究者|曾|指出, but 嫌疑人|曾能贵.
        """
        word, role = self.word(place), place and self.word(place - 1).tag == "n"
        excused = role and not (alone and word.tag in _FUNCTIONS)
        return word.start == place and word.tag not in _NAMES and not excused

    def cuts(self, start: int, end: int) -> bool:
        """Tell whether [start, end) is neither whole words nor part of one."""
        whole = self.edge(start) and self.edge(end)
        return not whole and self.word(start) is not self.word(end - 1)

    def edge(self, place: int) -> bool:
        """Tell whether a place is where a word begins, or the end of the text."""
        return place in (self.word(place).start, self.words[-1].end)

    def settled(self, place: int, kind: str = "") -> str:
        """Give the syllable of a character that the words around it settle, or nothing.

        Args:
            place: Where the character is in the text.
            kind: Which lines are asked, if not those of the tagger.
        """
        number = self._number(place)
        at = self.places[number] + place - self.starts[number]
        return _said(kind or self.kind, self.written, at, _REACH)

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


def in_clause(text: str, place: int, *, word: bool) -> str:
    """Give the syllable of a character that its clause settles, or nothing.

    Args:
        text: The text.
        place: Where the character is in it.
        word: Whether the character is a word by itself.
    """
    alone = word and _said(_WORD, text, place, _CLAUSE)
    return alone or _said(_ANYWHERE, text, place, _CLAUSE)


def _said(kind: str, text: str, at: int, reach: int) -> str:
    head, tail = text[max(0, at - reach) : at], text[at + 1 : at + 1 + reach]
    for syllable, before, after in _rules().get((kind, text[at]), ()):
        if after.match(tail) and before.search(head):
            return syllable
    return ""


@cache
def _rules() -> dict[tuple[str, str], list[tuple[str, re.Pattern[str], re.Pattern[str]]]]:
    found: dict[tuple[str, str], list[tuple[str, re.Pattern[str], re.Pattern[str]]]] = {}
    for kind, character, syllable, before, after in rows("grammar.tsv"):
        patterns = (re.compile(f"(?:{before})$"), re.compile(after))
        found.setdefault((kind, character), []).append((syllable, *patterns))
    return found
