"""A slash between units is 每: 5.8万元/平方米, 80元/kg."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tingbao.normalization.numerals import decimal
from tingbao.normalization.rule import (
    OTHER,
    Lazy,
    Listed,
    Rule,
    after,
    before,
)
from tingbao.normalization.tables import patterns
from tingbao.normalization.units import UNIT, unit

if TYPE_CHECKING:
    from tingbao.normalization.rule import Match

_PATTERN = Lazy(
    lambda: (
        rf" ?/ ?(?:(?P<number>\d{{1,4}}(?:\.\d)?)?(?P<word>{_words('below')})"
        r"(?![^\W\x00-\x7f](?<=[年月日][度份内]))"
        rf"|(?P<tens>10{{0,4}}|1\.73)?(?P<unit>{UNIT})"
        rf"|\((?P<time>min|h|s|d)·(?P<area>\d{{1,4}}(?:\.\d{{1,2}})?)(?P<surface>{UNIT})\))"
    )
)
_PERIODS = {"月", "天", "年", "晚", "周", "小时"}
_ABOVE = Listed("quotient", "above")


def _words(name: str) -> str:
    return patterns()["quotient", name]


def _say(match: Match, _one: str) -> str | None:
    left = before(match, 12)
    if match["surface"]:  # mL/(min·1.73m²)
        over = unit(match["time"]), decimal(match["area"]), unit(match["surface"])
        return "每" + "".join(filter(None, over))
    bare = match["unit"] or match["word"] in _PERIODS  # 200/μL, 950/月
    bare = bare and left[-1:].isdigit() and after(match, 1) != "."
    if not bare and not _ABOVE.search(left):
        return None
    number = match["number"] or match["tens"]
    number = decimal(number, counting=True) if number else ""
    if match["word"]:
        return f"每{number}" + re.sub(r"[\W\x00-\x7f]", "", match["word"])
    said = unit(match["unit"])
    return None if said is None else f"每{number}{said}"


RULE = Rule("quotient", (OTHER,), _PATTERN, _say, needs=frozenset("/"))
