"""What is no figure: named signs, tags of a page, credits, names with a dash, 呃, XX公司."""

from __future__ import annotations

from tingbao.normalization.form import (
    LETTER,
    OTHER,
    SIGN,
    STARTING,
    Form,
    Match,
    after,
    before,
    listed,
    pattern,
)
from tingbao.normalization.tables import mapping, words

# Signs that have a name: Greek letters, &, @, ♀ and the like.

_SYMBOL_FORM = pattern(r" ?(?P<sign>[^\x00-\x7f，。！？；：、“”‘’《》（）【】…—·]|[&@%$#]) ?")
_TAGGED = pattern(r"(?<!\d)#[^#]*$")  # #双11#


def _say_symbol(match: Match, _one: str) -> str | None:
    sign = match["sign"]
    left, right = before(match, 1), after(match, 1)
    if sign in "€£¥" and right[:1].isdigit():  # an amount of money follows
        return None
    if sign == "&":
        if not (left and right):
            return None
        return "and" if (left + right).isascii() and (left + right).isalpha() else "和"
    if sign == "@":
        return "艾特" if right.isalnum() else None
    if sign == "#" and left.isdigit() and not right.isascii() and not _TAGGED.search(before(match)):
        return "号"  # 15#楼, 95#汽油
    if sign == "#" and left in {"C", "F"}:
        return "sharp"
    if sign in "%$#":
        return None
    if sign == "々":  # 人々
        return left or None
    return mapping("symbols").get(sign)


# Tags left over from a page are not said: <br>, </b>.

_MARKUP_FORM = pattern(
    r"(?i)</?(?P<tag>br|p|b|i|u|s|em|strong|span|div|a|img|h[1-6]|li|ul|ol|table|tr|td|th|font"
    r"|sup|sub|hr|code|pre|blockquote|section)"
    r"(?:\s[^<>]{0,300})?/?>",
)
_BLOCKS = {"br", "p", "div", "li", "tr", "td", "th", "hr", "h1", "h2", "h3", "section"}


def _say_markup(match: Match, _one: str) -> str | None:
    return "，" if match["tag"].lower() in _BLOCKS else ""


# Names in credits: 记者 李明 is one breath, 文/李婷婷 two.

_CREDIT_FORM = pattern(r"(?: {1,4}|[ ]?[/丨|][ ]?)(?=[^\W\x00-\x7f])")
_TITLE = listed("credit", "title")
_WORK = listed("credit", "work")


def _say_credit(match: Match, _one: str) -> str | None:
    left = before(match, 6)
    if match[0].strip():
        return "，" if _WORK.search(left) else None
    return "" if _TITLE.search(left) else None


# One dash inside the name of a joint institution is not said: 浙江大学—钱塘智慧城联合研究中心.

_INSTITUTION_FORM = pattern(r"(?<=[^\W\x00-\x7f])[-—·](?=[^\W\x00-\x7f])(?![-—])")
_JOINT = listed("institution", "joint")


def _say_institution(match: Match, _one: str) -> str | None:
    left = before(match, 2)
    return "" if _JOINT.match(after(match, 24)) and left[0] not in "-—" else None


# The province in the name of a place is said without a breath: 中国（浙江）.

_PROVINCE_FORM = pattern(r"(?<=中国)[(（](?P<place>[^\W\x00-\x7f]{2,4})[)）](?=[^\W\x00-\x7f])")


def _say_province(match: Match, _one: str) -> str | None:
    return match["place"] if match["place"] in words("places") else None


# Hesitations of transcribed speech are not said: 呃, 啊呃.

_HESITATION_FORM = listed("hesitation", "form")


def _say_hesitation(match: Match, _one: str) -> str | None:
    return "，" if before(match, 1).isascii() else ""  # letters on both sides stay apart


# What stands for a name that is not told: XX公司, ×××, ○○市.

# XX世纪 is the twentieth, XX染色体 are letters, and 3××2 has a product
_PLACEHOLDER_FORM = listed("placeholder", "form")


FORMS = (
    Form(198, (LETTER, OTHER), _PLACEHOLDER_FORM, lambda *_: "某某", needs=frozenset("Xx×○")),
    Form(194, (OTHER,), _MARKUP_FORM, _say_markup, needs=frozenset("<")),
    Form(60, (OTHER, SIGN), _INSTITUTION_FORM, _say_institution, needs=frozenset("-—·")),
    Form(59, (OTHER,), _CREDIT_FORM, _say_credit, needs=frozenset(" /丨|")),
    Form(58, (STARTING,), _HESITATION_FORM, _say_hesitation, needs=frozenset("呃")),
    Form(52, (OTHER,), _PROVINCE_FORM, _say_province, needs=frozenset("(（")),
    Form(49, (OTHER,), _SYMBOL_FORM, _say_symbol),
)
