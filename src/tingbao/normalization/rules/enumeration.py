"""Numbers in circles and brackets, and signs that hold a number: ①, ⑴, ½, Ⅲ, ²."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from tingbao.normalization.grammar import to
from tingbao.normalization.numerals import cardinal, spell
from tingbao.normalization.rule import (
    OTHER,
    Lazy,
    Listed,
    Rule,
    after,
    before,
)

if TYPE_CHECKING:
    from tingbao.normalization.rule import Match

_PATTERN = Lazy(
    r"(?P<first>[\u2160-\u217f])(?P<joiner>--?|—{1,2}|~|至|到)(?P<last>[\u2160-\u217f])"
    r"|(?P<sign>[^\x00-\x7f])"
)
_CITED = Listed("enumeration", "cited")
_FRACTION = Lazy(r"(\d+)⁄(\d+)$")


def _say(match: Match, _one: str) -> str | None:
    if match["first"]:
        first, last = (
            cardinal(str(int(unicodedata.numeric(match[end])))) for end in ("first", "last")
        )
        return f"{first}{to(match['joiner'])}{last}"
    sign = match["sign"]
    if unicodedata.category(sign) not in {"No", "Nl"}:
        return None
    folded = unicodedata.normalize("NFKC", sign)
    if fraction := _FRACTION.match(folded):
        top, bottom = fraction.groups()
        joined = "又" if before(match, 1).isdigit() else ""
        return f"{joined}{cardinal(bottom)}分之{cardinal(top)}"
    value = unicodedata.numeric(sign)
    if value != int(value) or value < 0:
        return spell(re.sub(r"\D", "", str(value))) or None
    said = cardinal(str(int(value)))
    if sign == "〇":
        return "零"
    if unicodedata.category(sign) == "Nl" or _CITED.search(before(match, 1)):
        return said
    if (
        unicodedata.decomposition(sign).startswith(("<circle>", "<compat>"))
        and after(match, 1).isalnum()
    ):
        return f"，{said}，"
    return said


RULE = Rule("enumeration", (OTHER,), _PATTERN, _say)
