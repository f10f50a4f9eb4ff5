"""A minus that ends letters: the charge of Cl- and SO42-, the grade BBB-."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tingbao.normalization.numerals import spell
from tingbao.normalization.rule import LETTER, Lazy, Rule

if TYPE_CHECKING:
    from tingbao.normalization.rule import Match

_PATTERN = Lazy(
    r"(?<![A-Za-z\d-])(?:(?P<ion>Cl|Br|OH|HCO3|NO[23]|(?:SO|CO|PO)[34](?=[23]?[-−⁻]))(?P<charge>[23])?"
    r"|(?P<grade>A{1,3}|B{1,3}|C{1,3}))[-−⁻](?=(?(grade)(?:级|评级|展望|[，。、；：）)”]|$)|(?![A-Za-z\d-])))"
)


def _say(match: Match, _one: str) -> str | None:
    letters = match["grade"] or match["ion"]
    name, number = letters.rstrip("0123456789"), letters.lstrip("ABCHNOPSlrabc")
    return name + spell(number + (match["charge"] or "")) + "减"


RULE = Rule("charge", (LETTER,), _PATTERN, _say, needs=frozenset("-−⁻"))
