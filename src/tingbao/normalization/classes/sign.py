"""Signs of arithmetic, comparison and charge: 3+2, 2≥1, 1920x1080, 10⁶, Cl-."""

from __future__ import annotations

import re

from tingbao.language.numerals import cardinal, decimal, spell
from tingbao.normalization.form import (
    DIGIT,
    LETTER,
    OTHER,
    SIGN,
    Form,
    Match,
    after,
    before,
    listed,
    pattern,
)
from tingbao.normalization.grammar import TO, VALUE
from tingbao.normalization.tables import mapping
from tingbao.normalization.units import UNIT, UNITS, unit

# Signs of arithmetic and comparison: 3+2, 2≥1, 5-3=2, 1920x1080, 2^10, √2, 10⁶.

_MATH_FORM = pattern(
    rf"(?P<fold>(?<=\d)[×xX](?:(?P<to>{TO})(?=\d{{1,6}}[×xX])|(?=[~—\-至到,，。、）)]|{{zoom}}|$)))"
    r"|(?P<op>>=|<=|!=|==|=>|->|<->|[+\-−±×÷*=≠≈≡≤≥⩽⩾<>≪≫√∞→⇒←↔∽≌∈∪∩Φ])(?P<space> *)"
    r"|(?P<by>(?:(?<=[\d)）])|(?<=[\d)）] ))[xX] ?(?=\d{1,6}(?:(?![A-Za-z\d])|[cm]?m(?![A-Za-z]))))"
    r"|(?P<charge>[¹²³⁴⁵⁶⁷⁸⁹]?[⁺⁻])(?![⁰¹²³⁴⁵⁶⁷⁸⁹])"
    r"|(?<![A-Za-z\d)])(?P<mass>[¹²³⁴⁵⁶⁷⁸⁹][⁰¹²³⁴⁵⁶⁷⁸⁹]{0,2})(?P<element>[A-Z][a-z]?)(?![a-z])"
    rf"|(?P<power>[⁰¹²³⁴⁵⁶⁷⁸⁹⁻]{{1,6}})"
    rf"(?: ?(?P<unit>(?![IVX])[A-Za-zμΩ]{{1,4}}[²³]?(?:/{UNIT})?(?![A-Za-z])))?"
    r"|\^ ?[({]?(?P<exponent>-?(?:\d{1,6}|[A-Za-z](?![A-Za-z])))[)}]?"
    rf"(?P<of>(?<=\d)(?![IVX])[A-Za-zμΩ]{{1,4}}[²³]?(?:/{UNIT})?(?![A-Za-z]))?"
)
_PLUS, _MINUS, _OF = "加减的"
_SQUARES = str.maketrans({"²": "平方", "³": "立方"})
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_CLOSING = set(")⁰¹²³⁴⁵⁶⁷⁸⁹")  # a term: (4+5)-2, x²-5x
_FORMULA = pattern(r"[×÷+√^]")
_POWER = pattern(r"(?<![A-Za-z])[abcnpqtuvxyz][⁰¹²³⁴⁵⁶⁷⁸⁹]+$")  # x²-5x, but 5m²-8m²
_TERM = pattern(r"[A-Za-z⁰¹²³⁴⁵⁶⁷⁸⁹)][-−+=]\d{1,6}$")  # the 5 before its x
_NAMED = pattern(r"[A-Za-z]\d{1,4}$")  # K20X加速卡
_WORD = pattern(r"[A-Za-z]{2}$")  # Wi-Fi
_STEP = pattern(r"\d[\d.]{0,6} ?{step}")  # LPR-20BP
_TEN = pattern(r"[×xX*·] ?10$")  # 2.5×10³
_ARROWS = {"→", "->", "←", "↔", "⇒"}
_ALONE = {"√", "∞"}


def _say_math(match: Match, _one: str) -> str | None:
    left, right = before(match, 16), after(match, 20)
    if match["fold"] and (_TERM.search(left) or _NAMED.search(left)):
        return None
    if match["fold"]:
        return "倍" + ("到" if match["to"] else "")
    if match["by"]:
        return "乘"
    if not match["op"]:
        return _say_raised(match, left)
    op, last, first = match["op"], left.rstrip(" ")[-1:], right[:1]
    if op == "+":
        if right[:1].isdigit() and VALUE.search(left):
            return None
        return _PLUS if last and (last.isalnum() or last in "”’》)）+%‰℃") else None
    if op in {"-", "−"}:
        return _MINUS if _subtracts(left, right, spaced=match["space"] != "") else None
    if op == "*":
        return "乘" if last.isalnum() and first.isdigit() else None
    return mapping("operators")[op] if op in _ALONE or _joins(op, last, first) else None


