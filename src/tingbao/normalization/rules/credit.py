"""Names in credits: 记者 李明 is one breath, 文/李婷婷 two."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tingbao.normalization.rule import OTHER, Lazy, Listed, Rule, before

if TYPE_CHECKING:
    from tingbao.normalization.rule import Match

_PATTERN = Lazy(r"(?: {1,4}|[ ]?[/丨|][ ]?)(?=[^\W\x00-\x7f])")
_TITLE = Listed("credit", "title")
_WORK = Listed("credit", "work")


def _say(match: Match, _one: str) -> str | None:
    left = before(match, 6)
    if match[0].strip():
        return "，" if _WORK.search(left) else None
    return "" if _TITLE.search(left) else None


RULE = Rule("credit", (OTHER,), _PATTERN, _say, needs=frozenset(" /丨|"))
