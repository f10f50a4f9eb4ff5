"""Which reports are of one event.

Two reports are alike by their words and by the characters of their headlines, and only where
they share what happened and not merely whom it happened to. Headlines of one event often share
no word, but the shorter has most of its characters in the longer; those that few reports of
the day have count. Groups are joined by their nearest pair and the mean of all, so that no
chain of half likenesses makes one event of two. What comes in a row (two metro lines, two
rounds, the figures of two days), ended with another score or happened elsewhere is kept apart,
and so are a report and a comment on it, reports of days that lie apart, and two with a lead of
which neither says what the other is headed with, nor counts what it counts; a figure so exact
that hardly two events have it (129:127) joins.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import accumulate, chain
from math import inf, log, nan
from typing import TYPE_CHECKING

from tingbao.gathering import fingerprint
from tingbao.gathering.fingerprint import Fingerprint
from tingbao.language.likeness import unit_length

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Matrix = NDArray[np.float64]

SAME = 0.28  # likeness from which reports are of one event
SUBJECT = 0.22  # kinship from which they are of one subject
_NEAREST = 0.4  # of the likeness of two groups that is of their nearest pair; the rest is the mean
_LETTERS = 0.35  # of the likeness of two headlines of a day that is of characters, not of words
_OWN = 0.5  # likeness of reports that share a figure which hardly two events have
_APART = 0.4  # of a likeness that is left where the places named are others ...
_COUNTED = 0.65  # ... or no figure of one is in the other ...
_UNSAID = 0.6  # ... or neither says, where both have a lead and no figure is in both, ...
_SAID = 0.4  # ... so much of what the headline of the other says but names ...
_TOLD = 2  # ... or where they share less than so many words that are no names ...
_THIN = 0.5  # ... as names alone, or one word ...
_ASIDE = 0.6  # ... or one reports and the other asks or comments
_WHO = 2  # names that tell whom it happened to; more of them tell as much as words
_DAMPED = 0.25  # power of a day's rarity in the weight of a word; that of a new one is all of it
_FRESH = 1  # days between two reports of one event; later ones ...
_FADES, _LEFT = 0.2, 0.4  # ... lose so much a day, down to what is left
_AGAIN = 3, 0.05  # days, and loss, where it is asked whether what was told is told again
FEW = 12  # reports of a day from which they tell what is common today


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A report's fingerprint and its time, where one is known.

    `letters` are those of its headline by how rare they are in its day, where that is known.
    """

    print: Fingerprint
    moment: datetime | None = None
    letters: Mapping[str, float] = field(default_factory=dict)


def cluster(reports: Sequence[Report]) -> tuple[tuple[int, ...], ...]:
    """Give the events, each as the places of its reports; the first report's event comes first."""
    day = of_a_day(reports, reports)
    return grouped(likeness(day, day)) if day else ()


def grouped(alike: Matrix) -> tuple[tuple[int, ...], ...]:
    """Give the events of reports by the likeness of each two; as `cluster` does."""
    import numpy as np

    many = len(alike)
    nearest = np.triu(alike)
    nearest += nearest.T
    np.fill_diagonal(nearest, -np.inf)
    mean, values = nearest.copy(), nearest.copy()
    place = values.argmax(axis=1)  # of the group that each is most like
    best = values[range(many), place]
    sizes = np.ones(many)
    groups = {at: [at] for at in range(many)}
    while len(groups) > 1:
        one = int(best.argmax())
        other = int(place[one])
        if best[one] < SAME:
            break
        groups[one] += groups.pop(other)
        both = sizes[one] + sizes[other]
        mean[one] = (mean[one] * sizes[one] + mean[other] * sizes[other]) / both
        nearest[one] = np.maximum(nearest[one], nearest[other])
        values[one] = _NEAREST * nearest[one] + (1 - _NEAREST) * mean[one]
        sizes[one] = both
        for matrix in (nearest, mean, values):
            matrix[one, one] = matrix[other] = matrix[:, other] = -np.inf
            matrix[:, one] = matrix[one]
        best[other] = -np.inf
        stale = (place == one) | (place == other)
        nearer = (values[one] > best) | ((values[one] == best) & (one < place))
        best[nearer], place[nearer] = values[one, nearer], one
        stale &= ~nearer
        stale[one] = True
        for row in np.flatnonzero(stale):
            place[row] = values[row].argmax()
            best[row] = values[row, place[row]]
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
    return float(likeness([one], [other])[0, 0])


def kinship(ones: Sequence[Report], others: Sequence[Report]) -> Matrix:
    """Tell how much two reports are of one subject, whatever speaks against their being one event.

    From `SUBJECT` on they are: the toll of a fire, and who is held for it.
    """
    import numpy as np

    a, b = ([report.print for report in side] for side in (ones, others))
    value: Matrix = (1 - _LETTERS) * _shared([one.words for one in a], [one.words for one in b])
    covered = _shared(
        [one.letters for one in ones], [dict.fromkeys(o.letters, 1.0) for o in others]
    )
    letters = ([sum(report.letters.values()) for report in side] for side in (ones, others))
    lighter = np.minimum.outer(*map(np.array, letters))
    value += _LETTERS * np.divide(covered, lighter, out=covered, where=lighter > 0)
    shared = _common([one.words for one in a], [one.words for one in b])
    value[shared < _TOLD] = 0
    return value


