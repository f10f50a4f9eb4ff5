"""What reports of one event measure and give another value: both are named.

A measure is a figure with what it is of: 38人死亡, 总投资12.6亿元. Values that differ by
rounding do not disagree, nor do parts of one report.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from unicodedata import normalize

from tingbao.gathering import fingerprint, tolls
from tingbao.gathering.item import Item
from tingbao.gathering.story_selection import outlet
from tingbao.language.figures import figures
from tingbao.language.patterns import Pattern, words

_SAME = {"遇难": "死亡", "失联": "失踪"}
_ROUNDED = 0.06  # of the larger value, that rounding explains
_FIGURE = r"[0-9]+(?:\.[0-9]+)?[百千{myriad}]*"
_TOLL = Pattern(rf"(?P<value>{_FIGURE})(?:多|余)?(?:人|名)(?P<harm>{{harm}})", __package__)
_TOLD = Pattern(rf"(?P<harm>{{harm}})(?:人数)?(?:达|升至|为)?(?P<value>{_FIGURE})人", __package__)
_OF = Pattern(rf"({{measured}})(?:约|为|达|共|额)*({_FIGURE})({{measure}})", __package__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreement:
    """Two values of one measure, each as its report writes it, and who says it."""

    one: str
    said: str
    other: str
    otherwise: str


def find(items: Sequence[Item]) -> Disagreement | None:
    """Give the first measure of which the reports have two values, if there is one.

    Harm grows: that an older report counts less, or fewer dead than the first, is no disagreement,
    nor that it counts more than the newest, which takes a count back.
    """
    toll = tolls.toll(items[0]) if items else 0
    corrected = bool(items) and tolls.corrects(items[0])
    known: dict[str, tuple[float, str, str]] = {}
    for item in items:
        for measure, (value, wording) in _measures(item).items():
            earlier = known.get(measure, (value, wording, outlet(item)))
            most = max(value, earlier[0])
            exact = measure in words("harm", __package__)
            older = exact and item.moment < items[0].moment
            least = toll if measure in words("dead", __package__) else earlier[0]
            if older and (value < max(least, earlier[0]) or corrected):
                continue
            known.setdefault(measure, earlier)
            apart = abs(value - earlier[0]) > (0 if exact else _ROUNDED * most)
            if apart and outlet(item) not in {"", earlier[2]} and earlier[2]:
                return Disagreement(
                    one=earlier[2], said=earlier[1], other=outlet(item), otherwise=wording
                )
    return None


def _measures(item: Item) -> Mapping[str, tuple[float, str]]:
    """Give what a report measures once; of what it gives two values it is not sure itself."""
    text = normalize("NFKC", f"{item.title}\n{item.text[: fingerprint.HEAD]}")
    found: dict[str, set[tuple[float, str]]] = {}
    for match in chain(_TOLL.finditer(text), _TOLD.finditer(text)):
        value, harm = match["value"], match["harm"]
        found.setdefault(_SAME.get(harm, harm), set()).add((_value(value), f"{value}人{harm}"))
    for match in _OF.finditer(text):
        found.setdefault(match[1], set()).add((_value(match[2]), f"{match[1]}{match[2]}{match[3]}"))
    return {
        measure: min(values)
        for measure, values in found.items()
        if len({value for value, _ in values}) == 1
    }


def _value(figure: str) -> float:
    return float(figures(figure)[0])
