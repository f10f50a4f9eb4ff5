"""Whether what is said is true to the article; both ways of condensing pass through here.

Checked are figures, names, quotations, and repetition.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from tingbao.errors import CheckError
from tingbao.language.figures import known, strangers
from tingbao.language.simplified import simplified
from tingbao.language.text import Text
from tingbao.language.times import absolute, replaced
from tingbao.model import Article, Digest, Script
from tingbao.summarization.units import content

_QUOTATION = re.compile(r"[“「『\"]([^”」』\"]+)[”」』\"]")
_LATIN = re.compile(r"[A-Za-z][A-Za-z0-9.+-]*[A-Za-z0-9+]|[A-Za-z]")
_DIGITS = re.compile(r"\d+")
_COMMON = 40  # sentences that have a pair of characters; beyond, it tells none apart
_SAME = 0.85  # of the character pairs of the shorter of two sentences are in the longer


@dataclass(frozen=True, slots=True)
class Fault:
    """What is not true of the sentence numbered `at` of a section, and the words at fault."""

    kind: Literal["figure", "name", "quotation", "repetition"]
    section: int
    at: int
    words: str


@dataclass(frozen=True, slots=True)
class _Known:
    """What the article has: its figures with their measures, its text, its letters.

    The text is without space and case.
    """

    figures: dict[str, set[str]]
    flat: str
    letters: str


@lru_cache(maxsize=4)
def _known(article: Article) -> _Known:
    """Know an article, its times as written and as they are told from its day."""
    text = whole(article)
    if article.day:
        parts = (Text.of(part) for part in _parts(article))
        lines = (replaced(part, absolute(part, article.day)) for part in parts)
        text = "\n".join([text, *lines])
    source = simplified(text)
    return _Known(known(source), _flat(source), _letters(source))


class _Said:
    """The sentences said so far, found again by the pairs of characters that few of them have."""

    def __init__(self) -> None:
        self._sentences: list[tuple[frozenset[str], list[str]]] = []
        self._having: dict[str, list[int]] = {}

    def again(self, text: str) -> bool:
        """Tell whether a sentence was said before, with the same figures, and take it as said."""
        pairs, figures = _pairs(text), _DIGITS.findall(text)
        having = [self._having.setdefault(pair, []) for pair in pairs]
        near = {number for numbers in having if len(numbers) <= _COMMON for number in numbers}
        found = any(
            self._sentences[number][1] == figures and _same(pairs, self._sentences[number][0])
            for number in near
        )
        for numbers in having:
            numbers.append(len(self._sentences))
        self._sentences.append((pairs, figures))
        return found


def whole(article: Article) -> str:
    """Give everything that the article says, headline and headings included."""
    return "\n".join(_parts(article))


def _parts(article: Article) -> list[str]:
    parts: list[str] = [article.title]
    for section in article.sections:
        parts += [section.heading or "", *section.paragraphs]
    return parts


def faults(article: Article, sections: Sequence[Sequence[str]]) -> tuple[Fault, ...]:
    """Find what is not true to the article.

    Args:
        article: The source.
        sections: Per section of it the sentences to be said.
    """
    source = _known(article)
    found: list[Fault] = []
    said = _Said()
    for number, sentences in enumerate(sections):
        for at, sentence in enumerate(map(Text.of, sentences)):
            text = sentence.simple
            found += [Fault("figure", number, at, one) for one in strangers(text, source.figures)]
            found += [
                Fault("name", number, at, one) for one in _names(sentence) if one not in source.flat
            ]
            found += [
                Fault("quotation", number, at, one)
                for one in _QUOTATION.findall(text)
                if _letters(one) not in source.letters
            ]
            if said.again(text):
                found.append(Fault("repetition", number, at, text))
    return tuple(found)


def repair(article: Article, digest: Digest, *, again: bool = False) -> Digest:
    """Drop every sentence with a fault.

    What is said again goes where its section says something else; with `again` it stays.
    """
    rows = [
        [*(one for one in digest.lead if one.section == number), *row]
        for number, row in enumerate(digest.sections)
    ]
    found = faults(article, [[one.text for one in row] for row in rows])
    wrong = {rows[one.section][one.at] for one in found if one.kind != "repetition"}
    for one in found:
        row = rows[one.section]
        if one.kind == "repetition" and not again and {*row} - wrong - {row[one.at]}:
            wrong.add(row[one.at])
    lead, *sections = (
        tuple(one for one in row if one not in wrong) for row in (digest.lead, *digest.sections)
    )
    return Digest(lead=lead, sections=tuple(sections))


def verify(article: Article, script: Script) -> None:
    """Refuse a script that is not true to the article.

    Raises:
        CheckError: It says, in one line, what is wrong first.
    """
    rows: list[list[str]] = [[] for _ in article.sections]
    for line in script.lines:
        for sentence in line.origin:
            rows[sentence.section].append(sentence.text)
    for fault in faults(article, rows):
        if fault.kind == "repetition":
            continue  # what is left twice, the article says twice
        raise CheckError(
            f"the script has a {fault.kind} that the article has not: {fault.words}",
            where=article.source,
            hint="ask for more minutes, or condense without the language model",
        )


def _names(sentence: Text) -> tuple[str, ...]:
    _, names = content(sentence.words)
    latin = _LATIN.findall(unicodedata.normalize("NFKC", sentence.simple))
    return tuple(_flat(name) for name in (*sorted(names), *latin))


def _flat(text: str) -> str:
    """Fold width and case, and take white space out."""
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


def _letters(text: str) -> str:
    return "".join(char for char in _flat(text) if char.isalnum())


def _pairs(text: str) -> frozenset[str]:
    letters = _letters(text)
    return frozenset(letters[at : at + 2] for at in range(len(letters) - 1)) or frozenset({letters})


def _same(one: frozenset[str], other: frozenset[str]) -> bool:
    small, large = sorted((one, other), key=len)
    return len(small & large) >= _SAME * len(small)
