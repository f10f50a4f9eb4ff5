"""Whether a retold sentence affirms, denies and doubts what its sources do.

A mark governs what follows it in its clause, or in its sentence, and all that follows a comma
right behind it: 据称，…. A predicate keeps the marks that it has somewhere in the sources; those
of an attribute that was left out went with it: 不愿透露姓名的分析人士, 分析人士.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import takewhile

from tingbao.language import tables
from tingbao.language.text import Text
from tingbao.summarization.pairs import VERBS, Pair, told_by

_TITLE = re.compile(r"《[^》]*》")
_STOP = re.compile(r"[。！？\n]")
_BREAK = re.compile(r"[，；：,;:】]")
_END = re.compile(r"[，；：,;:】。！？\n]")
_WISHES = frozenset({"planned", "wanted"})  # as nouns they are what is told: 其要求
_COMMAS = frozenset("，,")
_PREDICATES = frozenset({"v", "vd", "vn", "a"})
_LEAST = 2  # characters of a predicate that are looked for
_AHEAD = frozenset({"coming", "planned", "expected", "wanted"})
_THINGS = frozenset({"n", "nz", "nw", "PER", "LOC", "ORG", "TIME"})


@dataclass(frozen=True, slots=True)
class _Mark:
    name: str
    scope: str
    start: int
    end: int
    reach: int  # commas up to here end nothing: 将于3日，在法院开庭
    last: int  # the end of what it governs, where that is a predicate: 不入账私自拿走 denies 入账

    def governs(self, text: str, at: int) -> bool:
        """Tell whether a word that ends at a place of the text stands under it."""
        if self.scope == "whole":
            return not _STOP.search(text, *sorted((self.end, at)))
        if not self.end <= at <= self.last or _STOP.search(text, self.end, at):
            return False
        reach = self.reach
        stop = _BREAK.search(text, reach, at)
        if stop and self.scope == "onward" and stop.start() == self.end:
            reach = stop.end()
        return self.scope == "sentence" or not _BREAK.search(text, reach, at)


@cache
def _rows() -> tuple[tuple[str, str, frozenset[str], re.Pattern[str]], ...]:
    rows = tables.rows(__package__, "marks.tsv")
    return tuple(
        (name, scope, frozenset(weaker.split()), re.compile("|".join(pattern.split())))
        for name, scope, weaker, pattern in rows
    )


@cache
def _weaker() -> dict[str, frozenset[str]]:
    return {name: weaker for name, _, weaker, _ in _rows()}


@lru_cache(maxsize=64)
def _marks(text: Text) -> tuple[_Mark, ...]:
    """Find the marks of a text, but for those within a title or the name of a thing: 女将, 未来."""
    whole = [match.span() for match in _TITLE.finditer(text.simple)]
    whole += [
        (
            word.start,
            word.end - (word.tag in {"PER", "ORG"}),
        )  # 西村雄一曾: the mark is taken for the name's
        for word in text.tags
        if word.tag in _THINGS and len(word.text) > 1
    ]
    verbs = {word.start for word in text.tags if word.tag == "v"}  # 计划招募
    brings = {word.start: word.end for word in text.tags if word.tag == "p"}  # 将两者融合
    things = {word.start: word.end for word in text.tags if word.tag in _THINGS | {"vn"}}
    found = []
    for name, scope, _, pattern in _rows():
        for match in pattern.finditer(text.simple):
            start, end = match.span()
            named = any(a <= start < b and (a, b) != (start, end) for a, b in whole)
            thing = name in _WISHES and things.get(start) == end
            thing = thing and end not in verbs
            brought = name == "coming" and brings.get(start) == end
            if not (named or thing or brought):
                last = _first(text, end) if scope == "next" else len(text)
                found.append(_Mark(name, scope, start, end, _reach(text, end), last))
    return tuple(found)


def _first(text: Text, end: int) -> int:
    """Give where the first predicate from a place on ends; one that only helps takes the next."""
    helps = told_by("helps")
    its = (w for w in text.tags if w.start >= end and w.tag in _PREDICATES and w.text not in helps)
    return next((word.end for word in its), len(text))


def _reach(text: Text, end: int) -> int:
    """Give how far a mark reaches over a comma behind no more than a time or a place."""
    behind = [word for word in text.tags if word.start >= end]
    before = list(takewhile(lambda word: word.tag not in VERBS | {"w"}, behind))
    comma = behind[len(before)] if len(before) < len(behind) else None
    set_ = before and before[0].tag in {"p", "TIME", "t"}
    return comma.end if comma and set_ and comma.text in _COMMAS else end


def changed(*names: str) -> Callable[[Pair], str]:
    """Give the check that finds a predicate that nowhere in the sources has the marks it has."""
    asked = frozenset(names)

    def check(pair: Pair) -> str:
        said = pair.said
        for word in said.tags:
            if word.tag not in _PREDICATES:
                continue
            # A short word is told by what stands right beside it: 没有居民, 有居民; what may be
            # a noun by what it is done to: 管理骑手.
            long = word.end + _LEAST if word.tag == "vn" else max(word.end, word.start + _LEAST)
            form = said.simple[word.start : long]
            near = len(word.text) < _LEAST
            mine = _over(said, word.start, word.end, near=near)
            places = [
                (text, match.start(), match.start() + len(word.text))
                for text in pair.cited
                for match in re.finditer(re.escape(form), text.simple)
            ]
            if places and not any(_agree(*one, mine, asked, near=near) for one in places):
                return _clause(said.simple, word.start, word.end)
        return ""

    return check


def _over(text: Text, start: int, end: int, *, near: bool) -> list[_Mark]:
    """Give the marks that a word stands under; with `near`, those right before it."""
    return [
        one
        for one in _marks(text)
        if one.governs(text.simple, end) and (not near or one.end == start)
    ]


def _agree(
    source: Text, start: int, end: int, mine: list[_Mark], asked: frozenset[str], *, near: bool
) -> bool:
    """Tell whether a place of a source stands under the marks that it is told under.

    What is to come of one thing is to come of what stands in a row with it, and may be told so in
    another word.
    """
    over = _over(source, start, end, near=near)
    theirs = {one.name for one in over}
    told = {one.name for one in mine}
    needed = {one.name for one in over if not _went(source.simple, one, end)}
    row = {one.name for one in _marks(source) if one.end <= end and one.name in _AHEAD}
    instead = {name: _AHEAD if name in _AHEAD else frozenset({name}) for name in needed & asked}
    kept = all(told & (others | _weaker()[name]) for name, others in instead.items())
    own = (told & asked) - theirs - (_AHEAD if _AHEAD & (theirs | row) else set())
    return kept and not own


def _went(text: str, mark: _Mark, at: int) -> bool:
    """Tell whether a mark stands in an attribute before a place, or the place in one behind it."""
    of = mark.name in _AHEAD and re.match(rf"\w{{0,2}}{told_by('attribute')[0]}", text[at:])
    return bool(of) or any(close in text[mark.end : at] for close in told_by("closes"))


def _clause(text: str, start: int, end: int) -> str:
    begin = max((one.end() for one in _END.finditer(text, 0, start)), default=0)
    stop = _END.search(text, end)
    return text[begin : stop.start() if stop else None]
