"""What reports of one event measure and give another value: both are named.

A measure is a figure with what it is of: 38人死亡, 总投资12.6亿元. Values that differ by
rounding do not disagree, nor do parts of one report.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from unicodedata import normalize

from tingbao.gathering import fingerprint
from tingbao.gathering.rundown import outlet
from tingbao.language.figures import figures

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tingbao.gathering.item import Item

_ROUNDED = 0.06  # of the larger value, that rounding explains
_FIGURE = r"[0-9]+(?:\.[0-9]+)?[百千万亿]*"
_TOLL = re.compile(rf"({_FIGURE})(?:多|余)?(?:人|名)(死亡|遇难|受伤|失踪|失联)")
_TOLD = re.compile(rf"(死亡|遇难|受伤|失踪|失联)(?:人数)?(?:达|升至|为)?({_FIGURE})人")
_OF = re.compile(
    r"(投资|全长|面积|造价|产能|票房|营收|净利润|震级|得票率|票价|损失)(?:约|为|达|共|额)*"
    rf"({_FIGURE})(元|亿元|万元|公里|米|平方米|公顷|%|级|吨)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreement:
    """Two values of one measure, each as its report writes it, and who says it."""

    one: str
    said: str
    other: str
    otherwise: str


def find(items: Sequence[Item]) -> Disagreement | None:
    """Give the first measure of which the reports have two values, if there is one."""
    known: dict[str, tuple[float, str, str]] = {}
    for item in items:
        for measure, (value, words) in _measures(item).items():
            earlier = known.setdefault(measure, (value, words, outlet(item)))
            most = max(value, earlier[0])
            exact = measure in {"死亡", "遇难", "受伤", "失踪", "失联"}
            apart = abs(value - earlier[0]) > (0 if exact else _ROUNDED * most)
            if apart and outlet(item) not in {"", earlier[2]} and earlier[2]:
                return Disagreement(
                    one=earlier[2], said=earlier[1], other=outlet(item), otherwise=words
                )
    return None


def _measures(item: Item) -> Mapping[str, tuple[float, str]]:
    """Give what a report measures once; of what it gives two values it is not sure itself."""
    text = normalize("NFKC", f"{item.title}\n{item.text[: fingerprint.HEAD]}")
    found: dict[str, set[tuple[float, str]]] = {}
    for match in _TOLL.finditer(text):
        found.setdefault(_kind(match[2]), set()).add((_value(match[1]), f"{match[1]}人{match[2]}"))
    for match in _TOLD.finditer(text):
        found.setdefault(_kind(match[1]), set()).add((_value(match[2]), f"{match[2]}人{match[1]}"))
    for match in _OF.finditer(text):
        found.setdefault(match[1], set()).add((_value(match[2]), f"{match[1]}{match[2]}{match[3]}"))
    return {
        measure: min(values)
        for measure, values in found.items()
        if len({value for value, _ in values}) == 1
    }


def _kind(word: str) -> str:
    return {"遇难": "死亡", "失联": "失踪"}.get(word, word)


def _value(figure: str) -> float:
    return float(figures(figure)[0])
