"""Numbers with unit symbols, and ranges of them: 10km/h, 5-10kg, 3万㎡."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tingbao.wording.grammar import NUM, SIGN, TO, WAN, scaled, signed, to
from tingbao.wording.rule import DIGIT, Lazy, Rule
from tingbao.wording.rule import SIGN as SIGNED
from tingbao.wording.units import UNITS, quantity, unit

if TYPE_CHECKING:
    from tingbao.wording.rule import Match

_PATTERN = Lazy(
    rf"(?<![A-Za-z])(?P<sign>(?<!\d){SIGN})?(?P<a>{NUM})(?P<as>{WAN})?(?P<am>[余多])? ?(?P<au"
    rf">{UNITS})?"
    rf"(?: ?(?P<to>{TO}) ?(?P<b>{NUM})(?P<bs>{WAN})?(?P<bm>[余多])? ?(?P<bu>{UNITS}))?(?P<mor"
    rf"e>\+(?!\d))?"
)


def _say(match: Match, _one: str) -> str | None:
    symbol = match["bu"] or match["au"]
    if not symbol or unit(symbol) is None:
        return None
    first = _amount(match["sign"], match["a"], match["as"], match["am"])
    if not match["b"]:
        if match["more"]:
            first += "多"
        return quantity(first, symbol)
    if match["au"]:
        said = quantity(first, match["au"])
        if said is None:
            return None
        first = said
    last = _amount(None, match["b"], match["bs"], match["bm"])
    if (match["au"] and match["au"] != symbol) or (match["au"] and match["to"]):
        second = quantity(last, symbol)
        return f"{first}{to(match['to'])}{second}"
    return quantity(f"{first}{to(match['to'])}{last}", symbol)


def _amount(sign: str | None, number: str, scale: str | None, more: str | None) -> str:
    counting = number == "2" and not scale
    said = (
        signed(sign, number, counting=counting)
        if not scale
        else signed(sign, "0")[:-1] + scaled(number, scale)
    )
    return said + (more or "")


RULE = Rule("measure", (DIGIT, SIGNED), _PATTERN, _say)
