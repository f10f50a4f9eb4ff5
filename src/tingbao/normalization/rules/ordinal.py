"""第 before a number: never 两, and one 第 for a range; 第(三)项 without a breath."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tingbao.normalization.grammar import DASH, INT
from tingbao.normalization.numerals import decimal, spell
from tingbao.normalization.rule import (
    DIGIT,
    OTHER,
    Lazy,
    Listed,
    Rule,
    after,
    before,
)

if TYPE_CHECKING:
    from tingbao.normalization.rule import Match

_PATTERN = Lazy(
    rf"(?<=第)(?P<first>{INT})(?!\.\d)(?:(?P<joiner>{DASH}|/)第?(?P<last>{INT}))?"
    r"|(?<=第)[(（](?P<item>\d{1,2}|[一二三四五六七八九十]{1,3})[)）](?=[项款目条问题种类点])"
)
_LOTTERY = Listed("ordinal", "lottery")


def _say(match: Match, _one: str) -> str | None:
    if item := match["item"]:
        return decimal(item) if item.isdigit() else item
    first = match["first"]
    right = after(match, 1)
    drawn = right == "期" and (len(first) > 6 or _LOTTERY.search(before(match)))
    if not match["last"] and (drawn or (len(first) > 5 and right == "号")):
        return spell(first)
    first = decimal(first)
    if not match["last"]:
        return first
    return f"{first}{'、' if match['joiner'] == '/' else '到'}{decimal(match['last'])}"


RULE = Rule("ordinal", (DIGIT, OTHER), _PATTERN, _say, needs=frozenset("第"))
