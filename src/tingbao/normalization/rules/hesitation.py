"""Hesitations of transcribed speech are not said: 呃, 啊呃."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tingbao.normalization.rule import HESITATION, Listed, Rule, before

if TYPE_CHECKING:
    from tingbao.normalization.rule import Match

_PATTERN = Listed("hesitation", "form")


def _say(match: Match, _one: str) -> str | None:
    return "，" if before(match, 1).isascii() else ""  # letters on both sides stay apart


RULE = Rule("hesitation", (HESITATION,), _PATTERN, _say, needs=frozenset("呃"))
