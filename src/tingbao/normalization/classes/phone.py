"""What is dialled: mobile and area numbers, 400, extensions, 12345热线, 拨打110."""

from __future__ import annotations

import re

from tingbao.language.numerals import spell
from tingbao.normalization.classes.code import NAMING
from tingbao.normalization.counting import measured
from tingbao.normalization.form import (
    DIGIT,
    OTHER,
    SIGN,
    Form,
    Match,
    after,
    before,
    listed,
    pattern,
)

# Telephone numbers: mobile, with area code, with +86, 400 and extensions.

_PHONE_FORM = pattern(
    r"(?=[+(（]?\d[-—() （）\d]{6})(?<![\d.A-Za-z])"
    r"(?:(?P<plus>\+)(?P<land>\d{1,3})[-— ]?(?=[\d(]))?(?P<number>"
    r"(?:86[- ])?1[3-9]\d[-— ]?\d{4}[-— ]?\d{4}"
    r"|[(（]?0(?:10|2\d|[3-9]\d\d)[)）]?[-— ]?[1-9]\d{2,3}[-— ]?\d{4}"
    r"|[48]00[-— ]?\d{3}[-— ]?\d{4}|[48]00[-— ]\d{4}[-— ]\d{3}"
    r"|[2-9]\d{3}[- ]\d{4}|[2-9]\d{2}[- ]\d{4}"
    r"|0(?:10|2\d|[3-9]\d\d)[-—](?:12|9[56])\d{3}"
    r"|(?P<next>[2-9]\d{6,7})"
    r"|(?P<abroad>\(?\d{1,5}\)?(?:[-— ]?\d{2,5}){1,4})"
    r")(?![\d.%])(?: ?(?:转|分机|ext\.?|-|—|,|#)[: ]?(?P<extension>\d{1,6}))?(?!\d)"
)
_JOINS = frozenset("-—() （）+")
_BARE = pattern(r"(?:[2-9]\d{2,3}[- ]\d{4}|[48]00\d{7})$")  # of telephones only where told so
_DIALLED = listed("phone", "dialled")
_LISTED = pattern(r"0\d{2,3}[-—)） ]{0,2}\d{7,8}[、，,/或和及 ]{1,2}$")  # 0571-87052316、87052317


def _say_phone(match: Match, one: str) -> str | None:
    number = match["number"]
    if match["plus"] is None:
        if match["abroad"] or (match["next"] and not _LISTED.search(before(match, 24))):
            return None
        if number.isdigit() and (measured(after(match)) or before(match, 1) == "第"):
            return None
        if _BARE.match(number) and not _DIALLED.search(before(match, 24)):
            return None
    land = f"加{spell(match['land'], one=one)}" if match["plus"] else ""
    extension = f"转{spell(match['extension'], one=one)}" if match["extension"] else ""
    return land + spell(re.sub(r"\D", "", number), one=one) + extension


# Numbers that are dialled by what stands around them: 12345热线, 拨打110.

_HOTLINE_FORM = pattern(rf"(?<![\d.A-Za-z\-])(?=\d{{3}})(?:{NAMING})(?![\d.%]|[:：]\d|[％‰℃°])")


def _say_hotline(match: Match, one: str) -> str:
    return spell(re.sub(r"\D", "", match[0]), one=one)


FORMS = (
    Form(193, (DIGIT,), _PHONE_FORM, _say_phone, digits=(7, 99)),
    Form(193, (DIGIT, SIGN, OTHER), _PHONE_FORM, _say_phone, _JOINS, digits=(2, 6)),
    Form(0, (DIGIT,), _HOTLINE_FORM, _say_hotline, evidence="phone", digits=(3, 99)),
)
