"""A plain number: the last word on every digit."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tingbao.wording.counting import counts
from tingbao.wording.grammar import NUM, SIGN, WAN, scaled, signed
from tingbao.wording.rule import DIGIT, Rule, after
from tingbao.wording.rule import SIGN as SIGN_KIND

if TYPE_CHECKING:
    from tingbao.wording.rule import Match

_PATTERN = re.compile(
    rf"(?P<sign>(?<![A-Za-z\d)]){SIGN})?(?P<num>{NUM}|\d+)(?:(?P<scale>{WAN})?(?P<more>\+(?!\d))?)"
)


def _say(match: Match, _one: str) -> str | None:
    number, scale = match["num"], match["scale"]
    if scale:
        said = signed(match["sign"], "0")[:-1] + scaled(number, scale)
    else:
        said = signed(match["sign"], number, counting=counts(after(match)))
    if match["more"]:
        said += "多" if counts(after(match)) else "加"
    return said


RULE = Rule("number", (DIGIT, SIGN_KIND), _PATTERN, _say)
