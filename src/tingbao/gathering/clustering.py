"""Which reports are of one event.

Two reports are alike by their words and by the spelling of their headlines, and only where
they share what happened and not merely whom it happened to. They are joined by the likeness
of what their groups have in common: a report joins an event when it is like the sum of its
reports, so that no chain of half likenesses makes one event of two. What comes in a row (two
metro lines, two rounds), ended with another score or happened elsewhere is kept apart.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from math import log, sqrt
from typing import TYPE_CHECKING

from tingbao.language.likeness import cosine

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import datetime

    from tingbao.gathering.fingerprint import Fingerprint

SAME = 0.29  # likeness from which reports are of one event
_APART = 0.4  # of a likeness that is left where the places named are others ...
_BESIDE = 0.8  # ... or each has one that the other has not, or other numbers of people ...
_COUNTED = 0.65  # ... or no figure of one is in the other ...
_THIN = 0.4  # ... or where it rests on less than so many words, or on names alone
_SHARED = 2
_SPELT = 0.25  # of a likeness that is of the characters of the headlines, not of words
_DAMPED = 0.25  # power of what the commonness of a word takes from it
_FRESH = 3  # days between two reports of one event; later ones ...
_FADES, _LEFT = 0.05, 0.4  # ... lose so much a day, down to what is left
_FEW = 12  # reports of a day from which its own words tell how common a word is today


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A report's fingerprint and its time, where one is known."""

    print: Fingerprint
    moment: datetime | None = None


def cluster(reports: Sequence[Report]) -> tuple[tuple[int, ...], ...]:
    """Give the events, each as the places of its reports; the first report's event comes first."""
    common = commonness(reports)
    groups: dict[int, list[int]] = {at: [at] for at in range(len(reports))}
    sizes = dict.fromkeys(groups, 1.0)  # squared length of the sum of a group's reports
    links: dict[int, dict[int, float]] = {at: {} for at in groups}  # its product with another's
    for (one, other), value in _pairs(reports, common).items():
        links[one][other] = links[other][one] = value
    while True:
        best = max(
            (
                (value / (sizes[one] * sizes[other]) ** 0.5, one, other)
                for one, near in links.items()
                for other, value in near.items()
                if one < other
            ),
            default=(0.0, 0, 0),
        )
        if best[0] < SAME:
            break
        _, one, other = best
        sizes[one] += sizes.pop(other) + 2 * links[one][other]
        _join(groups, links, one, other)
    return tuple(tuple(sorted(group)) for group in groups.values())


def alike(one: Report, other: Report, common: Mapping[str, float] | None = None) -> float:
    """Tell how much two reports are of one event, from 0 to 1.

    Args:
        one: A report.
        other: Another.
        common: As `commonness` gives it.
    """
    if any(
        numbers.isdisjoint(other.print.series.get(unit, numbers))
        for unit, numbers in one.print.series.items()
    ):
        return 0.0
    value = (1 - _SPELT) * _cosine(one.print.words, other.print.words, common or {})
    value += _SPELT * _overlap(one.print.pairs, other.print.pairs)
    return value * min(_doubts(one, other), default=1.0)


def _doubts(one: Report, other: Report) -> Iterator[float]:
    """Give what is left of a likeness for each thing that speaks against it."""
    a, b = one.print, other.print
    if one.moment and other.moment:
        days = abs(one.moment - other.moment) / timedelta(days=1)
        yield max(1 - _FADES * max(days - _FRESH, 0), _LEFT)
    if a.places - b.places and b.places - a.places:
        yield _APART if a.places.isdisjoint(b.places) else _BESIDE
    if _other(a.people, b.people):
        yield _BESIDE
    if _other(a.figures, b.figures):
        yield _COUNTED
    shared = a.words.keys() & b.words.keys()
    if len(shared) < _SHARED or shared <= a.names:
        yield _THIN


def _overlap(some: frozenset[str], others: frozenset[str]) -> float:
    return len(some & others) / (sqrt(len(some) * len(others)) or 1.0)


def _other(some: frozenset[str], others: frozenset[str]) -> bool:
    """Tell whether both name something and nothing of it is the same."""
    return bool(some and others) and some.isdisjoint(others)


def commonness(reports: Sequence[Report]) -> dict[str, float]:
    """Tell, of the words that many reports of a day have, what share of their weight is left."""
    if len(reports) < _FEW:
        return {}
    counts: dict[str, int] = {}
    for report in reports:
        for word in report.print.words:
            counts[word] = counts.get(word, 0) + 1
    whole = log(len(reports) + 1)
    return {
        word: (log((len(reports) + 1) / count) / whole) ** _DAMPED for word, count in counts.items()
    }


def _pairs(reports: Sequence[Report], common: Mapping[str, float]) -> dict[tuple[int, int], float]:
    """Compare the reports that have a word in common."""
    having: dict[str, list[int]] = {}
    for at, report in enumerate(reports):
        for word in report.print.words:
            having.setdefault(word, []).append(at)
    near = {
        (one, other)
        for places in having.values()
        for rank, one in enumerate(places)
        for other in places[rank + 1 :]
    }
    found = {(a, b): alike(reports[a], reports[b], common) for a, b in near}
    return {pair: value for pair, value in found.items() if value}


def _cosine(
    one: Mapping[str, float], other: Mapping[str, float], common: Mapping[str, float]
) -> float:
    if not common:
        return cosine(one, other)

    def square(words: Mapping[str, float]) -> float:
        return sum((weight * common.get(word, 1.0)) ** 2 for word, weight in words.items())

    shared = sum(
        weight * other[word] * common.get(word, 1.0) ** 2
        for word, weight in one.items()
        if word in other
    )
    length = (square(one) * square(other)) ** 0.5
    return shared / length if length else 0.0


def _join(
    groups: dict[int, list[int]], links: dict[int, dict[int, float]], one: int, other: int
) -> None:
    groups[one] += groups.pop(other)
    gone = links.pop(other)
    gone.pop(one, None)
    links[one].pop(other, None)
    for near, value in gone.items():
        links[near].pop(other)
        links[one][near] = links[near][one] = links[one].get(near, 0.0) + value
