"""Ranges of plain numbers: 5-10天, 100—200万元, 1万~2万, 30至50岁."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tingbao.normalization.counting import counter, counts
from tingbao.normalization.grammar import (
    NUM,
    SIGN,
    WAN,
    scaled,
    sign_word,
    signed,
    takes_sign,
    to,
)
from tingbao.normalization.numerals import cardinal, decimal, spell
from tingbao.normalization.rule import (
    DIGIT,
    Lazy,
    Rule,
    after,
    before,
)
from tingbao.normalization.rule import SIGN as SIGNED

if TYPE_CHECKING:
    from tingbao.normalization.rule import Match

_DASHED = r"(?:--?|—{1,2}|~{1,2}|−|至|到)"
_PATTERN = Lazy(
    rf"(?<![\d.A-Za-z\-])(?P<sign>(?<!\)){SIGN})?(?P<a>{NUM})(?P<as>{WAN})?"
    rf"(?P<au>[^\W\x00-\x7f]{{1,3}})?(?P<letter>[A-Za-z])? ?(?P<to>{_DASHED}) ?"
    rf"(?P<sign2>{SIGN})?(?P<b>{NUM})(?P<bs>{WAN})?(?(letter)(?=(?P=letter)(?![A-Za-z])))"
    r"(?![\d\-:：/%‰℃°]| ?=)(?P<more>\+)?"
)


def _say(match: Match, _one: str) -> str | None:
    unit, right = match["au"], after(match)
    if match["letter"]:
        return f"{decimal(match['a'])}{match['letter']}到{decimal(match['b'])}"
    if unit and (counter(unit) != unit or match["to"] in "至到"):
        return None
    if not unit and match["to"] in "至到" and not counts(right):
        return None
    if match["sign"] and not match["sign2"] and not takes_sign(before(match)):
        return None
    first, last = match["a"], match["b"]
    if len(first) > 1 and first[0] == "0" and "." not in first:
        return f"{spell(first)}{unit}{to(match['to'])}{cardinal(last)}" if _padded(match) else None
    if unit:
        said = _number(first, match["as"], counting=counts(unit)) + unit
    else:
        said = _number(first, match["as"], counting=bool(match["bs"]) or counts(right))
    last = sign_word(match["sign2"]) + _number(last, match["bs"], counting=counts(right))
    return f"{sign_word(match['sign'])}{said}{to(match['to'])}{last}"


def _padded(match: Match) -> bool:
    """Tell a range of numbers that name, 05星~08星, by its unit and equal length."""
    return bool(match["au"] and match["b"].isdigit() and len(match["a"]) == len(match["b"]))


def _number(number: str, scale: str | None, *, counting: bool) -> str:
    return scaled(number, scale) if scale else signed(None, number, counting=counting)


RULE = Rule("range", (DIGIT, SIGNED), _PATTERN, _say)
