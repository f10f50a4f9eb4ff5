"""Figures in a text, brought to one form, so that 3.24亿 and 三亿二千四百万 are the same."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

_DIGITS = {
    char: value
    for value, chars in enumerate(("零〇", "一", "二两", "三", "四", "五", "六", "七", "八", "九"))
    for char in chars
}
_SMALL = {"十": 10, "百": 100, "千": 1000}
_LARGE = {"万": 10**4, "亿": 10**8, "萬": 10**4, "億": 10**8}
_ARABIC = re.compile(
    r"([0-9]+(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?)([百千万亿萬億]*)(%|％|‰)?"
)
# At least two numerals, one of them a power of ten: 一般 and 三十而立's 三 are no figures.
_CHINESE = re.compile(
    r"(?:(百分之)([零〇一二两三四五六七八九十百千]+)|([零〇一二两三四五六七八九十百千万亿萬億]{2,}))"
    r"(?:点([零〇一二三四五六七八九]+))?"
)
# What a figure measures, where another measure would make it untrue.
_UNIT = re.compile(
    r"(?:多|余|个|万|亿)*(人民币|美元|欧元|日元|英镑|港元|港币|新台币|元|人次|人|名|户|家|项|吨|公斤|千克|克"
    r"|平方公里|平方千米|平方米|立方米|公顷|亩|公里|千米|厘米|毫米|米|千瓦时|千瓦|度|摄氏度|年|月|日|天"
    r"|小时|分钟|秒|倍|成|百分点|基点|岁|次|张|台|辆|架|艘|只|头|套|米)"
)
_POWER = re.compile(r"[十百千万亿萬億]")
# One numeral before what it counts: 三人, 两家; 第三家 and 一家人 tell no number.
_COUNT = re.compile(
    r"(?<![第零〇一二两三四五六七八九十百千万亿几数点之分])([二两三四五六七八九十])"
    r"(?=人(?!民)|名|户|家|项|吨|年|天|个|次|倍|岁|张|台|辆|架|艘|只|头|套|位|条|种|起|成|分之)"
)


_MORE = re.compile(r"[多余]([万亿]+)")  # 80多万
_PERSONS = {"名": "人"}  # what counts the same


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A figure at [start, end) of a text, and what it measures; empty if nothing known."""

    start: int
    end: int
    value: str
    unit: str


def figures(text: str) -> tuple[str, ...]:
    """Give the figures of a text in order, each as a plain decimal, percentages with their sign."""
    flat = unicodedata.normalize("NFKC", text)
    found = [(match.start(), _arabic(match)) for match in _ARABIC.finditer(flat)]
    found += [
        (match.start(), _chinese(match))
        for match in _CHINESE.finditer(flat)
        if match[1] or _POWER.search(match[3])
    ]
    return tuple(value for _, value in sorted(found) if value)


def found(text: str) -> tuple[Figure, ...]:
    """Give the figures of a text in order, small counts among them.

    >>> [(one.value, one.unit) for one in found("三人受伤，两家公司赔偿3.2万元。")]
    [('3', '人'), ('2', '家'), ('32000', '元')]
    """
    flat = "".join(_narrow(char) for char in text)
    rows = []
    for pattern, value in ((_ARABIC, _arabic), (_CHINESE, _chinese), (_COUNT, _chinese_count)):
        for match in pattern.finditer(flat):
            if pattern is _CHINESE and not (match[1] or _POWER.search(match[3])):
                continue
            more = _MORE.match(flat, match.end()) if pattern is _ARABIC else None
            unit = _UNIT.match(flat, match.end())
            rows.append(
                Figure(
                    start=match.start(),
                    end=match.end(),
                    value=_times(value(match), more[1]) if more else value(match),
                    unit=_PERSONS.get(unit[1], unit[1]) if unit else "",
                )
            )
    return tuple(sorted(rows, key=lambda one: one.start))


def _times(value: str, powers: str) -> str:
    for power in powers:
        value = _plain(Decimal(value) * _LARGE[power])
    return value


def _narrow(char: str) -> str:
    """Fold the width of a character, if it stays one."""
    folded = unicodedata.normalize("NFKC", char)
    return folded if len(folded) == 1 else char


def measures(text: str) -> tuple[tuple[str, str], ...]:
    """Give the figures of a text with what each measures; empty where nothing known follows."""
    flat = unicodedata.normalize("NFKC", text)
    found = []
    for pattern, value in ((_ARABIC, _arabic), (_CHINESE, _chinese)):
        for match in pattern.finditer(flat):
            unit = _UNIT.match(flat, match.end())
            found.append((value(match), unit[1] if unit else ""))
    return tuple(found)


def known(source: str) -> dict[str, set[str]]:
    """Give each figure of a source with all that it measures there."""
    found: dict[str, set[str]] = {value: set() for value in figures(source)}
    for value, unit in measures(source):
        found.setdefault(value, set()).add(unit)
    return found


def strangers(text: str, source: dict[str, set[str]]) -> tuple[str, ...]:
    """Give the figures of a text that a source has not, or has only for something else."""
    missing = [value for value in figures(text) if value not in source]
    other = [
        value + unit
        for value, unit in measures(text)
        if unit and value in source and not {unit, ""} & source[value]
    ]
    return (*missing, *other)


def _arabic(match: re.Match[str]) -> str:
    number, powers, sign = match.groups()
    try:
        value = Decimal(number.replace(",", ""))
    except InvalidOperation:
        return number
    for power in powers:
        value *= _SMALL.get(power) or _LARGE[power]
    return _plain(value) + ("%" if sign in {"%", "％"} else sign or "")


def _chinese_count(match: re.Match[str]) -> str:
    return str(_value(match[1]))


def _chinese(match: re.Match[str]) -> str:
    percent, share, whole, part = match.groups()
    value = Decimal(_value(share or whole))
    if part:
        value += Decimal("0." + "".join(str(_DIGITS[char]) for char in part))
    return _plain(value) + ("%" if percent else "")


def _value(numeral: str) -> int:
    total = section = digit = 0
    highest = 0  # the last power of ten thousand; 万 after 亿 adds, 亿 after 万 multiplies
    for char in numeral:
        if char in _DIGITS:
            digit = _DIGITS[char]
        elif char in _SMALL:
            section += (digit or 1) * _SMALL[char]
            digit = 0
        else:
            power = _LARGE[char]
            if highest and power < highest:
                total += (section + digit) * power
            else:
                total = (total + section + digit or 1) * power
            highest = power
            section = digit = 0
    return total + section + digit


def _plain(value: Decimal) -> str:
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
