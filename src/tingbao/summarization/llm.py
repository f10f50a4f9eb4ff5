"""Condensing by a language model behind any OpenAI-compatible chat endpoint.

Section by section the model gets numbered sentences, the best of the section and several
times what is to be said, and answers JSON: what it would say, and from which sentences.
What comes back is checked like everything else, and what is then missing of the length is
filled up with the sentences of the extractive digest. A section of which nothing true
comes back is condensed extractively, and so is all of it when the endpoint cannot be used.
Both are announced.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tingbao.model import Digest, Sentence
from tingbao.services import chat
from tingbao.store import Passing
from tingbao.summarization import guard, retelling
from tingbao.summarization.openings import points_back
from tingbao.summarization.ranking import Ranking, size
from tingbao.summarization.selection import choose
from tingbao.summarization.units import closed

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tingbao.model import Article
    from tingbao.services.answers import Answers
    from tingbao.services.chat import Endpoint
    from tingbao.summarization.units import Unit

_SYSTEM = (
    "你是广播新闻编辑，把文章压缩成口播稿。只用给出的句子里的事实，不添加、不评论、不推断；"
    "数字、日期、人名、机构名照抄；引号里的话一字不改并带上说话人；不用“这、该、其、他”开头；"
    "每句不超过四十五个字。只输出 JSON："
    '{"sentences":[{"from":[句子编号],"text":"口播句"}]}'
)
_FENCE = re.compile(r"^\s*```(?:json)?\s*|\s*```\s*$")
_SLACK = 1.15  # more is asked for than needed: some of it will not pass the guard
_CHOICE = 3  # times what is to be said, so much of the article the model is given to choose from
_LEAST = 30  # characters that are worth a question
# Per section what the model says of it, in the order of the article; empty for nothing true.
Told = tuple[tuple[Sentence, ...], ...]


@dataclass(slots=True)
class _Desk:
    """Who is asked about which article, and the tokens that may still be spent on it."""

    article: Article
    endpoint: Endpoint
    answers: Answers
    sleep: Callable[[float], None]
    left: int


def tell(
    article: Article,
    ranking: Ranking,
    characters: int,
    *,
    endpoint: Endpoint,
    answers: Answers,
    sleep: Callable[[float], None],
    note: Callable[[str], None],
) -> Told:
    """Give what a model would say of each section, in about so many characters in all.

    Args:
        article: The source.
        ranking: Of the same article.
        characters: Letters and digits to aim at.
        endpoint: Where to ask.
        answers: What it answered before.
        sleep: Waits between two tries.
        note: Told when something must be condensed without the model, and why.
    """
    plain = _rows(choose(ranking, characters))
    units = {(unit.section, unit.paragraph, unit.start): unit for unit in ranking.units}
    desk = _Desk(article, endpoint, answers, sleep, endpoint.tokens)
    told: list[tuple[Sentence, ...]] = [()] * ranking.sections
    for number, row in enumerate(_rows(choose(ranking, _CHOICE * characters))):
        wanted = sum(size(one.text) for one in plain[number])
        given = [units[one.section, one.paragraph, one.start] for one in row]
        if not given:
            continue
        try:
            told[number] = _ask(desk, number, given, max(round(wanted * _SLACK), _LEAST))
        except chat.ChatError as error:
            if error.final:
                why = f"the language model cannot be used ({error}): condensed without it"
                note(Passing(why))
                return ((),) * ranking.sections
    silent = [
        str(number + 1)
        for number, (said, row) in enumerate(zip(told, plain, strict=True))
        if row and not said
    ]
    if silent:
        places = ", ".join(silent)
        note(f"the language model said nothing true of section {places}: condensed without it")
    return tuple(told)


def blend(ranking: Ranking, told: Told, characters: int) -> Digest:
    """Say what the model says, in about so many characters, filled up with the article's own.

    Args:
        ranking: Of the article.
        told: What the model says of each of its sections.
        characters: As `choose` takes them.
    """
    plain = choose(ranking, characters)
    rows = [_filled(row, said) for row, said in zip(_rows(plain), told, strict=True)]
    lead = tuple(
        one
        for row in rows
        for one in row
        if any(one.section == news.section and _overlap(one, news) for news in plain.lead)
    )
    sections = (tuple(one for one in row if one not in lead) for row in rows)
    return Digest(lead=lead, sections=tuple(sections))


def _rows(digest: Digest) -> list[tuple[Sentence, ...]]:
    """Give per section all that is said of it, in its order, the news where it stands."""
    rows = []
    for number, row in enumerate(digest.sections):
        every = [*(one for one in digest.lead if one.section == number), *row]
        rows.append(tuple(sorted(every, key=lambda one: (one.paragraph, one.start))))
    return rows


def _filled(plain: tuple[Sentence, ...], said: tuple[Sentence, ...]) -> tuple[Sentence, ...]:
    """Give what is said, then of what is plain what else can stand, in the room of the plain."""
    if not plain or not said:
        return plain
    room = sum(size(one.text) for one in plain)
    kept = [said[0]]
    room -= size(said[0].text)
    alone = (one for one in plain if not points_back(one.text))
    for one in (*said[1:], *alone):
        if size(one.text) <= room and not any(_overlap(one, other) for other in kept):
            kept.append(one)
            room -= size(one.text)
    return tuple(sorted(kept, key=lambda one: (one.paragraph, one.start)))


def _overlap(one: Sentence, other: Sentence) -> bool:
    return one.paragraph == other.paragraph and one.start < other.end and other.start < one.end


def _schema(many: int) -> dict[str, Any]:
    """Give the JSON Schema of an answer that is made from so many sentences."""
    number = {"type": "integer", "minimum": 1, "maximum": many}
    sentence = {
        "type": "object",
        "properties": {
            "from": {"type": "array", "items": number, "maxItems": many},
            "text": {"type": "string"},
        },
        "required": ["from", "text"],
        "additionalProperties": False,
    }
    return {
        "type": "object",
        "properties": {"sentences": {"type": "array", "items": sentence, "maxItems": many}},
        "required": ["sentences"],
        "additionalProperties": False,
    }


def _ask(desk: _Desk, number: int, units: Sequence[Unit], wanted: int) -> tuple[Sentence, ...]:
    article = desk.article
    lines = [f"{at}. {unit.original}" for at, unit in enumerate(units, start=1)]
    heading = article.sections[number].heading or "（无小标题）"
    prompt = (
        f"文章标题：{article.title}\n小标题：{heading}\n"
        f"请用大约{wanted}个字说这一部分最重要的事实。\n" + "\n".join(lines)
    )
    price = len(_SYSTEM) + len(prompt) + 3 * wanted  # a Chinese character is about one token
    if price > desk.left:
        raise chat.ChatError("its token budget is spent", final=False)
    body = chat.question(
        desk.endpoint,
        system=_SYSTEM,
        prompt=prompt,
        tokens=2 * wanted + 200,
        schema=_schema(len(units)),
    )
    question = {"endpoint": desk.endpoint.base_url, "body": body}
    if (known := desk.answers.get(question)) is None:
        known = chat.ask(desk.endpoint, body, sleep=desk.sleep)
        desk.answers.put(question, *known)
    answer, used = known
    desk.left -= used or price
    return tuple(_true(article, number, units, _parse(answer)))


def _parse(answer: str) -> list[tuple[list[int], str]]:
    """Read the model's JSON; what is not of the agreed form is left out."""
    bare = _FENCE.sub("", answer)
    try:
        value: Any = json.loads(bare[bare.find("{") : bare.rfind("}") + 1])
    except ValueError:
        return []
    rows = value.get("sentences") if isinstance(value, dict) else None
    found = []
    for row in rows if isinstance(rows, list) else []:
        if not isinstance(row, dict) or not isinstance(row.get("text"), str):
            continue
        sources = row.get("from")
        numbers = sources if isinstance(sources, list) else [sources]
        found.append(([n for n in numbers if type(n) is int], " ".join(row["text"].split())))
    return found


def _true(
    article: Article, number: int, units: Sequence[Unit], rows: Sequence[tuple[list[int], str]]
) -> list[Sentence]:
    """Keep the sentences that are founded on what they cite and pass the guard, in order."""
    found: list[tuple[int, Sentence]] = []
    for numbers, text in rows:
        cited = [units[n - 1] for n in numbers if 0 < n <= len(units)]
        if not cited or retelling.wrong(text, [unit.original for unit in cited]):
            continue
        if not guard.says_more(text, article.title):  # the opening says that
            continue
        sections: list[list[str]] = [[] for _ in article.sections]
        sections[number] = [text]
        if any(fault.kind != "absence" for fault in guard.faults(article, sections, strict=True)):
            continue
        first = cited[0]
        same = [unit for unit in cited if unit.paragraph == first.paragraph]
        place = Sentence(
            text=closed(text),
            section=number,
            paragraph=first.paragraph,
            start=min(unit.start for unit in same),
            end=max(unit.end for unit in same),
        )
        found.append((min(unit.index for unit in cited), place))
    return [sentence for _, sentence in sorted(found, key=lambda pair: pair[0])]
