"""What speaks for a paragraph's being of the page around an article: evidence.tsv, weighed.

Running text ends its sentences and is long; what a site sets around it is short and open, stands
above or below all running text, begins with a sign or a label, and speaks of pages, readers and
rights. No one of these tells alone. The weights, in tenths, began as those of a logistic regression
over the blocks of 78 pages; those of rarer signs are set by hand so that no fact of 166 is lost.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TypedDict, Unpack

from tingbao.language import tables
from tingbao.language.patterns import Pattern
from tingbao.language.simplified import simplified
from tingbao.sources import bylines

_LIMIT = 240  # characters; what is longer tells something
_LONGEST = 120  # characters that speak against it
_WORD = 8  # characters of a word in a menu, on the average
_SENTENCES = 2  # in a caption or a notice
_CLOSED = re.compile(
    r"(?:[。！？!?；;…：:，,]|\.{3})[”’」』）)\"]*(?:\s*[（(【\[][^（）()【】]*[）)】\]])?$"
)
_RUNS_ON = re.compile(r"[，,].*[。！？][”’」』）)\"]*$")
_ENDS = re.compile(r"[。！？]")
_STOPS = re.compile(r"[。！？.!?、，,；;：:]")  # none is in a menu
_GAPS = re.compile(r"[\s|｜丨]+")
# A year may say something, and V, VI or X by themselves are names as well.
_WORDLESS = Pattern(
    r"(?!.*(?<!\d)\d{4}(?!\d)|[VX]I?$)(?i:no|part)?"
    r"(?:[\W\d_]|(?<![{numeral}])[{numeral}]{1,2}(?![{numeral}])|(?<![A-Z])[IVX]{1,4}(?![A-Z]))*"
)
_MEDIUM = Pattern("{medium}", __package__)
_SPOKEN_OF = Pattern("{spoken_of}", __package__)
_HAN = Pattern("[{han}]")
_YEAR = Pattern(r"(?<!\d)\d{4}(?=[{han}])")
_BETWEEN = re.compile(r"[\s|｜丨、，,·•/]+")
_ROW, _NAME = 5, 12  # outlets in a row, and characters of one
_MOST = 0.8  # of the names, above which they make the row
_PICTURE = {"pictured", "placed", "credited"}  # shown amid running text as well


class Place(TypedDict, total=False):
    """Where a paragraph stands, as far as that is known.

    `outside`: above or below all running text; `item`: in a list; `heading`: where it may be one,
    which no sentence ends; `amid`: between two paragraphs of running text.
    """

    outside: bool
    item: bool
    heading: bool
    amid: bool


def is_furniture(text: str, **place: Unpack[Place]) -> bool:
    """Tell whether a paragraph, in either script, is of the page and not of the article.

    >>> [is_furniture(one) for one in ("扫码关注我们", "市民扫码即可预约，全程不过三分钟。")]
    [True, False]
    >>> [is_furniture("新桥的由来", outside=outside) for outside in (True, False)]
    [True, False]
    """
    if len(text) > _LIMIT:
        return not _STOPS.search(text) and len(_GAPS.findall(text)) > len(text) / _WORD  # a menu
    return bool(_WORDLESS.fullmatch(text)) or sum(weigh(text, **place).values()) > 0


def weigh(text: str, **place: Unpack[Place]) -> dict[str, int]:
    """Give the weight of each piece of evidence there is for a paragraph's being of the page."""
    plain = simplified(text)
    weights = {name: weight for name, weight, _ in _evidence()}
    is_open = not place.get("heading") and not _CLOSED.search(plain)
    found = {
        "ground": 1,
        "ten_characters": min(len(plain), _LONGEST) / 10,
        "sentences": max(0, len(_ENDS.findall(plain)) - _SENTENCES),
        "medium": len({*_MEDIUM.findall(plain)}),
        "spoken_of": len({*_SPOKEN_OF.findall(plain)}) if is_open else 0,
        "open": is_open,
        "outside": place.get("outside", False),
        "item": place.get("item", False),
        "row": _is_row(plain),
        "foreign": len(_HAN.findall(plain)) < len(_YEAR.sub("", plain)) / 2,
    }
    found |= {name: bool(sign.search(plain)) for name, _, sign in _evidence() if sign}
    runs_on = place.get("amid") and _RUNS_ON.search(plain)
    found["amid"] = bool(runs_on) and not any(map(found.get, _PICTURE))
    return {name: round(weights[name] * times) for name, times in found.items() if times}


def _is_row(line: str) -> bool:
    """Tell whether a line is names of outlets and little else, whatever stands between."""
    names = list(filter(None, _BETWEEN.split(line)))
    outlets = sum(len(name) <= _NAME and bylines.is_site(name) for name in names)
    return outlets >= _ROW and outlets > _MOST * len(names)


@cache
def _evidence() -> tuple[tuple[str, int, Pattern | None], ...]:
    """Give each piece of evidence, its weight and the pattern that shows it, if one does."""
    return tuple(
        (name, int(weight), Pattern(sign[0], __package__) if sign else None)
        for name, weight, *sign in tables.rows(__package__, "evidence.tsv")
    )
