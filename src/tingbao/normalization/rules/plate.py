"""Licence plates: 浙A·12345, 京AD12345."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tingbao.normalization.numerals import spell
from tingbao.normalization.rule import LETTER, Listed, Rule

if TYPE_CHECKING:
    from tingbao.normalization.rule import Match

_PATTERN = Listed("plate", "form")


def _say(match: Match, one: str) -> str | None:
    return match["city"] + spell(match["rest"], one=one)


RULE = Rule(
    "plate",
    (LETTER,),
    _PATTERN,
    _say,
    needs=frozenset("京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼港澳使领"),
)
