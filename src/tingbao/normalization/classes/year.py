"""Years and what is named by them: 2022年, 东京2020, 2021-2025年, 90后; 5000年文明 is a span."""

from __future__ import annotations

import re

from tingbao.language.numerals import cardinal, spell
from tingbao.normalization.counting import measured
from tingbao.normalization.form import (
    DIGIT,
    LETTER,
    OTHER,
    Form,
    Match,
    after,
    before,
    listed,
    pattern,
)
from tingbao.normalization.grammar import JOINERS, TO, to

# Years digit by digit, spans of years as numbers: 2022年 but 5000年文明.

_OPEN, _CLOSE = r"[(\[【〔（［《“]", r"[)\]】〕）］》”]"
_DATED_FORM = listed("years", "dated")
_BARE_FORM = pattern(r"(?<![\d.])(?:1\d|20)\d\d(?![\d.,%℃/:\-+])")
_HELD_FORM = pattern(
    rf"(?<=年{_OPEN})\d{{3,4}}(?={_CLOSE})|(?<={_OPEN})(?:19|20|1\d(?!00))\d\d(?={_CLOSE})"
    r"|(?<![\d.])2\d(?=(?:Q[1-4]|H[12])(?![\dA-Za-z])|[{season}](?![{season}]))"
)


def _say_year(match: Match, _one: str) -> str:
    return spell(match[0])


# From one year to another: 2021-2025年, 1982–83, 北宋(960-1127年), 88-89赛季; 2000-3000年 not.

_YEARS_FORM = pattern(
    rf"(?<![\d.])(?P<first>[1-9]\d{{1,3}}|0\d)(?P<year>年)? ?(?P<to>{TO}|/) ?"
    r"(?P<christ>公元前?|前)?(?P<last>[1-9]\d{1,3}|0\d)(?![\d.])"
)
SPAN_BEFORE = listed("years", "span_before")
SPAN_AFTER = listed("years", "span_after")
OWNERS = listed("years", "owners")
BEFORE_CHRIST = listed("years", "before_christ")
_SEASON = listed("years", "season")
_SEASONS = pattern(r"^[+、,，和与及~—-]\d\d/\d\d")  # 22/23和23/24赛季
_OPEN_YEARS, _CLOSING, _STOPS = "([（［", ")]）］", "，,；、"
_REIGN = pattern("{reign}.$")
_MODERN = {"18", "19", "20"}


def _say_years(match: Match, _one: str) -> str | None:
    first, last = match["first"], match["last"]
    left, right = before(match), after(match)
    winter = len(first) > len(last) and _next(first, last)  # 2023/24雪季
    if match["to"] == "/" and not winter and not OWNERS.match(_SEASONS.sub("", right)):
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
        listed = first[:2] in _MODERN and right[:1] in _STOPS + _CLOSING and right != ""
        return owned or ((_next(first, last) or listed) and not measured(right))
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
    if bracketed and _REIGN.search(left):
        return True
    if SPAN_AFTER.match(right.removeprefix("年")) and not bracketed:
        return christ
    if match["year"] or right.startswith("年"):
        return christ or (bracketed and left != "") or not first % 10 == last % 10 == 0
    if christ:
        return match["christ"] is not None
    return bool(bracketed and right[:1] in _CLOSING and right) and not first % 5 == last % 5 == 0


def _next(first: str, last: str) -> bool:
    """Tell whether two digits are the year that follows."""
    return (int(first) + 1) % 100 == int(last)


def _season(match: Match, _left: str, right: str) -> bool:
    """Tell 88-89赛季 from other pairs."""
    return len(match["last"]) == 2 and _SEASON.match(_SEASONS.sub("", right)) is not None


# Decades and the cohorts named after them: 20世纪90年代, 90后, 1990年代, ’98.

_DECADE_FORM = listed("decade", "form")


def _say_decade(match: Match, _one: str) -> str | None:
    if decade := match["decade"]:
        return (spell(decade) if decade == "00" else cardinal(decade)) + "年代"
    if match["years"]:
        return spell(match["years"]) + "年代"
    if match["short"]:
        return spell(match["short"])
    return spell(re.sub(r"[/,-]", "、", match["cohort"])) + "后"


# Quarters and halves of a year in letters: 2026年Q2, Q3财报, 2025年H1, 2024Q3.

_QUARTER_FORM = pattern(
    r"(?:(?<![\dA-Za-z])|(?<=2\d))(?:Q(?P<quarter>[1-4])|H(?P<half>[12]))(?![\dA-Za-z.])"
    r"|(?<![\dA-Za-z.])(?:(?P<first>[1-4])Q|(?P<part>[12])H)(?P<year>2\d)(?![\dA-Za-z.])"
)
_RELEASE = listed("quarter", "release")
_ORDINALS = "零一二三四"


def _say_quarter(match: Match, _one: str) -> str | None:
    left, right = before(match), after(match)
    if _RELEASE.search(left):
        return None
    year = "年" if left[-1:].isdigit() or match["year"] else ""
    year = spell(match["year"] or "") + year
    if half := match["half"] or match["part"]:
        return None if right.startswith("季度") else year + ("上半年", "下半年")[int(half) - 1]
    quarter = "" if right.startswith("季度") else "季度"
    return f"{year}第{_ORDINALS[int(match['quarter'] or match['first'])]}{quarter}"


FORMS = (
    Form(20, (LETTER, DIGIT), _QUARTER_FORM, _say_quarter, frozenset("QH"), "quarter"),
    Form(82, (DIGIT,), _YEARS_FORM, _say_years, JOINERS | {"/"}, digits=(2, 4)),
    Form(80, (DIGIT,), _HELD_FORM, _say_year, frozenset(")]】〕）］》”QH春夏秋冬")),
    Form(60, (DIGIT,), _BARE_FORM, _say_year, evidence="year", digits=(4, 4)),
    Form(20, (DIGIT,), _DATED_FORM, _say_year, frozenset("年届级"), "dated", (2, 4)),
    Form(79, (DIGIT, OTHER), _DECADE_FORM, _say_decade, frozenset("代后s’‘'"), digits=(2, 4)),
)
