"""Whether a retold sentence affirms, denies, doubts and limits what its sources do."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from tingbao.language import tables
from tingbao.summarization.pairs import CLAUSE, VERBS, Pair, plain

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


_TITLE = re.compile(r"《[^》]*》")


@dataclass(frozen=True, slots=True)
class _Mark:
    name: str
    scope: str
    weaker: frozenset[str]
    pattern: re.Pattern[str]


@cache
def _marks() -> tuple[_Mark, ...]:
    rows = tables.rows(__package__, "marks.tsv")
    return tuple(
        _Mark(name, scope, frozenset(weaker.split()), re.compile(pattern))
        for name, scope, weaker, pattern in rows
    )


def kept_marks(*names: str, kept: bool = False) -> Callable[[Pair], str]:
    """Give the check that finds a predicate whose marks are not those of the source."""

    def check(pair: Pair) -> str:
        for clause in CLAUSE.finditer(pair.said.simple):
            words = [
                word
                for word in pair.said.tags
                if clause.start() <= word.start < clause.end() and word.tag in VERBS
            ]
            words = [word for word in words if word.text not in plain()] or words
            for word in words:
                theirs = _marks_of(pair, word.text, clause[0])
                mine = _marked(pair.said.simple, word.end)
                if theirs and not any(_agree(mine, other, names, kept=kept) for other in theirs):
                    return clause[0]
        return ""

    return check


def _agree(
    mine: frozenset[str], theirs: frozenset[str], names: Sequence[str], *, kept: bool
) -> bool:
    """Tell whether a sentence has the marks of another, or such as say as much, and no more."""
    instead = {one.name: one.weaker for one in _marks()}
    has = all(name in mine or instead[name] & mine for name in theirs & set(names))
    return has and (kept or not (mine - theirs) & set(names))


def _marks_of(pair: Pair, word: str, clause: str) -> list[frozenset[str]]:
    """Give the marks of a word where it stands in the clauses that are most like one."""
    found: list[tuple[int, frozenset[str]]] = []
    pairs = set(pairwise(clause))
    for one in pair.cited:
        text = one.simple
        for match in re.finditer(re.escape(word), text):
            start = max([-1, *(text.rfind(mark, 0, match.start()) for mark in "，。；：")]) + 1
            stops = [at for mark in "，。；：" if (at := text.find(mark, match.end())) >= 0]
            here = text[start : min(stops, default=len(text))]
            found.append((len(pairs & set(pairwise(here))), _marked(text, match.end())))
    best = max((many for many, _ in found), default=0)
    return [marks for many, marks in found if many == best]


def _marked(text: str, at: int) -> frozenset[str]:
    """Give the marks under which what stands at a place of a text is said."""
    start = max(text.rfind(mark, 0, at) for mark in "。！？\n") + 1
    stops = [place for mark in "。！？\n" if (place := text.find(mark, at)) >= 0]
    end = min(stops, default=len(text))
    clause = max([start - 1, *(text.rfind(mark, start, at) for mark in "，；：,;:")]) + 1
    text = _TITLE.sub(lambda found: "《" + "　" * (len(found[0]) - 2) + "》", text)
    ranges = {"clause": text[clause:at], "sentence": text[start:at], "whole": text[start:end]}
    return frozenset(one.name for one in _marks() if one.pattern.search(ranges[one.scope]))
