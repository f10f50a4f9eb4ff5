"""The province in the name of a place is said without a breath: 中国（浙江）."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tingbao.normalization.rule import OTHER, Lazy, Rule
from tingbao.normalization.tables import words

if TYPE_CHECKING:
    from tingbao.normalization.rule import Match

_PATTERN = Lazy(r"(?<=中国)[(（](?P<place>[^\W\x00-\x7f]{2,4})[)）](?=[^\W\x00-\x7f])")


def _say(match: Match, _one: str) -> str | None:
    return match["place"] if match["place"] in words("places") else None


RULE = Rule("province", (OTHER,), _PATTERN, _say, needs=frozenset("(（"))
