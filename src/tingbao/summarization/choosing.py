"""Which units are said under a budget: every section covered, nothing twice, nothing dangling.

The choice is a climb. Every section first gets its best sentence; then, rung by rung, what
is worth most for its length is added, or what was cut from a unit is given back. The order
of the rungs does not depend on the budget, only how many of them it pays for: so what a
short briefing says a longer one says too, as seats are never lost when a parliament grows
under a divisor method. Only where the budget is too small for those first sentences is
one of them put in the place of another.
"""

from __future__ import annotations

import heapq
import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tingbao.model import Digest, Sentence

if TYPE_CHECKING:
    from tingbao.summarization.ranking import Ranking
    from tingbao.summarization.units import Unit

_ALIKE = 0.6  # two units above this say the same thing
_CHAIN = 3  # so many units at most are said to carry one that points back
_BREATH = 45  # characters of a sentence that is easy to say in one breath or two
_BREATHS = 60  # of the sentence that opens a section, which may be that much longer
_OVER = 15  # characters beyond it that halve what a section's first sentence weighs
_BRIEF = 0.7  # how much its length counts against it: 0 not at all, 1 in full
_OPENS = 1.1  # what the sentence that opens a section weighs more as its first
_SHARE = 0.75  # a section's share grows with its length to this power
_FULL = 300  # characters said of an average section that halve what more of it weighs
_CLOSE = 0.15  # of the budget; with less left no unit is said in the place of one that does not fit
# A step of the climb: the units that are added or changed, each with its new form.
Step = list[tuple[int, int]]
# A way to say one thing of a section: what it weighs as its first, its cost, and the step.
Way = tuple[float, int, Step]


@dataclass(slots=True)
class _Choice:
    """What is chosen so far: the form of each unit, what it costs, and what is like it."""

    ranking: Ranking
    forms: dict[int, int] = field(default_factory=dict)
    spent: int = 0
    used: list[int] = field(init=False)
    alike: list[float] = field(init=False)

    def __post_init__(self) -> None:
        self.used = [0] * self.ranking.sections
        self.alike = [0.0] * len(self.ranking.units)

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
        counted = unit.together or unit.siblings
        stays = all(one in self.forms for one in counted) if counted else self.follows(unit)
        return whole if stays else whole[unit.drops :]

    def follows(self, unit: Unit) -> bool:
        """Tell whether the unit before is said, in the same section."""
        before = unit.index - 1
        return before in self.forms and self.ranking.units[before].section == unit.section


def choose(ranking: Ranking, characters: int | None, *, cover: bool = True) -> Digest:
    """Choose what is said in about so many characters.

    Args:
        ranking: Of one article; may be used again with other budgets.
        characters: Letters and digits at most, None for everything.
        cover: Say something of every section even when the budget is too small; else the
            sections that weigh least stay empty.
    """
    if characters is None:
        rows: list[list[Sentence]] = [[] for _ in range(ranking.sections)]
        for unit in ranking.units:
            rows[unit.section].append(_sentence(unit, unit.original))
        return Digest(sections=tuple(map(tuple, rows)))
    choice = _Choice(ranking)
    firsts = _firsts(ranking)
    if not cover:
        firsts = _weightiest(firsts, characters)
    for ways in _affordable(firsts, characters):
        choice.add(ways[-1][2])
    _climb(choice, characters)
    return _digest(choice)


def headlines(ranking: Ranking) -> Digest:
    """Choose one sentence a section, of a length that is easy to say in one breath or two."""
    choice = _Choice(ranking)
    for ways in _firsts(ranking):
        choice.add(ways[-1][2])
    return _digest(choice)


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


def _company(choice: _Choice, unit: Unit) -> list[int] | None:
    """Give the units that must come with this one; None when it cannot be said."""
    units = choice.ranking.units
    company: list[int] = []
    waiting = [unit]
    while waiting:
        one = waiting.pop()
        group = one.together or (one.index,)
        chain = _chain(choice, units[group[0]])
        if chain is None or not all(units[at].fit for at in group):
            return None
        fresh = [at for at in (*chain, *group) if at not in company and at not in choice.forms]
        company += fresh
        waiting += [units[at] for at in fresh if at in chain and units[at].together]
    return [at for at in company if at != unit.index]


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


def _ways(choice: _Choice, unit: Unit) -> list[Way]:
    """Give the ways to say a unit, or more of it, each with its worth and its cost."""
    costs, worths = choice.ranking.costs, choice.ranking.worths
    if unit.index in choice.forms:
        now = choice.forms[unit.index]
        cost, worth = costs[unit.index][now], worths[unit.index][now]
        return [
            (worths[unit.index][form] - worth, costs[unit.index][form] - cost, [(unit.index, form)])
            for form in range(now)
        ]
    company = _company(choice, unit)
    if company is None or choice.alike[unit.index] > _ALIKE:
        return []
    carried: Step = [(index, len(costs[index]) - 1) for index in company]
    worth = sum(worths[index][form] for index, form in carried)
    cost = choice.cost(carried)
    return [
        (
            worth + worths[unit.index][form],
            cost + costs[unit.index][form],
            [*carried, (unit.index, form)],
        )
        for form in range(len(costs[unit.index]))
    ]


