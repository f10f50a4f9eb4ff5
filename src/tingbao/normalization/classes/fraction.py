"""Fractions: 1/3, -1/3, 100分之57."""

from __future__ import annotations

from tingbao.language.numerals import cardinal, decimal
from tingbao.normalization.form import DIGIT, SIGN, Form, Match, after, listed, pattern
from tingbao.normalization.grammar import SIGNS, TO, sign_word, signed, to
from tingbao.normalization.units import unit

_FRACTION_FORM = pattern(
    rf"(?P<sign>(?<![\dA-Za-z)）]){SIGNS})?"
    r"(?:(?P<whole>\d{1,4}) (?=\d/))?(?<!\d/)"
    r"(?P<top>[1-9]\d{0,5}) ?/ ?"
    r"(?P<bottom>[1-9]\d{0,7}|(?:(?<=(?<!\d)1/)|(?<=(?<!\d)1 / ))\d{1,4}\.\d{1,3})(?![\d/.])"
    rf"(?: ?(?P<to>{TO}) ?(?P<top2>[1-9]\d{{0,5}}) ?/ ?(?P<bottom2>[1-9]\d{{0,7}})(?![\d/.]))?"
    r"(?:(?P<unit>s|kg|L|mm)(?![A-Za-z\d]))?"
    rf"|(?P<sign2>(?<![\dA-Za-z]){SIGNS})?(?P<of>[百千万]"
    rf"|\d{{1,8}})分之(?P<part>\d{{1,8}}(?:\.\d{{1,9}})?)"
    r"|(?P<sign3>[-−+])(?=[百千万]分之)"
)


_PLACE = listed("fraction", "place")


def _say_fraction(match: Match, _one: str) -> str | None:
    if match["sign3"]:
        return sign_word(match["sign3"])
    if match["part"]:
        of = match["of"] if match["of"] in "百千万" else cardinal(match["of"])
        return f"{sign_word(match['sign2'])}{of}分之{signed('', match['part'])}"
    if not match["to"] and _PLACE.match(after(match)):
        return f"{cardinal(match['top'])}、{cardinal(match['bottom'])}"
    whole = f"{cardinal(match['whole'])}又" if match["whole"] else ""
    said = f"{whole}{decimal(match['bottom'])}分之{cardinal(match['top'])}"
    if match["to"]:
        said += f"{to(match['to'])}{cardinal(match['bottom2'])}分之{cardinal(match['top2'])}"
    return sign_word(match["sign"]) + said + (unit(match["unit"] or "") or "")


FORMS = (
    Form(66, (DIGIT, SIGN), _FRACTION_FORM, _say_fraction, needs=frozenset("/分"), digits=(1, 8)),
)
