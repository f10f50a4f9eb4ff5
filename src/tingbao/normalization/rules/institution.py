"""One dash inside the name of a joint institution is not said: 浙江大学—钱塘智慧城联合研究中心."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tingbao.normalization.rule import (
    OTHER,
    SIGN,
    Lazy,
    Rule,
    after,
    before,
)

if TYPE_CHECKING:
    from tingbao.normalization.rule import Match

_PATTERN = Lazy(r"(?<=[^\W\x00-\x7f])[-—·](?=[^\W\x00-\x7f])(?![-—])")
_JOINT = Lazy(
    r"[^\W\x00-\x7f]{2,18}?(?:中心|实验室|研究院|研究所|学院|论坛|走廊|经济带|经济圈|城市群"
    r"|合作区|博览会|峰会|自贸区|自由贸易区|关系|合作|交流|友好|对话|经贸|铁路|高铁|航线"
    r"|园区|协定|条约|班列|公报|宣言)"
)


def _say(match: Match, _one: str) -> str | None:
    left = before(match, 2)
    return "" if _JOINT.match(after(match, 24)) and left[0] not in "-—" else None


RULE = Rule("institution", (OTHER, SIGN), _PATTERN, _say, needs=frozenset("-—·"))
