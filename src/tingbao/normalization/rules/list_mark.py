"""The number of a paragraph or an item: 1.加强 is 一，加强."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tingbao.normalization.numerals import cardinal
from tingbao.normalization.rule import DIGIT, Lazy, Rule, before

if TYPE_CHECKING:
    from tingbao.normalization.rule import Match

_PATTERN = Lazy(r"(?P<number>\d{1,2})(?P<mark>[.．)）]) ?(?=[^\W\x00-\x7f]|[“《])")
_BEGINNING = set("。；：！？:;\n")


def _say(match: Match, _one: str) -> str | None:
    left = before(match, 4)
    apart = left.endswith(" ") and match["mark"] in ".．"
    left = left.rstrip(" ")
    if left and left[-1] not in _BEGINNING and not apart:
        return None
    return f"，{cardinal(match['number'])}，"


RULE = Rule("list_mark", (DIGIT,), _PATTERN, _say, needs=frozenset(".)）"))
