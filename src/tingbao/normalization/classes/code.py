"""Digits that name and do not count: 尾号2349, 301室, 浙A·12345, 23浙商01, 1.2.3, 9·11, 985高校."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from string import ascii_uppercase

from tingbao.language.numerals import cardinal, spell
from tingbao.normalization.counting import counter, measured
from tingbao.normalization.form import DIGIT, LETTER, Form, Match, after, before, listed, pattern
from tingbao.normalization.grammar import TO, to
from tingbao.normalization.tables import rows, words

# What names by its form alone: 600519.SH, 1101**2349, 23116PN5BC, 18 digits of an identity card.

_SHAPED_FORM = pattern(
    r"(?<![\d.])(?:(?P<id>\d{17}[\dXx]|\d{18,19})(?![\dA-Za-z])"
    r"|(?P<stock>\d{6}|\d{4,5}(?=\.HK))(?P<market>\.(?:SH|SZ|BJ|HK|SS|OF))(?![A-Za-z])"
    r"|(?<=[^\W\x00-\x7f][(（])(?P<listed>[03468]\d{5})(?=[)）.,，])"
    r"|(?P<mixed>\d{5,8}[A-WYZ]{1,4}\d{1,4}[A-Z]{0,4})(?![A-Za-z\d])"
    r"|(?P<tyre>\d{3}/\d\d)(?= ?Z?R\d\d|[A-CY](?![A-Za-z]))"
    r"|(?P<head>\d{3,6})[*]{2,12}(?P<tail>\d{2,4})(?!\d))"
)


def _say_shaped(match: Match, one: str) -> str | None:
    if match["stock"]:
        return f"{spell(match['stock'])}点{match['market'][1:]}"
    if match["tyre"]:  # 225/45R17, and a size of clothes: 165/88A
        return spell(match["tyre"].replace("/", "、"))
    if match["head"]:
        one = one if match["head"][0] == "1" else "一"
        return f"{spell(match['head'], one=one)}，{spell(match['tail'], one=one)}"
    return _spell(match["id"] or match["listed"] or match["mixed"])


# How oil is graded: 0W-20.
_OIL_FORM = pattern(r"(?<![\d.A-Za-z])(?P<cold>\d{1,2}W)-(?P<hot>\d\d)(?![\dA-Za-z.])")


def _say_oil(match: Match, _one: str) -> str:
    return spell(match["cold"]) + cardinal(match["hot"])


# A number that is not round with a letter that is no unit, as dives are named: 5255B.
_LETTERED_FORM = pattern(r"(?<![\d.A-Za-z-])[1-9]\d{3}(?<!00)[BD](?![A-Za-z\d])")

# What names by what stands around it: 尾号2349, 邮编310000, 318国道; a letter may be among them.
NAMING = (
    r"\d{4}(?:\.\d{2,4}){1,4}|\d{4,40}\.\d{2,6}|\d{12,13}\.\d"
    r"|\d{2,40}(?:[- ]\d{2,40}){0,5}(?:[A-DLRXx](?![A-Za-z]))?"
)
_NAMING_FORM = pattern(
    r"(?<![\d.])(?:(?<![A-Za-z])(?=[A-Z]*\d)(?=\d*[A-Z])[A-Z\d]{8,24}(?![A-Za-z\d]|\.\d)"
    rf"|(?:{NAMING})(?!\d|[.:：]\d|[%％‰℃°]))"
)


def _spell(number: str) -> str:
    return spell(re.sub(r"[- ]", "", number)).replace("x", "X").replace(".", "点")


# Digits joined by dashes or dots: 4-3-3, 978-7-302, versions 1.2.3, 127.0.0.1, 0x80070005.

_CODE_FORM = pattern(
    r"(?<![\d.\-A-Za-z])0[xX](?P<hex>[\dA-Fa-f]{2,16})(?![\dA-Za-z])"
    r"|(?<![\d.\-])(?:(?P<ip>\d{1,3}(?:\.\d{1,3}){3})(?::(?P<port>\d{1,5}))?(?![\d.])"
    rf"(?: ?(?P<to>{TO}) ?(?P<last>\d{{1,3}}(?:\.\d{{1,3}}){{3}})(?![\d.]))?"
    r"|(?P<version>\d{1,6}(?:\.\d{1,6}){2,6})(?!\d)"
    r"|(?P<padded>\d{2,12}-0\d{1,12})(?![\d-])"
    r"|(?P<dashed>\d{1,12}(?:-\d{1,12}){2,8}(?:-[Xx](?![A-Za-z]))?)(?![\d\-]))"
)


_NEAR = 10  # characters within which the thing stands
_BLENDED = pattern("{fertilizers}")
_SCORED = pattern(r"{scored}(?![^\W\x00-\x7f])")


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
    if match["dashed"] and _is_mixed(match):
        return "、".join(map(cardinal, match["dashed"].split("-")))
    return spell((match["dashed"] or match["padded"]).replace("-", "")).upper()


def _is_mixed(match: Match) -> bool:
    """Tell numbers that each count, 9-10-10分 and a fertilizer of 15-15-15, from a code."""
    right = after(match)
    near = before(match, _NEAR), right[:_NEAR]
    return _SCORED.match(right) is not None or any(map(_BLENDED.search, near))


# Rooms, bus lines, trains, and what is said like them: 301室, 113路, 1号楼502.

_ROOM_FORM = pattern(r"(?<![\d.A-Za-z-])\d{3,5}(?![\d.])")
_FLAT_FORM = pattern(
    rf"(?:(?<=[座栋幢楼层])|(?<=单元))(?P<flat>\d{{3,4}})(?:(?P<on>{TO})(?P<end>\d{{3,4}}))?(?![\d.])"
    rf"|(?<![\d.A-Za-z-])(?P<first>\d{{3,5}})(?P<to>{TO})(?P<last>\d{{3,5}})(?![\d.])"
    r"|(?<![\d.-])(?P<wing>\d{1,2})-(?P<room>\d{3,4})(?!\d)"
)


def _say_flat(match: Match, one: str) -> str:
    return "".join(
        spell(part, one=one) if part.isdigit() else to(part) for part in match.groups() if part
    )


# Doors and pictures with two numbers: 12-3号, 图3-1, 附表1-5.

_LABEL = r"(?<=[见如附及和、(（，。：；][图表])|(?<=^[图表])|(?<=公式)|(?<=附[件表图])"
_PART_FORM = pattern(
    r"(?<![\d.-])(?P<door>(?<=[{lanes}])\d|\d{2,4})-(?P<side>\d{1,3})(?=号)"
    rf"|(?:{_LABEL})(?P<part>\d{{1,2}})[-—–](?P<item>\d{{1,2}})(?![\d.-])"
)


def _say_part(match: Match, _one: str) -> str | None:
    if match["door"]:
        door, side = match["door"], match["side"]
        return f"{cardinal(door)}杠{cardinal(side)}" if int(door) > int(side) else None
    # of chapter 3 the first, or the first to the third
    dash = "到" if int(match["part"]) < int(match["item"]) else "杠"
    return f"{cardinal(match['part'])}{dash}{cardinal(match['item'])}"


# Names of bonds, by year, issuer and number: “23浙商01”, 24附息国债17, 22万科MTN003.

_BOND_FORM = pattern(
    r"(?<![\d.A-Za-z])(?P<year>[012]\d)(?P<issuer>[^\W\x00-\x7f]{1,6}?)"
    r"(?P<kind>[A-Z]{0,4})(?P<number>\d{1,4})(?P<tail>[A-Z]?)(?![\dA-Za-z.%])"
)
_STATE = listed("bond", "state")
_KINDS = {"MTN", "SCP", "CP", "PPN", "ABN"}
_OPEN, _CLOSE = set("“‘\"'"), set("”’\"'")
_AMOUNTS = pattern("[{issued}]")


def _say_bond(match: Match, _one: str) -> str | None:
    issuer, number = match["issuer"], match["number"]
    quoted = before(match, 1) in _OPEN and after(match, 1) in _CLOSE and before(match, 1) != ""
    named = _STATE.search(issuer) or match["kind"] in _KINDS
    numbered = len(issuer) > 1 and len(number) == 2 and number[0] == "0" and not match["kind"]
    amount = _AMOUNTS.match(issuer) or counter(issuer)
    if not named and (not (quoted or numbered) or (amount and not (quoted and number[0] == "0"))):
        return None
    return f"{spell(match['year'])}{issuer}{match['kind']}{spell(number)}{match['tail']}"


# Licence plates: 浙A·12345, 京AD12345.

_PLATE_FORM = listed("plate", "form")


def _say_plate(match: Match, one: str) -> str | None:
    return match["city"] + spell(match["rest"], one=one)


# Dates and numbers that are names: 9·11, 3·15晚会, 双11, 618, 985高校, 58同城.

_NAMED_FORM = pattern(
    lambda: (
        r"(?<![\d.])(?:(?P<dot>\d{1,2} ?[·•] ?\d{1,2})(?![\d·.])"
        r"|(?P<date>\d{1,2}\.\d{1,2})(?![\d./%])|(?P<store>7-11|802\.11|9/11|24/7)(?!\d)"
        rf"|(?P<number>{'|'.join(filter(str.isdigit, words('names') - {'2'}))}"
        r"|(?<=[A-Z])2(?=[A-Z]))(?![\d%,:：]|[-—~](?!211|985)\d|/(?!\d{3}(?!\d)|[^\W\d])|\.\d))"
    )
)
_Fits = Callable[[str], Match | None]
_OWN = listed("named", "own")
_FEAST = listed("named", "feast")


def _say_named(match: Match, _one: str) -> str | None:
    left, right = before(match), after(match, 16)
    for spoken, lead, tail in _known().get(match[0].replace(" ", ""), ()):
        if tail(right) and lead(left):
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
def _known() -> dict[str, list[tuple[str, _Fits, _Fits]]]:
    """Give the readings of each well-known number and what fits before it and behind."""
    known: dict[str, list[tuple[str, _Fits, _Fits]]] = {}
    for written, spoken, lead, tail in rows("names"):
        fits = pattern(f"(?:{lead})$").search, pattern(tail).match
        known.setdefault(written, []).append((spoken, *fits))
    return known


FORMS = (
    Form(192, (LETTER,), _PLATE_FORM, _say_plate),
    Form(191, (DIGIT,), _BOND_FORM, _say_bond, digits=(2, 2)),
    Form(
        190,
        (DIGIT,),
        _SHAPED_FORM,
        _say_shaped,
        frozenset(ascii_uppercase + ".*/(（"),
        digits=(1, 16),
    ),
    Form(190, (DIGIT,), _SHAPED_FORM, _say_shaped, digits=(17, 19)),
    Form(189, (DIGIT,), _PART_FORM, _say_part, frozenset("-—–"), digits=(1, 4)),
    Form(186, (DIGIT,), _NAMED_FORM, _say_named, digits=(1, 4)),
    Form(60, (DIGIT,), _LETTERED_FORM, lambda m, _: _spell(m[0]), frozenset("BD"), digits=(4, 4)),
    Form(0, (DIGIT,), _OIL_FORM, _say_oil, frozenset("W"), "oil", (1, 2)),
    Form(81, (DIGIT,), _CODE_FORM, _say_code, needs=frozenset(".-xX")),
    Form(0, (DIGIT, LETTER), _NAMING_FORM, lambda match, _: _spell(match[0]), evidence="code"),
    Form(0, (DIGIT,), _ROOM_FORM, lambda m, one: spell(m[0], one=one), frozenset(), "room", (3, 5)),
    Form(0, (DIGIT,), _FLAT_FORM, _say_flat, evidence="flat"),
)
