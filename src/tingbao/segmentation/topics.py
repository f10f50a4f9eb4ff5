"""Where the topic shifts, in an article without headings.

A dynamic programme chooses the sections that are best together. A border between two
units (paragraphs, or sentences where the text flows on without paragraphs) is good
where its sides share few telling words, and bad where what follows leans on what came
before or stands in the same paragraph (`cohesion`). A section is good when its words
come again in it, and when its length is near the one that gives some five sections an
article.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from tingbao.language.text import Text
from tingbao.segmentation import cohesion

SHORTEST, LONGEST = 150, 900  # characters of a section
SPLIT_FROM = 500  # a shorter article is one section
SECTIONS = 5  # what the usual article has ...
USUAL = (200, 750)  # ... but its sections are no shorter and no longer than this, in characters
UNIT = 300  # a longer paragraph may be parted between its sentences ...
GROUP = 100  # ... into units of at least so many characters, or of one where the text flows
MOST_UNITS = 4000  # into which long paragraphs are parted; a longer text has longer units
FLOWING = 0.5  # share of such paragraphs in a text from which it has none to speak of
MOST_IN_SECTION = 100  # units, where a unit is a line of a few characters
# Weights, chosen on benchmarks/articles; the result is flat around them.
RECURRENCE = 0.1
SAME_PARAGRAPH = 1.5
LEADS_IN = 3.0  # the unit before ends in a colon
SPREAD = 0.6  # of section lengths, as the standard deviation of their logarithm
TOO_SHORT = 20.0

_SENTENCE = re.compile(r"[^。！？；!?;…]*[。！？；!?;…]+[”’」』）)]*|[^。！？；!?;…]+$")
_CLAUSE = re.compile(r"[^，,、：:\s]*[，,、：:\s]+|[^，,、：:\s]+$")


@dataclass(frozen=True, slots=True)
class _Unit:
    """A paragraph or a group of its sentences, which begins at `start` of it."""

    text: Text
    paragraph: Text
    start: int


def split(paragraphs: Sequence[Text]) -> list[tuple[Text, ...]]:
    """Split an article into sections of 150 to 900 characters by its topics.

    Joined, the paragraphs of the parts are the paragraphs given; one that is very long may be
    parted between two sentences. A short article is one part.
    """
    whole = sum(map(len, paragraphs))
    flowing = sum(len(text) for text in paragraphs if len(text) > UNIT) > FLOWING * whole
    units = list(_units(paragraphs, max(1 if flowing else GROUP, whole // MOST_UNITS)))
    if whole < SPLIT_FROM or len(units) == 1:
        return [tuple(paragraphs)]
    telling = [cohesion.telling(unit.text.words) for unit in units]
    similar = cohesion.of_blocks(telling) if flowing else cohesion.of_neighbours(telling)
    borders = [0, *_borders(units, telling, _gains(units, similar)), len(units)]
    return [_paragraphs(units[start:end]) for start, end in pairwise(borders)]


def _paragraphs(units: Sequence[_Unit]) -> tuple[Text, ...]:
    """Give the paragraphs of units that follow each other; one may be a part of its own."""
    joined: list[Text] = []
    for unit in units:
        if unit.start and joined:
            end = unit.start + len(unit.text)
            joined[-1] = unit.paragraph.part(end - len(joined[-1]) - len(unit.text), end)
        else:
            joined.append(unit.text)
    return tuple(joined)


def _units(paragraphs: Sequence[Text], group: int) -> Iterator[_Unit]:
    for paragraph in paragraphs:
        start = 0
        for piece in [paragraph] if len(paragraph) <= UNIT else _pieces(paragraph, group):
            end = start + len(piece)
            yield _Unit(paragraph.part(start, end), paragraph, start)
            start = end


def _pieces(paragraph: str, least: int) -> Iterator[str]:
    """Group the sentences of a long paragraph; a sentence without end is cut as well."""
    group = ""
    for sentence in _SENTENCE.findall(paragraph):
        for part in (sentence,) if len(sentence) <= UNIT else _cut(sentence):
            if len(group) >= least or len(group) + len(part) > UNIT:
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


def _borders(
    units: Sequence[_Unit], telling: Sequence[Counter[str]], gains: Sequence[float]
) -> list[int]:
    """Choose the units that start a section, the first left out."""
    lengths = [len(unit.text) for unit in units]
    usual = min(max(sum(lengths) / SECTIONS, USUAL[0]), USUAL[1])
    fits = [_fit(length, usual) for length in range(LONGEST + 1)]
    judge = cohesion.Recurrence(telling)
    best, back = [0.0], [0]
    for end in range(1, len(units) + 1):
        value, choice, length = -math.inf, end - 1, 0
        judge.begin()
        for start in range(end - 1, max(end - MOST_IN_SECTION, 0) - 1, -1):
            length += lengths[start]
            if length > LONGEST:  # of units, each of which is no longer than UNIT
                break
            recurs = RECURRENCE * judge.add(start)
            score = best[start] + gains[start] + recurs + fits[length]
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


def _gains(units: Sequence[_Unit], similar: Sequence[float]) -> list[float]:
    """Judge each unit as the start of a section."""
    gains = [0.0]
    for (before, unit), gain in zip(pairwise(units), cohesion.contrasts(similar), strict=True):
        gains.append(
            gain
            - cohesion.leaning(unit.text)
            - (SAME_PARAGRAPH if unit.start else 0)
            - (LEADS_IN if before.text.endswith(("：", ":")) else 0)
        )
    return gains
