"""Digits that name and do not count: 尾号2349, 邮编310000, 600519.SH, IDs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tingbao.normalization.counting import measured
from tingbao.normalization.numerals import spell
from tingbao.normalization.rule import (
    DIGIT,
    LETTER,
    Lazy,
    Listed,
    Rule,
    after,
    before,
)
from tingbao.normalization.tables import patterns

if TYPE_CHECKING:
    from tingbao.normalization.rule import Match

_PATTERN = Lazy(
    r"(?<![\d.])(?:(?P<id>\d{17}[\dXx]|\d{15,19}(?!\d))(?![\dA-Za-z])"
    r"|(?P<stock>\d{6}|\d{4,5}(?=\.HK))(?P<market>\.(?:SH|SZ|BJ|HK|SS|OF))(?![A-Za-z])"
    r"|(?<![A-Za-z])(?P<mixed>(?=[A-Z]*\d)(?=\d*[A-Z])[A-Z\d]{8,24})(?![A-Za-z\d]|\.\d)"
    r"|(?P<head>\d{3,6})[*]{2,12}(?P<tail>\d{2,4})(?!\d)"
    r"|(?P<number>\d{4}(?:\.\d{2,4}){1,4}|\d{4,40}\.\d{2,6}|\d{12,13}\.\d"
    r"|\d{2,40}(?:[- ]\d{2,40}){0,5}(?:[Xx](?![A-Za-z]))?)"
    r"(?!\d|[.:：]\d|[%％‰℃°]))"
)
_PHONES = Listed("identifier", "phones")
# 密码设成了123456, 批准文号为国药准字H2023…; a list goes on: 号码为03、07、12
_CODES = Lazy(
    lambda: (
        rf"(?:{_words('named')})[^，。；！？、\d]{{0,5}}(?:[A-Za-z_.-]{{1,12}})?$"
        rf"|(?:{_words('named')})[^，。；！？、\d]{{0,4}}"
        r"(?:\d{1,8}[、,，和及与或 ]{1,2}){1,15}$"
        r"|房间号?(?:是|为|：|:)?$"
    )
)
_FUND = Listed("identifier", "fund")
_ANY = Listed("identifier", "any")
_LISTED = Lazy(r"(?:[^\W\x00-\x7f]|[A-Z])”?[(（]$")


def _words(name: str) -> str:
    return patterns()["identifier", name]


def _say(match: Match, one: str) -> str | None:
    left, right = before(match, 48), after(match)
    if match["stock"]:
        return f"{spell(match['stock'])}点{match['market'][1:]}"
    if match["mixed"]:
        return spell(match["mixed"]) if _CODES.search(left) else None
    if match["head"]:
        one = one if _PHONES.search(left) or match["head"][0] == "1" else "一"
        return f"{spell(match['head'], one=one)}，{spell(match['tail'], one=one)}"
    if match["id"]:
        known = len(match["id"]) >= 18 or _CODES.search(left) is not None
        return _spell(match["id"]) if known and left[-1:] != "第" else None
    number = match["number"]
    if len(number) == 4 and right[:1] == "号" and "台风" in left[-20:]:
        return spell(number)
    counted = measured(right)
    if len(number) >= 3 and not counted and (_PHONES.search(left) or left.endswith("舷号")):
        return spell(re.sub(r"\D", "", number), one=one)
    if not counted and _CODES.search(left):
        return _spell(number)
    codes = r"[013-68]\d{5}" if _FUND.search(left) else r"[03468]\d{5}"
    listed = re.fullmatch(codes, number) and _LISTED.search(left)
    if listed and right[:1] in set(")）.,，"):
        return spell(number)
    return _spell(number) if len(number) > 5 and not counted and _ANY.search(left) else None


def _spell(number: str) -> str:
    return spell(re.sub(r"[- ]", "", number)).replace("x", "X").replace(".", "点")


RULE = Rule("identifier", (DIGIT, LETTER), _PATTERN, _say)
