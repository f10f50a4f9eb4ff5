"""What stands in brackets and is not for the ear: codes, credits, references to pictures."""

from __future__ import annotations

from functools import cache
from re import compile as pattern
from typing import TYPE_CHECKING

from tingbao.language import tables
from tingbao.language.patterns import Pattern

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from tingbao.language.text import Text

_SHORT = Pattern(
    r"[（(](?:{shortly}[：:“”\"]*([^”\"，。（）()]{2,10})|([A-Z][A-Za-z0-9&-]{1,9}))[”\"]?[）)]",
    __package__,
)
_BRACKETS = pattern(r"（[^（）]*）|\([^()]*\)|\[[^\[\]]*\]")


def without(text: Text, used: frozenset[str] = frozenset()) -> Text:
    """Take such brackets out of a sentence; what explains or names stays.

    Args:
        text: The sentence.
        used: Short names that the article goes on with: the brackets that give them stay.

    >>> from tingbao.language.text import Text
    >>> without(Text("海康威视（002415.SZ）昨日涨停（图1）。"))
    '海康威视昨日涨停。'
    >>> without(Text("小花（化名）今年7岁。"))
    '小花（化名）今年7岁。'
    """
    found = _BRACKETS.finditer(text.simple)
    return text.replaced(
        (*one.span(), "")
        for one in found
        if _mute().fullmatch(one[0][1:-1]) and used.isdisjoint(short_names(one[0]))
    )


def short_names(text: str) -> Iterator[str]:
    """Give the short names that a text's brackets give: WHO, or what follows 以下简称.

    >>> list(short_names("世界卫生组织（WHO）和政府效率部（以下简称“效率部”）"))
    ['WHO', '效率部']
    """
    return (match[1] or match[2] for match in _SHORT.finditer(text))


@cache
def _mute() -> re.Pattern[str]:
    return pattern("|".join(row[0] for row in tables.rows(__package__, "asides.tsv")))
