"""No.1, №3, #5 before a number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tingbao.normalization.numerals import cardinal, spell
from tingbao.normalization.rule import (
    LETTER,
    OTHER,
    Lazy,
    Rule,
    before,
)

if TYPE_CHECKING:
    from tingbao.normalization.rule import Match

_PATTERN = Lazy(
    r"(?:(?<![A-Za-z])(?:N[oO][.．:] ?|No ?)|№ ?"
    r"|(?<![A-Za-z\d#])#(?=\d{1,3}(?![#\w])))(?P<number>\d{1,12})(?![.\d])"
)
_LONGEST = 3


def _say(match: Match, _one: str) -> str | None:
    number = match["number"]
    if match[0][0] == "#":
        return cardinal(number) + "号"
    if len(number) > _LONGEST or number[0] == "0":
        named = before(match, 4).rstrip("为是：: ").endswith("号")  # 编号为NO.0086
        return ("" if named else "编号") + spell(number)
    return "第" + cardinal(number)


RULE = Rule("place_number", (LETTER, OTHER), _PATTERN, _say, needs=frozenset("N№#"))
