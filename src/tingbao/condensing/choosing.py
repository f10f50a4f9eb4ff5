"""Which units are said under a budget: every section covered, nothing twice, nothing dangling."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tingbao.condensing.ranking import likeness
from tingbao.model import Digest, Sentence

if TYPE_CHECKING:
    from tingbao.condensing.ranking import Ranking
    from tingbao.condensing.units import Unit

_ALIKE = 0.62  # two units above this say the same thing
_CHAIN = 3  # as many units at most come along to carry one that points back


def size(text: str) -> int:
    """Count the characters of a text that will be spoken: letters and digits."""
    return sum(char.isalnum() for char in text)


@dataclass(slots=True)
class _Choice:
    """What is chosen so far: the form of each unit, and what it all costs."""

    ranking: Ranking
    budget: int
    forms: dict[int, int] = field(default_factory=dict)
    spent: int = 0

    def text(self, unit: Unit, form: int) -> str:
        whole = unit.forms[form]
        if unit.drops and unit.index - 1 not in self.forms:
            return whole[unit.drops :]
        return whole

    def cost(self, unit: Unit, form: int) -> int:
        return size(unit.forms[form])

    def add(self, chain: list[tuple[Unit, int]]) -> None:
        for unit, form in chain:
            self.spent += self.cost(unit, form)
            if unit.index in self.forms:
                self.spent -= self.cost(unit, self.forms[unit.index])
            self.forms[unit.index] = form

    def redundant(self, unit: Unit) -> float:
        vectors = self.ranking.vectors
        mine = vectors[unit.index]
        return max(
            (likeness(mine, vectors[other]) for other in self.forms if other != unit.index),
            default=0.0,
        )


def everything(ranking: Ranking) -> Digest:
    """Choose all, uncut."""
    rows: list[list[Sentence]] = [[] for _ in range(ranking.sections)]
    for unit in ranking.units:
        rows[unit.section].append(_sentence(unit, unit.forms[0]))
    return Digest(sections=tuple(map(tuple, rows)))


def choose(ranking: Ranking, characters: int | None) -> Digest:
    """Choose what is said in about so many characters.

    Args:
        ranking: Of one article; may be used again with other budgets.
        characters: Letters and digits at most, None for everything. A section's best
            sentence is taken, in its shortest form, even when the budget is too small.
    """
    if characters is None:
        return everything(ranking)
    choice = _Choice(ranking, characters)
    _cover(choice)
    _fill(choice)
    _lengthen(choice)
    rows: list[list[Sentence]] = [[] for _ in range(ranking.sections)]
    for index in sorted(choice.forms):
        unit = ranking.units[index]
        rows[unit.section].append(_sentence(unit, choice.text(unit, choice.forms[index])))
    return Digest(sections=tuple(map(tuple, rows)))


def _sentence(unit: Unit, text: str) -> Sentence:
    return Sentence(
        text=text, section=unit.section, paragraph=unit.paragraph, start=unit.start, end=unit.end
    )


def _chain(choice: _Choice, unit: Unit) -> list[Unit] | None:
    """Give the unit with those before it that it needs; None when it cannot be said."""
    chain = [unit]
    while chain[0].needs and chain[0].index - 1 not in choice.forms:
        before = choice.ranking.units[chain[0].index - 1]
        if before.section != unit.section or not before.fit or len(chain) >= _CHAIN:
            return None
        chain.insert(0, before)
    return chain if unit.fit else None


def _cover(choice: _Choice) -> None:
    ranking = choice.ranking
    share = choice.budget / max(ranking.sections, 1)
    for section in range(ranking.sections):
        best: tuple[float, list[tuple[Unit, int]]] | None = None
        for unit in ranking.units:
            if unit.section != section or (chain := _chain(choice, unit)) is None:
                continue
            short = [(one, len(one.forms) - 1) for one in chain]
            cost = sum(choice.cost(one, form) for one, form in short)
            worth = sum(ranking.scores[one.index] for one in chain) / len(chain) ** 1.5
            worth *= (1 - choice.redundant(unit)) / (1 + max(cost - share, 0) / 20)
            if best is None or worth > best[0]:
                best = worth, short
        if best:
            choice.add(best[1])


def _fill(choice: _Choice) -> None:
    """Add the unit worth most for its length, while one fits; lengthened ones count as well."""
    ranking = choice.ranking
    sizes = [1] * ranking.sections
    for unit in ranking.units:
        sizes[unit.section] += size(unit.forms[0])
    roots = [value**0.75 for value in sizes]
    quota = [choice.budget * root / sum(roots) for root in roots]
    while True:
        best: tuple[float, list[tuple[Unit, int]]] | None = None
        used = [0] * ranking.sections
        for index, form in choice.forms.items():
            unit = ranking.units[index]
            used[unit.section] += choice.cost(unit, form)
        for unit in ranking.units:
            if unit.index in choice.forms or (chain := _chain(choice, unit)) is None:
                continue
            alike = choice.redundant(unit)
            if alike > _ALIKE:
                continue
            steps = [(one, _plain(one)) for one in chain]
            cost = sum(choice.cost(one, form) for one, form in steps)
            if choice.spent + cost > choice.budget:
                continue
            worth = sum(ranking.scores[one.index] for one in chain) * (1 - alike)
            worth /= (cost**0.6) * (1 + used[unit.section] / quota[unit.section])
            if best is None or worth > best[0]:
                best = worth, steps
        if best is None:
            return
        choice.add(best[1])


def _plain(unit: Unit) -> int:
    """Give the form without padding and with its tail: the last that is not cut short."""
    return min(3, len(unit.forms) - 1)


def _lengthen(choice: _Choice) -> None:
    """Spend what is left on fuller forms of what is chosen, the weightiest first."""
    order = sorted(choice.forms, key=lambda index: -choice.ranking.scores[index])
    for index in order:
        unit = choice.ranking.units[index]
        for form in range(choice.forms[index]):
            more = choice.cost(unit, form) - choice.cost(unit, choice.forms[index])
            if choice.spent + more <= choice.budget:
                choice.add([(unit, form)])
                break
