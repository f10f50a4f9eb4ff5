"""What each sentence of an article is worth, what it costs, and what it is like."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import chain, groupby
from math import log

from tingbao.language.likeness import Pair, pairs, vector
from tingbao.language.patterns import Pattern
from tingbao.language.simplified import simplified
from tingbao.language.text import size
from tingbao.language.tokenizer import frequency
from tingbao.model import Article
from tingbao.summarization.scoring import Worth, read
from tingbao.summarization.units import Unit, units_of

_POINTING = Pattern(r"(?:[^，,；;：:“]{0,14}[，,])?{pointing}", __package__)
_YEAR = Pattern(r"(?<!\d)((?:19|20)\d\d)(?:{year}|[-/.](?:0?[1-9]|1[0-2])[-/.]\d)", __package__)
_FRESH = timedelta(days=90)  # in which the year before is not over
_JUNK = 0.55  # the chance to be none of the article from which on a sentence is not said,
_SAYS = 0.25  # unless it tells such a weight of facts
_COMMON = 3000  # times in 60 million words; what is met as often points to nothing told before
_STRANGER = 0.2  # of what a sentence says hangs on whom it names and another introduced
_POINTS = 0.8  # the chance, at least, that 此次签约 needs the sentence before it
_NEEDED = 0.25  # the chance to need another with which a sentence is not said without it


@dataclass(frozen=True, slots=True)
class Ranking:
    """The sentences of an article, each with its worth and its cost in spoken characters.

    `leans` has the sentences that each may need, with the chance that it does, `leaned` those
    that may need it; `known` has the rare words and persons of each that an earlier one brought
    in, with the share of its weight; `vectors` are word weights, each of length 1, for what is
    told twice; `headline` has the pairs of characters of its headline that a sentence has, with
    the share of what the headline says, rare pairs more, `tellers` the sentences that have each;
    `old` is true where a sentence tells only of years before the article's; `several` is true
    where each section is a story of its own.
    """

    units: tuple[Unit, ...]
    worths: tuple[Worth, ...]
    costs: tuple[int, ...]
    leans: tuple[dict[int, float], ...]
    leaned: tuple[dict[int, float], ...]
    vectors: tuple[dict[str, float], ...]
    known: tuple[dict[str, float], ...]
    headline: tuple[dict[Pair, float], ...]
    tellers: dict[Pair, set[int]]
    old: tuple[bool, ...]
    sections: int
    several: bool

    def covers(self, at: int) -> float:
        """Give the share of its headline that a sentence tells."""
        return sum(self.headline[at].values())

    def sayable(self, at: int) -> bool:
        """Tell whether a sentence is one, and part of the article."""
        worth = self.worths[at]
        return self.units[at].fit and (worth.junk < _JUNK or worth.fact > _SAYS)


def rank(article: Article) -> Ranking:
    """Rank every sentence of the article; takes time linear in its length."""
    units, seen = units_of(article)
    vectors = _vectors([unit.words for unit in units])
    known: list[dict[str, float]] = []
    weighed: list[Worth] = []
    headline: list[dict[Pair, float]] = []
    leans: list[dict[int, float]] = []
    for title, first, end in _stories(article, units):
        reading = read(title, seen[first:end])
        weighed += reading.worths
        for unit, found in zip(units[first:end], reading.leans, strict=True):
            needed = {first + at: chance for at, chance in found.items()}
            # What replies to its heading is said below that.
            leans.append({at: needed[at] for at in needed if at > unit.index or not unit.replies})
        known += _known(simplified(title), vectors[first:end], units[first:end])
        headline += _of_headline(pairs(simplified(title)), units[first:end])
    pointed = _pointed(units, leans, several=article.several)
    return Ranking(
        units=tuple(
            unit.needing(*(at for at, chance in found.items() if chance >= _NEEDED))
            for unit, found in zip(units, pointed, strict=True)
        ),
        leans=pointed,
        leaned=_turned(pointed),
        worths=tuple(weighed),
        headline=tuple(headline),
        tellers=_tellers(headline),
        old=tuple(_is_old(unit.original, article.published) for unit in units),
        costs=tuple(size(unit.text) for unit in units),
        vectors=vectors,
        known=tuple(known),
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


def _known(
    title: str, vectors: Sequence[dict[str, float]], units: Sequence[Unit]
) -> Iterator[dict[str, float]]:
    """Give for each sentence the share of each rare word and person that one before it had.

    Figures are none. What the headline names needs no sentence, and a word that every article
    has means nothing that was told before.
    """
    met: set[str] = set()
    for weights, unit in zip(vectors, units, strict=True):
        known = {word: weight**2 for word, weight in weights.items() if word in met}
        yield known | dict.fromkeys(unit.persons & met, _STRANGER)
        fresh = unit.persons | set(filter(_may_point, weights.keys() - met))
        met |= {word for word in fresh if word not in title}


def _may_point(word: str) -> bool:
    return not any(map(str.isdigit, word)) and frequency(word) < _COMMON


def _pointed(
    units: Sequence[Unit], leans: Sequence[dict[int, float]], *, several: bool
) -> tuple[dict[int, float], ...]:
    """Let what begins by pointing back lean on the sentence before it, in its story."""
    found = []
    for unit, its in zip(units, leans, strict=True):
        before = unit.index - 1
        there = unit.index and not (several and units[before].section != unit.section)
        points = there and _POINTING.match(unit.text.simple)
        found.append({**its, before: max(its.get(before, 0), _POINTS)} if points else its)
    return tuple(found)


def _turned(leans: Sequence[dict[int, float]]) -> tuple[dict[int, float], ...]:
    """Give for each sentence those that lean on it."""
    leaned: tuple[dict[int, float], ...] = tuple({} for _ in leans)
    for at, its in enumerate(leans):
        for other, chance in its.items():
            leaned[other][at] = chance
    return leaned


def _is_old(sentence: str, published: datetime | None) -> bool:
    """Tell whether a sentence names years and all of them were over when the article came out."""
    years = [int(year) for year in _YEAR.findall(sentence)]
    return published is not None and 0 < max(years, default=0) < (published - _FRESH).year


def _of_headline(headline: set[Pair], units: Sequence[Unit]) -> Iterator[dict[Pair, float]]:
    """Give what each sentence tells of a headline, shares of what all of them tell."""
    having = [headline & pairs(unit.text.simple) for unit in units]
    spread = Counter(chain.from_iterable(having))
    weights = {pair: log(1 + len(units) / many) for pair, many in spread.items()}
    whole = sum(weights.values())
    return ({pair: weights[pair] / whole for pair in its} for its in having)


def _tellers(headline: Sequence[dict[Pair, float]]) -> dict[Pair, set[int]]:
    """Give the sentences of all stories that have each pair; a choice is made within one."""
    found: defaultdict[Pair, set[int]] = defaultdict(set)
    for at, its in enumerate(headline):
        for pair in its:
            found[pair].add(at)
    return dict(found)


def told(one: dict[str, float], other: dict[str, float]) -> float:
    """Give the share of a sentence's words, by weight, that another has: 1 where it has all."""
    return sum(weight * weight for word, weight in one.items() if word in other)


def _vectors(texts: Sequence[tuple[str, ...]]) -> tuple[dict[str, float], ...]:
    spread = Counter(word for words in texts for word in set(words))
    many = len(texts)
    return tuple(vector(words, spread, many) for words in texts)
