"""Volts and amperes of chargers and sockets: 5V2A, 20V/3.25A, 48V20Ah, 电流16A, but not 5A级."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tingbao.normalization.grammar import NUM
from tingbao.normalization.numerals import decimal
from tingbao.normalization.rule import DIGIT, Lazy, Listed, Rule, before
from tingbao.normalization.units import unit

if TYPE_CHECKING:
    from tingbao.normalization.rule import Match

_PATTERN = Lazy(
    rf"(?:(?<![\dA-Za-z.])|(?<=[AD]C))(?:(?P<volts>{NUM}) ?[Vv] ?[-/,，、·*×x=⎓]? ?(?=\d))?"
    rf"(?P<amount>{NUM}) ?(?P<unit>A|m?Ah|mA|W)(?![A-Za-z\d级股类])"
)
_NAMED = Listed("current", "named")


def _say(match: Match, _one: str) -> str | None:
    name = "安" if match["unit"] == "A" else unit(match["unit"])
    amount = f"{decimal(match['amount'], counting=True)}{name}"
    if match["volts"]:
        return f"{decimal(match['volts'], counting=True)}伏、{amount}"
    named = "." in match["amount"] or _NAMED.search(before(match))
    return amount if named and match["unit"] == "A" else None


RULE = Rule("current", (DIGIT,), _PATTERN, _say, needs=frozenset("AW"))
