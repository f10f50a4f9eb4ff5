"""What is said: tokens of a spoken text, each word with its syllables."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from tingbao import segmenting
from tingbao.pronouncing import latin, polyphones
from tingbao.pronouncing.symbols import kokoro

HAN = "〇㐀-䶿一-鿿豈-\ufaff\U00020000-\U0003ffff"
_TOKEN = re.compile(rf"(?P<han>[{HAN}]+)|(?P<latin>[A-Za-z]+(?:'[A-Za-z]+)*)|(?P<mark>[^\s])")
_MARKS = dict(zip("，、。．！？：；…—,.!?:;", ",,..!?:;…—,.!?:;", strict=True))


@dataclass(frozen=True, slots=True)
class Token:
    """A Chinese word with one syllable per character, a Latin word, or a mark."""

    kind: Literal["han", "latin", "mark"]
    text: str
    syllables: tuple[str, ...] = ()


def pronounce(text: str) -> tuple[str, ...]:
    """Give one pinyin syllable with tone digit per Chinese character; other tokens as they stand.

    The tones are those of the dictionary; 5 is the neutral one. ü is u:, the er suffix is r5.
    """
    found: list[str] = []
    for token in tokens(text):
        said = zip(token.text, token.syllables, strict=True) if token.syllables else ()
        found += [syllable or character for character, syllable in said] or [token.text]
    return tuple(found)


def phonemes(text: str) -> str:
    """Write a spoken text in Kokoro's symbols, words separated by spaces.

    A mark stands right after the word it follows; what Kokoro has no symbol for is dropped.
    """
    out: list[str] = []
    for token in tokens(text):
        if token.kind == "mark":
            mark = _MARKS.get(token.text)
            if mark and out:
                out[-1] += mark
        elif token.kind == "latin":
            out.append(latin.symbols(token.text))
        else:
            out.append("".join(map(kokoro, filter(None, token.syllables))))
    return " ".join(filter(None, out))


def syllables(text: str) -> int:
    """Count the syllables of a spoken text, Latin included. Loads no model and no jieba."""
    count = 0
    for found in _TOKEN.finditer(text):
        if found.lastgroup == "han":
            count += len(found.group())
        elif found.lastgroup == "latin":
            count += latin.syllables(found.group())
    return count


def tokens(text: str) -> tuple[Token, ...]:
    """Cut a text into words and marks, and read the Chinese ones."""
    words = segmenting.words(text)
    said = polyphones.read(text, words)
    edges = {word.start for word in words}
    found: list[Token] = []
    for match in _TOKEN.finditer(text):
        if match.lastgroup == "latin":
            found.append(Token("latin", match.group()))
        elif match.lastgroup == "mark":
            found.append(Token("mark", match.group()))
        else:
            start = match.start()
            for place in range(start + 1, match.end() + 1):
                if place in edges or place == match.end():
                    found.append(Token("han", text[start:place], tuple(said[start:place])))
                    start = place
    return tuple(found)
