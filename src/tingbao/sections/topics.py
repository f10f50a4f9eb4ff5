"""Where the topic shifts, in an article without headings.

A dynamic programme chooses the sections that are best together. A border between two
units (paragraphs, or groups of sentences of a very long one) is good where the units
on its sides share few telling words, and bad where what follows leans on what came
before (这, 此外, 其次, a quotation: `cues.tsv`) or stands in the same paragraph. A section is
good when its length is near the one that gives some five sections an article.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from itertools import pairwise
from statistics import fmean, pstdev
from typing import TYPE_CHECKING

from tingbao import segmenting, simplifying

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tingbao.segmenting import Word

SHORTEST, LONGEST = 150, 900  # characters of a section
SPLIT_FROM = 500  # a shorter article is one section
SECTIONS = 5  # what the usual article has ...
USUAL = (200, 750)  # ... but its sections are no shorter and no longer than this, in characters
UNIT = 300  # a longer paragraph may be parted between its sentences ...
GROUP = 100  # ... into units of at least so many characters
WINDOW = 2  # units on either side of a border are compared
# Weights, chosen on benchmarks/articles; the result is flat around them.
COHESION = 1.0
CUE = 1.0
SAME_PARAGRAPH = 1.5
REACH = 30  # characters of a paragraph in which its cue stands
LEADS_IN = 3.0  # the unit before ends in a colon
SPREAD = 0.6  # of section lengths, as the standard deviation of their logarithm
TOO_SHORT = 20.0

_SENTENCE = re.compile(r"[^。！？；!?;…]*[。！？；!?;…]+[”’」』）)]*|[^。！？；!?;…]+$")
_CLAUSE = re.compile(r"[^，,、：:\s]*[，,、：:\s]+|[^，,、：:\s]+$")
_TELLING = ("n", "v", "a", "i", "j", "l", "b", "e")  # jieba's tags of words with a meaning


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A section to be: its paragraphs, and their words group by group (empty if alone)."""

    paragraphs: tuple[str, ...]
    words: tuple[tuple[Word, ...], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Unit:
    """A paragraph or a group of its sentences; `fresh` starts a paragraph."""

    text: str
    fresh: bool


def split(paragraphs: Sequence[str]) -> list[Part]:
    """Split an article into sections of 150 to 900 characters by its topics.

    Joined, the parts' paragraphs are the paragraphs given; one that is very long may be
    parted between two sentences. A short article is one part.
    """
    units = list(_units(paragraphs))
    if sum(len(unit.text) for unit in units) < SPLIT_FROM or len(units) == 1:
        return [Part(paragraphs=tuple(paragraphs))]
    words = [_words(unit.text) for unit in units]
    borders = [0, *_borders(units, words), len(units)]
    return [
        Part(paragraphs=_paragraphs(units[start:end]), words=tuple(words[start:end]))
        for start, end in pairwise(borders)
    ]


def _words(text: str) -> tuple[Word, ...]:
    """Cut a text into words; traditional characters are cut as their simplified ones are."""
    plain = simplifying.simplified(text)
    words = segmenting.words(plain)
    if plain == text:
        return words
    return tuple(replace(word, text=text[word.start : word.end]) for word in words)


def _paragraphs(units: Sequence[_Unit]) -> tuple[str, ...]:
    joined: list[str] = []
    for unit in units:
        if unit.fresh or not joined:
            joined.append(unit.text)
        else:
            joined[-1] += unit.text
    return tuple(joined)


def _units(paragraphs: Sequence[str]) -> Iterator[_Unit]:
    for paragraph in paragraphs:
        pieces = [paragraph] if len(paragraph) <= UNIT else list(_pieces(paragraph))
        for number, piece in enumerate(pieces):
            yield _Unit(text=piece, fresh=number == 0)


def _pieces(paragraph: str) -> Iterator[str]:
    """Group the sentences of a long paragraph; a sentence without end is cut as well."""
    group = ""
    for sentence in _SENTENCE.findall(paragraph):
        for part in (sentence,) if len(sentence) <= UNIT else _cut(sentence):
            if len(group) >= GROUP or len(group) + len(part) > UNIT:
                if group:
                    yield group
                group = ""
            group += part
    if group:
        yield group


def _cut(sentence: str) -> Iterator[str]:
    for clause in _CLAUSE.findall(sentence):
        for start in range(0, len(clause), UNIT):
            yield clause[start : start + UNIT]


def _borders(units: Sequence[_Unit], words: Sequence[Sequence[Word]]) -> list[int]:
    """Choose the units that start a section, the first left out."""
    lengths = [len(unit.text) for unit in units]
    usual = min(max(sum(lengths) / SECTIONS, USUAL[0]), USUAL[1])
    gains = _gains(units, words)
    best, back = [0.0], [0]
    for end in range(1, len(units) + 1):
        value, choice, length = -math.inf, end - 1, 0
        for start in range(end - 1, -1, -1):
            length += lengths[start]
            if length > LONGEST and start < end - 1:
                break
            score = best[start] + gains[start] + _fit(length, usual)
            if score > value:
                value, choice = score, start
        best.append(value)
        back.append(choice)
    found, place = [], back[len(units)]
    while place:
        found.append(place)
        place = back[place]
    return found[::-1]


def _fit(length: int, usual: float) -> float:
    """Judge a section's length."""
    fit = -(math.log(max(length, 1) / usual) ** 2) / (2 * SPREAD**2)
    return fit - TOO_SHORT * max(0.0, 1 - length / SHORTEST)


def _gains(units: Sequence[_Unit], words: Sequence[Sequence[Word]]) -> list[float]:
    """Judge each unit as the start of a section."""
    similar = _similarities([_telling(unit) for unit in words])
    middle, spread = fmean(similar), pstdev(similar) or 1.0
    gains = [0.0]
    for (before, unit), value in zip(pairwise(units), similar, strict=True):
        gain = COHESION * (middle - value) / spread
        if unit.fresh:
            gain -= CUE * _leaning(unit.text)
        else:
            gain -= SAME_PARAGRAPH
        if before.text.endswith(("：", ":")):
            gain -= LEADS_IN
        gains.append(gain)
    return gains


def _telling(words: Sequence[Word]) -> Counter[str]:
    return Counter(
        word.text
        for word in words
        if len(word.text) > 1
        and (word.tag.startswith(_TELLING) or (not word.tag and word.text.isalpha()))
    )


def _similarities(units: Sequence[Counter[str]]) -> list[float]:
    """Compare the units on both sides of each border: mean cosine, near ones count double."""
    spread = Counter(word for unit in units for word in unit)
    vectors = [_weighted(unit, spread, len(units)) for unit in units]
    found = []
    for border in range(1, len(units)):
        value = weights = 0.0
        for left in range(max(0, border - WINDOW), border):
            for right in range(border, min(len(units), border + WINDOW)):
                weight = 0.5 ** (right - left - 1)
                value += weight * _cosine(vectors[left], vectors[right])
                weights += weight
        found.append(value / weights)
    return found


def _weighted(unit: Counter[str], spread: Counter[str], units: int) -> dict[str, float]:
    """Weigh words by how few units have them and how long they are, to length one."""
    weights = {
        word: (1 + math.log(count)) * math.log((units + 1) / spread[word]) * len(word)
        for word, count in unit.items()
    }
    length = math.sqrt(sum(weight * weight for weight in weights.values())) or 1.0
    return {word: weight / length for word, weight in weights.items()}


def _cosine(one: dict[str, float], other: dict[str, float]) -> float:
    if len(one) > len(other):
        one, other = other, one
    return sum(weight * other[word] for word, weight in one.items() if word in other)


def _leaning(text: str) -> float:
    """Tell how much a paragraph leans on the one before, from 0 to 1."""
    start = simplifying.simplified(text[:REACH])
    return max((strength for strength, cue in _cues() if cue.match(start)), default=0.0)


@cache
def _cues() -> tuple[tuple[float, re.Pattern[str]], ...]:
    lines = (files(__package__) / "cues.tsv").read_text(encoding="utf-8").splitlines()
    pairs = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return tuple((float(strength), re.compile(pattern)) for strength, pattern in pairs)
