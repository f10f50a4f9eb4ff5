"""Degrees, minutes and seconds of arc: 30°15′20″, 120.5°E."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tingbao.normalization.grammar import NUM
from tingbao.normalization.numerals import decimal
from tingbao.normalization.rule import DIGIT, Lazy, Rule, before

if TYPE_CHECKING:
    from tingbao.normalization.rule import Match

_PATTERN = Lazy(
    rf"(?P<degrees>{NUM}) ?° ?(?:(?P<minutes>\d{{1,2}}(?:\.\d{{1,6}})?) ?[′'](?: ?(?P<seconds"
    rf">\d{{1,2}}(?:\.\d{{1,6}})?) ?(?:[″\"]|''))?)? ?(?P<side>[NSEW](?![A-Za-z]))?"
)
_SIDES = {"N": "北纬", "S": "南纬", "E": "东经", "W": "西经"}


def _say(match: Match, _one: str) -> str | None:
    if not match["minutes"] and not match["side"]:
        return None
    side = (
        _SIDES[match["side"]] if match["side"] and before(match, 2) not in _SIDES.values() else ""
    )
    said = f"{side}{decimal(match['degrees'])}度"
    if match["minutes"]:
        said += f"{decimal(match['minutes'])}分"
    if match["seconds"]:
        said += f"{decimal(match['seconds'])}秒"
    return said


RULE = Rule("angle", (DIGIT,), _PATTERN, _say, needs=frozenset("°"))
