"""How much each unit of an article matters: centrality, position, figures, names, title, cues."""

from __future__ import annotations

import math
import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tingbao.condensing.units import Unit, content, units_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tingbao.model import Article

_FIGURE = re.compile(r"[0-9０-９]+(?:[.．][0-9０-９]+)?(?!号|点|日|月|年)")
_CUE = re.compile(
    r"宣布|首次|首个|第一|最大|最高|突破|达到|超过|同比|增长|下降|完成|实现|正式|启动|通过|决定|"
    r"要求|将于|预计|计划|目标|共计|累计|总投资|结果|发现|表明|显示|意味着|关键|核心|重要|主要|必须|禁止|处罚"
)
_COLOUR = re.compile(
    r"热火朝天|熙熙攘攘|跃然|一派|忙碌|笑着|脸上|走进|映入眼帘|仿佛|宛如|记者(?:在|来到|看到|走进)|[！!]"
)
_DAMPING = 0.85
_ROUNDS = 25


@dataclass(frozen=True, slots=True)
class Ranking:
    """The units of an article, each with its score from 0 to about 1; choose from it freely.

    `vectors` are the units' word weights, each of length 1, for likeness.
    """

    units: tuple[Unit, ...]
    scores: tuple[float, ...]
    vectors: tuple[dict[str, float], ...]
    sections: int


def rank(article: Article) -> Ranking:
    """Rank every unit of the article; takes time linear in its length."""
    units = units_of(article)
    vectors = _vectors([unit.words for unit in units])
    central = _centrality(vectors)
    top = max(central, default=0.0) or 1.0
    title, _ = content(article.title)
    sizes = Counter(unit.section for unit in units)
    seen: Counter[int] = Counter()
    scores = []
    for unit, share in zip(units, central, strict=True):
        place = seen[unit.section]
        seen[unit.section] += 1
        scores.append(
            0.34 * share / top
            + 0.22 * _position(place, sizes[unit.section], first=unit.section == 0)
            + 0.44 * _worth(unit, frozenset(title))
        )
    return Ranking(units, tuple(scores), vectors, len(article.sections))


def likeness(one: dict[str, float], other: dict[str, float]) -> float:
    """Give the cosine of two vectors of length 1."""
    if len(one) > len(other):
        one, other = other, one
    return sum(weight * other.get(word, 0.0) for word, weight in one.items())


def _worth(unit: Unit, title: frozenset[str]) -> float:
    text = unit.forms[0]
    figures = min(len(_FIGURE.findall(text)), 4) / 4
    names = min(len(unit.names), 4) / 4
    heads = min(len(title.intersection(unit.words)), 3) / 3
    cues = min(len(_CUE.findall(text)), 3) / 3
    worth = 0.32 * figures + 0.2 * names + 0.26 * heads + 0.22 * cues
    if _COLOUR.search(text):
        worth *= 0.5
    if text.startswith("“"):
        worth *= 0.8
    return worth


def _position(place: int, size: int, *, first: bool) -> float:
    if first and place == 0:
        return 1.0
    if place == 0:
        return 0.75
    return 0.5 * (1 - place / max(size, 1))


def _vectors(texts: Sequence[tuple[str, ...]]) -> tuple[dict[str, float], ...]:
    spread = Counter(word for words in texts for word in set(words))
    many = len(texts)
    found = []
    for words in texts:
        counts = Counter(words)
        weights = {
            word: (1 + math.log(count)) * math.log(1 + many / spread[word])
            for word, count in counts.items()
        }
        length = math.sqrt(sum(weight * weight for weight in weights.values())) or 1.0
        found.append({word: weight / length for word, weight in weights.items()})
    return tuple(found)


def _centrality(vectors: Sequence[dict[str, float]]) -> list[float]:
    """Rank by continuous LexRank without ever forming the matrix of likenesses.

    The matrix is A·Aᵀ for sparse rows A, so a round costs one pass over A and one back
    (Erkan and Radev 2004, section 3.3, for the walk).
    """
    many = len(vectors)
    if not many:
        return []
    total = _sum(vectors, [1.0] * many)
    degrees = [_dot(vector, total) or 1.0 for vector in vectors]
    shares = [1 / many] * many
    for _ in range(_ROUNDS):
        flow = _sum(vectors, [s / d for s, d in zip(shares, degrees, strict=True)])
        shares = [(1 - _DAMPING) / many + _DAMPING * _dot(vector, flow) for vector in vectors]
    return shares


def _sum(vectors: Sequence[dict[str, float]], factors: Sequence[float]) -> dict[str, float]:
    total: dict[str, float] = {}
    for vector, factor in zip(vectors, factors, strict=True):
        for word, weight in vector.items():
            total[word] = total.get(word, 0.0) + factor * weight
    return total


def _dot(vector: dict[str, float], other: dict[str, float]) -> float:
    return sum(weight * other[word] for word, weight in vector.items())
