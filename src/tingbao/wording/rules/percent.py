"""Percent, permille and their ranges: 5%, 5%-8%, 5-8%, 3‰."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tingbao.wording.grammar import NUM, SIGN, TO, sign_word, signed
from tingbao.wording.rule import DIGIT, Lazy, Rule
from tingbao.wording.rule import SIGN as SIGNED

if TYPE_CHECKING:
    from tingbao.wording.rule import Match

_HUNDRED, _THOUSAND, _TEN_THOUSAND = "百分之", "千分之", "万分之"
_OF = {"%": _HUNDRED, "‰": _THOUSAND, "‱": _TEN_THOUSAND, "％": _HUNDRED}
_PATTERN = Lazy(
    rf"(?P<sign>(?<![\dA-Za-z%]){SIGN})?(?P<first>{NUM}) ?(?P<of1>[%‰‱])?"
    rf"(?: ?(?P<to>{TO}) ?(?P<sign2>{SIGN})?(?P<last>{NUM}) ?(?P<of2>[%‰‱]))?(?P<more>\+(?!\d))?"
)


def _say(match: Match, _one: str) -> str | None:
    if match["last"] is None:
        if not match["of1"]:
            return None
        more = "以上" if match["more"] else ""
        return _share(match["sign"], match["first"], match["of1"]) + more
    of = match["of1"] or match["of2"]
    joiner = "至" if match["to"] == "至" else "到"
    first = _share(match["sign"], match["first"], of)
    if match["of1"]:
        return f"{first}{joiner}{_share(match['sign2'], match['last'], match['of2'])}"
    return f"{first}{joiner}{signed(match['sign2'], match['last'])}"


def _share(sign: str | None, number: str, of: str) -> str:
    if number == "100" and of == "%":
        return sign_word(sign) + "百分之百"
    return sign_word(sign) + _OF[of] + signed("", number)


RULE = Rule("percent", (DIGIT, SIGNED), _PATTERN, _say, needs=frozenset("%‰‱"))
