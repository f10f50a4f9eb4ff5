"""Short numbers that are dialled: 12345热线, 拨打110."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tingbao.normalization.counting import measured
from tingbao.normalization.numerals import spell
from tingbao.normalization.rule import (
    DIGIT,
    Lazy,
    Listed,
    Rule,
    after,
    before,
)
from tingbao.normalization.tables import words

if TYPE_CHECKING:
    from tingbao.normalization.rule import Match

_PATTERN = Lazy(r"(?<![\d.A-Za-z\-])\d{3,8}(?![\d.%]|-\d)")
_SHORT = {"110", "119", "120", "122", "114", "112", "999", "117", "121"}
_CALL = Listed("hotline", "call")
_LISTED_LEFT = Lazy(r"(?:(?<!\d)\d{3,5}[、/和及与])+$")
_LISTED_RIGHT = Lazy(r"(?:[、/和及与]\d{3,5}(?!\d))+")
_DESK = Listed("hotline", "desk")


def _say(match: Match, one: str) -> str | None:
    number, right = match[0], after(match)
    dialled = bool(_CALL.search(before(match, 24)))
    desk = bool(_DESK.match(right))
    if number in _SHORT:
        known = dialled or desk or _listed(match)
    elif number in words("hotlines"):
        known = not measured(right) or dialled or desk
    else:
        known = len(number) >= 4 and (
            dialled
            or re.match(r"[”’]?(?:服务|客服|咨询|举报|政务)?(?:热线|专线)", right) is not None
        )
        known = known and not measured(right)
    return spell(number, one=one) if known else None


def _listed(match: Match) -> bool:
    """Tell 119、120、122 from amounts: all of the list are dialled."""
    left, right = _LISTED_LEFT.search(before(match, 24)), _LISTED_RIGHT.match(after(match, 24))
    others = re.findall(r"\d+", (left[0] if left else "") + (right[0] if right else ""))
    rest = after(match, 32)[right.end() if right else 0 :]
    known = _SHORT | words("hotlines")
    return bool(others) and known.issuperset(others) and not measured(rest)


RULE = Rule("hotline", (DIGIT,), _PATTERN, _say)
