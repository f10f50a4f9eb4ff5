"""Plain numbers: the last word on every digit."""

from __future__ import annotations

from tingbao.language.numerals import decimal
from tingbao.normalization.counting import counts
from tingbao.normalization.form import DIGIT, OTHER, SIGN, Form, Match, after, before, pattern
from tingbao.normalization.grammar import (
    NUM,
    SIGNS,
    WAN,
    opens,
    scaled,
    sign_word,
    signed,
    takes_sign,
)

_NUMBER_FORM = pattern(
    rf"(?P<sign>(?<![A-Za-z\d)]){SIGNS})?(?P<num>{NUM}|\d+)(?:(?P<scale>{WAN})?(?P<more>\+(?!\d))?)"
    r"|(?<![\d.A-Za-z])(?P<part>\.\d{1,40})(?![.\d])"
)

_BELOW = pattern(r"[层楼]|次[方幂]")  # 停车场在-1层, 10的-3次方


def _say_number(match: Match, _one: str) -> str | None:
    left = before(match, 8)
    if match["part"]:
        return decimal(match["part"]) if opens(left) else None
    number, scale = match["num"], match["scale"]
    plain = "." not in number and not scale
    if match["sign"] == "-" and plain and not takes_sign(left) and not _BELOW.match(after(match)):
        return None
    if scale:
        said = sign_word(match["sign"]) + scaled(number, scale)
    else:
        said = signed(match["sign"], number, counting=counts(after(match)))
    if match["more"]:
        said += "多" if counts(after(match)) else "加"
    return said


FORMS = (Form(56, (DIGIT, SIGN, OTHER), _NUMBER_FORM, _say_number),)
