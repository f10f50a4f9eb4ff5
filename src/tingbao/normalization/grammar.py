"""Pieces that the rules' patterns are made of, and the readings that they share."""

from __future__ import annotations

import re

from tingbao.language.numerals import decimal
from tingbao.normalization.form import Match, after, before, listed, pattern
from tingbao.normalization.units import UNITS, unit

# An integer or decimal, thousands separators allowed; bounded so that no pattern walks far.
NUM = r"(?:\d{1,3}(?:,\d{3}){1,6}(?!\d)|\d{1,40})(?:\.\d{1,40})?"
INT = r"(?:\d{1,3}(?:,\d{3}){1,6}(?!\d)|\d{1,40})"
WAN = "[百千万亿兆]{1,3}"
TO = r"(?:--?|—{1,2}|~{1,2}|−|至|到)"  # what stands in a range
JOINERS = frozenset("-—~−至到")  # of which one is in TO
DASH = r"(?:--?|—{1,2}|~{1,2}|−)"
SIGNS = r"[-−+±]"
# Words before which a sign belongs to the number: 净胜球+15, 海拔-154米.
VALUE = listed("grammar", "value")
_OPENING = pattern("[{leads}，。、；：？！（(“ =<>≤≥≈×÷]?")
_LETTER, _SYMBOL = pattern("[A-Za-z]$"), pattern(rf" ?(?:[%‰]|({UNITS}))")
_WORD = pattern(r"[^\W\x00-\x7f]$")
_SIGNS = {"-": "负", "−": "负", "+": "正", "±": "正负", "": ""}
BEFORE_LIANG = re.compile(r"[百千万亿]")


def opens(left: str) -> bool:
    """Tell whether a figure with a sign or a point of its own can follow this text."""
    return _OPENING.fullmatch(left[-1:]) is not None


def takes_sign(left: str) -> bool:
    """Tell whether a - after this text is a minus and no dash."""
    return opens(left) or VALUE.search(left) is not None


def adds(left: str) -> bool:
    """Tell whether a + after this text joins two amounts: 6GB内存+128GB存储."""
    return _WORD.search(left) is not None and not takes_sign(left)


def keyed(match: Match) -> bool:
    """Tell the end of a name before its amount, PaCO2:48mmHg, from a ratio or a time."""
    return _LETTER.search(before(match, 1)) is not None and weighed(after(match))


def weighed(right: str) -> bool:
    """Tell whether a unit or a share follows a number."""
    symbol = _SYMBOL.match(right)
    return symbol is not None and (not symbol[1] or unit(symbol[1]) is not None)


def sign_word(sign: str | None) -> str:
    """Say a sign, or nothing."""
    return _SIGNS[sign or ""]


def signed(sign: str | None, number: str, *, counting: bool = False) -> str:
    """Say a number with its sign."""
    return sign_word(sign) + decimal(number, counting=counting)


def scaled(number: str, scale: str | None, *, counting: bool = False) -> str:
    """Say a number before 百, 千, 万 or 亿, 2万 is 两万; or one that counts or not before none."""
    counting = BEFORE_LIANG.match(scale) is not None if scale else counting
    return decimal(number, counting=counting) + (scale or "")


def to(joiner: str) -> str:
    """Say the sign of a range as it was written, or 到."""
    return "至" if joiner == "至" else "到"
