"""Decades and the cohorts named after them: 20世纪90年代, 90后, 1990年代, ’98."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tingbao.normalization.numerals import cardinal, spell
from tingbao.normalization.rule import DIGIT, OTHER, Listed, Rule

if TYPE_CHECKING:
    from tingbao.normalization.rule import Match

_PATTERN = Listed("decade", "form")


def _say(match: Match, _one: str) -> str | None:
    if match["decade"]:
        return (
            cardinal(match["decade"].lstrip("0") or "0") + "年代"
            if match["decade"] != "00"
            else "零零年代"
        )
    if match["years"]:
        return spell(match["years"]) + "年代"
    if match["short"]:
        return spell(match["short"])
    return spell(re.sub(r"[/,-]", "、", match["cohort"])) + "后"


RULE = Rule("decade", (DIGIT, OTHER), _PATTERN, _say, needs=frozenset("代后s’‘'"))
