"""Which sentences are said under a budget: the news first, then what is worth most.

A sentence that cannot stand alone is chosen together with what it needs, or not at all.
The choice is greedy by worth for length; then a bundle takes the place of sentences that
are worth less, each once at most.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from heapq import heapify, heappop, heappush
from itertools import accumulate, chain

from tingbao.language.text import Text, size
from tingbao.model import Digest, Sentence
from tingbao.summarization.asides import unused
from tingbao.summarization.introductions import introduce
from tingbao.summarization.ranking import Ranking, told
from tingbao.summarization.units import Unit

_TOLD = 0.65  # of what a sentence says was said by another: it need not be said
_TORN = 0.8  # weight of facts that is lost where a sentence surely needs one before it, unsaid,
_OPEN = 1.6  # and where it promises one behind it
_PROMISED = 2.0  # weight of facts that the whole headline brings, each part of it once
_UNMET = 3.0  # weight of facts that a sentence would lose all of whose words were never brought in
_AGAIN = 0.5  # of what a sentence tells is lost where all of its figures were told by others
_APART = 0.2  # weight of facts that is lost where the sentence before is not said,
_WITHIN = 0.5  # and where that is of the same paragraph
_BUNDLE = 4  # so many sentences at most are said to carry one
LEAD = 130  # characters in which the news is said
_LEADS = 2.5  # times as much as the headline's words a share of the news tells what to say first
_PAST = 0.8  # of that is lost where a sentence tells only of years before
_SCENE = 5  # sentences; where the news comes after more, all of them wait for it
_MOVED = 0.3  # of the news is lost where a sentence is moved, as much again if it hangs on others
_BEFORE = 0.5  # of the worth of the news, so much is said before it
_FULL = 0.95  # of the room; from then on nothing is said for the room's sake
_IDLE = 0.3  # weight of facts; what brings less is said only to fill room
_MISLED = -0.3  # what loses more is not said, whatever room is left
_SHORT = 8  # characters; a shorter sentence is no cheaper
_GAIN = 0.05  # worth that an exchange brings at least
_FIRST = 1.6  # times as long as another the first of several stories is told
_CLOSE = 1e-9  # between sums that are equal
_CANDIDATES = 40  # bundles that are tried in exchanges
_Named = str | tuple[str, str]


@dataclass(slots=True)
class _Choice:
    """What is chosen so far, and what it costs."""

    ranking: Ranking
    room: int
    news: tuple[int, ...] = ()
    chosen: set[int] = field(default_factory=set)
    spent: int = 0
    having: defaultdict[_Named, set[int]] = field(default_factory=lambda: defaultdict(set))
    first: dict[_Named, int] = field(default_factory=dict)  # the first chosen that speaks of it

    def add(self, bundle: Iterable[int]) -> None:
        fresh = set(bundle) - self.chosen
        self.chosen |= fresh
        self.spent += sum(self.ranking.costs[at] for at in fresh)
        for at in fresh:
            for one in self._names(at):
                self.having[one].add(at)
                self.first[one] = min(self.first.get(one, at), at)

    def drop(self, gone: Iterable[int]) -> None:
        for at in gone:
            self.chosen.remove(at)
            self.spent -= self.ranking.costs[at]
            for one in self._names(at):
                self.having[one].discard(at)
                if self.first[one] == at:
                    self.first[one] = min(self.having[one], default=len(self.ranking.units))

    def _names(self, at: int) -> Iterator[_Named]:
        """Give what a sentence speaks of: its words, figures and persons."""
        unit = self.ranking.units[at]
        return chain(self.ranking.vectors[at], unit.figures, unit.persons)

    def cost(self, bundle: Iterable[int]) -> int:
        return sum(self.ranking.costs[at] for at in bundle if at not in self.chosen)

    def gain(self, bundle: Iterable[int]) -> float:
        """Give what a bundle adds to what is chosen."""
        return self.adds(set(bundle) - self.chosen, self.chosen)

    def adds(self, fresh: set[int], said: Collection[int]) -> float:
        """Give what is won where sentences are said beside others.

        What may need another that is not said loses, however much it is worth itself: it misleads.
        So does what speaks of things that only unsaid sentences brought in, what stands apart
        from the sentence it was written behind, and what tells figures again. What the headline
        promises is told by somebody.
        """
        total = 0.0
        for at in fresh:
            lacks = sum(
                _torn(at, one, chance)
                for one, chance in self.ranking.leans[at].items()
                if one not in fresh and one not in said
            )
            lacks += _UNMET * self._unmet(at, fresh)
            leaned = self.ranking.leaned[at].items()
            mends = sum(_torn(one, at, chance) for one, chance in leaned if one in said)
            fact = self.ranking.worths[at].fact
            total += fact * (1 - _AGAIN * self._again(at, fresh, said)) + mends - lacks
            total -= self._apart(at) if at - 1 not in fresh and at - 1 not in said else 0
            total += self._apart(at + 1) if at + 1 in said else 0
        return total + _PROMISED * self._promised(fresh, said)

    def _promised(self, fresh: set[int], said: Collection[int]) -> float:
        """Give the share of the headline that sentences tell and none does that is said."""
        tellers = self.ranking.tellers
        told = {pair: share for at in fresh for pair, share in self.ranking.headline[at].items()}
        return sum(share for pair, share in told.items() if tellers[pair].isdisjoint(said))

    def _apart(self, at: int) -> float:
        """Give what is lost where a sentence is said and the one before it is not."""
        units = self.ranking.units
        if not at or (self.ranking.several and units[at].section != units[at - 1].section):
            return 0.0
        return _WITHIN if units[at].follows(units[at - 1]) else _APART

    def _again(self, at: int, fresh: set[int], said: Collection[int]) -> float:
        """Give the share of a sentence's figures that others tell which are said beside it."""
        units = self.ranking.units
        figures = units[at].figures
        before = [one for one in fresh if one < at]
        again = sum(
            any(one != at and one in said for one in self.having[figure])
            or any(figure in units[one].figures for one in before)
            for figure in figures
        )
        return again / max(len(figures), 1)

    def _unmet(self, at: int, fresh: set[int]) -> float:
        """Give the share of a sentence that it takes as known and that was not said before it."""
        known = self.ranking.known[at]
        unmet = {one for one in known if self.first.get(one, at) >= at}
        if unmet:
            unmet.difference_update(*(self._names(one) for one in fresh if one < at))
        return sum(share for one, share in known.items() if one in unmet)

    def news_of(self, *bundle: int) -> float:
        """Give what sentences are worth as the news: what they tell of it in its characters."""
        told = sum(self.ranking.worths[at].lead for at in bundle)
        told = _LEADS * told + max(map(self.ranking.covers, bundle))
        return told * min(1.0, LEAD / sum(max(self.ranking.costs[at], 1) for at in bundle))

    def moved(self, at: int) -> float:
        """Give what is lost where a sentence would be moved to the beginning."""
        if at <= _SCENE:
            return 0.0
        earlier = sum(chance for one, chance in self.ranking.leans[at].items() if one < at)
        return _MOVED * (1 + min(earlier, 1.0) + sum(self.ranking.known[at].values()))

    @property
    def before(self) -> range:
        """The sentences of the story that stand before its news."""
        units = self.ranking.units
        if not self.news:
            return range(0)
        story = units[self.news[0]].section if self.ranking.several else 0
        return range(next(one.index for one in units if one.section >= story), self.news[0])

    def repeats(self, bundle: Iterable[int]) -> bool:
        """Tell whether a sentence that would come new says what is said already; a question may."""
        vectors, units = self.ranking.vectors, self.ranking.units
        return any(
            told(vectors[at], vectors[one]) > _TOLD
            for at in bundle
            if at not in self.chosen and not units[at].asks
            for one in self._alike(vectors[at])
        )

    def _alike(self, vector: dict[str, float]) -> set[int]:
        """Give the chosen that have a word without which none tells so much of a sentence.

        These are its heaviest words, which few others have: so not all are compared with all.
        """
        found: set[int] = set()
        rest = 1.0
        for word in sorted(vector, key=vector.__getitem__, reverse=True):
            if rest < _TOLD - _CLOSE:
                break
            found |= self.having[word]
            rest -= vector[word] ** 2
        return found


