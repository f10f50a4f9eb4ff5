"""Rooms, bus lines, roads and units: 301室, 113路, 318国道, 731部队."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tingbao.wording.numerals import spell
from tingbao.wording.rule import DIGIT, Rule, after

if TYPE_CHECKING:
    from tingbao.wording.rule import Match

_PATTERN = re.compile(
    r"(?<![\d.A-Za-z\-])(?P<number>\d{3,5})(?=号?(?:室|房间|病房|房(?![产屋子源])|会议室|教室|包厢|包间|宿舍|寝室|门牌|铺|舱)"
    r"|路(?!段|面|口|程|人|线长)(?:公交|车|电车|环线|专线|巴士)?|国道|省道|县道|乡道|高速|部队|医院|研究所|厂(?![家房])|次列车|次航班|航班|专列|班列|宿舍楼|基地|车间|特勤|旅团)"
)


def _say(match: Match, one: str) -> str | None:
    number, right = match["number"], after(match)
    if right[:1] in "路" and len(number) > 3:
        return None
    if re.match(r"(?:医院|研究所|高速|基地|厂|车间)", right) and len(number) != 3:
        return None
    return spell(number, one="一" if re.match(r"(?:部队|研究所|国道|省道|厂|基地)", right) else one)


RULE = Rule("room", (DIGIT,), _PATTERN, _say)