def _firsts(ranking: Ranking) -> list[list[Way]]:
    """Give per section the ways to say one thing of it, from the cheapest to the best.

    What the best ways of the sections before say is not said again.
    """
    best = _Choice(ranking)
    by_section: list[list[Unit]] = [[] for _ in range(ranking.sections)]
    for unit in ranking.units:
        by_section[unit.section].append(unit)
    firsts = []
    for units in filter(None, by_section):
        firsts.append(_best_for_less(best, units))
        best.add(firsts[-1][-1][2])
    return firsts


def _best_for_less(choice: _Choice, units: list[Unit]) -> list[Way]:
    found: list[Way] = []
    for unit in units:
        if unit.index in choice.forms:  # with what is counted up in a section before
            continue
        more, breath = (_OPENS, _BREATHS) if unit is units[0] else (1.0, _BREATH)
        for worth, cost, step in _ways(choice, unit):
            if cost:
                over = 1 + max(cost - breath, 0) / _OVER
                found.append((worth * more / cost**_BRIEF / over, cost, step))
    if not found:  # nothing in it can stand alone; it is present all the same
        form = len(choice.ranking.forms[units[0].index]) - 1
        step = [(units[0].index, form)]
        return [(0.0, choice.cost(step), step)]
    ways: list[Way] = []
    for way in sorted(found, key=lambda way: (way[1], -way[0])):
        if not ways or way[0] > ways[-1][0]:
            while len(ways) > 1 and _gain(ways[-2], ways[-1]) < _gain(ways[-1], way):
                ways.pop()  # what is little better for its length hides what is better yet
            ways.append(way)
    return ways


def _gain(less: Way, more: Way) -> float:
    """Give what a way is worth more than a shorter one, by the character."""
    return (more[0] - less[0]) / (more[1] - less[1])


def _affordable(firsts: list[list[Way]], characters: int) -> list[list[Way]]:
    """Cut the ways of the sections back, where least is lost, until the best of them fit."""
    left = [list(ways) for ways in firsts]
    spent = sum(ways[-1][1] for ways in left)
    while spent > characters and any(len(ways) > 1 for ways in left):
        ways = min(
            (ways for ways in left if len(ways) > 1),
            key=lambda ways: _gain(ways[-2], ways[-1]),
        )
        spent -= ways.pop()[1] - ways[-1][1]
    return left


def _weightiest(firsts: list[list[Way]], characters: int) -> list[list[Way]]:
    """Keep the sections that weigh most, as many as the budget can say their least of."""
    kept = []
    for ways in sorted(firsts, key=lambda ways: -ways[-1][0]):
        if ways[0][1] <= characters:
            characters -= ways[0][1]
            kept.append(ways)
    return kept


def _climb(choice: _Choice, characters: int) -> None:
    """Add what is worth most for its length, while anything fits.

    What a step is worth only falls as others are chosen, but for what was added and the
    unit after it; so the heap holds upper bounds, and those two are weighed anew. A step
    that does not fit is said in a shorter form that does. No other unit is said in its
    place unless much is left, since a larger budget would give that one up again; what is
    left lengthens units that are said.
    """
    units = choice.ranking.units
    shares = _shares(choice.ranking)
    heap: list[tuple[float, int]] = []

    def push(unit: Unit) -> None:
        if found := _best(choice, unit, shares):
            heapq.heappush(heap, (-found[0], unit.index))

    for unit in units:
        push(unit)
    closing = False
    while heap:
        bound, index = heapq.heappop(heap)
        if closing and index not in choice.forms:
            continue
        now = _best(choice, units[index], shares)
        if now and heap and now[0] < -heap[0][0] and now[0] < -bound:
            heapq.heappush(heap, (-now[0], index))
            continue
        left = characters - choice.spent
        fits = _best(choice, units[index], shares, left)
        closing = closing or (fits != now and left <= _CLOSE * characters)
        if fits:
            choice.add(fits[1])
            for added, _ in fits[1]:
                for near in units[added : added + 2]:
                    push(near)


def _best(
    choice: _Choice, unit: Unit, shares: list[float], most: float = math.inf
) -> tuple[float, Step] | None:
    """Give the way to say a unit or more of it that is worth most for its length."""
    full = 1 + choice.used[unit.section] / (_FULL * shares[unit.section])
    return max(
        (
            (worth / cost / full, step)
            for worth, cost, step in _ways(choice, unit)
            if 0 < cost <= most
        ),
        default=None,
    )


def _shares(ranking: Ranking) -> list[float]:
    """Give each section's share of a briefing, an average section's being 1."""
    sizes = [1.0] * ranking.sections
    for unit in ranking.units:
        sizes[unit.section] += ranking.costs[unit.index][0]
    powers = [size**_SHARE for size in sizes]
    return [power * len(powers) / sum(powers) for power in powers]