def _torn(at: int, other: int, chance: float) -> float:
    """Give what is lost where a sentence is said without another that it may need."""
    return chance * (_OPEN if other > at else _TORN)


def choose(ranking: Ranking, characters: int | None) -> Digest:
    """Choose what is said in about so many characters.

    Args:
        ranking: Of one article; may be used again with other budgets.
        characters: Letters and digits at most, None for everything.
    """
    if characters is None:
        return _digest(ranking, range(len(ranking.units)), whole=True)
    bundles = _bundles(ranking)
    # Where no sentence can stand, something is said all the same: it is the user's article.
    bundles = bundles or [(unit.index,) for unit in ranking.units]
    if not ranking.several:
        choice = _chosen(ranking, bundles, characters)
        return _digested(choice)
    rows: list[tuple[Sentence, ...]] = []
    its: list[list[tuple[int, ...]]] = [[] for _ in range(ranking.sections)]
    for bundle in bundles:
        first, *others = {ranking.units[at].section for at in bundle}
        if not others:
            its[first].append(bundle)
    for section, room in enumerate(_shares(ranking, characters)):
        choice = _chosen(ranking, its[section], room)
        story = _digested(choice)
        rows.append((*story.lead, *story.sections[section]))
    return Digest(sections=tuple(rows))


