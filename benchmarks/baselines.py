"""The summarisers that ours is measured against: Lead, TextRank, LexRank, Centroid.

Each gives the sentences that it takes of a divided article, in the article's order, up to
a budget of spoken characters; the last of them is cut off there.
"""

from __future__ import annotations

import math
from collections import Counter
from typing import TYPE_CHECKING

from tingbao.language.likeness import cosine
from tingbao.language.text import Text, size
from tingbao.summarization.units import content

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tingbao.model import Article


def lead(article: Article, budget: int) -> str:
    """Give the article's beginning."""
    texts = _sentences(article)
    return _fill(texts, list(range(len(texts))), budget)


def textrank(article: Article, budget: int) -> str:
    """Rank by PageRank over word overlap, normalised by log lengths (Mihalcea and Tarau 2004)."""
    texts = _sentences(article)
    bags = [set(content(Text.of(text).words)[0]) for text in texts]

    def like(one: set[str], other: set[str]) -> float:
        base = math.log(len(one) or 1) + math.log(len(other) or 1)
        return len(one & other) / base if base > 0 else 0.0

    matrix = [[like(a, b) if a is not b else 0.0 for b in bags] for a in bags]
    return _fill(texts, _order(_pagerank(matrix)), budget)


def lexrank(article: Article, budget: int) -> str:
    """Rank by PageRank over TF-IDF cosines above 0.1 (Erkan and Radev 2004)."""
    texts = _sentences(article)
    vectors = _tfidf(texts)
    matrix = [[1.0 if cosine(a, b) > 0.1 else 0.0 for b in vectors] for a in vectors]
    return _fill(texts, _order(_pagerank(matrix)), budget)


def centroid(article: Article, budget: int) -> str:
    """Rank by likeness to the mean of all sentences (Radev and others 2004)."""
    texts = _sentences(article)
    vectors = _tfidf(texts)
    middle: Counter[str] = Counter()
    for vector in vectors:
        middle.update(vector)
    length = math.sqrt(sum(weight * weight for weight in middle.values())) or 1.0
    mean_vector = {word: weight / length for word, weight in middle.items()}
    scores = [cosine(vector, mean_vector) for vector in vectors]
    return _fill(texts, _order(scores), budget)


def _sentences(article: Article) -> list[str]:
    return [
        text[start:end]
        for section in article.sections
        for text in section.paragraphs
        for start, end in Text(text).sentences
    ]


def _tfidf(texts: Sequence[str]) -> list[dict[str, float]]:
    bags = [Counter(content(Text.of(text).words)[0]) for text in texts]
    spread = Counter(word for bag in bags for word in bag)
    vectors = []
    for bag in bags:
        weights = {word: n * math.log(len(bags) / spread[word]) for word, n in bag.items()}
        length = math.sqrt(sum(weight * weight for weight in weights.values())) or 1.0
        vectors.append({word: weight / length for word, weight in weights.items()})
    return vectors


def _pagerank(matrix: list[list[float]]) -> list[float]:
    many = len(matrix)
    sums = [sum(row) or 1.0 for row in matrix]
    ranks = [1 / many] * many
    for _ in range(50):
        ranks = [
            0.15 / many + 0.85 * sum(ranks[j] * matrix[j][i] / sums[j] for j in range(many))
            for i in range(many)
        ]
    return ranks


def _order(scores: Sequence[float]) -> list[int]:
    return sorted(range(len(scores)), key=lambda at: (-scores[at], at))


def _fill(texts: Sequence[str], order: Sequence[int], budget: int) -> str:
    """Take sentences in this order; the one that passes the budget is the last, cut off there."""
    chosen: dict[int, str] = {}
    left = budget
    for at in order:
        if left <= 0:
            break
        kept = texts[at]
        while size(kept) > left:
            kept = kept[:-1]
        chosen[at] = kept
        left -= size(kept)
    return "".join(chosen[at] for at in sorted(chosen))
