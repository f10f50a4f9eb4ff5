"""Telephone numbers: mobile, with area code, with +86, 400 and extensions."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tingbao.normalization.counting import measured
from tingbao.normalization.numerals import spell
from tingbao.normalization.rule import (
    DIGIT,
    OTHER,
    SIGN,
    Lazy,
    Rule,
    after,
    before,
)

if TYPE_CHECKING:
    from tingbao.normalization.rule import Match

_PATTERN = Lazy(
    r"(?<![\d.A-Za-z])(?:(?P<plus>\+)(?P<land>\d{1,3})[-— ]?(?=[\d(]))?(?P<number>"
    r"(?:86[- ])?1[3-9]\d[-— ]?\d{4}[-— ]?\d{4}"
    r"|[(（]?0(?:10|2\d|[3-9]\d\d)[)）]?[-— ]?[1-9]\d{2,3}[-— ]?\d{4}"
    r"|[48]00[-— ]?\d{3}[-— ]?\d{4}|[48]00[-— ]\d{4}[-— ]\d{3}"
    r"|[2-9]\d{3}[- ]\d{4}|[2-9]\d{2}[- ]\d{4}"
    r"|0(?:10|2\d|[3-9]\d\d)[-—](?:12|9[56])\d{3}"
    r"|(?P<next>[2-9]\d{6,7})"
    r"|(?P<abroad>\(?\d{1,5}\)?(?:[-— ]?\d{2,5}){1,4})"
    r")(?![\d.%])(?: ?(?:转|分机|ext\.?|-|—|,|#)[: ]?(?P<extension>\d{1,6}))?(?!\d)"
)
_LISTED = Lazy(r"0\d{2,3}[-—)） ]{0,2}\d{7,8}[、，,/或和及 ]{1,2}$")  # 0571-87052316、87052317


def _say(match: Match, one: str) -> str | None:
    number = match["number"]
    if match["plus"] is None:
        if match["abroad"] or (match["next"] and not _LISTED.search(before(match, 24))):
            return None
        if number.isdigit() and (measured(after(match)) or before(match, 1) == "第"):
            return None
        if re.fullmatch(r"[2-9]\d{2,3}[- ]\d{4}|[48]00\d{7}", number) and not re.search(
            r"(?:电话|热线|致电|拨打|传真|联系|客服|Tel|TEL|tel)[^。；]{0,12}$", before(match, 24)
        ):
            return None
    land = f"加{spell(match['land'], one=one)}" if match["plus"] else ""
    extension = f"转{spell(match['extension'], one=one)}" if match["extension"] else ""
    return land + spell(re.sub(r"\D", "", number), one=one) + extension


RULE = Rule("phone", (DIGIT, SIGN, OTHER), _PATTERN, _say)
