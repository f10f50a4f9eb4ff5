"""What texts have in common: their pairs of characters, and their words by weight."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise

Pair = tuple[str, str]  # two neighbouring characters


def pairs(text: str) -> set[Pair]:
    """Give the pairs of neighbouring letters and digits, punctuation left out.

    >>> sorted(pairs("开工，了"))
    [('工', '了'), ('开', '工')]
    """
    return set(pairwise(filter(str.isalnum, text)))


def vector(words: Sequence[str], spread: Counter[str], many: int) -> dict[str, float]:
    """Weigh the words of a text by TF-IDF; the weights have length 1.

    Args:
        words: Of the text.
        spread: In how many texts each word stands.
        many: How many texts there are.
    """
    weights = {
        word: (1 + math.log(count)) * math.log(1 + many / max(spread[word], 1))
        for word, count in Counter(words).items()
    }
    return unit_length(weights)


def unit_length(weights: dict[str, float]) -> dict[str, float]:
    """Give a vector the length 1."""
    length = math.sqrt(sum(weight * weight for weight in weights.values())) or 1.0
    return {word: weight / length for word, weight in weights.items()}


def cosine(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    """Give the cosine of two vectors of length 1."""
    if len(one) > len(other):
        one, other = other, one
    return sum(weight * other[word] for word, weight in one.items() if word in other)