def _chosen(ranking: Ranking, bundles: list[tuple[int, ...]], room: int) -> _Choice:
    """Choose from bundles what is said in so much room, who is named introduced."""
    choice = _filled(ranking, bundles, room)
    put = introduce(ranking.units, sorted(choice.chosen))
    more = sum(size(text) - size(ranking.units[at].text) for at, (text, _) in put.items())
    if more > room - choice.spent:
        choice = _filled(ranking, bundles, room - more)
        choice.room = room
    return choice


def _filled(ranking: Ranking, bundles: list[tuple[int, ...]], room: int) -> _Choice:
    """Choose from bundles what is said in so much room."""
    choice = _Choice(ranking, room)
    _begin(choice, bundles)
    before = choice.before
    fits = sum(ranking.costs[at] for at in set(chain.from_iterable(bundles))) <= room
    if not fits and 0 < len(before) <= _SCENE:
        least = _BEFORE * max(map(choice.news_of, choice.news))
        scene = {at for at in before if choice.news_of(at) < least}
        said = choice.chosen
        bundles = [one for one in bundles if scene.isdisjoint(one) or said.issuperset(one)]
    _fill(choice, bundles)
    _exchange(choice, bundles)
    _fill(choice, bundles)  # an exchange may leave room
    return choice


def _shares(ranking: Ranking, characters: int) -> list[int]:
    """Share the room among stories: the first is told longest, none beyond its own length."""
    sizes = [0] * ranking.sections
    for unit, cost in zip(ranking.units, ranking.costs, strict=True):
        sizes[unit.section] += cost
    shares = [0] * ranking.sections
    left = min(characters, sum(sizes))
    while open_ := [at for at, size in enumerate(sizes) if shares[at] < size]:
        weights = {at: _FIRST if at == 0 else 1.0 for at in open_}
        part = left / sum(weights.values())
        given = {at: min(round(part * weights[at]), sizes[at] - shares[at]) for at in open_}
        if not any(given.values()):
            break
        for at, more in given.items():
            shares[at] += more
            left -= more
    return shares


