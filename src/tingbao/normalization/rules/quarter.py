"""Quarters and halves of a year in letters: 2026年Q2, Q3财报, 2025年H1, 2024Q3."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tingbao.normalization.rule import (
    LETTER,
    Lazy,
    Listed,
    Rule,
    after,
    before,
)

if TYPE_CHECKING:
    from tingbao.normalization.rule import Match

_PATTERN = Lazy(
    r"(?:(?<![\dA-Za-z])|(?<=2\d))(?:Q(?P<quarter>[1-4])|H(?P<half>[12]))(?![\dA-Za-z.])"
)
_RELEASE = Listed("quarter", "release")
_BEFORE = Lazy(r"年度?$")
_AFTER = Listed("quarter", "after")
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
