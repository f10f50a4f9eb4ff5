"""How much the parts of a text belong together: by their words, and by how they begin."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache
from statistics import fmean, pstdev

from tingbao.language import tables
from tingbao.language.likeness import cosine, unit_length
from tingbao.language.patterns import Pattern
from tingbao.language.simplified import simplified
from tingbao.language.tokenizer import Word

NEIGHBOURS = 2  # units on either side of a border
BLOCK = 140  # letters of telling words and their characters, about 150 characters of text
CONTRAST = 2.0  # weight of a standard deviation
PRIOR = 0.3  # how often any word is thought to have been met before the first
REACH = 30  # characters of a paragraph in which its cue stands
_TELLING = ("n", "v", "a", "i", "j", "l", "b", "e")  # jieba's tags of words with a meaning


def telling(words: Iterable[Word]) -> Counter[str]:
    """Count the words that tell what a text is about, and the characters in them.

    Chinese says 电价, 电费 and 用电 of one matter: the words differ, a character comes again.
    """
    found = [
        word.text
        for word in words
        if len(word.text) > 1
        and (word.tag.startswith(_TELLING) or (not word.tag and word.text.isalpha()))
    ]
    return Counter([*found, *"".join(found)])


def of_neighbours(units: Sequence[Counter[str]]) -> list[float]:
    """Compare paragraphs on both sides of each border: mean cosine, near ones count double.

    Returns one value from 0 to 1 for each border between two units.
    """
    worth = _worth(units)
    vectors = [
        unit_length({word: (1 + math.log(count)) * worth[word] for word, count in unit.items()})
        for unit in units
    ]
    found = []
    for border in range(1, len(units)):
        value = weights = 0.0
        for left in range(max(0, border - NEIGHBOURS), border):
            for right in range(border, min(len(units), border + NEIGHBOURS)):
                weight = 0.5 ** (right - left - 1)
                value += weight * cosine(vectors[left], vectors[right])
                weights += weight
        found.append(value / weights)
    return found


def of_blocks(units: Sequence[Counter[str]]) -> list[float]:
    """Compare the blocks of sentences on both sides of each border, as one text each.

    Returns one value from 0 to 1 for each border between two units.
    """
    worth = _worth(units)
    return [
        cosine(
            _block(units[max(border - BLOCK, 0) : border][::-1], worth),
            _block(units[border : border + BLOCK], worth),
        )
        for border in range(1, len(units))
    ]


def contrasts(similar: Sequence[float]) -> list[float]:
    """Turn similarities into gains: how far each lies below the article's mean."""
    middle, spread = fmean(similar), pstdev(similar) or 1.0
    return [CONTRAST * (middle - value) / spread for value in similar]


def leaning(text: str) -> float:
    """Tell how much a paragraph leans on the one before, from 0 to 1 (`cues.tsv`)."""
    start = simplified(text[:REACH])
    return max((strength for strength, cue in _cues() if cue.match(start)), default=0.0)


class Recurrence:
    """How likely a section's words are, told one after another, each from those before.

    The Dirichlet compound multinomial (Eisenstein and Barzilay 2008 segment by it): a
    word that came before in the section is likely, a new one is not, so that sections
    whose words come again score high. Natural logarithm; built up unit by unit.
    """

    def __init__(self, units: Sequence[Counter[str]]) -> None:
        self._units = [list(unit.elements()) for unit in units]
        most = sum(map(len, self._units))
        kinds = PRIOR * max(1, len({word for unit in units for word in unit}))
        self._seen = [math.log(times + PRIOR) for times in range(most + 1)]
        self._any = [math.log(times + kinds) for times in range(most + 1)]
        self.begin()

    def begin(self) -> None:
        """Start a new section without any unit."""
        self._counts: dict[str, int] = {}
        self._length = 0
        self._value = 0.0

    def add(self, unit: int) -> float:
        """Add a unit by its number, and give the likelihood of the section so far."""
        counts, value, length = self._counts, self._value, self._length
        for word in self._units[unit]:
            times = counts.get(word, 0)
            value += self._seen[times] - self._any[length]
            counts[word] = times + 1
            length += 1
        self._value, self._length = value, length
        return value


def _worth(units: Sequence[Counter[str]]) -> dict[str, float]:
    """Weigh words by how few units have them and how long they are."""
    spread = Counter(word for unit in units for word in unit)
    return {
        word: math.log((len(units) + 1) / number) * len(word) for word, number in spread.items()
    }


def _block(units: Sequence[Counter[str]], worth: dict[str, float]) -> dict[str, float]:
    counts: Counter[str] = Counter()
    size = 0
    for unit in units:
        counts += unit
        size += sum(len(word) * count for word, count in unit.items())
        if size >= BLOCK:
            break
    return unit_length({word: math.sqrt(count) * worth[word] for word, count in counts.items()})


@cache
def _cues() -> tuple[tuple[float, Pattern], ...]:
    rows = tables.rows(__package__, "cues.tsv")
    return tuple((float(strength), Pattern(pattern)) for strength, pattern in rows)
