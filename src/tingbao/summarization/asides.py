"""What stands in brackets and is not for the ear: codes, credits, references to pictures."""

from __future__ import annotations

from functools import cache
from re import Pattern
from re import compile as pattern
from typing import TYPE_CHECKING

from tingbao.language import tables

if TYPE_CHECKING:
    from tingbao.language.text import Text

_BRACKETS = pattern(r"（[^（）]*）|\([^()]*\)|\[[^\[\]]*\]")


def without(text: Text) -> Text:
    """Take such brackets out of a sentence; what explains or names stays.

    >>> from tingbao.language.text import Text
    >>> without(Text("海康威视（002415.SZ）昨日涨停（图1）。"))
    '海康威视昨日涨停。'
    >>> without(Text("小花（化名）今年7岁。"))
    '小花（化名）今年7岁。'
    """
    found = _BRACKETS.finditer(text.simple)
    return text.replaced((*one.span(), "") for one in found if _mute().fullmatch(one[0][1:-1]))


@cache
def _mute() -> Pattern[str]:
    return pattern("|".join(row[0] for row in tables.rows(__package__, "asides.tsv")))
