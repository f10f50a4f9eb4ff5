"""Which reports are of one event.

What speaks for two reports being of one event is weighed as a logistic regression learned it
from pairs that were labelled by reading (likeness.tsv, by benchmarks/training/likeness.py): the
words that they share and, in a day, the characters of their headlines (`kinship`), words that
are no names, whether one says what the other is headed with, figures, above all one so exact
that hardly two events have it (129:127); against it, that they count the same thing otherwise,
name other days or came out days apart.
What comes in a row (two metro lines, two rounds, the figures of two days) or ended with
another score is never one event. Groups are joined by their nearest pair and the mean of all,
so that no chain of half likenesses makes one event of two.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import accumulate, chain, product
from math import inf, log, nan
from typing import TYPE_CHECKING

from tingbao.gathering import fingerprint
from tingbao.gathering.fingerprint import Fingerprint
from tingbao.gathering.headline_forms import rivals
from tingbao.language.likeness import unit_length
from tingbao.language.tables import mapping

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Matrix = NDArray[np.float64]

SAME = 0.7  # likeness from which reports are of one event: rather told twice than two made one
SUBJECT = 0.3  # chance from which events are of one subject ...
AKIN, MEANT, ELSE = 17.3, 13.8, -6.0  # ... by benchmarks/training/subjects.py
_NEAREST = 0.7  # of the likeness of two groups that is of their nearest pair; the rest is the mean
_SIDE = 0.2  # ... where they are sides of a subject
_STRANGE = 0.5  # of their chance that is left without a name in common, or with other places
_BESIDE = 0.07  # that they share beside a name of many subjects, as of who holds an office
_LETTERS = 0.35  # of the likeness of two headlines of a day that is of characters, not of words
_TOLD = 2  # words that reports of one subject share at least
_DAMPED = 0.25  # power of a day's rarity in the weight of a word; that of a new one is all of it
_FRESH = 0.5  # days between two reports of one event; what is later counts up to ...
_LATE = 1.5  # ... so many days
_COUNTED = 2  # figures that two reports share, of which more tell no more
_CHANGES = {"late", "recount", "redated"}  # what a later report of what was told may do
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
    return grouped(likeness(day, day))


def grouped(
    alike: Matrix, *, least: float = SAME, nearest: float = _NEAREST
) -> tuple[tuple[int, ...], ...]:
    """Give the events of reports by the likeness of each two; as `cluster` does.

    Groups whose likeness is `least` are one; `nearest` is the part of it that is of their nearest
    pair, and the rest the mean of all.
    """
    import numpy as np

    many = len(alike)
    if not many:
        return ()
    closest = np.triu(alike)
    closest += closest.T
    np.fill_diagonal(closest, -np.inf)
    mean, values = closest.copy(), closest.copy()
    place = values.argmax(axis=1)  # of the group that each is most like
    best = values[range(many), place]
    sizes = np.ones(many)
    groups = {at: [at] for at in range(many)}
    while len(groups) > 1:
        one = int(best.argmax())
        other = int(place[one])
        if best[one] < least:
            break
        groups[one] += groups.pop(other)
        both = sizes[one] + sizes[other]
        mean[one] = (mean[one] * sizes[one] + mean[other] * sizes[other]) / both
        closest[one] = np.maximum(closest[one], closest[other])
        values[one] = nearest * closest[one] + (1 - nearest) * mean[one]
        sizes[one] = both
        for matrix in (closest, mean, values):
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

    So are the toll of a fire, and who is held for it.
    """
    import numpy as np

    a, b = ([report.print.words for report in side] for side in (ones, others))
    value: Matrix = (1 - _LETTERS) * _shared(a, b)
    covered = _shared(
        [one.letters for one in ones], [dict.fromkeys(o.letters, 1.0) for o in others]
    )
    letters = ([sum(report.letters.values()) for report in side] for side in (ones, others))
    lighter = np.minimum.outer(*map(np.array, letters))
    value += _LETTERS * np.divide(covered, lighter, out=covered, where=lighter > 0)
    value[_common(a, b) < _TOLD] = 0
    return value


def subjects(
    day: Sequence[Report],
    kin: Matrix,
    meant: Matrix,
    events: Sequence[Sequence[int]],
    *,
    roundups: Sequence[int] = (),
) -> tuple[tuple[int, ...], ...]:
    """Give the subjects of a day, each as the numbers of its events, as a fire and its inquiry.

    Reports of one are akin and mean alike, and one says something that the other is headed with,
    or they tell of one happening at one place. What a president does besides is another subject,
    and so is what else goes on in a country, or happened at another place.

    Args:
        day: Its reports.
        kin: The `kinship` of each two.
        meant: How near each two are in what they mean, from -1 to 1.
        events: As the places of their reports.
        roundups: The places of those that are of many events, and so of no subject.
    """
    import numpy as np

    words = [report.print.words for report in day]
    heads = [
        [word for word, _ in report.print.heading if word in words[at]]
        for at, report in enumerate(day)
    ]
    said = _common(heads, words)
    near = 1 / (1 + np.exp(-(AKIN * kin + MEANT * meant + ELSE)))
    near = np.where(said + said.T > 0, near, 0)
    near *= np.clip((_shared(words, words) - _of_a_name(day)) / _BESIDE, 0, 1)
    happenings = [report.print.happenings for report in day]
    happened = np.array([bool(each) for each in happenings], dtype=bool)
    names = [report.print.names for report in day]
    places = [report.print.places for report in day]
    placed = np.array([bool(each) for each in places], dtype=bool)
    elsewhere = np.outer(placed, placed) & (_common(places, places) == 0)
    strange = (_common(names, names) == 0) | elsewhere
    near[strange] *= _STRANGE
    near[np.outer(happened, happened) & strange] = 0
    near[_common(happenings, happenings) > 0] = 1
    many = list(roundups)
    near[many] = near[:, many] = 0
    for event in events:
        near[np.ix_(event, event)] = 1
    number = {at: number for number, event in enumerate(events) for at in event}
    found = grouped(near, least=SUBJECT, nearest=_SIDE)
    return tuple(tuple(dict.fromkeys(number[at] for at in one)) for one in found)


