"""Years and what is named by them: 2022年, 东京2020, 2021-2025年, 90后; 5000年文明 is a span."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tingbao.normalization.counting import measured
from tingbao.normalization.evidence import weight
from tingbao.normalization.form import DIGIT, LETTER, OTHER, Form, Lazy, Listed, after, before
from tingbao.normalization.grammar import TO, to
from tingbao.normalization.numerals import cardinal, spell
from tingbao.normalization.tables import mapping
from tingbao.normalization.units import unit

if TYPE_CHECKING:
    from tingbao.normalization.form import Match

# Years digit by digit, spans of years as numbers: 2022年 but 5000年文明.

_YEAR_FORM = Listed("year", "form")
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


def _say_year(match: Match, _one: str) -> str | None:
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


# From one year to another: 2021-2025年, 1982–83, 北宋(960-1127年), 88-89赛季; 2000-3000年 not.

_YEARS_FORM = Lazy(
    rf"(?<![\d.])(?P<first>[1-9]\d{{1,3}})(?P<year>年)? ?(?P<to>{TO}|/) ?"
    r"(?P<christ>公元前?|前)?(?P<last>[1-9]\d{1,3}|0\d)(?![\d.])"
)
SPAN_BEFORE = Listed("years", "span_before")
SPAN_AFTER = Listed("years", "span_after")
OWNERS = Listed("years", "owners")
BEFORE_CHRIST = Listed("years", "before_christ")
_SEASON = Listed("years", "season")
_OPEN_YEARS, _CLOSING, _STOPS = "([（［", ")]）］", "，,；、"
_MODERN = {"18", "19", "20"}


def _say_years(match: Match, _one: str) -> str | None:
    first, last = match["first"], match["last"]
    left, right = before(match), after(match)
    if match["to"] == "/" and not OWNERS.match(right):
        return None
    named = {4: _long, 3: _short, 2: _season}[len(first)]
    if not named(match, left, right):
        return None
    joined = to(match["to"]) + (match["christ"] or "")
    return f"{spell(first)}{match['year'] or ''}{joined}{spell(last)}"


def _long(match: Match, left: str, right: str) -> bool:
    """Tell years of four digits, the second perhaps cut to two."""
    first, last = match["first"], match["last"]
    owned = match["year"] is not None or OWNERS.match(right) is not None
    if len(last) == 2:
        follows = (int(first) + 1) % 100 == int(last)
        listed = first[:2] in _MODERN and right[:1] in _STOPS + _CLOSING and right != ""
        return owned or ((follows or listed) and not measured(right))
    if int(last) <= int(first) or len(last) == 3:
        return BEFORE_CHRIST.search(left) is not None
    spans = SPAN_BEFORE.search(left) or SPAN_AFTER.match(right.removeprefix("年"))
    modern = first[:2] in _MODERN and last[:2] in _MODERN
    round_ = int(first) % 50 == int(last) % 50 == 0
    if owned:
        return modern or not round_
    if right[:1] in _CLOSING and right and (left[-1:] in _OPEN_YEARS or left[-1:] in _STOPS):
        return True
    return modern and not spans and not measured(right)


def _short(match: Match, left: str, right: str) -> bool:
    """Tell years of three digits from amounts: 龙朔(661—663年) but 100-200年."""
    first, last = int(match["first"]), int(match["last"])
    christ = BEFORE_CHRIST.search(left) is not None
    if SPAN_BEFORE.search(left) or len(match["last"]) == 2 or (last <= first and not christ):
        return christ
    bracketed = left[-1:] in _OPEN_YEARS
    if SPAN_AFTER.match(right.removeprefix("年")) and not bracketed:
        return christ
    if match["year"] or right.startswith("年"):
        return christ or (bracketed and left != "") or not first % 10 == last % 10 == 0
    if christ:
        return match["christ"] is not None
    return bool(bracketed and right[:1] in _CLOSING and right) and not first % 5 == last % 5 == 0


def _season(match: Match, _left: str, right: str) -> bool:
    """Tell 88-89赛季 from other pairs."""
    return len(match["last"]) == 2 and _SEASON.match(right) is not None


# Decades and the cohorts named after them: 20世纪90年代, 90后, 1990年代, ’98.

_DECADE_FORM = Listed("decade", "form")


def _say_decade(match: Match, _one: str) -> str | None:
    if match["decade"]:
        return (
            cardinal(match["decade"].lstrip("0") or "0") + "年代"
            if match["decade"] != "00"
            else "零零年代"
        )
    if match["years"]:
        return spell(match["years"]) + "年代"
    if match["short"]:
        return spell(match["short"])
    return spell(re.sub(r"[/,-]", "、", match["cohort"])) + "后"


# Quarters and halves of a year in letters: 2026年Q2, Q3财报, 2025年H1, 2024Q3.

_QUARTER_FORM = Lazy(
    r"(?:(?<![\dA-Za-z])|(?<=2\d))(?:Q(?P<quarter>[1-4])|H(?P<half>[12]))(?![\dA-Za-z.])"
)
_RELEASE = Listed("quarter", "release")
_BEFORE = Lazy(r"年度?$")
_AFTER = Listed("quarter", "after")
_ORDINALS = "零一二三四"


def _say_quarter(match: Match, _one: str) -> str | None:
    left, right = before(match), after(match)
    if _RELEASE.search(left):
        return None
    year = "年" if left[-1:].isdigit() else ""
    if not (year or _BEFORE.search(left) or _AFTER.match(right)):
        return None
    if match["half"]:
        half = ("上半年", "下半年")[int(match["half"]) - 1]
        return None if right.startswith("季度") else year + half
    quarter = "" if right.startswith("季度") else "季度"
    return f"{year}第{_ORDINALS[int(match['quarter'])]}{quarter}"


FORMS = (
    Form(83, (LETTER,), _QUARTER_FORM, _say_quarter, needs=frozenset("QH")),
    Form(82, (DIGIT,), _YEARS_FORM, _say_years, needs=frozenset("-—~−至到/")),
    Form(80, (DIGIT,), _YEAR_FORM, _say_year),
    Form(79, (DIGIT, OTHER), _DECADE_FORM, _say_decade, needs=frozenset("代后s’‘'")),
)
