"""From one to another: 5-10天, 1万~2万, 3月14日—4月18日, 北京—上海高铁."""

from __future__ import annotations

from tingbao.language.numerals import cardinal, decimal, spell
from tingbao.normalization.counting import counter, counts
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
from tingbao.normalization.grammar import NUM, SIGNS, TO, WAN, scaled, sign_word, takes_sign, to
from tingbao.normalization.tables import words

# Ranges of plain numbers: 5-10天, 100—200万元, 1万~2万, 30至50岁.

_RANGE_FORM = pattern(
    rf"(?<![\d.A-Za-z\-])(?P<sign>(?<!\)){SIGNS})?(?P<a>{NUM})(?P<as>{WAN})?"
    rf"(?P<au>[^\W\x00-\x7f]{{1,3}})?(?P<letter>[A-Za-z])? ?(?P<to>{TO}) ?"
    rf"(?P<sign2>{SIGNS})?(?P<b>{NUM})(?P<bs>{WAN})?(?(letter)(?=(?P=letter)(?![A-Za-z])))"
    r"(?![\d\-:：/%‰℃°]| ?=)(?P<more>\+)?"
)


def _say_range(match: Match, _one: str) -> str | None:
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
        said = scaled(first, match["as"], counting=counts(unit)) + unit
    else:
        said = scaled(first, match["as"], counting=bool(match["bs"]) or counts(right))
    last = sign_word(match["sign2"]) + scaled(last, match["bs"], counting=counts(right))
    return f"{sign_word(match['sign'])}{said}{to(match['to'])}{last}"


def _padded(match: Match) -> bool:
    """Tell a range of numbers that name, 05星~08星, by its unit and equal length."""
    return bool(match["au"] and match["b"].isdigit() and len(match["a"]) == len(match["b"]))


# A dash from one date or ordinal to another is 到: 3月14日—4月18日, 第30届-第32届.

_SPAN_FORM = listed("span", "form")


# A dash between two places is 至: 北京—上海高铁.

_ROUTE_FORM = pattern(r" ?(?:—{1,2}|[-~→]) ?(?=[^\W\x00-\x7f])")
_LONGEST = 4
_DAY = "{week}[{weekday}]"
_DAY_LEFT, _DAY_RIGHT = pattern(f"{_DAY}$"), pattern(_DAY)


def _say_route(match: Match, _one: str) -> str | None:
    known = words("places")
    left, right = before(match, _LONGEST), after(match, _LONGEST)
    if _DAY_LEFT.search(left) and _DAY_RIGHT.match(right):
        return "至"
    starts = any(left[-size:] in known for size in range(2, len(left) + 1))
    ends = any(right[:size] in known for size in range(2, len(right) + 1))
    return "至" if starts and ends else None


FORMS = (
    Form(65, (DIGIT, SIGN), _RANGE_FORM, _say_range, needs=frozenset("-—~−至到")),
    Form(62, (SIGN, OTHER), _SPAN_FORM, lambda *_: "到", needs=frozenset("-—~")),
    Form(61, (SIGN, OTHER), _ROUTE_FORM, _say_route, needs=frozenset("-—~→")),
)
