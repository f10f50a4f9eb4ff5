"""Amounts in units: 10km/h, −5℃~10℃, 5V2A, 120/80mmHg, 30°15′20″, 价格（元/t）, 9秒83, 8.5折."""

from __future__ import annotations

import re

from tingbao.language.numerals import cardinal, decimal, spell
from tingbao.normalization.counting import measured
from tingbao.normalization.form import (
    DIGIT,
    LETTER,
    OTHER,
    SIGN,
    Form,
    Match,
    after,
    before,
    listed,
    pattern,
)
from tingbao.normalization.grammar import NUM, SIGNS, TO, WAN, adds, scaled, sign_word, signed, to
from tingbao.normalization.tables import mapping, patterns
from tingbao.normalization.units import PER, SYMBOLS, UNIT, UNITS, quantity, unit

# Numbers with unit symbols, and ranges of them: 10km/h, 5-10kg, 3万㎡, 20ml:0.4g.

_OF = r"(?:(?<=\d[gL])|(?<=[mμ]g)|(?<=m[lL]))"  # the strength of a drug, 20ml:0.4g
_MEASURE_FORM = pattern(
    rf"(?:(?<![A-Za-z])|(?<=[AD]C))(?P<sign>(?<!\d){SIGNS})?(?P<a>{NUM})(?P<as>{WAN})?(?P<am>[余多])?"
    rf" ?(?P<au>{UNITS})?"
    rf"(?: ?(?P<to>{TO}) ?(?P<sign2>{SIGNS})?(?P<b>{NUM})(?P<bs>{WAN})?"
    rf"(?P<bm>[余多])? ?(?P<bu>{UNITS}))?"
    rf"(?P<more>\+(?![\dA-Za-z(]|[^\W\x00-\x7f]{{3}}))?(?P<per>(?(b)(?!)){_OF}[:∶]"
    r"(?=\d[\d.]{0,6} ?(?:[mμ]?g|m[lL]|I?U)(?![A-Za-z])))?"
)
_CHAINED = pattern(r"[kK](?:[mM]|\d{1,4})\+$")  # 1738KM+800M, a place on a road
_PADDED = pattern(r"0\d\d")  # 0826W
_COLD = listed("measure", "cold")
_STATE = listed("measure", "state")
_RATES = listed("measure", "rates")
_PLACES = 2  # of years that a bond runs


def _say_measure(match: Match, _one: str) -> str | None:
    symbol = match["bu"] or match["au"]
    if symbol == "K" and not match["b"] and len(match["a"]) > 1 and _heat(match):
        return _amount(match["sign"], match["a"], match["as"], match["am"]) + "开尔文"
    if symbol == "U" and match["as"] and not match["b"]:  # 40万U
        return _amount(None, match["a"], match["as"], match["am"]) + mapping("senses")["doses"]
    if not symbol or unit(symbol) is None or _PADDED.match(match["a"]):
        return None
    if match["sign"] == "+" and adds(before(match)):
        return None
    if symbol == "M" and _CHAINED.search(before(match)):
        symbol = "m"
    if symbol == "bps" and _RATES.search(before(match)):
        symbol = "bp"
    first = _amount(match["sign"], match["a"], match["as"], match["am"])
    if match["per"]:
        return f"{quantity(first, symbol)}比"
    # A sign belongs to the number, and so does what a car gains from 0: 正一点八米每秒.
    say = _plainly if match["sign"] or (match["b"] and match["a"] == "0") else quantity
    if not match["b"]:
        return say(first + ("多" if match["more"] else ""), symbol)
    last = _amount(match["sign2"], match["b"], match["bs"], match["bm"])
    joined = "减" if _spread(match) else to(match["to"])
    if not match["au"]:
        return say(f"{first}{joined}{last}", symbol)
    said = quantity(first, match["au"])
    return None if said is None else f"{said}{joined}{quantity(last, symbol)}"


def _plainly(number: str, symbol: str) -> str:
    """Say a unit behind its number, be it a speed."""
    return number + (unit(symbol) or "")


def _spread(match: Match) -> bool:
    """Tell the difference of two terms, 10Y-2Y, from a range, which goes up."""
    first, last = (part.zfill(_PLACES) for part in (match["a"], match["b"]))
    return match["au"] == match["bu"] == "Y" and first > last


