"""A dash between two places is 至: 北京—上海高铁."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tingbao.normalization.rule import (
    OTHER,
    SIGN,
    Lazy,
    Rule,
    after,
    before,
)
from tingbao.normalization.tables import words

if TYPE_CHECKING:
    from tingbao.normalization.rule import Match

_PATTERN = Lazy(r" ?(?:—{1,2}|[-~→]) ?(?=[^\W\x00-\x7f])")
_LONGEST = 4
_DAY = "(?:周|星期|礼拜)[一二三四五六日天]"
_DAY_LEFT, _DAY_RIGHT = Lazy(f"{_DAY}$"), Lazy(_DAY)


def _say(match: Match, _one: str) -> str | None:
    known = words("places")
    left, right = before(match, _LONGEST), after(match, _LONGEST)
    if _DAY_LEFT.search(left) and _DAY_RIGHT.match(right):
        return "至"
    starts = any(left[-size:] in known for size in range(2, len(left) + 1))
    ends = any(right[:size] in known for size in range(2, len(right) + 1))
    return "至" if starts and ends else None


RULE = Rule("route", (SIGN, OTHER), _PATTERN, _say, needs=frozenset("-—~→"))
