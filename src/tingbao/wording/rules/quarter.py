"""Quarters and halves of a year in letters: 2026年Q2, Q3财报, 2025年H1."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tingbao.wording.rule import LETTER, Lazy, Rule, after, before

if TYPE_CHECKING:
    from tingbao.wording.rule import Match

_PATTERN = Lazy(r"(?<![\dA-Za-z])(?:Q(?P<quarter>[1-4])|H(?P<half>[12]))(?![\dA-Za-z.])")
_BEFORE = Lazy(r"年度?$")
_AFTER = Lazy(r"的?(?:财报|财季|季报|业绩|营收|净利|利润|出货|销量|季度|期间|末|预告)")
_ORDINALS = "零一二三四"


def _say(match: Match, _one: str) -> str | None:
    right = after(match)
    if not (_BEFORE.search(before(match)) or _AFTER.match(right)):
        return None
    if match["half"]:
        return None if right.startswith("季度") else ("上半年", "下半年")[int(match["half"]) - 1]
    quarter = "" if right.startswith("季度") else "季度"
    return f"第{_ORDINALS[int(match['quarter'])]}{quarter}"


RULE = Rule("quarter", (LETTER,), _PATTERN, _say, needs=frozenset("QH"))
