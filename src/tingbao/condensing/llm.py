"""Condensing by a language model behind any OpenAI-compatible chat endpoint.

Section by section the model gets numbered sentences and answers JSON: what it would say,
and from which sentences. What comes back is checked like everything else; a section for
which nothing true comes back is condensed extractively, and so is all of it when the
endpoint cannot be used. Both are announced.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from tingbao.condensing import chat, guard
from tingbao.condensing.choosing import choose
from tingbao.condensing.ranking import Ranking, size
from tingbao.condensing.units import closed, content
from tingbao.model import Digest, Sentence

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tingbao.condensing.chat import Endpoint
    from tingbao.condensing.units import Unit
    from tingbao.model import Article

_SYSTEM = (
    "你是广播新闻编辑，把文章压缩成口播稿。只用给出的句子里的事实，不添加、不评论、不推断；"
    "数字、日期、人名、机构名照抄；引号里的话一字不改并带上说话人；不用“这、该、其、他”开头；"
    "每句不超过四十五个字。只输出 JSON："
    '{"sentences":[{"from":[句子编号],"text":"口播句"}]}'
)
_FENCE = re.compile(r"^\s*```(?:json)?\s*|\s*```\s*$")
_FOUNDED = 0.6  # of a sentence's content words stand in the sentences that it is made from
_SLACK = 1.15  # more is asked for than needed: some of it will not pass the guard


@dataclass(slots=True)
class _Desk:
    """Who is asked about which article, and the tokens that may still be spent on it."""

    article: Article
    endpoint: Endpoint
    sleep: Callable[[float], None]
    left: int


def condense(
    article: Article,
    ranking: Ranking,
    characters: int,
    *,
    endpoint: Endpoint,
    sleep: Callable[[float], None],
    note: Callable[[str], None],
) -> Digest:
    """Keep of an article what a model would say of it in about so many characters.

    Args:
        article: The source.
        ranking: Of the same article, for what the model cannot do.
        characters: Letters and digits to aim at.
        endpoint: Where to ask.
        sleep: Waits between two tries.
        note: Told when something was condensed without the model, and why.
    """
    extractive = choose(ranking, characters)
    by_section: list[list[Unit]] = [[] for _ in range(ranking.sections)]
    for unit in ranking.units:
        by_section[unit.section].append(unit)
    whole = sum(size(unit.text) for unit in ranking.units) or 1
    desk = _Desk(article, endpoint, sleep, endpoint.tokens)
    rows = list(extractive.sections)
    plain = []
    for number, units in enumerate(by_section):
        if not units:
            continue
        share = sum(size(unit.text) for unit in units) / whole
        wanted = max(round(characters * share * _SLACK), 30)
        try:
            told = _ask(desk, number, units, wanted)
        except chat.ChatError as error:
            if error.final:
                note(f"the language model cannot be used ({error}): condensed without it")
                return extractive
            told = ()
        if told:
            rows[number] = told
        else:
            plain.append(number)
    digest, _ = guard.repair(article, replace(extractive, sections=tuple(rows)))
    if plain:
        places = ", ".join(str(number + 1) for number in plain)
        note(f"the language model said nothing true of section {places}: condensed without it")
    return digest


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
    answer, used = chat.ask(
        desk.endpoint, system=_SYSTEM, prompt=prompt, tokens=2 * wanted + 200, sleep=desk.sleep
    )
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
        words = set(content(text)[0])
        known = {word for unit in cited for word in unit.words}
        if not cited or not words or len(words & known) < _FOUNDED * len(words):
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
