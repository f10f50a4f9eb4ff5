"""What stands in brackets and is not for the ear: codes, credits, references to pictures."""

from __future__ import annotations

from functools import cache
from re import Pattern
from re import compile as pattern

from tingbao.language import tables

_BRACKETS = pattern(r"（[^（）]*）|\([^()]*\)")


def without(text: str) -> str:
    """Take such brackets out of a sentence; what explains or names stays.

    >>> without("海康威视（002415.SZ）昨日涨停（图1）。")
    '海康威视昨日涨停。'
    >>> without("小花（化名）今年7岁。")
    '小花（化名）今年7岁。'
    """
    return _BRACKETS.sub(lambda found: "" if _mute().fullmatch(found[0][1:-1]) else found[0], text)


@cache
def _mute() -> Pattern[str]:
    return pattern("|".join(row[0] for row in tables.rows(__package__, "asides.tsv")))
