"""How much each stretch of an article matters: what recurs, figures, headline, place, tone.

What is weighed is a segment of a sentence, as its chance to be found in a briefing that
a person writes: a share from 0 to about 1 for each of its characters. The weights come
from benchmarks/condensing.py's first ten articles (a ridge regression over 409 segments,
each article predicted without itself), rounded. What recurs says most: of a segment's
pairs of characters, in how many other sentences of the article they stand.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import TYPE_CHECKING

from tingbao.summarization.figures import figures
from tingbao.summarization.shortening import forms
from tingbao.summarization.units import (
    Unit,
    content,
    content_of,
    units_of,
    written,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tingbao.language.tokenizer import Word
    from tingbao.model import Article

_SAYING = re.compile(r"说|表示|认为|指出|介绍|强调|坦言|感慨")
_SELF = re.compile(r"我(?!国|省|市|县|区|军|党|院|校)")
_WEIGHTS = {
    "any": 0.22,
    "recurs": 0.40,
    "digits": 0.28,
    "title": 0.09,
    "opens": 0.03,
    "early": 0.05,
    "saying": -0.06,
    "self": -0.10,
    "slogan": -0.10,
    "colour": -0.10,
}
_OFTEN = 4  # other sentences; what stands in more recurs no more
_EARLY = 3  # sentences after which what an article begins with weighs a third
_FULL = 30  # characters of a sentence that says enough without a figure


@dataclass(frozen=True, slots=True)
class Ranking:
    """The units of an article, what may be said of each and what that is worth.

    `forms` go from all of a unit to its least; `costs` are their spoken characters,
    `worths` those of them that a briefing would have. `vectors` are the units' word
    weights, each of length 1, and `postings` the units that have a word.
    """

    units: tuple[Unit, ...]
    forms: tuple[tuple[str, ...], ...]
    costs: tuple[tuple[int, ...], ...]
    worths: tuple[tuple[float, ...], ...]
    vectors: tuple[dict[str, float], ...]
    postings: dict[str, list[int]]
    sections: int


def rank(article: Article) -> Ranking:
    """Rank every unit of the article; takes time linear in its length."""
    units = units_of(article)
    vectors = _vectors([unit.words for unit in units])
    title = frozenset(content(article.title)[0])
    spread = Counter(pair for unit in units for pair in set(_pairs(unit.text)))
    texts = []
    worths = []
    for unit in units:
        opens = unit.index == 0 or units[unit.index - 1].section != unit.section
        early = math.exp(-unit.index / _EARLY)
        base = _WEIGHTS["any"] + _WEIGHTS["opens"] * opens + _WEIGHTS["early"] * early

        def weigh(text: str, words: Sequence[Word], base: float = base) -> float:
            return base + _weight(text, words, title, spread)

        shapes = forms(unit.text, unit.tokens, weigh)
        texts.append(tuple(written(unit, text) for text, _ in shapes))
        worths.append(
            tuple(0.0 if unit.asks else worth * _fullness(text) for text, worth in shapes)
        )
    postings: dict[str, list[int]] = {}
    for index, vector in enumerate(vectors):
        for word in vector:
            postings.setdefault(word, []).append(index)
    return Ranking(
        units=units,
        forms=tuple(texts),
        costs=tuple(tuple(map(size, shapes)) for shapes in texts),
        worths=tuple(worths),
        vectors=vectors,
        postings=postings,
        sections=len(article.sections),
    )


def size(text: str) -> int:
    """Count the characters of a text that will be spoken: letters and digits."""
    return sum(map(str.isalnum, text))


def likeness(one: dict[str, float], other: dict[str, float]) -> float:
    """Give the cosine of two vectors of length 1."""
    if len(one) > len(other):
        one, other = other, one
    return sum(weight * other.get(word, 0.0) for word, weight in one.items())


def _fullness(text: str) -> float:
    """Discount what is short and has no figure: it leads up to something, or sums it up."""
    if any(char.isdigit() for char in text) or figures(text):
        return 1.0
    return min(1.0, 0.4 + 0.6 * size(text) / _FULL)


def profile(article: Article, ranking: Ranking) -> dict[str, float]:
    """Give what an article is about: its words by how often it has them, length 1.

    The headline counts as much as three sentences.
    """
    counts = Counter(word for unit in ranking.units for word in unit.words)
    for word in content(article.title)[0]:
        counts[word] += 3
    length = math.sqrt(sum(count * count for count in counts.values())) or 1.0
    return {word: count / length for word, count in counts.items()}


def _weight(
    text: str, tokens: Sequence[Word], title: frozenset[str], spread: Counter[str]
) -> float:
    """Weigh what a segment says by itself and beside the rest of the article."""
    pairs = _pairs(text)
    recurs = sum(min(spread[pair] - 1, _OFTEN) for pair in pairs) / _OFTEN
    digits = sum(map(str.isdigit, text))
    words = content_of(tokens)[0]
    return (
        _WEIGHTS["recurs"] * recurs / max(len(pairs), 1)
        + _WEIGHTS["digits"] * min(digits / max(len(pairs), 1), 1.0)
        + _WEIGHTS["title"] * min(len(title.intersection(words)), 3) / 3
        + _WEIGHTS["slogan"] * min(_count("slogan", text), 2)
        + _WEIGHTS["colour"] * min(_count("colour", text), 1)
        + _WEIGHTS["saying"] * bool(_SAYING.search(text))
        + _WEIGHTS["self"] * bool(_SELF.search(text))
    )


def _pairs(text: str) -> list[str]:
    letters = [char for char in text if char.isalnum()]
    return [one + other for one, other in pairwise(letters)]


def _count(kind: str, text: str) -> int:
    return len(_cues()[kind].findall(text))


@cache
def _cues() -> dict[str, re.Pattern[str]]:
    """Give a pattern per kind of cues.tsv."""
    table = files(__package__).joinpath("cues.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in table.splitlines() if line and not line.startswith("#")]
    kinds = {kind for _, kind in rows}
    return {
        kind: re.compile("|".join(re.escape(words) for words, its in rows if its == kind))
        for kind in kinds
    }


def _vectors(texts: Sequence[tuple[str, ...]]) -> tuple[dict[str, float], ...]:
    spread = Counter(word for words in texts for word in set(words))
    many = len(texts)
    found = []
    for words in texts:
        weights = {
            word: (1 + math.log(count)) * math.log(1 + many / spread[word])
            for word, count in Counter(words).items()
        }
        length = math.sqrt(sum(weight * weight for weight in weights.values())) or 1.0
        found.append({word: weight / length for word, weight in weights.items()})
    return tuple(found)
