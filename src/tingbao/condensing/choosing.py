"""Which units are said under a budget: every section covered, nothing twice, nothing dangling."""

from __future__ import annotations

import heapq
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tingbao.model import Digest, Sentence

if TYPE_CHECKING:
    from tingbao.condensing.ranking import Ranking
    from tingbao.condensing.units import Unit

_ALIKE = 0.6  # two units above this say the same thing
_CHAIN = 3  # so many units at most are said to carry one that points back
_LENGTH = 0.7  # how much a unit's length counts against it: 0 not at all, 1 in full
_CROWD = 1.0  # how much a section that has had its share is held back
_COVER = 0.3  # as _LENGTH, for the first unit of a section
_OVER = 15  # characters beyond a section's share that halve what its first unit weighs
_POOR = 0.8  # of the median worth; what is worth less a character is not said to fill time
_HEADLINE = 45  # characters of a sentence that stands for its section
_SHARE = 0.75  # a section's share of the budget grows with its length to this power
# A step of the choice: the units that are added or changed, each with its new form.
Step = list[tuple[int, int]]


@dataclass(slots=True)
class _Choice:
    """What is chosen so far: the form of each unit, what it costs, and what is like it."""

    ranking: Ranking
    budget: int
    forms: dict[int, int] = field(default_factory=dict)
    spent: int = 0
    used: list[int] = field(default_factory=list)
    alike: list[float] = field(default_factory=list)

    def add(self, step: Step) -> None:
        for index, form in step:
            cost = self.ranking.costs[index][form]
            if index in self.forms:
                cost -= self.ranking.costs[index][self.forms[index]]
            else:
                self._compare(index)
            self.forms[index] = form
            self.spent += cost
            self.used[self.ranking.units[index].section] += cost

    def _compare(self, index: int) -> None:
        """Raise the likeness of every unit that is more like this one than those before."""
        vectors = self.ranking.vectors
        near: dict[int, float] = {}
        for word, weight in vectors[index].items():
            for other in self.ranking.postings[word]:
                near[other] = near.get(other, 0.0) + weight * vectors[other][word]
        for other, value in near.items():
            if value > self.alike[other] and other != index:
                self.alike[other] = value

    def cost(self, step: Step) -> int:
        return sum(self.ranking.costs[index][form] for index, form in step)

    def text(self, index: int) -> str:
        unit = self.ranking.units[index]
        whole = self.ranking.forms[index][self.forms[index]]
        return whole[unit.drops :] if unit.drops and not self.follows(unit) else whole

    def follows(self, unit: Unit) -> bool:
        """Tell whether the unit before is said, in the same section."""
        before = unit.index - 1
        return before in self.forms and self.ranking.units[before].section == unit.section


def choose(ranking: Ranking, characters: int | None, *, cover: bool = True) -> Digest:
    """Choose what is said in about so many characters.

    Args:
        ranking: Of one article; may be used again with other budgets.
        characters: Letters and digits at most, None for everything.
        cover: Take a section's best sentence, in its shortest form, even when the budget
            is too small; else the sections that weigh least stay empty.
    """
    if characters is None:
        rows: list[list[Sentence]] = [[] for _ in range(ranking.sections)]
        for unit in ranking.units:
            rows[unit.section].append(_sentence(unit, unit.original))
        return Digest(sections=tuple(map(tuple, rows)))
    choice = _blank(ranking, characters)
    _cover(choice, all_of_them=cover)
    _fill(choice, least=_middle(ranking))
    _lengthen(choice)
    _fill(choice, least=_middle(ranking) * _POOR)
    return _digest(choice)


def headlines(ranking: Ranking) -> Digest:
    """Choose one sentence a section, of a length that is easy to say in one breath or two."""
    choice = _blank(ranking, _HEADLINE * ranking.sections)
    _cover(choice, all_of_them=True)
    return _digest(choice)


def _blank(ranking: Ranking, characters: int) -> _Choice:
    return _Choice(
        ranking,
        characters,
        used=[0] * ranking.sections,
        alike=[0.0] * len(ranking.units),
    )


def _digest(choice: _Choice) -> Digest:
    rows: list[list[Sentence]] = [[] for _ in range(choice.ranking.sections)]
    for index in sorted(choice.forms):
        unit = choice.ranking.units[index]
        rows[unit.section].append(_sentence(unit, choice.text(index)))
    return Digest(sections=tuple(map(tuple, rows)))


def _sentence(unit: Unit, text: str) -> Sentence:
    return Sentence(
        text=text, section=unit.section, paragraph=unit.paragraph, start=unit.start, end=unit.end
    )


def _chain(choice: _Choice, unit: Unit) -> list[int] | None:
    """Give the units before this one that must come with it; None when it cannot be said."""
    if not unit.fit or unit.asks:
        return None
    chain: list[int] = []
    first = unit
    while first.needs and not choice.follows(first):
        first = choice.ranking.units[first.index - 1]
        if first.section != unit.section or not first.fit or len(chain) + 1 >= _CHAIN:
            return None
        chain.insert(0, first.index)
    lead = first.index - 1  # what the chain begins with may itself speak of its paragraph's lead
    if chain and not first.leads and lead not in choice.forms:
        before = choice.ranking.units[lead]
        if before.leads and before.fit and not before.asks and len(chain) + 1 < _CHAIN:
            chain.insert(0, lead)
    return chain


