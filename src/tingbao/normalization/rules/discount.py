"""Discounts by digits: 8.5折 and 85折 are 八五折."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tingbao.normalization.numerals import spell
from tingbao.normalization.rule import DIGIT, Lazy, Rule

if TYPE_CHECKING:
    from tingbao.normalization.rule import Match

_PATTERN = Lazy(r"(?<![\d.])(?P<tenths>[1-9])\.?(?P<hundredths>[1-9])(?=折)")


def _say(match: Match, _one: str) -> str | None:
    return spell(match["tenths"] + match["hundredths"])


RULE = Rule("discount", (DIGIT,), _PATTERN, _say, needs=frozenset("折"))
