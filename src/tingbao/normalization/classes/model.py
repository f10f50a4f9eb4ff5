"""Digits that belong to the name of a thing: PM2.5, COVID-19, A320, 歼-20, iPhone 15, A1-A3展厅."""

from __future__ import annotations

import re
from functools import cache

from tingbao.language.numerals import cardinal, decimal, spell
from tingbao.normalization.counting import counter, measured
from tingbao.normalization.form import (
    DIGIT,
    LETTER,
    SIGN,
    Form,
    Match,
    after,
    before,
    listed,
    pattern,
)
from tingbao.normalization.grammar import JOINERS, TO, to
from tingbao.normalization.tables import rows, words
from tingbao.normalization.units import UNITS, unit

# Digits that belong to a name: PM2.5, G7518, COVID-19, A320, 歼-20, iPhone 15, 骁龙888.

_MODEL_FORM = listed("model", "form")
_BAR = "杠"
_SCALES = {"万", "亿", "元"}
_LONGEST = 5  # characters of a series' name
_LATIN = pattern(r"(?P<letters>(?<!\d)[A-Za-z]+|(?<=\d)(?![xX][- ·]?$)[A-Za-z]+)(?P<gap>[- ·]?)$")
_TRAIN = listed("model", "train")
_WEAPON = listed("model", "weapon")
_NUMBERED = pattern(r"\d\d(?:-\d)?$")  # 95-1式自动步枪
_JOINERS = set("、/与和及或")
_LISTED = listed("model", "listed")
_STAKE = pattern(r"\+\d{3}(?!\d)")  # K125+300, a place on a road
_TITLE, _QUOTED = pattern(r"[“《][^\W\x00-\x7f]{1,6}$"), {"”", "》"}  # “浙粳优1578”
_BETWEEN = pattern(r"[-~—]\d{1,4}\.\d")  # 95%CI 0.49-0.79
_AGAINST = pattern(r"[:：∶]\d")
_CHIP = pattern("{model_form}")
_PROCESSOR = listed("model", "processor")
# Max 256GB, PD 65W
_SYMBOL = pattern(rf" ?([WV](?![A-Za-z\d])|{UNITS}(?<=[A-Za-z℃°2₂/][A-Za-z²³]))")
_DATED = {"in", "In", "since", "the", "and", "of", "at", "to"}


def _say_model(match: Match, one: str) -> str | None:
    left = before(match, 24)
    if not match["number"]:
        known = not match["cpu"] or _PROCESSOR.search(left)
        return spell(match[0]) if known else None
    named = _named(match, left)
    if named is not None:
        return named
    if len(match["number"]) == 2 and _NUMBERED.match(match[0]) and _WEAPON.match(after(match)):
        return spell(match[0]).replace("-", _BAR)
    if after(match, 1) in _QUOTED and not match["rest"] and _TITLE.search(left):
        return _digits(match["number"]) + _second(match)
    latin = left[-2:].rstrip("- ·")[-1:].isascii() and _LATIN.search(left)
    if not latin or (match["dash"] and (latin["gap"] or (match["tail"] and not _ranged(match)))):
        return None
    if _counted(match, latin["letters"], gap=latin["gap"]):
        return None
    number = match["number"]
    if match["rest"]:
        parts = match["rest"].split(".")[1:]
        whole = spell(number) if _dated(match["second"]) else cardinal(number)  # GB 4806.7-2023
        return whole + "".join(f"点{spell(part)}" for part in parts) + _second(match, "，")
    right = after(match)
    if latin["letters"] == "K" and _STAKE.match(right):
        return cardinal(number)
    if not latin["gap"] and not match["dash"] and _travels(latin["letters"], number, right):
        return spell(number, one=one) + _second(match)
    return _joined(match)


def _joined(match: Match) -> str:
    """Say a number and what follows its dash, both by digits where one hears no seam: CA19-9."""
    number, second = match["number"], match["second"] or ""
    if len(number) == 2 and len(second) == 1 and not _ranged(match):
        return spell(number + second)
    return _digits(number) + _second(match, "，" if len(second) == 2 else "")  # T2-36


