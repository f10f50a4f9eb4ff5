"""Which reports are of one event.

Two reports are alike by their words and by the characters of their headlines, and only where
they share what happened and not merely whom it happened to. Headlines of one event often share
no word, but the shorter has most of its characters in the longer; those that few reports of
the day have count. Groups are joined by their nearest pair and the mean of all, so that no
chain of half likenesses makes one event of two. What comes in a row (two metro lines, two
rounds), ended with another score or happened elsewhere is kept apart, and a figure so exact
that hardly two events have it (129:127) joins.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import timedelta
from itertools import combinations, product
from math import inf, log
from typing import TYPE_CHECKING

from tingbao.gathering import fingerprint
from tingbao.language.likeness import cosine, unit_length

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import datetime

    from tingbao.gathering.fingerprint import Fingerprint

SAME = 0.28  # likeness from which reports are of one event
_MEANT = 0.38  # the same, of a likeness that is half of it by what is meant
_NEAREST = 0.4  # of the likeness of two groups that is of their nearest pair; the rest is the mean
_LETTERS = 0.35  # of the likeness of two headlines of a day that is of characters, not of words
_OWN = 0.5  # likeness of reports that share a figure which hardly two events have
_APART = 0.4  # of a likeness that is left where the places named are others ...
_BESIDE = 0.8  # ... or each has one that the other has not ...
_COUNTED = 0.65  # ... or no figure of one is in the other ...
_TOLD = 2  # ... or where they share less than so many words that are no names ...
_THIN, _BARE = 0.65, 0.4  # ... one beside names, or names alone or a single word
_DAMPED = 0.25  # power of a day's rarity in the weight of a word; that of a new one is all of it
_FRESH = 3  # days between two reports of one event; later ones ...
_FADES, _LEFT = 0.05, 0.4  # ... lose so much a day, down to what is left
FEW = 12  # reports of a day from which they tell what is common today, of words and of meaning


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A report's fingerprint and its time, where one is known.

    `letters` are those of its headline by how rare they are in its day, where that is known.
    """

    print: Fingerprint
    moment: datetime | None = None
    letters: Mapping[str, float] = field(default_factory=dict)


def cluster(
    reports: Sequence[Report], meaning: Sequence[Sequence[float]] | None = None
) -> tuple[tuple[int, ...], ...]:
    """Give the events, each as the places of its reports; the first report's event comes first.

    Args:
        reports: Of one day.
        meaning: The likeness of any two by what they mean, where that is known.
    """
    import numpy as np

    many = len(reports)
    day = of_a_day(reports, reports)
    nearest = np.full((many, many), -np.inf)
    for one, other in combinations(range(many), 2):
        value = alike(day[one], day[other])
        if meaning and value > -inf:
            value = (value + meaning[one][other]) / 2
        nearest[one, other] = nearest[other, one] = value
    mean = nearest.copy()
    sizes = np.ones(many)
    groups = {at: [at] for at in range(many)}
    while len(groups) > 1:
        values = _NEAREST * nearest + (1 - _NEAREST) * mean
        one, other = sorted(divmod(int(values.argmax()), many))
        if values[one, other] < (_MEANT if meaning else SAME):
            break
        groups[one] += groups.pop(other)
        both = sizes[one] + sizes[other]
        mean[one] = (mean[one] * sizes[one] + mean[other] * sizes[other]) / both
        nearest[one] = np.maximum(nearest[one], nearest[other])
        sizes[one] = both
        for matrix in (nearest, mean):
            matrix[one, one] = matrix[other] = matrix[:, other] = -np.inf
            matrix[:, one] = matrix[one]
    return tuple(tuple(sorted(group)) for group in groups.values())


def of_a_day(reports: Sequence[Report], day: Sequence[Report]) -> tuple[Report, ...]:
    """Take from words and characters that many reports of a day have a share of their weight."""
    if len(day) < FEW:
        return tuple(reports)
    words = _rarity(report.print.words for report in day)
    letters = _rarity(report.print.letters for report in day)

    def damped(one: Report) -> Report:
        weights = {
            word: weight * words.get(word, 1.0) ** (_DAMPED if fingerprint.is_known(word) else 1)
            for word, weight in one.print.words.items()
        }
        return replace(
            one,
            print=replace(one.print, words=unit_length(weights)),
            letters={letter: letters.get(letter, 1.0) for letter in sorted(one.print.letters)},
        )

    return tuple(map(damped, reports))


def _rarity(parts: Iterable[Iterable[str]]) -> dict[str, float]:
    """Tell how rare each part of reports is, from 0 in all of them to about 1 in one."""
    each = [*parts]
    whole = log(len(each) + 1)
    counts = Counter(part for one in each for part in one)
    return {part: 1 - log(count) / whole for part, count in counts.items()}


def alike(one: Report, other: Report) -> float:
    """Tell how much two reports are of one event, from 0 to 1; -inf where they cannot be of one."""
    if _contradict(one, other):
        return -inf
    a, b = one.print, other.print
    value = cosine(a.words, b.words)
    value *= 1 - _LETTERS
    if one.letters and other.letters:
        value += _LETTERS * _covered(one.letters, other.letters)
    value *= min(_doubts(one, other), default=1.0)
    shared = a.words.keys() & b.words.keys()
    own = any(map(fingerprint.is_own, a.figures & b.figures)) and len(shared - a.figures) >= _TOLD
    return max(value, _OWN) if own else value


def _covered(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    """Tell how much of the lighter is in the other."""
    both = sum(one[part] for part in one if part in other)
    return both / (min(sum(one.values()), sum(other.values())) or 1.0)


def _contradict(one: Report, other: Report) -> bool:
    """Tell whether two headlines give other numbers of one thing that comes in a row."""
    a, b = one.print.series, other.print.series
    return any(a[unit].isdisjoint(b[unit]) for unit in a.keys() & b.keys())


def _doubts(one: Report, other: Report) -> Iterator[float]:
    """Give what is left of a likeness for each thing that speaks against it."""
    a, b = one.print, other.print
    if one.moment and other.moment:
        days = abs(one.moment - other.moment) / timedelta(days=1)
        yield max(1 - _FADES * max(days - _FRESH, 0), _LEFT)
    if a.places - b.places and b.places - a.places:
        nested = any(x in y or y in x for x, y in product(a.places, b.places))
        yield _BESIDE if nested else _APART
    if a.figures and b.figures and a.figures.isdisjoint(b.figures):
        yield _COUNTED
    shared = a.words.keys() & b.words.keys()
    told = len(shared - a.names)
    if told < _TOLD:
        yield _THIN if told and len(shared) > 1 else _BARE