def likeness(
    ones: Sequence[Report],
    others: Sequence[Report],
    *,
    again: bool = False,
    kin: Matrix | None = None,
) -> Matrix:
    """Tell how `alike` are each of some reports, a row each, and each of others, a column each.

    Asked whether the first are told `again`, a later report may be of the same, and a comment too.
    `kin` is their `kinship`, where that is known.
    """
    import numpy as np

    a, b = ([report.print for report in side] for side in (ones, others))
    value = kinship(ones, others) if kin is None else kin.copy()
    value *= _left(ones, others, again=again)
    own = _common(*([filter(fingerprint.is_own, one.figures) for one in side] for side in (a, b)))
    told = _common([one.words.keys() - one.figures for one in a], [one.words for one in b])
    np.maximum(value, _OWN, out=value, where=(own > 0) & (told >= _TOLD))
    for unit in {unit for one in a for unit in one.series}:  # other numbers of one row
        at = [[place for place, one in enumerate(side) if unit in one.series] for side in (a, b)]
        numbers = [a[row].series[unit] for row in at[0]], [b[row].series[unit] for row in at[1]]
        value[np.ix_(*at)] -= np.where(_common(*numbers) > 0, 0, inf)
    return value


def _left(ones: Sequence[Report], others: Sequence[Report], *, again: bool) -> Matrix:
    """Tell what time, and the strongest of what else speaks against it, leave of each likeness."""
    import numpy as np

    a, b = ([report.print for report in side] for side in (ones, others))
    moments = ([one.moment for one in side] for side in (ones, others))
    times = ([moment.timestamp() if moment else nan for moment in side] for side in moments)
    days = np.abs(np.subtract.outer(*map(np.array, times))) / timedelta(days=1).total_seconds()
    fresh, fades = _AGAIN if again else (_FRESH, _FADES)
    faded = np.maximum(1 - fades * np.maximum(days - fresh, 0), _LEFT)
    named = {place for one in a for place in one.places}
    near = {
        place: [other for other in named if other in place or place in other]
        for place in {place for one in b for place in one.places}
    }
    nested = _common(
        [one.places for one in a], [{*chain(*(near[place] for place in one.places))} for one in b]
    )
    counted = _common(*([one.figures for one in side] for side in (a, b)))
    placed = np.logical_and.outer(*([bool(one.places) for one in side] for side in (a, b)))
    figures = np.logical_and.outer(*([bool(one.figures) for one in side] for side in (a, b)))
    words = [one.words for one in b]
    shared = _common([one.words for one in a], words)
    told = _common([one.words.keys() - one.names for one in a], words)
    told += np.maximum(shared - told - _WHO, 0)
    leads = np.logical_and.outer(*([one.has_lead for one in side] for side in (a, b)))
    asides = np.not_equal.outer(*([one.is_aside for one in side] for side in (a, b)))
    said = np.maximum(_said(a, b), _said(b, a).T)
    doubts = (
        (placed & (nested == 0), _APART),
        (figures & (counted == 0), _COUNTED),
        (leads & (said < _SAID) & (counted == 0), _UNSAID),
        (told < _TOLD, _THIN),
        (asides & (not again), _ASIDE),
    )
    left: Matrix = np.ones_like(faded)
    for where, share in doubts:
        np.minimum(left, share, out=left, where=where)
    left *= np.fmin(faded, 1)  # where a time is not known, all of it
    return left


def _said(ones: Sequence[Fingerprint], others: Sequence[Fingerprint]) -> Matrix:
    """Tell how much of what the headlines of some say but names each of others says as well."""
    import numpy as np

    heads = [{word: one.words[word] for word in sorted(one.headline)} for one in ones]
    whole = np.array([sum(head.values()) for head in heads])[:, np.newaxis]
    found = _shared(heads, [dict.fromkeys(other.words, 1.0) for other in others])
    share: Matrix = np.divide(found, whole, out=np.ones_like(found), where=whole > 0)
    return share


def _common(ones: Sequence[Iterable[str]], others: Sequence[Iterable[str]]) -> Matrix:
    """Count what each of some and each of others have in common."""
    return _shared(*([dict.fromkeys(parts, 1.0) for parts in side] for side in (ones, others)))


def _shared(ones: Sequence[Mapping[str, float]], others: Sequence[Mapping[str, float]]) -> Matrix:
    """Sum the products of the weights that each of some and each of others have in common."""
    from scipy.sparse import csr_array

    places: dict[str, int] = {}
    tables = []
    for side in (ones, others):
        columns = [places.setdefault(part, len(places)) for parts in side for part in parts]
        weights = [float(weight) for parts in side for weight in parts.values()]
        tables.append((weights, columns, [0, *accumulate(map(len, side))]))
    one, other = (csr_array(table, (len(table[2]) - 1, len(places) + 1)) for table in tables)
    found: Matrix = (one @ other.T).toarray()
    return found
