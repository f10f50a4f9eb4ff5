"""Digits that name and do not count: 尾号2349, 301室, 浙A·12345, 23浙商01, 1.2.3, 9·11, 985高校."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from tingbao.normalization.counting import counter, measured
from tingbao.normalization.form import DIGIT, LETTER, Form, Lazy, Listed, after, before
from tingbao.normalization.grammar import TO, to
from tingbao.normalization.numerals import cardinal, spell
from tingbao.normalization.tables import patterns, rows

if TYPE_CHECKING:
    from tingbao.normalization.form import Match

# Digits that name and do not count: 尾号2349, 邮编310000, 600519.SH, IDs.

_IDENTIFIER_FORM = Lazy(
    r"(?<![\d.])(?:(?P<id>\d{17}[\dXx]|\d{15,19}(?!\d))(?![\dA-Za-z])"
    r"|(?P<stock>\d{6}|\d{4,5}(?=\.HK))(?P<market>\.(?:SH|SZ|BJ|HK|SS|OF))(?![A-Za-z])"
    r"|(?<![A-Za-z])(?P<mixed>(?=[A-Z]*\d)(?=\d*[A-Z])[A-Z\d]{8,24})(?![A-Za-z\d]|\.\d)"
    r"|(?P<head>\d{3,6})[*]{2,12}(?P<tail>\d{2,4})(?!\d)"
    r"|(?P<number>\d{4}(?:\.\d{2,4}){1,4}|\d{4,40}\.\d{2,6}|\d{12,13}\.\d"
    r"|\d{2,40}(?:[- ]\d{2,40}){0,5}(?:[Xx](?![A-Za-z]))?)"
    r"(?!\d|[.:：]\d|[%％‰℃°]))"
)
_PHONES = Listed("identifier", "phones")
# 密码设成了123456, 批准文号为国药准字H2023…; a list goes on: 号码为03、07、12
_CODES = Lazy(
    lambda: (
        rf"(?:{_words('named')})[^，。；！？、\d]{{0,5}}(?:[A-Za-z_.-]{{1,12}})?$"
        rf"|(?:{_words('named')})[^，。；！？、\d]{{0,4}}"
        r"(?:\d{1,8}[、,，和及与或 ]{1,2}){1,15}$"
        r"|房间号?(?:是|为|：|:)?$"
    )
)
_FUND = Listed("identifier", "fund")
_ANY = Listed("identifier", "any")
_LISTED = Lazy(r"(?:[^\W\x00-\x7f]|[A-Z])”?[(（]$")


def _words(name: str) -> str:
    return patterns()["identifier", name]


def _say_identifier(match: Match, one: str) -> str | None:
    left, right = before(match, 48), after(match)
    if match["stock"]:
        return f"{spell(match['stock'])}点{match['market'][1:]}"
    if match["mixed"]:
        return spell(match["mixed"]) if _CODES.search(left) else None
    if match["head"]:
        one = one if _PHONES.search(left) or match["head"][0] == "1" else "一"
        return f"{spell(match['head'], one=one)}，{spell(match['tail'], one=one)}"
    if match["id"]:
        known = len(match["id"]) >= 18 or _CODES.search(left) is not None
        return _spell(match["id"]) if known and left[-1:] != "第" else None
    number = match["number"]
    if len(number) == 4 and right[:1] == "号" and "台风" in left[-20:]:
        return spell(number)
    counted = measured(right)
    if len(number) >= 3 and not counted and (_PHONES.search(left) or left.endswith("舷号")):
        return spell(re.sub(r"\D", "", number), one=one)
    if not counted and _CODES.search(left):
        return _spell(number)
    codes = r"[013-68]\d{5}" if _FUND.search(left) else r"[03468]\d{5}"
    listed = re.fullmatch(codes, number) and _LISTED.search(left)
    if listed and right[:1] in set(")）.,，"):
        return spell(number)
    return _spell(number) if len(number) > 5 and not counted and _ANY.search(left) else None


def _spell(number: str) -> str:
    return spell(re.sub(r"[- ]", "", number)).replace("x", "X").replace(".", "点")


# Digits joined by dashes or dots: 4-3-3, 978-7-302, versions 1.2.3, 127.0.0.1, 0x80070005.

_CODE_FORM = Lazy(
    r"(?<![\d.\-A-Za-z])0[xX](?P<hex>[\dA-Fa-f]{2,16})(?![\dA-Za-z])"
    r"|(?<![\d.\-])(?:(?P<ip>\d{1,3}(?:\.\d{1,3}){3})(?::(?P<port>\d{1,5}))?(?![\d.])"
    rf"(?: ?(?P<to>{TO}) ?(?P<last>\d{{1,3}}(?:\.\d{{1,3}}){{3}})(?![\d.]))?"
    r"|(?P<version>\d{1,6}(?:\.\d{1,6}){2,6})(?!\d)"
    r"|(?P<padded>\d{2,12}-0\d{1,12})(?![\d-])"
    r"|(?P<dashed>\d{1,12}(?:-\d{1,12}){2,8}(?:-[Xx](?![A-Za-z]))?)(?![\d\-]))"
)


def _say_code(match: Match, _one: str) -> str | None:
    if match["hex"]:
        return f"零x{'' if match['hex'][0].isdigit() else ' '}{spell(match['hex'])}"
    if match["ip"]:
        port = f"，{spell(match['port'])}" if match["port"] else ""
        said = "点".join(spell(part) for part in match["ip"].split(".")) + port
        if match["last"]:
            said += to(match["to"]) + "点".join(spell(part) for part in match["last"].split("."))
        return said
    if match["version"]:
        first, *rest = match["version"].split(".")
        return "点".join((cardinal(first), *(spell(part) for part in rest)))
    return spell((match["dashed"] or match["padded"]).replace("-", "")).upper()


# Rooms, bus lines, roads, units and figures: 301室, 113路, 318国道, 731部队, 图3-1.

# What is named by a number of three to five digits, perhaps with 号 between.
_LABEL = r"(?<=[见如附及和、(（，。：；][图表])|(?<=^[图表])|(?<=公式)|(?<=附[件表图])"
_ROOM_FORM = Lazy(
    lambda: (
        rf"(?<![\d.A-Za-z\-])(?P<first>\d{{3,5}})(?P<to>{TO})"
        rf"(?P<last>\d{{3,5}})(?=号?(?:{_words_room('rooms')}))"
        rf"|(?<![\d.-])(?P<wing>\d{{1,2}}-\d{{3,4}})(?=号?(?:{_words_room('rooms')}))"
        rf"|(?<=[座栋幢楼层])(?P<flats>\d{{3,4}}{TO}\d{{3,4}})(?![\d.])"
        r"|(?<=[座栋幢楼层])(?P<flat>\d{3,4})(?![\d.])"
        r"|(?<![\d.-])(?P<door>(?<=[路街巷弄道村组里])\d|\d{2,4})-(?P<side>\d{1,3})(?=号)"
        rf"|(?:{_LABEL})(?P<part>\d{{1,2}})[-—–](?P<item>\d{{1,2}})(?![\d.-])"
        rf"|(?<![\d.A-Za-z])(?<![^室号层座楼]-)(?P<number>\d{{3,5}})"
        rf"(?=(?:[、和及与或/]\d{{3,5}}){{0,6}}号?(?:{_words_room('named')}))"
    )
)
_COUNTED = Listed("room", "counted")
_THREE = Listed("room", "three")
_ROOM = Listed("room", "rooms")


def _words_room(name: str) -> str:
    return patterns()["room", name]


def _say_room(match: Match, one: str) -> str | None:
    if match["wing"]:
        return spell(match["wing"].replace("-", ""), one=one)
    if match["flats"]:
        first, last = (spell(flat, one=one) for flat in re.findall(r"\d+", match["flats"]))
        return None if measured(after(match)) else f"{first}到{last}"
    if match["first"]:
        return f"{spell(match['first'], one=one)}{to(match['to'])}{spell(match['last'], one=one)}"
    if match["door"]:
        door, side = match["door"], match["side"]
        return f"{cardinal(door)}杠{cardinal(side)}" if int(door) > int(side) else None
    if match["part"]:  # of chapter 3 the first, or the first to the third
        dash = "到" if int(match["part"]) < int(match["item"]) else "杠"
        return f"{cardinal(match['part'])}{dash}{cardinal(match['item'])}"
    right = after(match, 32).lstrip("0123456789、和及与或/").removeprefix("号")
    if match["flat"]:
        return None if measured(right) and not _ROOM.match(right) else spell(match["flat"], one=one)
    number = match["number"]
    if right[:1] == "路" and len(number) > 3:
        return None
    if right[:1] in {"船", "师"} and (len(number) != 3 or number.endswith("00")):
        return None
    if _THREE.match(right) and len(number) != 3:
        return None
    return spell(number, one="一" if _COUNTED.match(right) else one)


# Names of bonds, by year, issuer and number: “23浙商01”, 24附息国债17, 22万科MTN003.

_BOND_FORM = Lazy(
    r"(?<![\d.A-Za-z])(?P<year>[012]\d)(?P<issuer>[^\W\x00-\x7f]{1,6}?)"
    r"(?P<kind>[A-Z]{0,4})(?P<number>\d{1,4})(?P<tail>[A-Z]?)(?![\dA-Za-z.%])"
)
_STATE = Listed("bond", "state")
_KINDS = {"MTN", "SCP", "CP", "PPN", "ABN"}
_OPEN, _CLOSE = set("“‘\"'"), set("”’\"'")
_AMOUNTS = set("万亿千百元年月日多余")


def _say_bond(match: Match, _one: str) -> str | None:
    issuer, number = match["issuer"], match["number"]
    quoted = before(match, 1) in _OPEN and after(match, 1) in _CLOSE and before(match, 1) != ""
    named = _STATE.search(issuer) or match["kind"] in _KINDS
    numbered = len(issuer) > 1 and len(number) == 2 and number[0] == "0" and not match["kind"]
    amount = issuer[0] in _AMOUNTS or counter(issuer)
    if not named and (amount or not (quoted or numbered)):
        return None
    return f"{spell(match['year'])}{issuer}{match['kind']}{spell(number)}{match['tail']}"


# Licence plates: 浙A·12345, 京AD12345.

_PLATE_FORM = Listed("plate", "form")


def _say_plate(match: Match, one: str) -> str | None:
    return match["city"] + spell(match["rest"], one=one)


# Dates and numbers that are names: 9·11, 3·15晚会, 双11, 618, 985高校, 58同城.

_NAMED_FORM = Lazy(
    r"(?<![\d.])(?:(?P<dot>\d{1,2} ?[·•] ?\d{1,2})(?![\d·.])"
    r"|(?P<date>\d{1,2}\.\d{1,2})(?![\d./%])|(?P<store>7-11|802\.11|9/11|24/7)(?!\d)"
    r"|(?P<number>\d{2,4}|(?<=[A-Z])2(?=[A-Z]))(?![\d%,:：/]|\.\d))"
)
_OWN = Listed("named", "own")
_FEAST = Listed("named", "feast")


def _say_named(match: Match, _one: str) -> str | None:
    left, right = before(match), after(match, 16)
    for spoken, lead, tail in _known().get(match[0].replace(" ", ""), ()):
        if re.search(f"(?:{lead})$", left) and re.match(tail, right):
            return spoken
    if match["dot"]:
        return spell(re.sub(r"\D", "", match["dot"]))
    if match["date"]:
        month, day = match["date"].split(".")
        quoted = left[-1:] in set('“‘"') and right[:1] in set('”’"')
        if (
            (quoted or _OWN.match(right) or _FEAST.match(right))
            and 1 <= int(month) <= 12
            and 1 <= int(day) <= 31
            and not measured(right)
        ):
            return spell(month + day)
    return None


@cache
def _known() -> dict[str, list[tuple[str, str, str]]]:
    """Give the readings of each well-known number and the patterns around it."""
    known: dict[str, list[tuple[str, str, str]]] = {}
    for written, spoken, lead, tail in rows("names"):
        known.setdefault(written, []).append((spoken, lead, tail))
    return known


FORMS = (
    Form(
        92,
        (LETTER,),
        _PLATE_FORM,
        _say_plate,
        needs=frozenset("京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼港澳使领"),
    ),
    Form(91, (DIGIT,), _BOND_FORM, _say_bond),
    Form(
        89,
        (DIGIT,),
        _ROOM_FORM,
        _say_room,
        needs=frozenset(
            "层约号机楼不铝工高街巷弄道村组里端舰艇船师室房会教包宿寝门铺舱路国省县乡图表式件高部医中小研厂次航专班基车特旅座栋幢"
        ),
    ),
    Form(88, (DIGIT, LETTER), _IDENTIFIER_FORM, _say_identifier),
    Form(86, (DIGIT,), _NAMED_FORM, _say_named),
    Form(81, (DIGIT,), _CODE_FORM, _say_code, needs=frozenset(".-xX")),
)
