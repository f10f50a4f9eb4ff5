"""Dates in every punctuation, and ranges of dates."""

from __future__ import annotations

import re

from tingbao.language.numerals import cardinal, spell
from tingbao.normalization.counting import measured
from tingbao.normalization.form import DIGIT, Form, Match, after, pattern
from tingbao.normalization.grammar import JOINERS, TO, to

_THEN = r"(?:[ T](?=\d{1,2}[:：]\d\d))?"
_DATE_FORM = pattern(
    r"(?=\d{1,4}[-/.年月日号~—−至到 bB]|\d{8})(?<![\d.])(?:"
    rf"(?P<y>\d{{4}})(?P<s>[-/.])(?P<m>\d{{1,2}})(?P=s)(?P<d>\d{{1,2}})日?(?![\d.])(?: ?(?P<t"
    rf"o0>{TO}) ?(?:(?P<y0>\d{{4}})[-/.])?(?P<m0>\d{{1,2}})[-/.](?P<d0>\d{{1,2}})日?(?![\d.])"
    rf")?{_THEN}"
    r"|(?P<mdy>\d{1,2}/\d{1,2}/\d{4})(?![\d/])"
    r"|(?P<ymd>\d{1,2}/\d{1,2}/\d{1,2})(?![\d/])"
    rf"|(?P<stamp>(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]))(?!\d){_THEN}"
    r"|(?P<ym>(?:1[89]|20)\d\d[-/.](?:0[1-9]|1[0-2]))(?![\d/.]|{yearly})"
    rf"(?: ?(?P<to3>{TO}) ?(?P<ym2>(?:1[89]|20)\d\d[-/.](?:0[1-9]|1[0-2]))(?![\d/.])|(?!-))"
    r"|(?P<my>(?:0[1-9]|1[0-2])[/.](?:19|20)\d\d)(?![\d/])"
    rf"|(?P<md>0[1-9][-/](?:0[1-9]|[12]\d|3[01])|1[0-2][-/]0[1-9])(?![\d/-]|{{yearly}}){_THEN}"
    rf"|(?P<dots>\d{{1,2}}\.\d{{1,2}}{TO}\d{{1,2}}\.\d{{1,2}})(?={{holiday}})"
    r"|(?<![A-Za-z])(?P<bc>\d{1,4})(?:年(?P<bcm>\d{1,2})月)?"
    r" ?(?:[bB]\.?[cC]\.?(?:[eE]\.?)?)(?![A-Za-z])"
    rf"|(?P<m1>\d{{1,2}})月(?P<d1>\d{{1,2}})(?P<u1>[日号])? ?(?P<to1>{TO}) ?(?:(?P<m2>\d{{1,2"
    rf"}})月)?(?P<d2>\d{{1,2}})(?P<u2>[日号])"
    rf"|(?P<a>\d{{1,2}})(?P<au>[月日])? ?(?P<to2>{TO}) ?(?P<b>\d{{1,2}})(?P<bu>[月日])"
    r"(?!元|本[^周月])"
    r"|(?P<month>\d{1,2})月(?P<day>\d{1,2})(?P<dayunit>[日号])"
    r"|(?P<one>0?\d|[1-3]\d)(?P<oneunit>[月日])(?!元|圆)"
    r")"
)
_MONTHS, _DAYS = 12, 31
_DIGITS, _JOINER = re.compile(r"\d+"), re.compile(TO)
# What the numbers of a date are, in the order that they are written in.
_ORDERS = {
    "mdy": "mdy", "ymd": "ymd", "stamp": "ymd", "ym": "ym", "my": "my", "md": "md",
}  # fmt: skip
_STAMP = pattern(r"^(\d{4})(\d\d)(\d\d)$")


def _say_date(match: Match, _one: str) -> str | None:
    for form, say in _FORMS.items():
        if match[form]:
            return say(match)
    return next((_numbers(match, name) for name in _ORDERS if match[name]), None)


def _numbers(match: Match, name: str) -> str | None:
    """Say a date of numbers alone, where they are no amount or code."""
    right = after(match)
    if name == "stamp" and right[:1] in {"期", "号"}:
        return spell(match[name])
    if name in {"stamp", "ym", "md", "ymd"} and measured(right):
        return None
    said = _date(match[name], _ORDERS[name])
    if name == "ym" and match["ym2"]:
        return f"{said}{to(match['to3'])}{_date(match['ym2'], 'ym')}"
    return said