def _heat(match: Match) -> bool:
    """Tell a temperature, 77K低温, from 4K and from thousands."""
    return bool(_COLD.search(before(match)) or _STATE.match(after(match)))


def _amount(sign: str | None, number: str, scale: str | None, more: str | None) -> str:
    return sign_word(sign) + scaled(number, scale, counting=True) + (more or "")


# A letter or sign that is a unit only where words say so: 2U红细胞, 连用3d, 落后45″, 3Y童装.

_SENSES = {"doses": "U", "days": "d", "tenor": "D", "aged": "Y", "lapse": '[″"]'}


def _sense(key: str, symbol: str) -> Form:
    """Give the form of a symbol in the sense that stands in senses.tsv under a key."""
    form = pattern(
        rf"(?<![\dA-Za-z.])(?P<a>{NUM})(?P<as>{WAN})?(?:(?P<to>{TO})(?P<b>{NUM}))?"
        rf" ?{symbol}(?![A-Za-z\d′″])"
    )

    def say(match: Match, _one: str) -> str:
        said = scaled(match["a"], match["as"], counting=not match["b"])
        if match["b"]:
            said += to(match["to"]) + decimal(match["b"])
        return said + mapping("senses")[key]

    return Form(0, (DIGIT,), form, say, frozenset(symbol) - set("[]\\"), key)


# How often a drug is given: q8h.

_DOSING_FORM = pattern(r"(?<![A-Za-z])[qQ](?P<hours>\d{1,2})[hH](?![A-Za-z\d])")


def _say_dosing(match: Match, _one: str) -> str:
    return f"{PER}{cardinal(match['hours'], counting=True)}{unit('h')}"


# One amount or another: 4/6GB, 64/128/256GB, 90/120Hz.

_EITHER_FORM = pattern(
    r"(?<![\d.])(?P<one>\d{1,4})/"
    r"(?=(?:\d{1,4}/){0,3}\d{1,4} ?(?:[GTM]B|[GT]|[kMG]?Hz|mAh)(?![A-Za-z]))"
)


def _say_either(match: Match, _one: str) -> str:
    return cardinal(match["one"]) + "、"


# Temperatures and their ranges: 38°C, −5℃~10℃, 气温-3℃ is 零下.

_DEGREE = r"℃|° ?[Cc]|℉|° ?[Ff]|°"
_TEMPERATURE_FORM = pattern(
    rf"(?P<s1>(?<![\d)A-Za-z])[-−+±])?(?P<a>{NUM}) ?(?P<u1>{_DEGREE}|摄氏度|度)?"
    rf"(?: ?(?P<to>{TO}|[/±]) ?(?P<s2>[-−+])?(?P<b>{NUM}) ?(?P<u2>{_DEGREE}|摄氏度"
    rf"|度))?(?!['′\dA-Za-z])(?P<more>\+(?!\d))?"
)
_PHYSICS = listed("temperature", "physics")
_SCIENCE = listed("temperature", "science")
_PROSE = pattern(r"[^\W\x00-\x7f]")
_COLDER, _WARMER = "零下", "零上"


def _say_temperature(match: Match, _one: str) -> str | None:
    last_unit = match["u2"] or match["u1"]
    if not last_unit or (last_unit[0] in "摄度" and "-" not in match[0] and "−" not in match[0]):
        return None
    signs = {match["s1"], match["s2"]} - {None, "+"}
    left = before(match, 20)
    angle = _PHYSICS.search(left) or _SCIENCE.match(after(match))
    weather = _PROSE.search(left) and not angle
    told = left.endswith((_COLDER, "负"))  # 零下-5℃
    cold = "" if told else _COLDER if weather or (match["b"] and signs) else "负"
    first = _signed(match["s1"], match["a"], cold)
    if not match["b"]:
        return first + _name(last_unit) + ("以上" if match["more"] else "")
    if match["to"] == "±":
        return first + _signed("±", match["b"], cold) + _name(last_unit)
    first += (_name(match["u1"]) if match["u1"] else "") + to(match["to"])
    shared = cold == _COLDER and match["s1"] and not match["s2"] and not match["u1"]
    warm = _WARMER if shared and match["b"].strip("0.") else ""
    return first + warm + _signed(match["s2"], match["b"], cold) + _name(last_unit)


