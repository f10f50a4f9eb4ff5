"""How much each unit of an article matters: centrality, position, figures, names, title, cues."""

from __future__ import annotations

import math
import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from tingbao import segmenting
from tingbao.condensing.shortening import forms
from tingbao.condensing.units import Unit, content, units_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tingbao.model import Article

_FIGURE = re.compile(r"[0-9０-９]+(?:[.．,][0-9０-９]+)*(?!号|点|日|月|年|[0-9０-９.．,])")
_CENTRALITY, _POSITION, _CONTENT = 0.34, 0.22, 0.44
_FIGURES, _NAMES, _TITLE, _CUES = 0.32, 0.2, 0.26, 0.22
_KEPT = 0.8  # what a form keeps of the worth, as a power of the weight it keeps
_DAMPING = 0.85
_ROUNDS = 25
_WORTH_OF_FIGURE = 4.0  # in words of mean weight


@dataclass(frozen=True, slots=True)
class Ranking:
    """The units of an article, what may be said of each and what that is worth.

    `forms` go from all of a unit to its least; `worths` are theirs, the first about
    0 to 1. `vectors` are the units' word weights, each of length 1, for likeness.
    """

    units: tuple[Unit, ...]
    forms: tuple[tuple[str, ...], ...]
    worths: tuple[tuple[float, ...], ...]
    vectors: tuple[dict[str, float], ...]
    sections: int


def rank(article: Article) -> Ranking:
    """Rank every unit of the article; takes time linear in its length."""
    units = units_of(article)
    vectors = _vectors([unit.words for unit in units])
    central, flow = _centrality(vectors)
    top = max(central, default=0.0) or 1.0
    title = frozenset(content(article.title)[0])
    sizes = Counter(unit.section for unit in units)
    seen: Counter[int] = Counter()
    mean = sum(flow.values()) / len(flow) if flow else 0.0
    texts = []
    worths = []
    for unit, share in zip(units, central, strict=True):
        place = seen[unit.section]
        seen[unit.section] += 1
        score = (
            0.0
            if unit.asks
            else (
                _CENTRALITY * share / top
                + _POSITION * _position(unit, place, sizes[unit.section])
                + _CONTENT * _worth(unit, title)
            )
            * (0.5 if unit.index and units[unit.index - 1].asks else 1.0)
        )
        shapes, parts = _shapes(unit.text, flow, mean)
        texts.append(shapes)
        worths.append(tuple(score * part for part in parts))
    return Ranking(units, tuple(texts), tuple(worths), vectors, len(article.sections))


def likeness(one: dict[str, float], other: dict[str, float]) -> float:
    """Give the cosine of two vectors of length 1."""
    if len(one) > len(other):
        one, other = other, one
    return sum(weight * other.get(word, 0.0) for word, weight in one.items())


def _shapes(
    text: str, flow: Mapping[str, float], mean: float
) -> tuple[tuple[str, ...], tuple[float, ...]]:
    """Give the forms of a text, and the part of its worth that each keeps."""
    words = segmenting.words(text)

    def weigh(start: int, end: int) -> float:
        weight = sum(flow.get(word.text, 0.0) for word in words if start <= word.start < end)
        return weight + _WORTH_OF_FIGURE * mean * len(_FIGURE.findall(text[start:end]))

    shapes = forms(text, weigh)
    whole = weigh(0, len(text)) or 1.0
    kept = [1.0]
    for shape in shapes[1:]:
        weight = sum(flow.get(word.text, 0.0) for word in segmenting.words(shape))
        weight += _WORTH_OF_FIGURE * mean * len(_FIGURE.findall(shape))
        kept.append(min(weight / whole, 1.0) ** _KEPT)
    return shapes, tuple(kept)


def _worth(unit: Unit, title: frozenset[str]) -> float:
    text = unit.text
    figures = min(len(_FIGURE.findall(text)), 4) / 4
    names = min(len(unit.names), 4) / 4
    heads = min(len(title.intersection(unit.words)), 3) / 3
    cues = min(_count("cue", text), 3) / 3
    worth = _FIGURES * figures + _NAMES * names + _TITLE * heads + _CUES * cues
    worth *= 0.8 ** _count("slogan", text) * 0.6 ** _count("colour", text)
    if text.startswith("“"):
        worth *= 0.8
    return worth


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


def _position(unit: Unit, place: int, size: int) -> float:
    if place == 0:
        return 1.0 if unit.section == 0 else 0.8
    return (0.35 if unit.leads else 0.0) + 0.45 * (1 - place / size)


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


def _centrality(vectors: Sequence[dict[str, float]]) -> tuple[list[float], dict[str, float]]:
    """Rank by continuous LexRank without ever forming the matrix of likenesses.

    The matrix is A·Aᵀ for sparse rows A, so a round costs one pass over A and one back
    (Erkan and Radev 2004, section 3.3, for the walk). Given too is each word's weight
    in the last round.
    """
    many = len(vectors)
    total = _sum(vectors, [1.0] * many)
    degrees = [_dot(vector, total) or 1.0 for vector in vectors]
    shares = [1 / many for _ in vectors]
    flow: dict[str, float] = {}
    for _ in range(_ROUNDS):
        flow = _sum(vectors, [s / d for s, d in zip(shares, degrees, strict=True)])
        shares = [(1 - _DAMPING) / many + _DAMPING * _dot(vector, flow) for vector in vectors]
    return shares, flow


def _sum(vectors: Sequence[dict[str, float]], factors: Sequence[float]) -> dict[str, float]:
    total: dict[str, float] = {}
    for vector, factor in zip(vectors, factors, strict=True):
        for word, weight in vector.items():
            total[word] = total.get(word, 0.0) + factor * weight
    return total


def _dot(vector: dict[str, float], other: dict[str, float]) -> float:
    return sum(weight * other[word] for word, weight in vector.items())
