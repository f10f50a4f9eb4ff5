"""第 before a number: never 两, and one 第 for a range."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tingbao.wording.grammar import DASH, INT
from tingbao.wording.numerals import decimal, spell
from tingbao.wording.rule import DIGIT, Lazy, Rule, after

if TYPE_CHECKING:
    from tingbao.wording.rule import Match

_PATTERN = Lazy(rf"(?<=第)(?P<first>{INT})(?!\.\d)(?:(?P<joiner>{DASH}|/)第?(?P<last>{INT}))?")


def _say(match: Match, _one: str) -> str | None:
    first = match["first"]
    if len(first) > 5 and not match["last"] and after(match, 1) == "号":
        return spell(first)
    first = decimal(first)
    if not match["last"]:
        return first
    return f"{first}{'、' if match['joiner'] == '/' else '到'}{decimal(match['last'])}"


RULE = Rule("ordinal", (DIGIT,), _PATTERN, _say, needs=frozenset("第"))