def _travels(letters: str, number: str, right: str) -> bool:
    """Tell trains and flights, whose 1 is said as in telephone numbers."""
    if letters in words("airlines"):
        return len(number) in {3, 4}
    train = re.fullmatch(r"[GDCKZTYSL]", letters) is not None
    return train and (len(number) == 4 or (len(number) == 3 and _TRAIN.match(right) is not None))


def _counted(match: Match, letters: str, *, gap: str) -> bool:
    """Tell an amount after a Latin word from a model: in 3个, GDP 3万, AC220V, AG 4:3险胜."""
    right = after(match)
    if _dated(match["second"]):  # GB 18352.6-2016国六
        return False
    if not match["dash"] and (right[:1] in _SCALES or letters in words("quantities")):
        return True
    if gap != " ":
        return False
    if _weighs(right):
        return True
    counted = counter(right) and len(letters) > 1 and len(match["number"]) != 4
    counted = counted or right.startswith("次/")  # P 102次/分
    return bool(letters in _DATED or counted or _AGAINST.match(right) or _BETWEEN.match(right))


def _weighs(right: str) -> bool:
    """Tell whether the symbol of a unit follows."""
    symbol = _SYMBOL.match(right)
    return symbol is not None and unit(symbol[1]) is not None


def _ranged(match: Match) -> bool:
    """Tell numbers from one to another, RF-701~704."""
    return bool(match["tail"] and match["tail"][0] == "~")


def _second(match: Match, between: str = "") -> str:
    """Say what follows the dash, with a breath between where two numbers meet: Qwen3.8-27B."""
    second = match["second"]
    if not second:
        return ""
    dash = to("~") if _ranged(match) else _BAR if _dated(second) else between
    return dash + (spell(second) if len(second) > 3 else _digits(second))  # DDR5-6400, 737-800


def _dated(second: str | None) -> bool:
    """Tell a standard and its year."""
    return re.fullmatch(r"(?:19|20)\d\d", second or "") is not None


def _digits(number: str) -> str:
    """Say up to two digits and round hundreds as a number, the rest one by one."""
    if len(number) <= 2 or (len(number) <= 5 and re.fullmatch(r"[1-9]\d?0*00", number)):
        return cardinal(number)
    return spell(number)


def _named(match: Match, left: str) -> str | None:
    """Say what follows the name of a series as its makers say it (data/models.tsv)."""
    if left[-1:] in _JOINERS:
        left = _LISTED.sub("", left)
    bare = left.rstrip("-— ")
    if bare[-1:] not in _lasts():
        return None
    series = _series()
    for length in range(1, _LONGEST + 1):
        found = series.get(bare[-length:])
        if not found:
            continue
        style, needs = found
        if match["dash"] is None and (bare != left or needs == "dash"):
            return None
        number, rest = match["number"], match["rest"]
        if rest and match["tail"] is None:
            return cardinal(number) + "点" + spell(rest.strip(".").replace(".", "点"))
        star = bare.endswith("小行星")  # 小行星2001号
        right = after(match)
        counted = counter(right) and not _CHIP.match(right)  # 麒麟9010处理器
        counted = not star and (counted or len(number) > 4 or _weighs(right))
        if not match["dash"] and counted:
            return None
        round_ = style == "digits" and not re.fullmatch(r"[1-9]000", number)
        said = spell(number) if round_ else _digits(number)
        return said + _second(match)
    return None


@cache
def _series() -> dict[str, tuple[str, str]]:
    """Give the style of each series, and whether it needs a dash."""
    return {name: (style, needs) for name, style, needs in rows("models")}


@cache
def _lasts() -> frozenset[str]:
    """Give the last characters of the series."""
    return frozenset(name[-1] for name in _series())


# A standard and its year: GB 2312-80, GBJ 16-87, GB 5749-2022.