def headlines(ranking: Ranking) -> Digest:
    """Choose one sentence a section: what is news most and can stand alone, if any can."""
    alone = [one for one in ranking.units if ranking.sayable(one.index) and not one.needs]
    chosen: dict[int, Unit] = {}
    for unit in alone or ranking.units:
        best = chosen.get(unit.section)
        if best is None or ranking.worths[unit.index].news > ranking.worths[best.index].news:
            chosen[unit.section] = unit
    return _digest(ranking, sorted(unit.index for unit in chosen.values()))


def _bundles(ranking: Ranking) -> list[tuple[int, ...]]:
    """Give what may be said together: a sentence with what it needs, and with the one before it."""
    units = ranking.units
    alone = [_bundle(ranking, unit) for unit in units]
    bundles = dict.fromkeys(filter(None, alone))
    for unit in units[1:]:
        before, its = alone[unit.index - 1], alone[unit.index]
        both = tuple(sorted({*before, *its}))
        if before and its and unit.follows(units[unit.index - 1]) and len(both) <= _BUNDLE:
            bundles[both] = None
    return list(bundles)


def _bundle(ranking: Ranking, unit: Unit) -> tuple[int, ...]:
    """Give the sentences that are said together with one, itself last asked; none if it may not."""
    found: list[int] = []
    waiting = [unit.index]
    while waiting:
        at = waiting.pop()
        if at in found:
            continue
        if at >= len(ranking.units) or not ranking.sayable(at) or len(found) >= _BUNDLE:
            return ()
        if ranking.units[at].asks and not _is_answered(ranking, at):
            return ()
        found.append(at)
        waiting += ranking.units[at].needs
    return tuple(sorted(found))


def _is_answered(ranking: Ranking, at: int) -> bool:
    """Tell whether a question is followed by its answer rather than by another section."""
    return (
        at + 1 < len(ranking.units) and ranking.units[at + 1].section == ranking.units[at].section
    )


def _begin(choice: _Choice, bundles: list[tuple[int, ...]]) -> None:
    """Choose what stays: what is news most, and of equal ones the shortest."""
    fit = [one for one in bundles if choice.cost(one) <= choice.room]
    fit = [one for one in fit if len(one) == 1 or _is_short(choice, one)] or fit
    if fit:
        choice.news = max(
            fit,
            key=lambda one: (
                choice.news_of(*one)
                - choice.moved(one[0])
                - _PAST * any(choice.ranking.old[at] for at in one),
                -choice.cost(one),
            ),
        )
        choice.add(choice.news)


def _is_short(choice: _Choice, bundle: tuple[int, ...]) -> bool:
    """Tell whether a bundle is as short as a lead, and no heading parts it."""
    sections = {choice.ranking.units[at].section for at in bundle}
    return choice.cost(bundle) <= LEAD and len(sections) == 1


def _fill(choice: _Choice, bundles: list[tuple[int, ...]]) -> None:
    """Add what is worth most for its length while anything fits."""

    def density(bundle: tuple[int, ...]) -> float:
        cost = choice.cost(bundle)
        return choice.gain(bundle) / max(cost, _SHORT) if cost else 0.0

    touched: defaultdict[int, set[int]] = defaultdict(set)  # by a sentence that is said anew
    for number, bundle in enumerate(bundles):
        for at in bundle:
            for one in (at - 1, at, at + 1, *choice.ranking.leans[at], *choice.ranking.leaned[at]):
                touched[one].add(number)
    densities = dict(enumerate(map(density, bundles)))
    queue = [(-worth, -number) for number, worth in densities.items()]
    heapify(queue)
    while queue:
        worth, number = heappop(queue)
        if densities.get(-number) != -worth:  # was weighed anew
            continue
        best = bundles[-number]
        del densities[-number]
        fits = 0 < choice.cost(best) <= choice.room - choice.spent
        least = _IDLE if choice.spent >= _FULL * choice.room else _MISLED
        if not fits or choice.gain(best) < least or choice.repeats(best):
            continue
        fresh = set(best) - choice.chosen
        choice.add(best)
        for other in {one for at in fresh for one in touched[at]} & densities.keys():
            densities[other] = density(bundles[other])
            heappush(queue, (-densities[other], -other))


