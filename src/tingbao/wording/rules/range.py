"""Ranges of plain numbers: 5-10天, 100—200万元, 1万~2万, 30至50岁."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tingbao.wording.counting import counter, counts
from tingbao.wording.grammar import NUM, WAN, scaled, signed, to
from tingbao.wording.numerals import decimal
from tingbao.wording.rule import DIGIT, Lazy, Rule, after

if TYPE_CHECKING:
    from tingbao.wording.rule import Match

_DASHED = r"(?:--?|—{1,2}|~{1,2}|−|至|到)"
_PATTERN = Lazy(
    rf"(?<![\d.A-Za-z\-])(?P<a>{NUM})(?P<as>{WAN})?(?P<au>[^\W\x00-\x7f]{{1,3}})?(?P<letter>["
    rf"A-Z])? ?(?P<to>{_DASHED}) ?(?P<b>{NUM})(?P<bs>{WAN})?(?(letter)(?=(?P=letter)(?![A-Za-"
    rf"z])))(?![\d\-:：/%‰℃°]| ?=)(?P<more>\+)?"
)


def _say(match: Match, _one: str) -> str | None:
    unit, right = match["au"], after(match)
    if match["letter"]:
        return f"{decimal(match['a'])}{match['letter']}到{decimal(match['b'])}"
    if unit and (counter(unit) != unit or match["to"] in "至到"):
        return None
    if not unit and match["to"] in "至到" and not counts(right):
        return None
    first, last = match["a"], match["b"]
    if len(first) > 1 and first[0] == "0" and "." not in first:
        return None
    if unit:
        said = _number(first, match["as"], counting=counts(unit)) + unit
    else:
        said = _number(first, match["as"], counting=bool(match["bs"]) or counts(right))
    return f"{said}{to(match['to'])}{_number(last, match['bs'], counting=counts(right))}"


def _number(number: str, scale: str | None, *, counting: bool) -> str:
    return scaled(number, scale) if scale else signed(None, number, counting=counting)


RULE = Rule("range", (DIGIT,), _PATTERN, _say)
