"""Scores and ratios: 3-1, 78:96, 4∶3, 1:50000; told from times and ranges by their sentence."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from tingbao.normalization.counting import measured
from tingbao.normalization.form import DIGIT, Form, Lazy, Listed, after, before
from tingbao.normalization.grammar import TO
from tingbao.normalization.numerals import decimal
from tingbao.normalization.tables import words

if TYPE_CHECKING:
    from tingbao.normalization.form import Match

_N = r"\d{1,8}(?:\.\d{1,6})?"
_SCORE_FORM = Lazy(
    rf"(?<![\d.\-])(?<!\d[:：])(?:(?P<ratio>{_N}(?: ?[:：∶] ?{_N}){{1,5}})(?![:：∶\d])"
    rf"(?:{TO}(?P<last>{_N}[:：∶]{_N})(?![:：∶\d]))?"
    r"|(?P<score>\d{1,3} ?[-—−~]{1,2} ?\d{1,3})(?![-\d.%‰℃°:：]|/(?!\d{1,3}[-:：]\d)))"
)
_WON = (
    "晋级|战胜|击败|击退|横扫|逆转|绝杀|力克|轻取|险胜|完胜|大胜|小胜|惜败|不敌|淘汰|取胜"
    "|获胜|落败|败北|告负|夺冠|"
    "领先|落后|力压|双杀|握手言和|战平|战成|打平|扳平|失利|爆冷|复仇|憾负|惨败|大败|胜出"
    "|拿下|负于|输给|赢|输|胜|负|平"
)
_AFTER = Lazy(
    rf"(?:的?(?:总|大)?(?:比分|战绩|优势|成绩|攻势|高潮|开局)|[^，。；！？、\d]{{0,4}}(?:{_WON}))"
)
_BEFORE = Lazy(
    rf"(?:比分|局分|盘分|点球|半场|终场|首局|次局|决胜局|上半时|常规时间"
    rf"|{_WON})[^。；！？]{{0,40}}$"
    r"|第.[节局盘][^。；！？]{0,8}$|(?:以|总分|打成|踢成|场)$|\d[:：比-]\d{1,3}[(（][^)）。]{0,44}$"
)
_ONE = r"\d{1,3}[-:：比]\d{1,3}(?:[(（][\d:：、，, -]*[)）])?"
_MORE_RIGHT = Lazy(rf"(?:[(（][\d:：、，, -]*[)）])?(?:[、，,和及与/ ]{{1,2}}{_ONE}){{0,7}}")
_MORE_LEFT = Lazy(rf"(?:{_ONE}[、，,和及与/ ]{{1,2}}){{1,7}}$")
_RATIO = Listed("score", "ratio")
_RATIO_AFTER = Listed("score", "ratio_after")
_REACHED = Listed("score", "reached")
# A time follows, also in brackets behind another: 8:00-22:00（延长至22:30）
_TIMED = Listed("score", "timed")
_SIZES = range(2, 7)  # characters of a name
_TEAM = Lazy(r"[^\W\x00-\x7f]{1,5}队")
# What tells that a sentence is about a match
_TOPIC = Listed("score", "topic")
_ALONE_LEFT = Listed("score", "alone_left")
_ALONE_RIGHT = Listed("score", "alone_right")
_RANGE = Listed("score", "range")


_LENGTH = Listed("score", "length")
_DOWN = Listed("score", "down")


def plays(left: str, right: str) -> bool:
    """Tell whether a:b between these texts is a score or ratio and no time of day."""
    if _TIMED.search(left):
        return False
    left, right = _outside(left, right)
    told = _AFTER.match(right) or _BEFORE.search(left) or _REACHED.search(left)
    return bool(told) or _duel(left, right) or relates(left, right)


def relates(left: str, right: str) -> bool:
    """Tell whether a:b between these texts is a ratio."""
    return bool(_RATIO.search(left) or _RATIO_AFTER.match(right))


def _outside(left: str, right: str) -> tuple[str, str]:
    """Look past the other scores of a list: 21-18、19-21、21-18夺冠."""
    listed, more = _MORE_LEFT.search(left), _MORE_RIGHT.match(right)
    return left[: listed.start()] if listed else left, right[more.end() :] if more else right


def _say_score(match: Match, _one: str) -> str | None:
    if match["ratio"]:
        ratios = (match["ratio"], match["last"]) if match["last"] else (match["ratio"],)
        return "到".join(
            "比".join(decimal(part.strip()) for part in re.split(r"[:：∶]", ratio))
            for ratio in ratios
        )
    left, right = before(match, 48), after(match, 36)
    first, last = (part.strip() for part in re.split(r"[-—−~]{1,2}", match["score"]))
    if "~" in match["score"] or not _is_score(first, last, left, right):
        return None
    return f"{decimal(first)}比{decimal(last)}"


def _is_score(first: str, last: str, left: str, right: str) -> bool:
    if (len(first) > 1 and first[0] == "0") or right.lstrip(" ")[:1] == "=":
        return False
    left, right = _outside(left, right)
    if (_AFTER.match(right) and not re.match(r"平[方米均]", right)) or _REACHED.search(left):
        return True
    if _DOWN.search(left):
        return False
    if int(first) > int(last) and _LENGTH.match(right):
        return _BEFORE.search(left) is not None
    if int(first) >= int(last):  # no range goes down or stands still
        return True
    opponent = _opens(right, _sides())
    if not opponent and (measured(right) or _RANGE.search(left)):
        return False
    if _BEFORE.search(left) or opponent or _closes(left.rstrip("(（"), _sides()):
        return True
    small = max(int(first), int(last)) <= 30 or min(int(first), int(last)) >= 60  # goals or points
    return small and (_TOPIC.search(left + right) is not None or _between_names(left, right))


def _duel(left: str, right: str) -> bool:
    """Tell a score between two teams from a time between two cities."""
    teams = words("teams")
    return _closes(left, teams) and _opens(right, teams)


def _closes(left: str, sides: frozenset[str]) -> bool:
    """Tell whether a side that plays stands before: 中国1-2."""
    return left.endswith("队") or any(left[-size:] in sides for size in _SIZES)


def _opens(right: str, sides: frozenset[str]) -> bool:
    """Tell whether a side that plays stands behind: 0-2瓦伦西亚."""
    return _TEAM.match(right) is not None or any(right[:size] in sides for size in _SIZES)


@cache
def _sides() -> frozenset[str]:
    return words("teams") | words("places")


def _between_names(left: str, right: str) -> bool:
    """Tell a line of results, 深足1-2海牛, or nothing but the figures."""
    return bool(_ALONE_LEFT.search(left) and _ALONE_RIGHT.match(right)) or not (left or right)


FORMS = (Form(68, (DIGIT,), _SCORE_FORM, _say_score, needs=frozenset(":：∶-—−~")),)