def _date(written: str, order: str) -> str | None:
    """Say year, month and day, or None where no date has such numbers."""
    numbers = re.findall(r"\d+", _STAMP.sub(r"\1-\2-\3", written))
    part = dict(zip(order, numbers, strict=True))
    if order == "mdy" and int(part["m"]) > _MONTHS:
        part["m"], part["d"] = part["d"], part["m"]
    if not 1 <= int(part["m"]) <= _MONTHS or not 1 <= int(part.get("d", 1)) <= _DAYS:
        return None
    said = spell(part["y"].zfill(2)) + "年" if "y" in part else ""
    said += _number(part["m"]) + "月"
    return said + _number(part["d"]) + "日" if "d" in part else said


def _full(match: Match) -> str | None:
    first = _date(f"{match['y']}-{match['m']}-{match['d']}", "ymd")
    if not match["to0"] or first is None:
        return first
    year = f"{match['y0']}-" if match["y0"] else ""
    last = _date(f"{year}{match['m0']}-{match['d0']}", "ymd" if year else "md")
    return f"{first}{to(match['to0'])}{last}" if last else None


def _plan(match: Match) -> str | None:
    """Say the days of a holiday: 5.1-5.5放假."""
    days = [_date(day, "md") for day in re.findall(r"\d+\.\d+", match[0])]
    return None if None in days else "到".join(filter(None, days))


def _before_christ(match: Match) -> str:
    month = f"{_number(match['bcm'])}月" if match["bcm"] else ""
    return f"公元前{spell(match['bc'])}年{month}"


def _pair(match: Match) -> str | None:
    limit = _MONTHS if match["bu"] == "月" else _DAYS
    if int(match["a"]) > limit or int(match["b"]) > limit or match["au"] not in {None, match["bu"]}:
        return None
    return _worded(match)


def _worded(match: Match) -> str:
    """Say a date that has its 月 and 日: 03月5日 - 7日."""
    said = _DIGITS.sub(lambda digits: _number(digits[0]), match[0].replace(" ", ""))
    return _JOINER.sub(lambda joiner: to(joiner[0]), said)


def _number(digits: str) -> str:
    return cardinal(digits.lstrip("0") or "0")


_FORMS = {
    "y": _full, "dots": _plan, "bc": _before_christ, "m1": _worded, "a": _pair,
    "month": _worded, "one": _worded,
}  # fmt: skip


# A day that could be a fraction: 活动时间：12/1-12/31, 11/28日截止, 5/1放假.

_MD = r"(?:0?[1-9]|1[0-2])/(?:3[01]|[12]\d|0?[1-9])"
_CALENDAR_FORM = pattern(
    rf"(?<![A-Za-z\d./])(?P<first>{_MD})(?: ?(?P<to>{TO}) ?(?P<last>{_MD}))?"
    rf"(?P<unit>[日号])?(?![\d/%]|\.\d){_THEN}"
)


def _say_calendar(match: Match, one: str) -> str | None:
    said = _say_days(match, one)
    return said[:-1] + match["unit"] if said and match["unit"] else said


def _say_days(match: Match, _one: str) -> str | None:
    """Say a day of month and number, or one to another."""
    days = [_date(day, "md") for day in (match["first"], match["last"]) if day]
    return None if None in days else to(match["to"] or "").join(filter(None, days))


# A day that is nearly always a decimal: 9.19周四.

_DAY = r"(?:[1-9]|1[0-2])\.(?:3[01]|[12]\d|0?[1-9])(?![\d.A-Za-z]| ?[%％‰℃°])"
_DOTTED_FORM = pattern(rf"(?<![\d.])(?P<first>{_DAY})(?:(?P<to>{TO})(?P<last>{_DAY}))?")


# Days from one to another, told to their two digits: 11.25-11.28日; but 2.5-3.5日.

_UNIT_FORM = pattern(
    rf"(?<![\d.])(?P<first>{_DAY})(?<=\.\d\d)(?P<to>{TO})(?P<last>{_DAY})(?<=\.\d\d)"
    r"日(?![{counted_day}])"
)


FORMS = (
    Form(84, (DIGIT,), _DATE_FORM, _say_date, JOINERS | frozenset("/.年月日号 bB"), digits=(1, 7)),
    Form(84, (DIGIT,), _DATE_FORM, _say_date, digits=(8, 8)),
    Form(30, (DIGIT,), _CALENDAR_FORM, _say_calendar, frozenset("/"), "calendar", (1, 2)),
    Form(84, (DIGIT,), _UNIT_FORM, _say_days, frozenset("."), digits=(1, 2)),
    Form(0, (DIGIT,), _DOTTED_FORM, _say_days, frozenset("."), "dotted", (1, 2)),
)
