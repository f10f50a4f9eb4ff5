"""Money with its sign before or after: ¥3.24亿, US$5亿, 100€, $3.5bn."""

from __future__ import annotations

import re
from decimal import Decimal

from tingbao.normalization.form import (
    DIGIT,
    LETTER,
    MONEY,
    SIGN,
    Form,
    Match,
    after,
    before,
    listed,
    pattern,
)
from tingbao.normalization.grammar import NUM, TO, WAN, scaled, to
from tingbao.normalization.tables import mapping, words


def _form() -> str:
    known = sorted(mapping("currencies"), key=len, reverse=True)
    mark = f"(?:{'|'.join(re.escape(name) for name in known if not name.isalpha())})"
    code = f"(?:{'|'.join(filter(str.isalpha, known))})(?![A-Za-z])"
    return (
        rf"(?<![A-Za-z])(?P<sign>[-−+])?(?:(?P<mark>{mark}|{code}) ?(?P<sign2>[-−+])?(?P<a>{NUM})"
        rf" ?(?P<as>{WAN}|[KkMB](?![A-Za-z])|bn|mn|[tbm]rn|[bm]illion|trillion)?"
        rf"(?: ?(?P<to>{TO}) ?(?P<mark2>{mark})?(?P<b>{NUM}) ?"
        rf"(?P<bs>{WAN}|[KkMB](?![A-Za-z])|bn|mn|[bm]illion)?)?(?P<more>[余多+])?{{paid}}?"
        rf"|(?P<n>{NUM})(?P<ns>{WAN})?(?P<nmore>[余多])? ?(?P<unit>{mark}|{code}))"
    )


_MONEY_FORM = pattern(_form)
_OTHER = listed("money", "other")
_SCALES = {
    "K": 3, "k": 3, "M": 6, "mn": 6, "million": 6, "B": 9, "bn": 9, "billion": 9, "trillion": 12,
}  # fmt: skip


def _say_money(match: Match, _one: str) -> str | None:
    names = mapping("currencies")
    sign = {"-": "负", "−": "负"}.get(match["sign"] or match["sign2"] or "", "")
    if match["n"]:
        return (
            f"{sign}{_amount(match['n'], match['ns'])}{match['nmore'] or ''}{names[match['unit']]}"
        )
    if match["mark"].isalpha() and _OTHER.match(after(match)):  # IRR 15%, AED 200台
        return None
    small = match["a"][1:2] == "." and not match["as"]
    if small and match["mark"] in words("quantities"):  # INR 1.8, of blood
        return None
    said = _amount(match["a"], match["as"])
    if match["b"]:
        each = names[match["mark"]] if match["mark2"] else ""
        said += each + to(match["to"]) + _amount(match["b"], match["bs"])
    more = {"+": "多"}.get(match["more"] or "", match["more"] or "")
    name = names[match["mark"]]
    told = len(name) > 1 and before(match).endswith(name)  # 英镑£3亿
    return f"{sign}{said}{more}{'' if told else name}"


def _amount(number: str, scale: str | None) -> str:
    if scale in _SCALES:
        number, scale = _shift(number.replace(",", ""), _SCALES[scale])
    if not scale and number == "2":
        return "两"
    return scaled(number, scale)


def _shift(number: str, zeros: int) -> tuple[str, str | None]:
    """Move the decimal point by a K, M or B, and name 万 or 亿 if they come out even."""
    value = Decimal(number).scaleb(zeros)
    for size, name in ((8, "亿"), (4, "万")):
        if value >= 10**size:
            return f"{value.scaleb(-size).normalize():f}", name
    return f"{value.normalize():f}", None


FORMS = (
    Form(
        70,
        (DIGIT, SIGN, MONEY, LETTER),
        _MONEY_FORM,
        _say_money,
        needs=frozenset("$¥€£₩₽₹฿₫₱₺₴₦₪₿₭₮៛₡DKLNPRSTYZGCHMTAI"),
    ),
)
