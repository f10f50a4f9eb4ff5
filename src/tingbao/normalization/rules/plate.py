"""Licence plates: 浙A·12345, 京AD12345."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tingbao.normalization.numerals import spell
from tingbao.normalization.rule import LETTER, Lazy, Rule

if TYPE_CHECKING:
    from tingbao.normalization.rule import Match

_PATTERN = Lazy(
    r"(?<=[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼港澳使领])"
    r"(?P<city>[A-Z])[·•.\- ]?(?P<rest>(?=[A-Z\d]{0,5}\d)[A-Z\d]{5,6}"
    r"|(?=[A-Z\d]{0,4}\d)[A-Z\d]{4}[学警港澳挂试])(?![A-Za-z\d])"
)


def _say(match: Match, one: str) -> str | None:
    return match["city"] + spell(match["rest"], one=one)


RULE = Rule(
    "plate",
    (LETTER,),
    _PATTERN,
    _say,
    needs=frozenset("京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼港澳使领"),
)