def _exchange(choice: _Choice, bundles: list[tuple[int, ...]]) -> None:
    """Let bundles take the place of chosen sentences that are worth less together, each once."""
    tried = sorted(bundles, key=choice.gain, reverse=True)[:_CANDIDATES]
    entered: tuple[int, ...] | None = ()
    while entered is not None:
        free = _free(choice)
        entered = next((bundle for bundle in tried if _enters(choice, bundle, free)), None)
        tried = [bundle for bundle in tried if bundle != entered]


def _free(choice: _Choice) -> list[int]:
    """Give what may go of what is chosen, what is worth least for its length first."""
    needed = {one for at in choice.chosen for one in choice.ranking.units[at].needs}
    free = choice.chosen.difference(needed, choice.news)
    return sorted(
        free,
        key=lambda at: choice.adds({at}, choice.chosen - {at}) / max(choice.ranking.costs[at], 1),
    )


def _enters(choice: _Choice, bundle: tuple[int, ...], free: list[int]) -> bool:
    lacking = choice.cost(bundle) - (choice.room - choice.spent)
    if choice.chosen.issuperset(bundle) or choice.repeats(bundle):
        return False
    gone: list[int] = []
    for at in free:
        if lacking <= 0:
            break
        if at in bundle:
            continue
        gone.append(at)
        lacking -= choice.ranking.costs[at]
    left = (choice.chosen | set(bundle)) - set(gone)
    if lacking > 0 or choice.gain(bundle) <= choice.adds(set(gone), left) + _GAIN:
        return False
    choice.drop(gone)
    choice.add(bundle)
    return True


def _digested(choice: _Choice) -> Digest:
    """Give what is chosen in the article's order; only a scene of some length waits for the news.

    The lead is what is heard first; no sentence of it is taken from behind a heading to come.
    """
    units, order = choice.ranking.units, sorted(choice.chosen)
    if len(choice.before) > _SCENE:
        lead = _with_followers(choice)
        order = [*lead, *(one for one in order if one not in lead)]
        many = len(lead)
    else:
        begins = [one for one in order if units[one].section == units[order[0]].section]
        heard = accumulate(choice.ranking.costs[one] for one in begins)
        many = max(sum(size <= LEAD for size in heard), 1) if order else 0
    return _digest(choice.ranking, order, many, room=choice.room - choice.spent)


def _with_followers(choice: _Choice) -> list[int]:
    """Put behind the news what cannot be said apart from its last sentence: 他还说.

    What stands below the next heading can.
    """
    units, lead = choice.ranking.units, list(choice.news)
    while (after := lead[-1] + 1) in choice.chosen and lead[-1] in units[after].needs:
        if units[after].section != units[lead[-1]].section:
            break
        lead.append(after)
    return lead


def _digest(
    ranking: Ranking,
    order: Sequence[int],
    lead: int = 0,
    *,
    room: int | None = None,
    whole: bool = False,
) -> Digest:
    """Give the sentences in the order in which they are said, so many of the first as the lead."""
    rows: list[list[Sentence]] = [[] for _ in range(ranking.sections)]
    told = {} if whole else introduce(ranking.units, order, room)
    first: list[Sentence] = []
    texts: list[Text] = []
    last = None
    for at in order:
        unit = ranking.units[at]
        text, changes = told.get(at, (unit.original if whole else unit.text, ()))
        follows = last == at - 1 and ranking.units[last].section == unit.section
        if not whole and not follows:
            text = text.part(unit.drops) if changes else unit.alone
        texts.append(text)
        last = at
    for place, (at, text) in enumerate(zip(order, texts if whole else unused(texts), strict=True)):
        unit = ranking.units[at]
        _, changes = told.get(at, (text, ()))
        row = first if place < lead else rows[unit.section]
        row.append(unit.sentence(text, changes))
    return Digest(lead=tuple(first), sections=tuple(map(tuple, rows)))
