"""Chinese text to words with jieba, for every stage that needs them.

jieba as it comes parses its dictionary of 349,046 words in 0.6 s, keeps the result in
the shared temporary folder and loads it from there by marshal, where any user of the
machine can have put something else. Here only those words of it are read that begin
with two characters which the text has side by side, when these are first met: that
costs a millisecond a sentence, no cache is written or trusted, and the words are the same.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from threading import Lock
from typing import Any

from tingbao.language.tables import bisected

_TOTAL = 60_101_967  # sum of the frequencies in jieba 0.42.1's dict.txt (tests add them up)
# jieba never joins across these; a long run without any is cut, as its HMM takes quadratic time.
_LONG = re.compile(r"[^\s，。！？；：、]{501}")
_LONGEST = 8  # characters of a word that is sought in the dictionary
_PIECE = re.compile(r"[^\s，。！？；：、]{1,500}|[\s，。！？；：、]+")
_PLAIN = re.compile(r"[a-zA-Z0-9]+(?:\.\d+)?%?|\r\n|.", re.DOTALL)  # as jieba has it


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text, where it starts in it (code points), and jieba's part of speech.

    `tag` is what jieba's dictionary says (n, v, nr a person, ns a place …); it is
    empty for what the dictionary does not have: numbers, Latin, punctuation, new words.
    """

    text: str
    start: int
    tag: str

    @property
    def end(self) -> int:
        """Where the word ends in the text, exclusive."""
        return self.start + len(self.text)


def words(text: str) -> tuple[Word, ...]:
    """Cut a text into words; joined they are the text, spaces and punctuation included."""
    segmenter = _segmenter()
    pieces = _PIECE.findall(text) if _LONG.search(text) else [text]
    return placed(segmenter.tagged(word for piece in pieces for word in segmenter.cut(piece)))


def plain(text: str) -> tuple[Word, ...]:
    """Cut a text without Chinese characters into Latin words, figures and marks; loads nothing."""
    return placed((word, "") for word in _PLAIN.findall(text))


def matched(text: str) -> tuple[Word, ...]:
    """Cut a short text into the longest words that the dictionary has, without jieba."""
    segmenter = _segmenter()
    return placed(segmenter.tagged(segmenter.match(text)))


def frequency(word: str) -> int:
    """Tell how often the texts of jieba's dictionary, of 60 million words, have one; 0 if new."""
    return _segmenter().frequency(word)


def placed(tagged: Iterable[tuple[str, str]]) -> tuple[Word, ...]:
    """Give words with their tags, one after the other, their places."""
    found = []
    start = 0
    for word, tag in tagged:
        found.append(Word(word, start, tag))
        start += len(word)
    return tuple(found)


class _Segmenter:
    """A jieba tokenizer whose dictionary fills as text is met."""

    def __init__(self) -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # jieba's import of pkg_resources, where there is one
            import jieba
        jieba.setLogLevel("WARNING")
        self.tags: dict[str, str] = {}
        self._met: set[str] = set()
        self._ranges: dict[str, tuple[int, int]] = {}
        self._lock = Lock()
        self._dictionary = Path(jieba.__file__).with_name("dict.txt").read_bytes()
        self._tokenizer: Any = jieba.Tokenizer()
        self._tokenizer.total = _TOTAL
        self._tokenizer.initialized = True
        # The first lines, words with Latin letters, are in no order: take them all.
        self._sorted_from = self._dictionary.index(b"\n\xe4\xb8\x80 ") + 1
        self._add(self._dictionary[: self._sorted_from])

    def tagged(self, words: Iterable[str]) -> Iterator[tuple[str, str]]:
        return ((word, self.tags.get(word, "")) for word in words)

    def frequency(self, word: str) -> int:
        self._fill(word)
        return int(self._tokenizer.FREQ.get(word) or 0)

    def cut(self, text: str) -> list[str]:
        self._fill(text)
        return list(self._tokenizer.cut(text))

    def match(self, text: str) -> Iterator[str]:
        """Take the longest word of the dictionary, from left to right; Latin words are whole."""
        self._fill(text)
        known = self._tokenizer.FREQ
        at = 0
        while at < len(text):
            run = _PLAIN.match(text, at)
            end = run.end() if run else at + 1
            longest = range(min(at + _LONGEST, len(text)), end, -1)
            end = next((one for one in longest if known.get(text[at:one])), end)
            yield text[at:end]
            at = end

    def _fill(self, text: str) -> None:
        new = {*text, *map("".join, pairwise(text))} - self._met
        if new:
            with self._lock:
                for prefix in sorted(new - self._met):
                    self._meet(prefix)
                    self._met.add(prefix)

    def _meet(self, prefix: str) -> None:
        """Add the word that is one character, or the words that begin with two."""
        low, high = self._range(prefix[0])
        key = prefix.encode("utf-8", "surrogatepass") + (b" " if len(prefix) == 1 else b"")
        line = self._dictionary.find(b"\n" + key, low, high)
        while line >= 0:
            end = self._dictionary.find(b"\n", line + 1)
            self._add(self._dictionary[line + 1 : end])
            line = self._dictionary.find(b"\n" + key, end, high)

    def _range(self, character: str) -> tuple[int, int]:
        """Find the lines that begin with a character, from the line break before the first.

        The dictionary is sorted by the first character; by the second there are exceptions.
        """
        if character not in self._ranges:
            key = character.encode("utf-8", "surrogatepass")
            keys = key, key[:-1] + bytes([key[-1] + 1])
            start, end = (bisected(self._dictionary, one, self._sorted_from) for one in keys)
            self._ranges[character] = (start - 1, end - 1)
        return self._ranges[character]

    def _add(self, lines: bytes) -> None:
        frequencies = self._tokenizer.FREQ
        for line in lines.decode("utf-8").splitlines():
            word, frequency, tag = line.split(" ")
            frequencies[word] = int(frequency)
            self.tags[word] = tag
            for end in range(1, len(word)):
                frequencies.setdefault(word[:end], 0)


@cache
def _segmenter() -> _Segmenter:
    return _Segmenter()
