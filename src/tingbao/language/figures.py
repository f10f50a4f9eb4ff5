"""Figures in a text, brought to one form, so that 3.24亿 and 三亿二千四百万 are the same."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from math import prod

from tingbao.language.patterns import Pattern

_ARABIC = Pattern(
    r"([0-9]+(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?)([百千{myriad}]*)(%|％|‰)?"
)
# At least two numerals, one of them a power of ten: 一般 and 三十而立's 三 are no figures.
_CHINESE = Pattern(
    r"(?:(百分之)([{digit}十百千]+)|([{digit}十百千{myriad}]{2,}))(?:点([{digit}]+))?"
)
# What a figure measures, where another measure would make it untrue.
_UNIT = Pattern(r"(?:多|余|个|万|亿)*({unit})")
_MYRIAD = 10_000
_POWER = Pattern(r"[十百千{myriad}]")
# One numeral before what it counts: 三人, 两家; 第三家 and 一家人 tell no number.
_COUNT = Pattern(r"(?<![第几数点之分{digit}十百千{myriad}])([{plural}])(?={counted}|人(?!民))")
_MORE = Pattern(r"[多余]([{myriad}]+)")  # 80多万
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
    return tuple(value for value, _ in measures(text))


def measures(text: str) -> tuple[tuple[str, str], ...]:
    """Give the figures of a text with what each measures; empty where nothing known follows."""
    flat = unicodedata.normalize("NFKC", text)
    return tuple((value, _unit(flat, match)) for match, value in _read(flat))


def found(text: str) -> tuple[Figure, ...]:
    """Give the figures of a text in order, small counts among them.

    >>> [(one.value, one.unit) for one in found("三人受伤，两家公司赔偿3.2万元。")]
    [('3', '人'), ('2', '家'), ('32000', '元')]
    """
    flat = "".join(_narrow(char) for char in text)
    counts = ((match, str(number(match[1]))) for match in _COUNT.finditer(flat))
    rows = []
    for match, value in (*_read(flat), *counts):
        more = _MORE.match(flat, match.end()) if match.re is _ARABIC.compiled else None
        unit = _unit(flat, match)
        rows.append(
            Figure(
                start=match.start(),
                end=match.end(),
                value=_plain(Decimal(value) * _scale(more[1])) if more else value,
                unit=_PERSONS.get(unit, unit),
            )
        )
    return tuple(sorted(rows, key=lambda one: one.start))


def _read(flat: str) -> list[tuple[re.Match[str], str]]:
    """Give the figures that are such whatever they count, in order, with their values."""
    found = [(match, _arabic(match)) for match in _ARABIC.finditer(flat)]
    found += [
        (match, _chinese(match))
        for match in _CHINESE.finditer(flat)
        if match[1] or _POWER.search(match[3])
    ]
    return sorted(found, key=lambda row: row[0].start())


def _unit(flat: str, match: re.Match[str]) -> str:
    """Give what the figure measures that a match found; empty where nothing known follows."""
    unit = _UNIT.match(flat, match.end())
    return unit[1] if unit else ""


def _scale(powers: str) -> int:
    return prod(map(digit, powers))


def _narrow(char: str) -> str:
    """Fold the width of a character, if it stays one."""
    folded = unicodedata.normalize("NFKC", char)
    return folded if len(folded) == 1 else char


def number(numeral: str) -> int:
    """Read a whole number in Chinese.

    >>> number("三亿二千万"), number("十二")
    (320000000, 12)
    """
    total = section = last = 0
    highest = 0  # the last power of ten thousand; 万 after 亿 adds, 亿 after 万 multiplies
    for value in map(digit, numeral):
        if value < 10:  # noqa: PLR2004  # a digit
            last = value
        elif value < _MYRIAD:
            section += (last or 1) * value
            last = 0
        else:
            if highest and value < highest:
                total += (section + last) * value
            else:
                total = (total + section + last or 1) * value
            highest = value
            section = last = 0
    return total + section + last


def known(source: str) -> dict[str, set[str]]:
    """Give each figure of a source with all that it measures there."""
    found: dict[str, set[str]] = {}
    for value, unit in measures(source):
        found.setdefault(value, set()).add(unit)
    return found


def strangers(text: str, source: dict[str, set[str]]) -> tuple[str, ...]:
    """Give the figures of a text that a source has not, or has only for something else."""
    mine = measures(text)
    missing = [value for value, _ in mine if value not in source]
    other = [
        value + unit
        for value, unit in mine
        if unit and value in source and not {unit, ""} & source[value]
    ]
    return (*missing, *other)


def digit(numeral: str) -> int:
    """Give the value of one numeral; Unicode knows all but 两."""
    return 2 if numeral == "两" else int(unicodedata.numeric(numeral))


def _arabic(match: re.Match[str]) -> str:
    plain, powers, sign = match.groups()
    try:
        value = Decimal(plain.replace(",", ""))
    except InvalidOperation:
        return plain
    return _plain(value * _scale(powers)) + ("%" if sign in {"%", "％"} else sign or "")


def _chinese(match: re.Match[str]) -> str:
    percent, share, whole, part = match.groups()
    value = Decimal(number(share or whole))
    if part:
        value += Decimal("0." + "".join(str(digit(char)) for char in part))
    return _plain(value) + ("%" if percent else "")


def _plain(value: Decimal) -> str:
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
