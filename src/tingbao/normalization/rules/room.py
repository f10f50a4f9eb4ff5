"""Rooms, bus lines, roads, units and figures: 301室, 113路, 318国道, 731部队, 图3-1."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tingbao.normalization.counting import measured
from tingbao.normalization.grammar import TO, to
from tingbao.normalization.numerals import cardinal, spell
from tingbao.normalization.rule import DIGIT, Lazy, Listed, Rule, after
from tingbao.normalization.tables import patterns

if TYPE_CHECKING:
    from tingbao.normalization.rule import Match

# What is named by a number of three to five digits, perhaps with 号 between.
_LABEL = r"(?<=[见如附及和、(（，。：；][图表])|(?<=^[图表])|(?<=公式)|(?<=附[件表图])"
_PATTERN = Lazy(
    lambda: (
        rf"(?<![\d.A-Za-z\-])(?P<first>\d{{3,5}})(?P<to>{TO})"
        rf"(?P<last>\d{{3,5}})(?=号?(?:{_words('rooms')}))"
        rf"|(?<![\d.-])(?P<wing>\d{{1,2}}-\d{{3,4}})(?=号?(?:{_words('rooms')}))"
        rf"|(?<=[座栋幢楼层])(?P<flats>\d{{3,4}}{TO}\d{{3,4}})(?![\d.])"
        r"|(?<=[座栋幢楼层])(?P<flat>\d{3,4})(?![\d.])"
        r"|(?<![\d.-])(?P<door>(?<=[路街巷弄道村组里])\d|\d{2,4})-(?P<side>\d{1,3})(?=号)"
        rf"|(?:{_LABEL})(?P<part>\d{{1,2}})[-—–](?P<item>\d{{1,2}})(?![\d.-])"
        rf"|(?<![\d.A-Za-z])(?<![^室号层座楼]-)(?P<number>\d{{3,5}})"
        rf"(?=(?:[、和及与或/]\d{{3,5}}){{0,6}}号?(?:{_words('named')}))"
    )
)
_COUNTED = Listed("room", "counted")
_THREE = Listed("room", "three")
_ROOM = Listed("room", "rooms")


def _words(name: str) -> str:
    return patterns()["room", name]


def _say(match: Match, one: str) -> str | None:
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


RULE = Rule(
    "room",
    (DIGIT,),
    _PATTERN,
    _say,
    needs=frozenset(
        "层约号机楼不铝工高街巷弄道村组里端舰艇船师室房会教包宿寝门铺舱路国省县乡图表式件高部医中小研厂次航专班基车特旅座栋幢"
    ),
)
