"""What follows a unit of a measurement: 9秒83, 1米78, 12块5."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tingbao.normalization.counting import measured
from tingbao.normalization.numerals import spell
from tingbao.normalization.rule import DIGIT, Lazy, Rule, after

if TYPE_CHECKING:
    from tingbao.normalization.rule import Match

_PATTERN = Lazy(r"(?:(?<=\d秒)\d{1,3}|(?<=\d米)\d{2})(?![\d.%:：])")


def _say(match: Match, _one: str) -> str | None:
    return None if measured(after(match)) else spell(match[0])


RULE = Rule("record", (DIGIT,), _PATTERN, _say, needs=frozenset("秒米"))
