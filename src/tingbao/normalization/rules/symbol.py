"""Signs that have a name: Greek letters, &, @, ♀ and the like."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tingbao.normalization.rule import (
    OTHER,
    Lazy,
    Rule,
    after,
    before,
)
from tingbao.normalization.tables import mapping

if TYPE_CHECKING:
    from tingbao.normalization.rule import Match

_PATTERN = Lazy(r" ?(?P<sign>[^\x00-\x7f，。！？；：、“”‘’《》（）【】…—·]|[&@%$#]) ?")
_NUMBERED = set("高楼幢栋机炉井线泵门桥车罐墩地、")


def _say(match: Match, _one: str) -> str | None:
    sign = match["sign"]
    left, right = before(match, 1), after(match, 1)
    if sign in "€£¥" and right[:1].isdigit():  # an amount of money follows
        return None
    if sign == "&":
        if not left or not right:
            return None
        return (
            "and"
            if left.isascii() and right.isascii() and left.isalpha() and right.isalpha()
            else "和"
        )
    if sign == "@":
        return "艾特" if right.isalnum() else None
    if sign == "#" and left.isdigit() and right in _NUMBERED:  # 15#楼
        return "号"
    if sign == "#" and left in {"C", "F"}:
        return "sharp"
    if sign in "%$#":
        return None
    if sign == "々":  # 人々
        return left or None
    return mapping("symbols").get(sign)


RULE = Rule("symbol", (OTHER,), _PATTERN, _say)
