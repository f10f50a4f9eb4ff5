"""Which reports are of one event.

Two reports are alike by their words and by the spelling of their headlines, and only where
they share what happened and not merely whom it happened to. They are joined by the likeness
of what their groups have in common: a report joins an event when it is like the sum of its
reports, so that no chain of half likenesses makes one event of two. What comes in a row (two
metro lines, two rounds), ended with another score or happened elsewhere is kept apart, and
a figure so exact that hardly two events have it (129:127) joins.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import combinations
from math import log, sqrt
from typing import TYPE_CHECKING

from tingbao.gathering import fingerprint
from tingbao.language.likeness import cosine, unit_length

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from tingbao.gathering.fingerprint import Fingerprint

SAME = 0.29  # likeness from which reports are of one event
_OWN = 0.5  # likeness of reports that share a figure which hardly two events have
_APART = 0.4  # of a likeness that is left where the places named are others ...
_BESIDE = 0.8  # ... or each has one that the other has not, or other numbers of people ...
_COUNTED = 0.65  # ... or no figure of one is in the other ...
_THIN = 0.4  # ... or where it rests on less than so many words, or on names alone
_SHARED = 2
_MEANT = 0.48  # the same, of a likeness by what is meant
_SPELT = 0.25  # of a likeness that is of the characters of the headlines, not of words
_DAMPED = 0.25  # power of what the commonness of a word takes from it
_FRESH = 3  # days between two reports of one event; later ones ...
_FADES, _LEFT = 0.05, 0.4  # ... lose so much a day, down to what is left
FEW = 12  # reports of a day from which they tell what is common today, of words and of meaning


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A report's fingerprint and its time, where one is known."""

    print: Fingerprint
    moment: datetime | None = None


def cluster(
    reports: Sequence[Report], meaning: Sequence[Sequence[float]] | None = None
) -> tuple[tuple[int, ...], ...]:
    """Give the events, each as the places of its reports; the first report's event comes first.

    Args:
        reports: Of one day.
        meaning: The likeness of any two by what they mean, where that is known.
    """
    groups: dict[int, list[int]] = {at: [at] for at in range(len(reports))}
    sizes = dict.fromkeys(groups, 1.0)  # squared length of the sum of a group's reports
    links: dict[int, dict[int, float]] = {at: {} for at in groups}  # its product with another's
    for (one, other), value in _pairs(of_a_day(reports, reports), meaning).items():
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
        if best[0] < (_MEANT if meaning else SAME):
            break
        _, one, other = best
        sizes[one] += sizes.pop(other) + 2 * links[one][other]
        _join(groups, links, one, other)
    return tuple(tuple(sorted(group)) for group in groups.values())


def of_a_day(reports: Sequence[Report], day: Sequence[Report]) -> tuple[Report, ...]:
    """Take from words that many reports of a day have a share of their weight."""
    if len(day) < FEW:
        return tuple(reports)
    counts = Counter(word for report in day for word in report.print.words)
    whole = log(len(day) + 1)
    left = {word: (log((len(day) + 1) / n) / whole) ** _DAMPED for word, n in counts.items()}

    def damped(one: Report) -> Report:
        words = {word: weight * left.get(word, 1.0) for word, weight in one.print.words.items()}
        return replace(one, print=replace(one.print, words=unit_length(words)))

    return tuple(map(damped, reports))


def alike(one: Report, other: Report) -> float:
    """Tell how much two reports are of one event, from 0 to 1; -1 where they cannot be of one."""
    if _contradict(one, other):
        return -1.0
    a, b = one.print, other.print
    spelt = len(a.pairs & b.pairs) / (sqrt(len(a.pairs) * len(b.pairs)) or 1.0)
    value = (1 - _SPELT) * cosine(a.words, b.words) + _SPELT * spelt
    value *= min(_doubts(one, other), default=1.0)
    shared = a.words.keys() & b.words.keys()
    own = any(map(fingerprint.is_own, a.figures & b.figures)) and len(shared - a.figures) >= _SHARED
    return max(value, _OWN) if own else value


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
        yield _APART if a.places.isdisjoint(b.places) else _BESIDE
    if _other(a.people, b.people):
        yield _BESIDE
    if _other(a.figures, b.figures):
        yield _COUNTED
    shared = a.words.keys() & b.words.keys()
    if len(shared) < _SHARED or shared <= a.names:
        yield _THIN


def _other(some: frozenset[str], others: frozenset[str]) -> bool:
    """Tell whether both name something and nothing of it is the same."""
    return bool(some and others) and some.isdisjoint(others)


def _pairs(
    reports: Sequence[Report], meaning: Sequence[Sequence[float]] | None
) -> dict[tuple[int, int], float]:
    """Compare the reports that have a word in common, or any two by what they mean."""
    if meaning:
        return {
            (a, b): -1.0 if _contradict(reports[a], reports[b]) else meaning[a][b]
            for a, b in combinations(range(len(reports)), 2)
        }
    having: dict[str, list[int]] = {}
    for at, report in enumerate(reports):
        for word in report.print.words:
            having.setdefault(word, []).append(at)
    near = {pair for places in having.values() for pair in combinations(places, 2)}
    found = {(a, b): alike(reports[a], reports[b]) for a, b in near}
    return {pair: value for pair, value in found.items() if value}


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
