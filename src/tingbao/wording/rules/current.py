"""Volts and amperes of chargers and sockets: 5V2A, 20V/3.25A, 电流16A, but not 5A级."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tingbao.wording.grammar import NUM
from tingbao.wording.numerals import decimal
from tingbao.wording.rule import DIGIT, Lazy, Rule, before

if TYPE_CHECKING:
    from tingbao.wording.rule import Match

_PATTERN = Lazy(
    rf"(?:(?<![\dA-Za-z.])|(?<=[AD]C))(?:(?P<volts>{NUM}) ?[Vv] ?[-/,，、·*×x=⎓]? ?(?=\d))?"
    rf"(?P<amperes>{NUM}) ?A(?![A-Za-z\d级股类])"
)
_NAMED = Lazy(r"(?:电流|额定|输出|安培|限流|熔断|保险丝)[^，。；]{0,6}$")


def _say(match: Match, _one: str) -> str | None:
    if not match["volts"]:
        named = "." in match["amperes"] or _NAMED.search(before(match))
        return f"{decimal(match['amperes'], counting=True)}安" if named else None
    volts = decimal(match["volts"], counting=True)
    return f"{volts}伏、{decimal(match['amperes'], counting=True)}安"


RULE = Rule("current", (DIGIT,), _PATTERN, _say, needs=frozenset("A"))
