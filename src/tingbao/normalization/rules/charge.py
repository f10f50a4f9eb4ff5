"""A minus that ends letters: the charge of Cl- and SO42-, the grade BBB-."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tingbao.normalization.numerals import spell
from tingbao.normalization.rule import LETTER, Listed, Rule

if TYPE_CHECKING:
    from tingbao.normalization.rule import Match

_PATTERN = Listed("charge", "form")


def _say(match: Match, _one: str) -> str | None:
    letters = match["grade"] or match["ion"]
    name, number = letters.rstrip("0123456789"), letters.lstrip("ABCHNOPSlrabc")
    return name + spell(number + (match["charge"] or "")) + "减"


RULE = Rule("charge", (LETTER,), _PATTERN, _say, needs=frozenset("-−⁻"))
