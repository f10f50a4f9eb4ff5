"""Blood pressure, the higher and the lower value: 120/80mmHg."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tingbao.normalization.numerals import cardinal
from tingbao.normalization.rule import DIGIT, Listed, Rule, before

if TYPE_CHECKING:
    from tingbao.normalization.rule import Match

_PATTERN = Listed("pressure", "form")
_NAMED = Listed("pressure", "named")


def _say(match: Match, _one: str) -> str | None:
    if not match["unit"] and not _NAMED.search(before(match, 20)):
        return None
    unit = "毫米汞柱" if match["unit"] else ""
    return f"{cardinal(match['high'])}、{cardinal(match['low'])}{unit}"


RULE = Rule("pressure", (DIGIT,), _PATTERN, _say, needs=frozenset("/"))
