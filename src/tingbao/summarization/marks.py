"""Whether a retold clause affirms, denies, doubts and limits what its source does.

A mark governs what follows it in its clause, or in its sentence, and all that follows a comma
right behind it: 据称，…. A predicate keeps the marks that it has where it stands in the source;
those of an attribute that was left out went with it: 不愿透露姓名的分析人士, 分析人士.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import takewhile
from typing import TYPE_CHECKING

from tingbao.language import tables
from tingbao.language.patterns import reporting
from tingbao.summarization.alignment import VERBS, Clause, Kept, told_by

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from tingbao.language.text import Text
    from tingbao.summarization.pairs import Pair

_TITLE = re.compile(r"《[^》]*》")
_STOP = re.compile(r"[。！？\n]")
_BREAK = re.compile(r"[，；：,;:】]")
_WISHES = frozenset({"planned", "wanted"})  # as nouns they are what is told: 其要求
_COMMAS = frozenset("，,")
_AHEAD = frozenset({"coming", "planned", "expected", "wanted"})
_LIMITS = frozenset({"some", "only", "limited", "excepted"})
_THINGS = frozenset({"n", "nz", "nw", "PER", "LOC", "ORG", "TIME"})


@dataclass(frozen=True, slots=True)
class _Mark:
    name: str
    scope: str
    start: int
    end: int
    reach: int  # commas up to here end nothing: 将于3日，在法院开庭

    def governs(self, text: str, at: int) -> bool:
        """Tell whether a word that ends at a place of the text stands under it."""
        if self.scope == "whole":
            return not _STOP.search(text, *sorted((self.end, at)))
        if self.scope == "back":  # 还有时间，只要…: the condition comes behind
            before = text[at : self.start]
            behind = _BREAK.search(text, self.end)
            last = not behind or _STOP.search(text, self.end, behind.start())
            return (
                at < self.start
                and bool(last)
                and not _STOP.search(before)
                and len(_BREAK.findall(before)) == 1
            )
        if self.end > at or _STOP.search(text, self.end, at):
            return False
        reach = self.reach
        stop = _BREAK.search(text, reach, at)
        if stop and (
            (self.scope == "onward" and stop.start() == self.end)
            or (
                self.name in {"some", "excepted"}
                and text[self.end : stop.start()].endswith(told_by("when"))
            )
        ):
            reach = stop.end()
        return self.scope == "sentence" or not _BREAK.search(text, reach, at)


@cache
def _rows() -> tuple[tuple[str, str, frozenset[str], re.Pattern[str]], ...]:
    rows = tables.rows(__package__, "marks.tsv")
    return tuple(
        (name, scope, frozenset(weaker.split()), re.compile("|".join(pattern.split())))
        for name, scope, weaker, pattern in rows
    )


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
    leads = verbs | {word.start for word in text.tags if word.tag in {"p", "d"}}
    things = {word.start: word.end for word in text.tags if word.tag in _THINGS | {"vn"}}
    found = []
    for name, scope, _, pattern in _rows():
        for match in pattern.finditer(text.simple):
            start, end = match.span()
            named = any(a <= start < b and (a, b) != (start, end) for a, b in whole)
            thing = name in _WISHES and things.get(start) == end and end not in verbs
            idle = scope == "verb" and end not in leads
            if not (named or thing or idle):
                found.append(_Mark(name, scope, start, end, _reach(text, end)))
    return tuple(found)


def _reach(text: Text, end: int) -> int:
    """Give how far a mark reaches over a comma behind no more than a time or a place."""
    behind = [word for word in text.tags if word.start >= end]
    before = list(takewhile(lambda word: word.tag not in VERBS | {"w"}, behind))
    comma = behind[len(before)] if len(before) < len(behind) else None
    set_ = before and before[0].tag in {"p", "TIME", "t"}
    return comma.end if comma and set_ and comma.text in _COMMAS else end


def kept_marks(*names: str, kept: bool = False, every: bool = False) -> Callable[[Pair], str]:
    """Give the check that finds a predicate whose marks are not those of the source."""

    def check(pair: Pair) -> str:
        for at, clause in enumerate(pair.clauses):
            # Of somebody who only speaks there, nothing is told.
            told = [one for one in clause.kept if every or one.word.tag in VERBS]
            words = told + [one for one in clause.kept[-1:] if one.word.tag != "PER"]
            if any(not _agree(pair, at, one, names, kept=kept) for one in words):
                return pair.said.simple[clause.start : clause.end]
        return ""

    return check


def _agree(pair: Pair, at: int, one: Kept, names: Iterable[str], *, kept: bool) -> bool:
    """Tell whether a word has the marks that it has in the source, and no more.

    A comma put in or left out takes no mark away: those of the clause before count, where
    the other side has no comma there.
    """
    clause = pair.clauses[at]
    if not clause.part:
        return True
    source, said = clause.part.text, pair.said
    # What is to come of one thing is to come of what stands in a row with it.
    row = {
        mark.name
        for mark in _marks(source)
        if mark.name in _AHEAD and clause.part.start <= mark.start < one.start
    }
    theirs = {
        mark.name
        for mark in _marks(source)
        if mark.governs(source.simple, one.end) and not _went(source, mark, clause)
        if not (mark.name in _WISHES and mark.start >= one.start)  # 通知要求 is a noun
        if not (mark.name == "once" and one.word.text in reporting())  # 曾表示 is 表示
        if not (
            mark.name == "some" and mark.end <= one.start < clause.kept[0].start
        )  # it lists them
    }
    first = _begin(source.simple, min(other.start for other in clause.kept))
    known = (
        theirs
        | row
        | {
            mark.name
            for mark in _marks(source)
            if first <= mark.start
            and mark.end <= one.end
            and not _left(source.simple, mark, clause)
        }
    )
    known |= {mark.name for text in pair.cited for mark in _marks(text) if mark.scope == "whole"}
    begin = clause.start
    for other in reversed(pair.clauses[:at]):
        same = other.part is clause.part and other.kept
        if not same or _BREAK.search(source.simple, other.kept[-1].end, clause.kept[0].start):
            break
        begin = other.start
    mine, told = set(), set()
    for mark in _marks(said):
        titled = any(word.start <= mark.start < word.end for word in pair.titles)
        if mark.governs(said.simple, one.word.end):
            told.add(mark.name)
            if titled:
                continue
            if mark.start >= clause.start or mark.scope == "whole":
                mine.add(mark.name)
        elif begin <= mark.start and mark.end <= one.word.end:
            told.add(mark.name)
    instead = {name: weaker for name, _, weaker, _ in _rows()}
    has = all(name in told or instead[name] & told for name in theirs & set(names))
    return has and (kept or not (mine - known) & set(names))


def _begin(text: str, at: int) -> int:
    return max((match.end() for match in re.finditer(r"[，。；：,;:！？\n]", text[:at])), default=0)


def _went(text: Text, mark: _Mark, clause: Clause) -> bool:
    """Tell whether a mark went with the attribute that it stands in."""
    behind = _behind(text.simple, mark, clause)
    gone = behind.endswith(told_by("closes")) or "、" in behind  # an attribute, one of a list
    return (mark.name not in _LIMITS and gone) or _limits_what_went(text, mark, clause)


def _limits_what_went(text: Text, mark: _Mark, clause: Clause) -> bool:
    """Tell whether nothing is kept of the verb or the things that a limit stands before."""
    behind = [word for word in text.tags if word.start >= mark.end]
    tags = _THINGS if behind and behind[0].tag in _THINGS else VERBS
    its = list(takewhile(lambda word: word.tag in tags, behind))
    if mark.name not in {"some", "limited", "once"} or not its:
        return False
    end = its[-1].end if tags == _THINGS else its[0].end
    return not any(one.start < end and mark.end < one.end for one in clause.kept)


def _left(text: str, mark: _Mark, clause: Clause) -> bool:
    """Tell whether a mark went with the clause that it stands in: 不是打击，而是报复."""
    told = mark.name != "denied" and any(one.start <= mark.start < one.end for one in clause.kept)
    return not told and bool(_BREAK.search(_behind(text, mark, clause)))


def _behind(text: str, mark: _Mark, clause: Clause) -> str:
    """Give what stands between a mark and the next word that was kept."""
    after = next((one for one in clause.kept if one.start >= mark.end), None)
    return text[mark.end : after.start] if after else ""
