"""What speaks for a paragraph's being of the page around an article: evidence.tsv, weighed.

Running text ends its sentences and is long; what a site sets around it is short and open, stands
above or below all running text, begins with a sign or a label, and speaks of pages, readers and
rights. No one of these tells alone. The weights, in tenths, began as those of a logistic regression
over the blocks of 78 pages; those of rarer signs are set by hand so that no fact of 166 is lost.
"""

from __future__ import annotations

import re
from functools import cache

from tingbao.language import tables
from tingbao.language.patterns import Pattern
from tingbao.language.simplified import simplified

_LIMIT = 240  # characters; what is longer tells something
_LONGEST = 120  # characters that speak against it
_SENTENCES = 2  # in a caption or a notice
_CLOSED = re.compile(
    r"(?:[。！？!?；;…：:，,]|\.{3})[”’」』）)\"]*(?:\s*[（(【\[][^（）()【】]*[）)】\]])?$"
)
_RUNS_ON = re.compile(r"[，,].*[。！？][”’」』）)\"]*$")
_ENDS = re.compile(r"[。！？]")
# A year may say something.
_WORDLESS = Pattern(
    r"(?!.*(?<!\d)\d{4}(?!\d))(?i:no|part)?(?:[\W\d_]|(?<![{numeral}])[{numeral}]{1,2}(?![{numeral}]))*"
)
_MEDIUM = Pattern("{medium}", __package__)
_SPOKEN_OF = Pattern("{spoken_of}", __package__)
_HAN = Pattern("[{han}]")
_YEAR = Pattern(r"(?<!\d)\d{4}(?=[{han}])")
_PICTURE = {"pictured", "placed", "credited"}  # shown amid running text as well


def is_furniture(
    text: str,
    *,
    outside: bool = False,
    item: bool = False,
    heading: bool = False,
    amid: bool = False,
) -> bool:
    """Tell whether a paragraph is of the page and not of the article.

    Args:
        text: As it stands, in either script.
        outside: It stands above or below all running text.
        item: It is one of a list.
        heading: It may be one, which no sentence ends.
        amid: It stands between two paragraphs of running text.

    >>> [is_furniture(one) for one in ("扫码关注我们", "市民扫码即可预约，全程不过三分钟。")]
    [True, False]
    >>> [is_furniture("新桥的由来", outside=outside) for outside in (True, False)]
    [True, False]
    """
    if len(text) > _LIMIT:
        return False
    weights = weigh(text, outside=outside, item=item, heading=heading, amid=amid)
    return bool(_WORDLESS.fullmatch(text)) or sum(weights.values()) > 0


def weigh(
    text: str,
    *,
    outside: bool = False,
    item: bool = False,
    heading: bool = False,
    amid: bool = False,
) -> dict[str, int]:
    """Give the weight of each piece of evidence there is for a paragraph's being of the page."""
    plain = simplified(text)
    weights = {name: weight for name, weight, _ in _evidence()}
    is_open = not heading and not _CLOSED.search(plain)
    found = {
        "ground": 1,
        "ten_characters": min(len(plain), _LONGEST) / 10,
        "sentences": max(0, len(_ENDS.findall(plain)) - _SENTENCES),
        "medium": len({*_MEDIUM.findall(plain)}),
        "spoken_of": len({*_SPOKEN_OF.findall(plain)}) if is_open else 0,
        "open": is_open,
        "outside": outside,
        "item": item,
        "foreign": len(_HAN.findall(plain)) < len(_YEAR.sub("", plain)) / 2,
    }
    found |= {name: bool(sign.search(plain)) for name, _, sign in _evidence() if sign}
    found["amid"] = amid and bool(_RUNS_ON.search(plain)) and not any(map(found.get, _PICTURE))
    return {name: round(weights[name] * times) for name, times in found.items() if times}


@cache
def _evidence() -> tuple[tuple[str, int, Pattern | None], ...]:
    """Give each piece of evidence, its weight and the pattern that shows it, if one does."""
    return tuple(
        (name, int(weight), Pattern(sign[0], __package__) if sign else None)
        for name, weight, *sign in tables.rows(__package__, "evidence.tsv")
    )
