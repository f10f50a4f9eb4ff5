"""Units in brackets after what is measured: 体重(kg), 价格（元/t）, 浓度(μg/m³)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tingbao.normalization.rule import (
    LETTER,
    OTHER,
    Lazy,
    Listed,
    Rule,
    before,
)
from tingbao.normalization.units import UNITS, unit

if TYPE_CHECKING:
    from tingbao.normalization.rule import Match

_PATTERN = Lazy(rf"(?<=[(（])(?P<unit>{UNITS})(?=[)）])")
_MEASURED = Listed("caption", "measured")


def _say(match: Match, _one: str) -> str | None:
    return unit(match["unit"]) if _MEASURED.search(before(match, 6)) else None


RULE = Rule("caption", (LETTER, OTHER), _PATTERN, _say, needs=frozenset("(（"))