def _signed(sign: str | None, number: str, cold: str) -> str:
    said = {"-": cold, "−": cold, "±": "正负"}.get(sign or "", "")
    return said + decimal(number)


def _name(symbol: str) -> str:
    return unit("°" + symbol[-1]) or unit(symbol) or symbol


# Volts and amperes of chargers and sockets: 5V2A, 20V/3.25A, 48V20Ah, 电流16A, but not 5A级.

_CURRENT_FORM = pattern(
    rf"(?:(?<![\dA-Za-z.])|(?<=[AD]C))"
    rf"(?:(?P<volts>{NUM}) ?[Vv](?P<kind>[AD]C)? ?[-/,，、·*×x=⎓]? ?(?=\d))?"
    rf"(?P<amount>{NUM}) ?(?P<unit>A|m?Ah|mA|W)(?![A-Za-z\d级股类])"
)
_NAMED = listed("current", "named")


def _say_current(match: Match, _one: str) -> str | None:
    name = "安" if match["unit"] == "A" else unit(match["unit"])
    amount = f"{decimal(match['amount'], counting=True)}{name}"
    if match["volts"]:
        return f"{decimal(match['volts'], counting=True)}伏{match['kind'] or ''}、{amount}"
    named = "." in match["amount"] or _NAMED.search(before(match))
    return amount if named and match["unit"] == "A" else None


# Blood pressure, the higher and the lower value: 120/80mmHg, 120-139/80-89mmHg.

_PRESSURE_FORM = listed("pressure", "form")
_NAMED_PRESSURE = listed("pressure", "named")


def _say_pressure(match: Match, _one: str) -> str | None:
    if not match["unit"] and not _NAMED_PRESSURE.search(before(match, 20)):
        return None
    unit = "毫米汞柱" if match["unit"] else ""
    high, low = (
        "到".join(map(cardinal, re.findall(r"\d+", match[side]))) for side in ("high", "low")
    )
    return f"{high}、{low}{unit}"


# Degrees, minutes and seconds of arc: 30°15′20″, 120.5°E.

_ANGLE_FORM = pattern(
    rf"(?P<alone>{NUM}) ?(?P<sign>[′″]|\"(?={{screens}}))(?![\d′″])"
    rf"|(?P<minus>(?<![\d)A-Za-z])[-−+])?(?P<degrees>{NUM}) ?°"
    r" ?(?:(?P<minutes>\d{1,2}(?:\.\d{1,6})?) ?[′']"
    r"(?: ?(?P<seconds>\d{1,2}(?:\.\d{1,6})?) ?(?:[″\"]|''))?)? ?(?P<side>[NSEW](?![A-Za-z]))?"
)
_SCREEN = pattern("{screens}")
_SIDES = {"N": "北纬", "S": "南纬", "E": "东经", "W": "西经"}


def _say_angle(match: Match, _one: str) -> str | None:
    if match["alone"]:
        inches = match["sign"] != "′" and _SCREEN.match(after(match))
        return quantity(decimal(match["alone"], counting=True), "inch" if inches else match["sign"])
    if not match["minutes"] and not match["side"]:
        return None
    side = (
        _SIDES[match["side"]] if match["side"] and before(match, 2) not in _SIDES.values() else ""
    )
    if match["minus"] and not match["minutes"]:
        return None
    said = f"{side}{signed(match['minus'], match['degrees'])}度"
    if match["minutes"]:
        said += f"{decimal(match['minutes'])}分"
    if match["seconds"]:
        said += f"{decimal(match['seconds'])}秒"
    return said


# Units in brackets after what is measured: 体重(kg), 价格（元/t）, 浓度(μg/m³).

_CAPTION_FORM = pattern(rf"(?<=[(（])(?P<unit>{UNITS})(?=[)）])")
_NAME = pattern(r"(?:^|[^\dA-Za-z])[A-Za-z/]{1,8}-\d{1,4}[A-Za-z]{0,4}$")  # GAU-22/A, APG-82(V)
_MEASURED = listed("caption", "measured")


def _say_caption(match: Match, _one: str) -> str | None:
    if _NAME.search(before(match)[:-1]) or not _MEASURED.search(before(match, 6)):
        return None
    return unit(match["unit"])


