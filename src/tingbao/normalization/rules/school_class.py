"""Classes of a school: 三(2)班, 高一（12）班, 2年2班."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tingbao.normalization.numerals import cardinal
from tingbao.normalization.rule import DIGIT, OTHER, Lazy, Rule

if TYPE_CHECKING:
    from tingbao.normalization.rule import Match

_CLASS = "班(?!次|车|列|组|子)|中队"
_PATTERN = Lazy(
    rf"(?<=[一二三四五六七八九高初级])[（(](?P<class>\d{{1,2}})[)）](?={_CLASS})"
    rf"|(?<![\d.])(?P<grade>[1-9])年级?[（(]?(?P<of>\d{{1,2}})[)）]?(?={_CLASS})"
)


def _say(match: Match, _one: str) -> str | None:
    if match["class"]:
        return cardinal(match["class"])
    level = "年级" if "级" in match[0] else "年"
    return cardinal(match["grade"]) + level + cardinal(match["of"])


RULE = Rule("school_class", (DIGIT, OTHER), _PATTERN, _say, needs=frozenset("班队"))
