"""Temperatures and their ranges: 38°C, −5℃~10℃, 气温-3℃ is 零下."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tingbao.normalization.grammar import NUM, TO
from tingbao.normalization.numerals import decimal
from tingbao.normalization.rule import (
    DIGIT,
    SIGN,
    Lazy,
    Listed,
    Rule,
    after,
    before,
)

if TYPE_CHECKING:
    from tingbao.normalization.rule import Match

_DEGREE = r"℃|° ?[Cc]|℉|° ?[Ff]|°"
_PATTERN = Lazy(
    rf"(?P<s1>(?<![\d)A-Za-z])[-−+±])?(?P<a>{NUM}) ?(?P<u1>{_DEGREE}|摄氏度|度)?"
    rf"(?: ?(?P<to>{TO}|/) ?(?P<s2>[-−+])?(?P<b>{NUM}) ?(?P<u2>{_DEGREE}|摄氏度"
    rf"|度))?(?!['′\dA-Za-z])(?P<more>\+(?!\d))?"
)
_PHYSICS = Listed("temperature", "physics")
_SCIENCE = Listed("temperature", "science")
_PROSE = Lazy(r"[^\W\x00-\x7f]")
_NAMES = {
    "C": "摄氏度",
    "c": "摄氏度",
    "℃": "摄氏度",
    "F": "华氏度",
    "f": "华氏度",
    "℉": "华氏度",
    "°": "度",
}


def _say(match: Match, _one: str) -> str | None:
    last_unit = match["u2"] or match["u1"]
    if not last_unit or (last_unit[0] in "摄度" and "-" not in match[0] and "−" not in match[0]):
        return None
    signs = {match["s1"], match["s2"]} - {None, "+"}
    left = before(match, 20)
    angle = _PHYSICS.search(left) or _SCIENCE.match(after(match))
    weather = _PROSE.search(left) and not angle
    told = left.endswith(("零下", "负"))  # 零下-5℃
    cold = "" if told else "零下" if weather or (match["b"] and signs) else "负"
    first = _signed(match["s1"], match["a"], cold)
    if not match["b"]:
        return first + _name(last_unit) + ("以上" if match["more"] else "")
    unit = _name(match["u1"]) if match["u1"] else ""
    joiner = "至" if match["to"] == "至" else "到"
    return f"{first}{unit}{joiner}{_signed(match['s2'], match['b'], cold)}{_name(last_unit)}"


def _signed(sign: str | None, number: str, cold: str) -> str:
    said = {"-": cold, "−": cold, "±": "正负"}.get(sign or "", "")
    return said + decimal(number)


def _name(unit: str) -> str:
    return _NAMES.get(unit[-1], unit)


RULE = Rule("temperature", (DIGIT, SIGN), _PATTERN, _say, needs=frozenset("℃°℉度"))
