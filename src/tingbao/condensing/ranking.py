"""How much each stretch of an article matters: centrality, position, figures, names, title, cues.

What is weighed is a segment of a sentence, as its chance to be found in a briefing that
a person writes: a share from 0 to about 1 for each of its characters. The features and
their weights come from benchmarks/condensing.py's articles (a ridge regression over 442
segments, each article predicted without itself), rounded.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from tingbao.condensing.figures import figures
from tingbao.condensing.shortening import forms
from tingbao.condensing.units import Unit, content, content_of, units_of, written

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tingbao.model import Article
    from tingbao.segmenting import Word

_TIME = re.compile(r"[0-9０-９]+\s?[年月日时点]|[今去明前]年|上午|下午|昨日|今日|本月")
_SAYING = re.compile(r"说|表示|认为|指出|介绍|强调|坦言|感慨")
_QUOTED = re.compile(r"[“「][^”」]{8,}[”」]")
_SELF = re.compile(r"我(?!国|省|市|县|区|军|党|院|校)")
_WEIGHTS = {
    "any": 0.20,
    "title": 0.15,
    "figures": 0.08,
    "central": 0.7,
    "section": 0.1,
    "time": 0.04,
    "first": 0.04,
    "start": 0.04,
    "paragraph": 0.03,
    "cue": 0.03,
    "names": 0.02,
    "saying": -0.05,
    "self": -0.05,
    "quote": -0.04,
    "slogan": -0.16,
    "colour": -0.12,
    "answer": -0.08,
}
_FULL = 30  # characters of a sentence that says enough without a figure
_DAMPING = 0.85
_ROUNDS = 25


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
    central = _centrality(vectors)
    title = frozenset(content(article.title)[0])
    within = _within(units, vectors)
    texts = []
    worths = []
    for unit, share, near in zip(units, central, within, strict=True):
        after_question = unit.index > 0 and units[unit.index - 1].asks
        opens = unit.index == 0 or units[unit.index - 1].section != unit.section
        base = (
            _WEIGHTS["any"]
            + _WEIGHTS["central"] * share
            + _WEIGHTS["section"] * near
            + _WEIGHTS["first"] * (unit.index == 0)
            + _WEIGHTS["start"] * opens
            + _WEIGHTS["paragraph"] * unit.leads
            + _WEIGHTS["answer"] * after_question
        )

        def weigh(text: str, words: Sequence[Word], base: float = base) -> float:
            return base + _weight(text, words, title)

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


def _weight(text: str, tokens: Sequence[Word], title: frozenset[str]) -> float:
    """Weigh what a segment says by itself."""
    words, names = content_of(tokens)
    return (
        _WEIGHTS["title"] * min(len(title.intersection(words)), 3) / 3
        + _WEIGHTS["figures"] * min(len(figures(text)), 3) / 3
        + _WEIGHTS["names"] * min(len(names), 2) / 2
        + _WEIGHTS["cue"] * min(_count("cue", text), 2) / 2
        + _WEIGHTS["slogan"] * min(_count("slogan", text), 2)
        + _WEIGHTS["colour"] * min(_count("colour", text), 1)
        + _WEIGHTS["time"] * bool(_TIME.search(text))
        + _WEIGHTS["saying"] * bool(_SAYING.search(text))
        + _WEIGHTS["self"] * bool(_SELF.search(text))
        + _WEIGHTS["quote"] * bool(_QUOTED.search(text))
    )


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


def _within(units: Sequence[Unit], vectors: Sequence[dict[str, float]]) -> list[float]:
    """Give each unit's mean likeness to the others of its section, the highest of all as 1."""
    sums: dict[int, dict[str, float]] = {}
    sizes = Counter(unit.section for unit in units)
    for unit, vector in zip(units, vectors, strict=True):
        total = sums.setdefault(unit.section, {})
        for word, weight in vector.items():
            total[word] = total.get(word, 0.0) + weight
    near = [
        (_dot(vector, sums[unit.section]) - 1) / max(sizes[unit.section] - 1, 1) if vector else 0.0
        for unit, vector in zip(units, vectors, strict=True)
    ]
    top = max(near, default=0.0) or 1.0
    return [value / top for value in near]


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


def _centrality(vectors: Sequence[dict[str, float]]) -> list[float]:
    """Rank by continuous LexRank without ever forming the matrix of likenesses; the top is 1.

    The matrix is A·Aᵀ for sparse rows A, so a round costs one pass over A and one back
    (Erkan and Radev 2004, section 3.3, for the walk).
    """
    many = len(vectors)
    total = _sum(vectors, [1.0] * many)
    degrees = [_dot(vector, total) or 1.0 for vector in vectors]
    shares = [1 / many for _ in vectors]
    for _ in range(_ROUNDS):
        flow = _sum(vectors, [s / d for s, d in zip(shares, degrees, strict=True)])
        shares = [(1 - _DAMPING) / many + _DAMPING * _dot(vector, flow) for vector in vectors]
    top = max(shares, default=1.0)
    return [share / top for share in shares]


def _sum(vectors: Sequence[dict[str, float]], factors: Sequence[float]) -> dict[str, float]:
    total: dict[str, float] = {}
    for vector, factor in zip(vectors, factors, strict=True):
        for word, weight in vector.items():
            total[word] = total.get(word, 0.0) + factor * weight
    return total


def _dot(vector: dict[str, float], other: dict[str, float]) -> float:
    return sum(weight * other[word] for word, weight in vector.items())
