"""Hesitations of transcribed speech are not said: 呃, 啊呃."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tingbao.normalization.rule import HESITATION, Lazy, Rule, before

if TYPE_CHECKING:
    from tingbao.normalization.rule import Match

_PATTERN = Lazy(r"(?<!打)[啊嗯唔]{0,3}呃(?!逆)[啊嗯唔呃]{0,8}[，、]?")


def _say(match: Match, _one: str) -> str | None:
    return "，" if before(match, 1).isascii() else ""  # letters on both sides stay apart


RULE = Rule("hesitation", (HESITATION,), _PATTERN, _say, needs=frozenset("呃"))
