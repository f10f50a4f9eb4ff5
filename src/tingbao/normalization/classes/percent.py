"""Percent, permille and their ranges: 5%, 5%-8%, 5-8%, 3‰, and the strength of liquor, 53%vol."""

from __future__ import annotations

from tingbao.normalization.form import DIGIT, SIGN, Form, Match, before, listed, pattern
from tingbao.normalization.grammar import NUM, SIGNS, TO, sign_word, signed, to
from tingbao.normalization.punctuation import latin

_OF = {"%": "百分之", "‰": "千分之", "‱": "万分之"}
_PERCENT_FORM = pattern(
    rf"(?P<sign>(?:(?<![\dA-Za-z%])|(?<={{indices}})){SIGNS})?"
    rf"(?P<first>{NUM})(?P<some>\+(?=%))? ?(?P<of1>[%‰‱])?"
    rf"(?: ?(?P<to>{TO}|[:：∶](?=[^:：∶]{{1,9}}%)) ?(?P<sign2>{SIGNS})?(?P<last>{NUM}) ?"
    r"(?P<of2>[%‰‱]))?(?P<proof> ?[vV]ol(?![A-Za-z]))?"
    r"(?P<more>\+(?![\d(（]|[^\W\x00-\x7f]{2,8}[×*]))?"
)

_WHOLE = 100
_GREW = listed("percent", "grew")


def _say_percent(match: Match, _one: str) -> str | None:
    grew = match["sign"] == "+" and _GREW.search(before(match))
    sign, second = (None, None) if grew else (match["sign"], match["sign2"])
    if match["proof"] and match["of1" if match["last"] is None else "of2"]:
        first, last = signed("", match["first"]), match["last"]
        return f"{first}{to(match['to']) + signed('', last) if last else ''}度"
    if match["last"] and match["to"] in ":：∶" and latin(before(match, 1)):  # SaO2:93%
        return None
    if match["last"] is None:
        if not match["of1"]:
            return None
        more = "多" if match["some"] else "以上" if match["more"] else ""
        return _share(sign, match["first"], match["of1"]) + more
    of = match["of1"] or match["of2"]
    shares = match["to"] not in "至到" and _halves(match["first"], match["last"])
    joiner = "比" if match["to"] in ":：∶" or shares else to(match["to"])
    first = _share(sign, match["first"], of)
    if match["of1"]:
        return f"{first}{joiner}{_share(second, match['last'], match['of2'])}"
    return f"{first}{joiner}{signed(second, match['last'])}"


def _halves(first: str, last: str) -> bool:
    """Tell the two shares of one whole, 62%-38%, from a range, which goes up."""
    more, less = (float(number.replace(",", "")) for number in (first, last))
    return more + less == _WHOLE and more > less


def _share(sign: str | None, number: str, of: str) -> str:
    if number == "100" and of == "%":
        return sign_word(sign) + "百分之百"
    return sign_word(sign) + _OF[of] + signed("", number)


# The shares of what is mixed: 15-15-15%.

_MIXED_FORM = pattern(r"(?<![\d.-])(?P<parts>\d{1,2}(?:-\d{1,2}){2,4}) ?%")


def _say_mixed(match: Match, _one: str) -> str:
    return "、".join(_share(None, part, "%") for part in match["parts"].split("-"))


FORMS = (
    Form(71, (DIGIT, SIGN), _PERCENT_FORM, _say_percent, needs=frozenset("%‰‱")),
    Form(82, (DIGIT,), _MIXED_FORM, _say_mixed, needs=frozenset("%"), digits=(1, 2)),
)