_STANDARD_FORM = pattern(r"(?<![\d.])(?P<number>\d{2,5})-(?P<year>(?:19|20)?\d\d)(?![\d.~-])")
_STANDARD = listed("standard", "form")
_LONG = 3  # digits of a number behind GB, which may be gigabytes


def _say_standard(match: Match, _one: str) -> str | None:
    """Say the number and the year of a standard."""
    of = _STANDARD.search(before(match, 8))
    number, year = match["number"], match["year"]
    if not of or (of["short"] and len(number) < _LONG) or measured(after(match)):
        return None
    return f"{_digits(number)}{_BAR}{spell(year)}"


# A lineage of letters and numbers with dots: B.1.1.7.

_LINEAGE_FORM = pattern(
    r"(?<![A-Za-z\d.])(?P<letters>[A-Z]{1,3})"
    r"(?P<numbers>(?:\.\d{1,3}){3,5})(?![A-Za-z\d]|\.\d)"
)


def _say_lineage(match: Match, _one: str) -> str:
    numbers = match["numbers"].split(".")[1:]
    return match["letters"] + "点".join(map(cardinal, numbers))


# Members of a series from one to another: A1-A3展厅, T1-T3航站楼, f/1.4~f/4.0; and NXE:3800E.

_SERIES_FORM = pattern(
    r"(?<![A-Za-z\d])(?P<letters>[A-Z]{1,2}|[fF]/?)(?P<first>\d{1,2}(?:\.\d{1,2})?)"
    rf" ?(?P<to>{TO}) ?(?P=letters)(?P<last>\d{{1,2}}(?:\.\d{{1,2}})?)(?![\dA-Za-z])"
    r"|(?<![A-Za-z\d])(?P<maker>[A-Z]{3}):(?P<machine>\d{4}[A-Za-z])(?![A-Za-z\d])"
)

_APART = listed("series", "apart")


def _say_series(match: Match, _one: str) -> str | None:
    if match["maker"]:
        return match["maker"] + spell(match["machine"])
    letters = match["letters"].rstrip("/")
    first, last = decimal(match["first"]), decimal(match["last"])
    joined = "" if _APART.match(after(match)) else to(match["to"])
    return f"{letters}{first}{joined}{letters}{last}"


# The numbers of one train, which changes where it turns: K1132/29次, 1152/3、1154/1次.

_TRAINS_FORM = pattern(
    r"(?<![A-Za-z\d./])(?:(?P<lettered>[GDCKZTYSL]\d{1,4})|\d{4}(?<!00))(?:/[A-Z]?\d{1,4}){1,3}"
    r"(?=(?:、[A-Z]?\d{1,4}(?:/[A-Z]?\d{1,4}){0,3}){0,12}(?(lettered){model_train}|{model_bare}))"
)


def _say_trains(match: Match, one: str) -> str:
    return spell(match[0].replace("/", "、"), one=one)


# A number that is not round and measures nothing, beside what no amount stands beside: 荣威550,
# 去年930调控, 一台4090.

_THING_FORM = pattern(
    r"(?<![\d.A-Za-z-])\d{3,6}(?![\d.,]| ?[A-Za-z%‰℃㎡㎥°年月日至到比×*/:：+=~—-])"
)


FORMS = (
    Form(191, (LETTER,), _LINEAGE_FORM, _say_lineage, frozenset(".")),
    Form(190, (DIGIT,), _STANDARD_FORM, _say_standard, frozenset("-"), digits=(2, 5)),
    Form(190, (LETTER,), _SERIES_FORM, _say_series, JOINERS | {":"}),
    Form(189, (DIGIT, LETTER), _TRAINS_FORM, _say_trains, frozenset("/"), digits=(4, 4)),
    Form(69, (DIGIT, SIGN), _MODEL_FORM, _say_model),
    Form(0, (DIGIT,), _THING_FORM, lambda m, _: _digits(m[0]), frozenset(), "thing", (3, 6)),
)
