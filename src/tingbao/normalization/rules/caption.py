"""Units in brackets after what is measured: 体重(kg), 价格（元/t）, 浓度(μg/m³)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tingbao.normalization.rule import (
    LETTER,
    OTHER,
    Lazy,
    Rule,
    before,
)
from tingbao.normalization.units import UNITS, unit

if TYPE_CHECKING:
    from tingbao.normalization.rule import Match

_PATTERN = Lazy(rf"(?<=[(（])(?P<unit>{UNITS})(?=[)）])")
_MEASURED = Lazy(
    r"(?:[重产水热储含雨流电用降容质力]量|[长宽高深厚温湿浓速强硬密亮精力角跨]度|身高|体[重积]|面积"
    r"|时[间长]|距离|半径|直径|功率|频率|电[压流阻]|价格?|压[力强]|加速度|尺寸|单位|能耗|海拔|规格|[重长宽高厚深]"
    r"|[^\W\x00-\x7f][²³])[(（]$"
)


def _say(match: Match, _one: str) -> str | None:
    return unit(match["unit"]) if _MEASURED.search(before(match, 6)) else None


RULE = Rule("caption", (LETTER, OTHER), _PATTERN, _say, needs=frozenset("(（"))
