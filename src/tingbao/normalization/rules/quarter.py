"""Quarters and halves of a year in letters: 2026年Q2, Q3财报, 2025年H1, 2024Q3."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tingbao.normalization.rule import (
    LETTER,
    Lazy,
    Rule,
    after,
    before,
)

if TYPE_CHECKING:
    from tingbao.normalization.rule import Match

_PATTERN = Lazy(
    r"(?:(?<![\dA-Za-z])|(?<=2\d))(?:Q(?P<quarter>[1-4])|H(?P<half>[12]))(?![\dA-Za-z.])"
)
_RELEASE = Lazy(r"(?:Win(?:dows)?[ \d]{0,4}|版本?|更新) ?2\d$")  # Windows 11 24H2
_BEFORE = Lazy(r"年度?$")
_AFTER = Lazy(r"的?(?:财报|财季|季报|业绩|营收|净利|利润|出货|销量|季度|期间|末|预告)")
_ORDINALS = "零一二三四"


def _say(match: Match, _one: str) -> str | None:
    left, right = before(match), after(match)
    if _RELEASE.search(left):
        return None
    year = "年" if left[-1:].isdigit() else ""
    if not (year or _BEFORE.search(left) or _AFTER.match(right)):
        return None
    if match["half"]:
        half = ("上半年", "下半年")[int(match["half"]) - 1]
        return None if right.startswith("季度") else year + half
    quarter = "" if right.startswith("季度") else "季度"
    return f"{year}第{_ORDINALS[int(match['quarter'])]}{quarter}"


RULE = Rule("quarter", (LETTER,), _PATTERN, _say, needs=frozenset("QH"))
