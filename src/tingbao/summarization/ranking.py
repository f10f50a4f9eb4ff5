"""What each sentence of an article is worth, what it costs, and what it is like."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from tingbao.language.likeness import pairs, vector
from tingbao.language.simplified import simplified
from tingbao.language.text import size
from tingbao.summarization.encoder import read
from tingbao.summarization.units import Unit, units_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tingbao.model import Article
    from tingbao.summarization.encoder import Worth

_JUNK = 0.55  # the chance to be none of the article from which on a sentence is not said,
_SAYS = 0.25  # unless it tells such a weight of facts
_NEEDED = 0.25  # the chance to need another with which a sentence is not said without it


@dataclass(frozen=True, slots=True)
class Ranking:
    """The sentences of an article, each with its worth and its cost in spoken characters.

    `leans` has the sentences that each may need, with the chance that it does, `leaned` those
    that may need it; `vectors` are word weights, each of length 1, for what is told twice;
    `covers` the share of its headline's pairs of characters that a sentence has; `several` is true
    where each section is a story of its own.
    """

    units: tuple[Unit, ...]
    worths: tuple[Worth, ...]
    costs: tuple[int, ...]
    leans: tuple[dict[int, float], ...]
    leaned: tuple[dict[int, float], ...]
    vectors: tuple[dict[str, float], ...]
    covers: tuple[float, ...]
    sections: int
    several: bool

    def sayable(self, at: int) -> bool:
        """Tell whether a sentence is one, and part of the article."""
        worth = self.worths[at]
        return self.units[at].fit and (worth.junk < _JUNK or worth.fact > _SAYS)


def rank(article: Article) -> Ranking:
    """Rank every sentence of the article; takes time linear in its length."""
    units, seen = units_of(article)
    weighed: list[Worth] = []
    covers: list[float] = []
    leans: list[dict[int, float]] = []
    for title, first, end in _stories(article, units):
        reading = read(title, seen[first:end])
        weighed += reading.worths
        leans += [{first + at: chance for at, chance in found.items()} for found in reading.leans]
        wanted = pairs(simplified(title))
        covers += [_cover(wanted, unit.text.simple) for unit in units[first:end]]
    return Ranking(
        units=tuple(
            unit.needing(*(at for at, chance in found.items() if chance >= _NEEDED))
            for unit, found in zip(units, leans, strict=True)
        ),
        leans=tuple(leans),
        leaned=_turned(leans),
        worths=tuple(weighed),
        covers=tuple(covers),
        costs=tuple(size(unit.text) for unit in units),
        vectors=_vectors([unit.words for unit in units]),
        sections=len(article.sections),
        several=article.several,
    )


def _stories(article: Article, units: Sequence[Unit]) -> Iterator[tuple[str, int, int]]:
    """Give headline, first unit and end of each story: of several articles, each section is one."""
    if not article.several:
        yield article.title, 0, len(units)
        return
    for number, its in groupby(units, key=lambda unit: unit.section):
        story = tuple(its)
        yield article.sections[number].heading or "", story[0].index, story[-1].index + 1


def _turned(leans: Sequence[dict[int, float]]) -> tuple[dict[int, float], ...]:
    """Give for each sentence those that lean on it."""
    leaned: tuple[dict[int, float], ...] = tuple({} for _ in leans)
    for at, its in enumerate(leans):
        for other, chance in its.items():
            leaned[other][at] = chance
    return leaned


def _cover(wanted: set[tuple[str, str]], text: str) -> float:
    return len(wanted & pairs(text)) / max(len(wanted), 1)


def told(one: dict[str, float], other: dict[str, float]) -> float:
    """Give the share of a sentence's words, by weight, that another has: 1 where it has all."""
    return sum(weight * weight for word, weight in one.items() if word in other)


def _vectors(texts: Sequence[tuple[str, ...]]) -> tuple[dict[str, float], ...]:
    spread = Counter(word for words in texts for word in set(words))
    many = len(texts)
    return tuple(vector(words, spread, many) for words in texts)