def _say_raised(match: Match, left: str) -> str | None:
    """Say a charge, Ca²⁺, an isotope, ¹⁴C, or a power."""
    if match["mass"]:
        return match["element"] + cardinal(match["mass"].translate(_SUPERSCRIPTS))
    if not left[-1:].isalnum():
        return None
    if charge := match["charge"]:
        return spell(charge[:-1].translate(_SUPERSCRIPTS)) + (_PLUS if "⁺" in charge else _MINUS)
    if match["exponent"]:
        of = match["of"] or ""
        return _raised(match["exponent"]) + (unit(of) or mapping("factors").get(of) or of)
    return _power(match["power"], match["unit"] or "", left)


def _joins(op: str, last: str, first: str) -> bool:
    """Tell whether a sign stands before a term, and an arrow between two."""
    if op in _ARROWS and not last:
        return False
    if op in {"<", ">", "Φ"}:
        return bool(first) and (first.isdigit() or first in "-−+¥$")
    return bool(first) and (first.isalnum() or first in "-−+(（¥$“√∞")


def _subtracts(left: str, right: str, *, spaced: bool) -> bool:
    """Tell a minus between two terms: in a formula, or with spaces around it."""
    last, first = left.rstrip(" ")[-1:], right[:1]
    if _WORD.search(left):
        return _STEP.match(right) is not None
    if not ((last.isascii() and last.isalnum()) or last in _CLOSING):
        return False
    if not (first.isascii() and (first.isalnum() or first == "(")):
        return False
    if (
        _POWER.search(left)
        or "=" in right[:12]
        or "=" in left[-8:]
        or _FORMULA.search(left[-6:] + " " + right[:6])
    ):
        return True
    return spaced and left.endswith(" ") and last.isdigit() and first.isdigit()


def _power(written: str, symbol: str, left: str) -> str | None:
    after_it = unit(symbol) if symbol else ""
    if after_it is None and "/" in symbol:
        return None
    if after_it is None:
        signs = mapping("symbols")
        after_it = "".join(signs.get(sign, sign) for sign in symbol).translate(_SQUARES)
    digits = written.translate(_SUPERSCRIPTS)
    if digits in {"2", "3"} and not _TEN.search(left):
        of = _OF if left[-1:].isdigit() and not after_it else ""  # 3², but x² and 2²cm
        return of + ("平方" if digits == "2" else "立方") + after_it
    return _raised(digits.replace("⁻", "-")) + after_it


def _raised(exponent: str) -> str:
    sign = "负" if exponent.startswith("-") else ""
    exponent = exponent.strip("-")
    said = cardinal(exponent) if exponent.isdigit() else exponent
    return f"{_OF}{sign}{said}次方" if said else ""


# The power of ten as machines write it: 1E-5, 2.3e-5mol/L.

_SCIENTIFIC_FORM = pattern(
    r"(?<![A-Za-z\d.])(?P<number>\d(?:\.\d{1,9}(?=[eE])|(?=[eE][-−+])))[eE]"
    rf"(?P<exponent>[-−+]?\d{{1,3}})(?![\d.])(?: ?(?P<unit>{UNITS}))?"
)


def _say_scientific(match: Match, _one: str) -> str | None:
    after_it = unit(match["unit"]) if match["unit"] else ""
    if after_it is None or not (after_it or "." in match["number"]):
        return None
    exponent = match["exponent"].replace("−", "-").strip("+")
    times = mapping("operators")["×"] + cardinal("10")
    return decimal(match["number"]) + times + _raised(exponent) + after_it


# What a test found: HER-2(-), 尿蛋白(++).

_RESULT_FORM = pattern(
    r"(?:(?<=[A-Za-z0-9-][A-Za-z0-9])|(?<=[{tested}]))[（(](?:\+{1,4}|\+?[-−]|±)[）)]"
)


def _say_result(match: Match, _one: str) -> str:
    return mapping("operators")[f"({match[0][1:-1]})"]


# A minus that ends letters: the charge of Cl- and SO42-, the grade BBB-.

_CHARGE_FORM = listed("charge", "form")


def _say_charge(match: Match, _one: str) -> str | None:
    written = (match["grade"] or match["ion"]) + (match["charge"] or "")
    return re.sub(r"\d", lambda digit: spell(digit[0]), written) + _MINUS


FORMS = (
    Form(65, (OTHER,), _RESULT_FORM, _say_result, needs=frozenset("+-−±")),
    Form(81, (DIGIT,), _SCIENTIFIC_FORM, _say_scientific, frozenset("eE"), digits=(1, 1)),
    Form(197, (LETTER,), _CHARGE_FORM, _say_charge, needs=frozenset("-−⁻")),
    Form(
        57,
        (SIGN, OTHER, LETTER),
        _MATH_FORM,
        _say_math,
        needs=frozenset("+-−±×÷*=≠≈≡≤≥⩽⩾<>≪≫√∞^→⇒←↔∽≌∈∪∩ΦxX⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺"),
    ),
)
