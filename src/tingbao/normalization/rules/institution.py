"""One dash inside the name of a joint institution is not said: 浙江大学—钱塘智慧城联合研究中心."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tingbao.normalization.rule import (
    OTHER,
    SIGN,
    Lazy,
    Listed,
    Rule,
    after,
    before,
)

if TYPE_CHECKING:
    from tingbao.normalization.rule import Match

_PATTERN = Lazy(r"(?<=[^\W\x00-\x7f])[-—·](?=[^\W\x00-\x7f])(?![-—])")
_JOINT = Listed("institution", "joint")


def _say(match: Match, _one: str) -> str | None:
    left = before(match, 2)
    return "" if _JOINT.match(after(match, 24)) and left[0] not in "-—" else None


RULE = Rule("institution", (OTHER, SIGN), _PATTERN, _say, needs=frozenset("-—·"))
