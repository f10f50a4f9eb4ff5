"""Short numbers that are dialled: 12345热线, 拨打110."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tingbao.normalization.counting import measured
from tingbao.normalization.numerals import spell
from tingbao.normalization.rule import (
    DIGIT,
    Lazy,
    Rule,
    after,
    before,
)
from tingbao.normalization.tables import words

if TYPE_CHECKING:
    from tingbao.normalization.rule import Match

_PATTERN = Lazy(r"(?<![\d.A-Za-z\-])\d{3,8}(?![\d.%]|-\d)")
_SHORT = {"110", "119", "120", "122", "114", "112", "999", "117", "121"}
_CALL = Lazy(
    r"(?:拨打?|拨通|致电|热线|电话|报警|急救|匪警|火警|打|呼叫|来电|话务)[^，。；\d]{0,6}(?:[\d()（）-]{3,18}[、和或及与/])*$"
)
_LISTED_LEFT = Lazy(r"(?:(?<!\d)\d{3,5}[、/和及与])+$")
_LISTED_RIGHT = Lazy(r"(?:[、/和及与]\d{3,5}(?!\d))+")
_DESK = Lazy(
    r"[”’」》)）]?(?:政务|便民|服务|公共|咨询|举报|报警|急救|接处?警|接[到报]|调度|出警|指挥|救护|救助|投诉"
    r"|客服|消费|维权|司法|公益|市民|平台|热线|专线|电话|警情|来电|短信|客户|非紧急|应急"
    r"|联动|订票|救援|台|中心|警务|查号|消防[^员]|民警|短号|处警|反诈|工单)"
)


def _say(match: Match, one: str) -> str | None:
    number, right = match[0], after(match)
    dialled = bool(_CALL.search(before(match, 24)))
    desk = bool(_DESK.match(right))
    if number in _SHORT:
        known = dialled or desk or _listed(match)
    elif number in words("hotlines"):
        known = not measured(right) or dialled or desk
    else:
        known = len(number) >= 4 and (
            dialled
            or re.match(r"[”’]?(?:服务|客服|咨询|举报|政务)?(?:热线|专线)", right) is not None
        )
        known = known and not measured(right)
    return spell(number, one=one) if known else None


def _listed(match: Match) -> bool:
    """Tell 119、120、122 from amounts: all of the list are dialled."""
    left, right = _LISTED_LEFT.search(before(match, 24)), _LISTED_RIGHT.match(after(match, 24))
    others = re.findall(r"\d+", (left[0] if left else "") + (right[0] if right else ""))
    rest = after(match, 32)[right.end() if right else 0 :]
    known = _SHORT | words("hotlines")
    return bool(others) and known.issuperset(others) and not measured(rest)


RULE = Rule("hotline", (DIGIT,), _PATTERN, _say)
