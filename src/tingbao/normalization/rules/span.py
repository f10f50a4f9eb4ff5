"""A dash from one date or ordinal to another is 到: 3月14日—4月18日, 第30届-第32届."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tingbao.normalization.rule import OTHER, SIGN, Listed, Rule

if TYPE_CHECKING:
    from tingbao.normalization.rule import Match

_PATTERN = Listed("span", "form")


def _say(_match: Match, _one: str) -> str | None:
    return "到"


RULE = Rule("span", (SIGN, OTHER), _PATTERN, _say, needs=frozenset("-—~"))
