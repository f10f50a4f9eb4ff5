"""Signs of arithmetic and comparison: 3+2, 2≥1, 5-3=2, 1920x1080, 2^10, √2, 10⁶."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tingbao.wording.numerals import cardinal
from tingbao.wording.rule import LETTER, OTHER, SIGN, Lazy, Rule, after, before
from tingbao.wording.tables import mapping

if TYPE_CHECKING:
    from tingbao.wording.rule import Match

_PATTERN = Lazy(
    r"(?P<op>>=|<=|!=|==|=>|->|<->|[+\-−±×÷*=≠≈≡≤≥⩽⩾<>≪≫√∞→⇒←↔∽≌∈∪∩])(?P<space> *)"
    r"|(?P<by>(?<=\d)[xX](?=\d{1,6}(?![A-Za-z\d])))|(?P<power>[⁰¹²³⁴⁵⁶⁷⁸⁹⁻]{1,6})"
    r"|\^ ?[({]?(?P<exponent>-?(?:\d{1,6}|[A-Za-z]))[)}]?"
)
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_PLUS_RIGHT = Lazy(r"[\w(（“√]")
_ALONE = {"√", "∞"}


def _say(match: Match, _one: str) -> str | None:
    left = before(match, 16)
    if match["by"]:
        return "乘"
    if match["exponent"]:
        return _raised(match["exponent"]) if left[-1:].isalnum() else None
    if match["power"]:
        return _power(match["power"]) if left and left[-1].isalnum() else None
    op, right = match["op"], after(match, 20)
    last, first = left.rstrip(" ")[-1:], right[:1]
    if op in _ALONE:
        return mapping("operators")[op]
    if op == "+":
        if last and (last.isalnum() or last in "”’》)）+"):
            return "加"
        return None
    if op in {"-", "−"}:
        return "减" if _subtracts(left, right, last, first, match) else None
    if op == "*":
        return "乘" if last.isalnum() and first.isdigit() else None
    if op in {"→", "->", "←", "↔", "⇒"} and not last:
        return None
    if not first or not (first.isalnum() or first in "-−+(（¥$“√∞"):
        return None
    if op in {"<", ">"} and not first.isdigit() and first not in "-−+¥$":
        return None
    return mapping("operators")[op]


def _subtracts(left: str, right: str, last: str, first: str, match: Match) -> bool:
    formula = (
        "=" in right[:12] or "=" in left[-8:] or bool(re.search(r"[×÷+√]", right[:6] + left[-6:]))
    )
    spaced = left.endswith(" ") and match["space"] != ""
    both = (
        (last.isalnum() or last in ")）") and last.isascii() and (first.isalnum() or first in "(（")
    )
    return (
        both
        and first.isascii()
        and bool(last)
        and (formula or (spaced and last.isdigit() and first.isdigit()))
    )


def _power(written: str) -> str:
    digits = written.translate(_SUPERSCRIPTS)
    if digits in {"2", "3"}:
        return "平方" if digits == "2" else "立方"
    return _raised(digits.replace("⁻", "-"))


def _raised(exponent: str) -> str:
    sign = "负" if exponent.startswith("-") else ""
    exponent = exponent.strip("-")
    said = cardinal(exponent) if exponent.isdigit() else exponent
    return f"的{sign}{said}次方" if said else ""


RULE = Rule(
    "math",
    (SIGN, OTHER, LETTER),
    _PATTERN,
    _say,
    needs=frozenset("+-−±×÷*=≠≈≡≤≥⩽⩾<>≪≫√∞^→⇒←↔∽≌∈∪∩xX⁰¹²³⁴⁵⁶⁷⁸⁹⁻"),
)