def _of_a_name(day: Sequence[Report]) -> Matrix:
    """Tell how much of what each two reports share is one name of many subjects, as a country."""
    import numpy as np

    most = np.zeros((len(day), len(day)))
    weights = [report.print.words for report in day]
    for name in sorted(set().union(*(report.print.shared for report in day))):
        each = np.array([one.get(name, 0.0) for one in weights])
        at = np.flatnonzero(each)
        both = np.ix_(at, at)
        most[both] = np.maximum(most[both], np.outer(each[at], each[at]))
    return most


def likeness(
    ones: Sequence[Report],
    others: Sequence[Report],
    *,
    again: bool = False,
    kin: Matrix | None = None,
) -> Matrix:
    """Tell how `alike` are each of some reports, a row each, and each of others, a column each.

    Asked whether the first are told `again`, a report may be later and count anew. `kin` is their
    `kinship`, where that is known.
    """
    import numpy as np

    weights = {name: float(weight) for name, weight in mapping(__package__, "likeness.tsv").items()}
    said = np.full((len(ones), len(others)), weights["always"])
    for name, found in evidence(ones, others, kin=kin).items():
        if not (again and name in _CHANGES):
            said += weights[name] * found
    value: Matrix = 1 / (1 + np.exp(-said))
    value[barred(ones, others)] = -inf
    part_rivals(ones, others, value)
    return value


def part_rivals(ones: Sequence[Report], others: Sequence[Report], value: Matrix) -> None:
    """Part reports whose headlines are of one form and name others, which neither text names.

    Headlines that many reports have are compared once, and two of them one way.
    """
    import numpy as np

    heads = [[report.print.heading for report in side] for side in (ones, others)]
    each = sorted({*chain(*heads)})
    numbers = {head: number for number, head in enumerate(each)}
    rows, columns = ([numbers[head] for head in side] for side in heads)
    places: tuple[dict[int, list[int]], ...] = ({}, {})
    for found, side in zip(places, (rows, columns), strict=True):
        for at, number in enumerate(side):
            found.setdefault(number, []).append(at)
    near, its = np.nonzero(value >= SAME)
    pairs = np.sort([np.array(rows, dtype=int)[near], np.array(columns, dtype=int)[its]], axis=0)
    for pair in np.unique(pairs, axis=1).T.tolist():
        names = rivals(*(each[number] for number in pair))
        for step in (1, -1) if names else ():
            one, other = (found.get(n, ()) for found, n in zip(places, pair[::step], strict=True))
            for at, to in product(one, other):
                said = [report.print.words for report in (ones[at], others[to])][::step]
                if any(name not in said[1] and rival not in said[0] for name, rival in names):
                    value[at, to] = -inf


def barred(ones: Sequence[Report], others: Sequence[Report]) -> NDArray[np.bool_]:
    """Tell which two cannot be of one event: their headlines have other numbers of one row."""
    import numpy as np

    a, b = ([report.print.series for report in side] for side in (ones, others))
    found = np.zeros((len(a), len(b)), dtype=bool)
    for row in {row for one in a for row in one}:
        at = [[place for place, one in enumerate(side) if row in one] for side in (a, b)]
        numbers = [a[place][row] for place in at[0]], [b[place][row] for place in at[1]]
        found[np.ix_(*at)] |= _common(*numbers) == 0
    return found


def evidence(
    ones: Sequence[Report], others: Sequence[Report], *, kin: Matrix | None = None
) -> dict[str, Matrix]:
    """Tell by name what speaks for each two reports, or against, being of one event."""
    import numpy as np

    a, b = ([report.print for report in side] for side in (ones, others))
    moments = ([one.moment for one in side] for side in (ones, others))
    times = ([moment.timestamp() if moment else nan for moment in side] for side in moments)
    days = np.abs(np.subtract.outer(*map(np.array, times))) / timedelta(days=1).total_seconds()
    told = [one.words.keys() - one.names for one in a]
    exact = ([filter(fingerprint.is_own, one.figures) for one in side] for side in (a, b))
    units = ([map(fingerprint.unit, one.figures) for one in side] for side in (a, b))
    counted = _common([one.figures for one in a], [one.figures for one in b])
    dated = np.logical_and.outer(*([bool(one.days) for one in side] for side in (a, b)))
    return {
        "kinship": kinship(ones, others) if kin is None else kin,
        "words": np.log1p(_common(told, [one.words for one in b])),
        "unsaid": 1 - np.maximum(_said(a, b), _said(b, a).T),
        "counted": np.minimum(counted, _COUNTED),
        "exact": _common(*exact) > 0,
        "recount": (_common(*units) > 0) & (counted == 0),
        "redated": dated & (_common([one.days for one in a], [one.days for one in b]) == 0),
        "late": np.nan_to_num(np.clip(days - _FRESH, 0, _LATE)),  # a time is not always known
    }


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
