"""A dash from one date or ordinal to another is 到: 3月14日—4月18日, 第30届-第32届."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tingbao.normalization.rule import OTHER, SIGN, Lazy, Rule

if TYPE_CHECKING:
    from tingbao.normalization.rule import Match

_PATTERN = Lazy(
    r"(?<=[\d年月日号时点分半刻旬初末底届章节页期次条回室层楼栋幢)）]) ?(?:--?|—{1,2}|~{1,2}) ?"
    r"(?=(?:公元前?|约|今年|次年|同年|翌年|[次翌当]日|[上下]午|晚上?)?\d{1,4}(?:[年月日号时点室层楼栋幢]|[:：]\d\d)"
    r"|第[\d一二三四五六七八九十])"
    r"|(?<=[一二三四五六七八九十百千万亿]) ?[-—~] ?(?=[一二两三四五六七八九十])"
)


def _say(_match: Match, _one: str) -> str | None:
    return "到"


RULE = Rule("span", (SIGN, OTHER), _PATTERN, _say, needs=frozenset("-—~"))
