"""Years digit by digit, spans of years as numbers: 2022年 but 5000年文明."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tingbao.normalization.counting import measured
from tingbao.normalization.evidence import weight
from tingbao.normalization.numerals import cardinal, spell
from tingbao.normalization.rule import (
    DIGIT,
    Lazy,
    Listed,
    Rule,
    after,
    before,
)
from tingbao.normalization.rules.years import BEFORE_CHRIST, OWNERS, SPAN_AFTER, SPAN_BEFORE
from tingbao.normalization.tables import mapping
from tingbao.normalization.units import unit

if TYPE_CHECKING:
    from tingbao.normalization.rule import Match

_PATTERN = Listed("year", "form")
_LATIN_EVENT = Lazy(r" ?([A-Z][A-Za-z]+)")  # 2024WTT, 小行星2023 BU
_YEARS = Listed("year", "years")
_CHRIST = Listed("year", "christ")
_MONTH = Listed("year", "month")
_SENTENCE = Lazy(r"(?:^|[。；！？：\n“])$")
_OPEN, _CLOSE = "([【〔（［《“", ")]】〕）］》”"
_YEAR_AND = Listed("year", "year_and")
_AFTER_2000 = Listed("year", "after_2000")
_AMOUNT = 9  # what a measure word weighs
_ROUND = {"1000", "2000", "3000", "5000"}
_CENTURIES = {"19", "20"}


def _say(match: Match, _one: str) -> str | None:
    left, right = before(match), after(match)
    if match["fiscal"]:
        return spell(match["fiscal"])
    if not match["year"]:
        return _bare(match["bare"] or match["short"], left, right)
    year = match["year"]
    christ = _CHRIST.search(left) or (BEFORE_CHRIST.search(left) and not SPAN_AFTER.match(right))
    if len(year) == 4:
        return (cardinal(year) if not christ and _spans(year, left, right) else spell(year)) + "年"
    if len(year) == 3:
        return (spell(year) if christ or _reigns(year, left, right) else cardinal(year)) + "年"
    return _two(year, left, right, month=match["kept"] is not None and right[:1].isdigit())


def _spans(year: str, left: str, right: str) -> bool:
    """Tell a thousand years from the year 1000."""
    number = int(year)
    if number >= 2200:
        return True
    if SPAN_BEFORE.search(left):
        return year in _ROUND or number < 1900
    if year == "2000" and _AFTER_2000.match(right):
        return False
    return SPAN_AFTER.match(right) is not None and (
        year in _ROUND or (number < 1700 and number % 100 == 0)
    )


def _reigns(year: str, left: str, right: str) -> bool:
    """Tell the year 618 from 618 years."""
    if (left[-1:] in _OPEN and right[:1] in _CLOSE and left) or _MONTH.match(right):
        return True
    if SPAN_AFTER.match(right) or not right:
        return False
    if left[-1:] in {"于", "自", "在"}:
        return True
    if _SENTENCE.search(left):
        return right[0] == "，" or int(year) % 10 != 0
    return left[-1] == "，" and right[0] == "，" and int(year) % 10 != 0


def _two(year: str, left: str, right: str, *, month: bool) -> str | None:
    """Tell the year 98 from ninety-eight years."""
    if year[0] == "0" or (month and re.match(r"\d{1,2}(?:月)", right)) or _YEAR_AND.search(left):
        return spell(year) + "年"
    alone = not left and not right
    since = bool(_YEARS.search(left)) and not SPAN_AFTER.match(right)
    if year[0] in "56789" and (alone or since):
        return spell(year) + "年"
    return None


def _bare(bare: str, left: str, right: str) -> str | None:
    """Say 2023赛季, 东京2020, “2035愿景”, 元年（898） by digits."""
    bracketed = left[-1:] in _OPEN and right[:1] in _CLOSE and left and right
    if len(bare) == 3:
        return spell(bare) if bracketed and left[-2:-1] == "年" else None
    if bracketed and (bare[:2] in _CENTURIES or left[-2:-1] == "年" or int(bare) % 100):
        return spell(bare)
    if bare[:2] not in _CENTURIES:
        return None
    return spell(bare) if _named(bare, left, right) else None


def _named(bare: str, left: str, right: str) -> bool:
    """Tell the year 1949 from the number 1949."""
    owned = OWNERS.match(right) is not None
    amount = not owned and (measured(right) or bare in _ROUND)
    event = _LATIN_EVENT.match(right)
    if event and (unit(event[1]) is not None or event[1] in mapping("currencies")):
        return False
    return weight("year", left, right) - (_AMOUNT if amount else 0) > 0


RULE = Rule("year", (DIGIT,), _PATTERN, _say)