# A slash between units is 每: 5.8万元/平方米, 80元/kg.

_QUOTIENT_FORM = pattern(
    lambda: (
        rf" ?/ ?(?:(?P<number>\d{{1,4}}(?:\.\d)?)?(?P<word>{_words('below')})"
        r"(?![^\W\x00-\x7f](?<=[年月日][度份内]))"
        r"|(?P<tens>10{0,4}|1\.73|\d{1,3}(?= ?(?:h|min|s|d)(?![A-Za-z]))"
        rf"|(?<=[{{paid}}]/)\d{{1,4}}(?=[mk]?[gLl](?![A-Za-z])))? ?(?P<unit>{UNIT})"
        rf"|\((?P<time>min|h|s|d)·(?P<area>\d{{1,4}}(?:\.\d{{1,2}})?)(?P<surface>{UNIT})\))"
    )
)
_PERIODS = {"月", "天", "年", "晚", "周", "小时"}
_SYMBOL = pattern("[A-Za-zμ·]+$")
_ABOVE = listed("quotient", "above")


def _words(name: str) -> str:
    return patterns()["quotient", name]


def _say_quotient(match: Match, _one: str) -> str | None:
    left = before(match, 12)
    if match["surface"]:  # mL/(min·1.73m²)
        over = unit(match["time"]), decimal(match["area"]), unit(match["surface"])
        return "每" + "".join(filter(None, over))
    bare = match["unit"] or match["word"] in _PERIODS  # 200/μL, 950/月
    bare = bare and left[-1:].isdigit() and after(match, 1) != "."
    if _NAME.search(left):
        return None
    if not bare and not _ABOVE.search(left):
        return None
    number = match["number"] or match["tens"]
    if number and (of := _SYMBOL.search(left)) and of[0] == match["unit"]:  # 0h/1h
        return None
    number = decimal(number, counting=True) if number else ""
    if match["word"]:
        return f"每{number}" + re.sub(r"[\W\x00-\x7f]", "", match["word"])
    said = unit(match["unit"]) or mapping("factors").get(match["unit"])
    return f"每{number}{said}" if said else None


# What follows a unit of a measurement: 9秒83, 1米78, 12块5.

_RECORD_FORM = pattern(r"(?:(?<=\d秒)\d{1,3}|(?<=\d米)\d{2})(?![\d.%:：])")


def _say_record(match: Match, _one: str) -> str | None:
    return None if measured(after(match)) else spell(match[0])


# Discounts by digits: 8.5折 and 85折 are 八五折.

_DISCOUNT_FORM = pattern(r"(?<![\d.])(?P<tenths>[1-9])\.?(?P<hundredths>[1-9])(?=折)")


def _say_discount(match: Match, _one: str) -> str | None:
    return spell(match["tenths"] + match["hundredths"])


FORMS = (
    *(_sense(key, symbol) for key, symbol in _SENSES.items()),
    Form(85, (LETTER,), _DOSING_FORM, _say_dosing, frozenset("hH")),
    Form(85, (DIGIT,), _EITHER_FORM, _say_either, needs=frozenset("/"), digits=(1, 4)),
    Form(78, (DIGIT,), _RECORD_FORM, _say_record, needs=frozenset("秒米")),
    Form(76, (DIGIT,), _DISCOUNT_FORM, _say_discount, needs=frozenset("折")),
    Form(75, (DIGIT,), _PRESSURE_FORM, _say_pressure, needs=frozenset("/")),
    Form(74, (DIGIT,), _CURRENT_FORM, _say_current, needs=frozenset("AW")),
    Form(73, (DIGIT, SIGN), _ANGLE_FORM, _say_angle, needs=frozenset('°′″"')),
    Form(72, (DIGIT, SIGN), _TEMPERATURE_FORM, _say_temperature, needs=frozenset("℃°℉度")),
    Form(67, (DIGIT, SIGN), _MEASURE_FORM, _say_measure, needs=SYMBOLS),
    Form(55, (LETTER, OTHER), _CAPTION_FORM, _say_caption, needs=frozenset("(（")),
    Form(53, (OTHER,), _QUOTIENT_FORM, _say_quotient, needs=frozenset("/")),
)
