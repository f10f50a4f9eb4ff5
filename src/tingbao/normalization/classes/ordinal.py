"""Places in an order: 第3届, 1.加强, No.1, ①, Ⅲ级, 三(2)班."""

from __future__ import annotations

import re
import unicodedata

from tingbao.language.numerals import cardinal, decimal, spell
from tingbao.normalization.form import (
    DIGIT,
    LETTER,
    OTHER,
    Form,
    Match,
    after,
    before,
    listed,
    pattern,
)
from tingbao.normalization.grammar import DASH, INT, TO, to

# 第 before a number: never 两, and one 第 for a range; 第(三)项 without a breath.

_ORDINAL_FORM = pattern(
    rf"(?<=第)(?P<first>{INT})(?!\.\d)(?:(?P<joiner>{DASH}|/)第?(?P<last>{INT}))?"
    r"|(?<=第)[(（](?P<item>\d{1,2}|[{numeral}]{1,3})[)）](?=[{items}])"
)
_LOTTERY = listed("ordinal", "lottery")
_TROOP, _NUMBER = listed("ordinal", "troop"), pattern(r"\d\d[1-9]$")  # 第716团


def _say_ordinal(match: Match, _one: str) -> str | None:
    if item := match["item"]:
        return decimal(item) if item.isdigit() else item
    first = match["first"]
    right = after(match, 1)
    drawn = right == "期" and (len(first) > 6 or _LOTTERY.search(before(match)))
    if not match["last"] and (drawn or (len(first) > 5 and right == "号")):
        return spell(first)
    if len(first) == _LONGEST and _NUMBER.match(first) and _TROOP.match(after(match)):
        return spell(first)
    first = decimal(first)
    if not match["last"]:
        return first
    return f"{first}{'、' if match['joiner'] == '/' else '到'}{decimal(match['last'])}"


# The number of a paragraph or an item: 1.加强 is 一，加强.

_LIST_MARK_FORM = pattern(r"(?P<number>\d{1,2})(?P<mark>[.．)）]) ?(?=[^\W\x00-\x7f]|[“《])")
_BEGINNING = set("。；：！？:;\n")


def _say_list_mark(match: Match, _one: str) -> str | None:
    left = before(match, 4)
    apart = left.endswith(" ") and match["mark"] in ".．"
    left = left.rstrip(" ")
    if left and left[-1] not in _BEGINNING and not apart:
        return None
    return f"，{cardinal(match['number'])}，"


# No.1, №3, #5 before a number.

_PLACE_NUMBER_FORM = pattern(
    r"(?:(?<![A-Za-z])(?:N[oO][.．:] ?|No ?)|№ ?"
    r"|(?<![A-Za-z\d#])#(?=\d{1,3}(?![#\w])))(?P<number>\d{1,12})(?![.\d])"
)
_LONGEST = 3


def _say_place_number(match: Match, _one: str) -> str | None:
    number = match["number"]
    if match[0][0] == "#":
        return cardinal(number) + "号"
    if len(number) > _LONGEST or number[0] == "0":
        named = before(match, 4).rstrip("为是：: ").endswith("号")  # 编号为NO.0086
        return ("" if named else "编号") + spell(number)
    return "第" + cardinal(number)


def _say_work(match: Match, _one: str) -> str:
    """Say the number of a perfume or a work, which is no place in an order: 香奈儿No.5."""
    return cardinal(match["number"]) + "号"


# Roman numerals: Ⅲ级, II期, 第IV章.

_ROMAN = "(?=[IVXL])(?:XL|L?X{0,3})(?:IX|IV|V?I{0,3})"
_ROMAN_FORM = pattern(
    rf"(?<![A-Za-z])(?P<first>{_ROMAN})(?:(?P<joiner>{TO})(?P<last>{_ROMAN}))?(?![A-Za-z])"
)
_OWNER = listed("roman", "owner")
_TITLED = pattern(r"(?:[^\W\x00-\x7f]|[a-z]) ?$")
_LETTERS = listed("roman", "letters")
_KING = listed("roman", "king")
_SHAPES = {"V", "X"}  # V型反转, X线 and X代 are letters
_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50}


def _say_roman(match: Match, _one: str) -> str | None:
    right = after(match)
    ordinal = before(match, 3).rstrip(' “”"‘’').endswith("第")
    if not ordinal and "L" in match[0] and len(match[0]) < _LONGEST:  # a size
        return None
    if not ordinal and not _OWNER.match(right):
        return _numbered(match, right)
    if not ordinal and match[0] in _SHAPES and right[:1] not in {"级", "期", "类", "章", "卷"}:
        return None
    if not match["last"]:
        return _value(match["first"])
    return f"{_value(match['first'])}{to(match['joiner'])}{_value(match['last'])}"


def _numbered(match: Match, right: str) -> str | None:
    """Say the number of a king or a title: 亨利VIII, 最终幻想VII, Diablo IV."""
    left = before(match, 10)
    if len(match[0]) == 1 or match["last"] or not _TITLED.search(left) or _LETTERS.search(left):
        return None
    reigned = _KING.search(left) and not right.startswith("世")
    return _value(match["first"]) + ("世" if reigned else "")


def _value(numeral: str) -> str:
    total, last = 0, 0
    for letter in reversed(numeral):
        value = _VALUES[letter]
        total += value if value >= last else -value
        last = max(last, value)
    return cardinal(str(total))


# Numbers in circles and brackets, and signs that hold a number: ①, ⑴, ½, Ⅲ, ².

_ENUMERATION_FORM = pattern(
    r"(?P<first>[\u2160-\u217f])(?P<joiner>--?|—{1,2}|~|至|到)(?P<last>[\u2160-\u217f])"
    r"|(?P<sign>[^\x00-\x7f])"
)
_CITED = listed("enumeration", "cited")
_FRACTION = pattern(r"(\d+)⁄(\d+)$")


def _say_enumeration(match: Match, _one: str) -> str | None:
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


# Classes of a school: 三(2)班, 高一（12）班, 2年2班.

_CLASS = "班(?!次|车|列|组|子)|中队"
_SCHOOL_CLASS_FORM = pattern(
    rf"(?<=[{{numeral}}高初级])[（(](?P<class>\d{{1,2}}|[{{numeral}}]{{1,3}})[)）](?={_CLASS})"
    rf"|(?<![\d.])(?P<grade>[1-9])年级?[（(]?(?P<of>\d{{1,2}})[)）]?(?={_CLASS})"
)


def _say_school_class(match: Match, _one: str) -> str | None:
    if match["class"]:
        number = match["class"]
        return cardinal(number) if number.isdigit() else number  # 一年级（二）班
    level = "年级" if "级" in match[0] else "年"
    return cardinal(match["grade"]) + level + cardinal(match["of"])


FORMS = (
    Form(199, (DIGIT, OTHER), _SCHOOL_CLASS_FORM, _say_school_class, frozenset("班队")),
    Form(195, (DIGIT,), _LIST_MARK_FORM, _say_list_mark, frozenset(".)）"), digits=(1, 2)),
    Form(185, (DIGIT, OTHER), _ORDINAL_FORM, _say_ordinal, needs=frozenset("第")),
    Form(64, (LETTER,), _ROMAN_FORM, _say_roman, needs=frozenset("IVXL")),
    Form(63, (LETTER, OTHER), _PLACE_NUMBER_FORM, _say_place_number, needs=frozenset("N№#")),
    Form(0, (LETTER,), _PLACE_NUMBER_FORM, _say_work, evidence="work"),
    Form(51, (OTHER,), _ENUMERATION_FORM, _say_enumeration),
)
