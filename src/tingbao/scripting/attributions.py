"""Whose word a sentence is: 米若谷认为，… is said under the name up to its stop.

So where such a sentence is parted, the second half has to name whose word it is again.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tingbao.gathering import terms
from tingbao.summarization.clauses import segments
from tingbao.language.sentences import depths
from tingbao.summarization.speakers import speaker

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tingbao.language.tokenizer import Word

_ADVERBS = frozenset({"d", "ad"})
_ARTICLE = re.compile(r"第|[条款章]$|[0-9]")  # 条例第十三条


@dataclass(frozen=True, slots=True)
class Attribution:
    """Where in a sentence it is said who tells, by which verb, and where what is told begins."""

    who: tuple[int, int]
    verb: tuple[int, int]
    end: int


def attribution(text: str, words: Sequence[Word]) -> Attribution | None:
    """Find whose word a sentence is; None where it does not begin with that.

    Args:
        text: A sentence in simplified characters.
        words: It, cut into words.
    """
    commas = [at for at, word in enumerate(words) if word.text in "，,"][:2]
    start = 0
    for comma in commas:
        if comma == start:
            break
        verb = words[comma - 1]
        if verb.text in terms.words("tell") and (who := _who(text, words[start:comma])):
            return Attribution(who, (verb.start, verb.end), words[comma].end)
        if words[comma - 1].text[-1] not in "年月日时晚天":
            break
        start = comma + 1
    return None


def _who(text: str, words: Sequence[Word]) -> tuple[int, int] | None:
    """Find who is said to tell by the last of the words.

    That is a person's name, or the short noun that a long one ends on: 监测周报.
    """
    if name := speaker(text[: words[-1].end], words):
        start = text.rindex(name, 0, words[-1].start)
        return start, start + len(name)
    words = words[:-1]
    last = max((at for at, word in enumerate(words) if word.text == "的"), default=-1)
    nouns = list(words[last + 1 :])
    while nouns and (nouns[-1].tag in _ADVERBS or _ARTICLE.match(nouns[-1].text)):
        nouns.pop()
    if not nouns or not all(terms.is_noun(word) or word.tag == "vn" for word in nouns):
        return None
    span = nouns[0].start, nouns[-1].end
    if nouns[0].text in terms.words("bare") or text[: span[1]].endswith(terms.ordered("place")):
        return None
    return span if 1 < span[1] - span[0] <= terms.NAME else None


def retold(
    text: str, simple: str, words: Sequence[Word], told: Attribution
) -> list[tuple[int, int, str]]:
    """Find the clauses with a subject of their own in what somebody says."""
    again = (
        text[slice(*told.who)] + ("还" if text == simple else "還") + text[slice(*told.verb)] + "，"
    )
    begins = {part.start for part in segments(simple, words)[1:] if not (part.clings or part.under)}
    inside = depths(simple)
    begins |= {at + 1 for at, char in enumerate(simple) if char == "；" and not inside[at]}
    found = []
    for begin in sorted(begins):
        before = [word for word in words if told.end <= word.start < begin]
        after = [word for word in words if word.start >= begin and not word.text.isspace()]
        if not before:
            continue
        if not after or terms.reaches(simple, before, "half", "tell") or _topic(before):
            break
        again_told = any(word.text in terms.words("tell") for word in after)
        if not again_told and not set("说称") & set(simple[begin:]) and _has_own(simple, after):
            found.append((begin, begin, again))
    return found


def _topic(before: Sequence[Word]) -> bool:
    """Tell whether what is told begins with a topic that all is about: 电站的电池，正极…."""
    clause: list[Word] = []
    for word in before:
        if word.text in "，,；;":
            break
        clause.append(word)
    if not clause:
        return True
    last = max((at for at, word in enumerate(clause) if word.text == "的"), default=-1)
    time = clause[-1].tag == "t" or clause[-1].text.endswith(terms.DATES)
    return not time and not any(
        word.tag.startswith("v") or word.tag in {"p", "a"} for word in clause[last + 1 :]
    )


def _has_own(text: str, after: Sequence[Word]) -> bool:
    """Tell whether a clause begins with a subject that is known without the clause before it."""
    noun = next((word for word in after if not terms.is_time(word)), after[0])
    return (
        (terms.is_noun(noun) or noun.tag in {"s", "b", "vn"})
        and not text.startswith(terms.ordered("rely"), after[0].start)
        and not text.startswith(terms.ordered("bare"), noun.start)
        and not any(word.text in {"因此", "因而", "所以", "从而"} for word in after)
    )
