"""Numbers with unit symbols, and ranges of them: 10km/h, 5-10kg, 3万㎡, 20ml:0.4g."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tingbao.normalization.grammar import (
    NUM,
    SIGN,
    TO,
    WAN,
    scaled,
    sign_word,
    to,
)
from tingbao.normalization.numerals import decimal
from tingbao.normalization.rule import (
    DIGIT,
    Lazy,
    Listed,
    Rule,
    after,
    before,
)
from tingbao.normalization.rule import SIGN as SIGNED
from tingbao.normalization.units import UNITS, quantity, unit

if TYPE_CHECKING:
    from tingbao.normalization.rule import Match

_OF = r"(?:(?<=\d[gL])|(?<=[mμ]g)|(?<=m[lL]))"  # the strength of a drug, 20ml:0.4g
_PATTERN = Lazy(
    rf"(?:(?<![A-Za-z])|(?<=[AD]C))(?P<sign>(?<!\d){SIGN})?(?P<a>{NUM})(?P<as>{WAN})?(?P<am>[余多])?"
    rf" ?(?P<au>{UNITS})?"
    rf"(?: ?(?P<to>{TO}) ?(?P<sign2>{SIGN})?(?P<b>{NUM})(?P<bs>{WAN})?"
    rf"(?P<bm>[余多])? ?(?P<bu>{UNITS}))?"
    rf"(?P<more>\+(?!\d))?(?P<per>(?(b)(?!)){_OF}[:∶]"
    r"(?=\d[\d.]{0,6} ?(?:[mμ]?g|m[lL]|I?U)(?![A-Za-z])))?"
)
_DOSES = Listed("measure", "doses")
_COLD = Listed("measure", "cold")
_STATE = Listed("measure", "state")
_RATES = Listed("measure", "rates")


def _say(match: Match, _one: str) -> str | None:
    symbol = match["bu"] or match["au"]
    if symbol == "U" and not match["b"] and (match["as"] or _DOSES.search(before(match))):
        return _amount(None, match["a"], match["as"], match["am"]) + "单位"
    if symbol == "K" and not match["b"] and len(match["a"]) > 1 and _heat(match):
        return _amount(match["sign"], match["a"], match["as"], match["am"]) + "开尔文"
    if not symbol or unit(symbol) is None:
        return None
    if symbol == "bps" and _RATES.search(before(match)):
        symbol = "bp"
    first = _amount(match["sign"], match["a"], match["as"], match["am"])
    if match["per"]:
        return f"{quantity(first, symbol)}比"
    if not match["b"]:
        return quantity(first + ("多" if match["more"] else ""), symbol)
    last = _amount(match["sign2"], match["b"], match["bs"], match["bm"])
    if not match["au"]:
        return quantity(f"{first}{to(match['to'])}{last}", symbol)
    said = quantity(first, match["au"])
    return None if said is None else f"{said}{to(match['to'])}{quantity(last, symbol)}"


def _heat(match: Match) -> bool:
    """Tell a temperature, 77K低温, from 4K and from thousands."""
    return bool(_COLD.search(before(match)) or _STATE.match(after(match)))


def _amount(sign: str | None, number: str, scale: str | None, more: str | None) -> str:
    said = scaled(number, scale) if scale else decimal(number, counting=True)
    return sign_word(sign) + said + (more or "")


RULE = Rule("measure", (DIGIT, SIGNED), _PATTERN, _say)