def _steps(choice: _Choice, unit: Unit) -> list[tuple[float, int, Step]]:
    """Give the ways to say a unit, each with its worth and its cost."""
    chain = _chain(choice, unit)
    if chain is None or choice.alike[unit.index] > _ALIKE:
        return []
    ranking = choice.ranking
    carried: Step = [(index, len(ranking.forms[index]) - 1) for index in chain]
    worth = sum(ranking.worths[index][form] for index, form in carried)
    cost = choice.cost(carried)
    return [
        (
            worth + value,
            cost + choice.ranking.costs[unit.index][form],
            [*carried, (unit.index, form)],
        )
        for form, value in enumerate(ranking.worths[unit.index])
    ]


def _cover(choice: _Choice, *, all_of_them: bool) -> None:
    """Give every section its best unit, in a form that fits its share.

    Where not all of them need be covered, those whose best weighs most come first, and
    what no longer fits stays out.
    """
    ranking = choice.ranking
    share = choice.budget / max(ranking.sections, 1)
    if not all_of_them:
        share = max(share, _HEADLINE)
    by_section: list[list[Unit]] = [[] for _ in range(ranking.sections)]
    for unit in ranking.units:
        by_section[unit.section].append(unit)
    if not all_of_them:
        by_section.sort(key=lambda units: -(_first(choice, units, share) or (0.0, []))[0])
    for units in by_section:
        first = _first(choice, units, share)
        if all_of_them and units and not first:
            # nothing in it can stand alone or is new; it is present all the same
            first = 0.0, [(units[0].index, len(ranking.forms[units[0].index]) - 1)]
        if first and (all_of_them or choice.spent + choice.cost(first[1]) <= choice.budget):
            choice.add(first[1])


def _first(choice: _Choice, units: list[Unit], share: float) -> tuple[float, Step] | None:
    """Give what a section would say if it could say one thing, and what that weighs."""
    best = max(
        (
            (worth / cost**_COVER / (1 + max(cost - share, 0) / _OVER), -cost, step)
            for unit in units
            for worth, cost, step in _steps(choice, unit)
            if cost
        ),
        default=None,
    )
    return (best[0], best[2]) if best else None


def _fill(choice: _Choice, *, least: float) -> None:
    """Add what is worth most for its length, while anything fits that is worth `least`.

    Added are units, and what was cut from units that are said. What either is worth only
    falls as others are chosen, but for what was added and the unit after it; so the heap
    holds upper bounds, and those two are weighed anew.
    """
    ranking = choice.ranking
    quota = _quota(choice)
    heap: list[tuple[float, int]] = []

    def best(unit: Unit) -> tuple[float, Step] | None:
        left = choice.budget - choice.spent
        crowd = (1 + choice.used[unit.section] / quota[unit.section]) ** _CROWD
        ways = _fuller if unit.index in choice.forms else _steps
        found = [
            (worth / cost**_LENGTH / crowd, step)
            for worth, cost, step in ways(choice, unit)
            if 0 < cost <= left and worth >= least * cost
        ]
        return max(found, default=None)

    def push(unit: Unit) -> None:
        if found := best(unit):
            heapq.heappush(heap, (-found[0], unit.index))

    for unit in ranking.units:
        push(unit)
    while heap:
        bound, index = heapq.heappop(heap)
        if not (found := best(ranking.units[index])):
            continue
        if heap and found[0] < -heap[0][0] and found[0] < -bound:
            heapq.heappush(heap, (-found[0], index))
            continue
        choice.add(found[1])
        for added, _ in found[1]:
            for near in ranking.units[added : added + 2]:
                push(near)


def _fuller(choice: _Choice, unit: Unit) -> list[tuple[float, int, Step]]:
    """Give the fuller forms of a unit that is said, with what each adds in worth and cost."""
    now = choice.forms[unit.index]
    costs, worths = choice.ranking.costs[unit.index], choice.ranking.worths[unit.index]
    return [
        (worths[form] - worths[now], costs[form] - costs[now], [(unit.index, form)])
        for form in range(now)
    ]


def _middle(ranking: Ranking) -> float:
    """Give the worth of a character that half of the units do not reach."""
    densities = sorted(
        worths[0] / costs[0]
        for worths, costs in zip(ranking.worths, ranking.costs, strict=True)
        if costs[0]
    )
    return densities[len(densities) // 2] if densities else 0.0


def _quota(choice: _Choice) -> list[float]:
    sizes = [1.0] * choice.ranking.sections
    for unit in choice.ranking.units:
        sizes[unit.section] += choice.ranking.costs[unit.index][0]
    roots = [value**_SHARE for value in sizes]
    return [max(choice.budget * root / sum(roots), 1.0) for root in roots]


def _lengthen(choice: _Choice) -> None:
    """Spend what is left on fuller forms of what is chosen, the weightiest first."""
    worths = choice.ranking.worths
    for index in sorted(choice.forms, key=lambda index: -worths[index][0]):
        for form in range(choice.forms[index]):
            more = (
                choice.ranking.costs[index][form] - choice.ranking.costs[index][choice.forms[index]]
            )
            if choice.spent + more <= choice.budget:
                choice.add([(index, form)])
                break
