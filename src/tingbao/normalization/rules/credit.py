"""Names in credits: 记者 李明 is one breath, 文/李婷婷 two."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tingbao.normalization.rule import OTHER, Lazy, Rule, before

if TYPE_CHECKING:
    from tingbao.normalization.rule import Match

_PATTERN = Lazy(r"(?: {1,4}|[ ]?[/丨|][ ]?)(?=[^\W\x00-\x7f])")
_TITLE = Lazy(
    r"(?:记者|通讯员|作者|编辑|责编|主编|校对|摄影|评论员|编译|实习生|主持人|撰文|供图|监制|策划)$"
)
_WORK = Lazy(r"(?:^|[\W\x00-\x7f])(?:文|图|摄|图文|视频|制图|海报|供图|撰文|摄影)$")


def _say(match: Match, _one: str) -> str | None:
    left = before(match, 6)
    if match[0].strip():
        return "，" if _WORK.search(left) else None
    return "" if _TITLE.search(left) else None


RULE = Rule("credit", (OTHER,), _PATTERN, _say, needs=frozenset(" /丨|"))
