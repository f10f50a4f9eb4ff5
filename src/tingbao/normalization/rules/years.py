"""From one year to another: 2021-2025年, 1982–83, 北宋(960-1127年), 88-89赛季; 2000-3000年 not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tingbao.normalization.counting import measured
from tingbao.normalization.grammar import TO, to
from tingbao.normalization.numerals import spell
from tingbao.normalization.rule import (
    DIGIT,
    Lazy,
    Listed,
    Rule,
    after,
    before,
)

if TYPE_CHECKING:
    from tingbao.normalization.rule import Match

_PATTERN = Lazy(
    rf"(?<![\d.])(?P<first>[1-9]\d{{1,3}})(?P<year>年)? ?(?P<to>{TO}|/) ?"
    r"(?P<christ>公元前?|前)?(?P<last>[1-9]\d{1,3}|0\d)(?![\d.])"
)
SPAN_BEFORE = Listed("years", "span_before")
SPAN_AFTER = Listed("years", "span_after")
OWNERS = Listed("years", "owners")
BEFORE_CHRIST = Listed("years", "before_christ")
_SEASON = Listed("years", "season")
_OPEN, _CLOSE, _STOPS = "([（［", ")]）］", "，,；、"
_CENTURIES = {"18", "19", "20"}


def _say(match: Match, _one: str) -> str | None:
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
        listed = first[:2] in _CENTURIES and right[:1] in _STOPS + _CLOSE and right != ""
        return owned or ((follows or listed) and not measured(right))
    if int(last) <= int(first) or len(last) == 3:
        return BEFORE_CHRIST.search(left) is not None
    spans = SPAN_BEFORE.search(left) or SPAN_AFTER.match(right.removeprefix("年"))
    modern = first[:2] in _CENTURIES and last[:2] in _CENTURIES
    round_ = int(first) % 50 == int(last) % 50 == 0
    if owned:
        return modern or not round_
    if right[:1] in _CLOSE and right and (left[-1:] in _OPEN or left[-1:] in _STOPS):
        return True
    return modern and not spans and not measured(right)


def _short(match: Match, left: str, right: str) -> bool:
    """Tell years of three digits from amounts: 龙朔(661—663年) but 100-200年."""
    first, last = int(match["first"]), int(match["last"])
    christ = BEFORE_CHRIST.search(left) is not None
    if SPAN_BEFORE.search(left) or len(match["last"]) == 2 or (last <= first and not christ):
        return christ
    bracketed = left[-1:] in _OPEN
    if SPAN_AFTER.match(right.removeprefix("年")) and not bracketed:
        return christ
    if match["year"] or right.startswith("年"):
        return christ or (bracketed and left != "") or not first % 10 == last % 10 == 0
    if christ:
        return match["christ"] is not None
    return bool(bracketed and right[:1] in _CLOSE and right) and not first % 5 == last % 5 == 0


def _season(match: Match, _left: str, right: str) -> bool:
    """Tell 88-89赛季 from other pairs."""
    return len(match["last"]) == 2 and _SEASON.match(right) is not None


RULE = Rule("years", (DIGIT,), _PATTERN, _say, needs=frozenset("-—~−至到/"))
