"""How many died, as reports count them: a toll grows, and the newest count is the one to tell."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from unicodedata import normalize

from tingbao.gathering import fingerprint
from tingbao.gathering.item import Item
from tingbao.language.patterns import Pattern
from tingbao.language.simplified import simplified

_TOLL = Pattern(
    r"(?<![\d.])(?:(\d{1,7})({myriad})?{persons}?{dead}(?!{undead})"
    r"|{dead}(?!{undead})(?:{tally})?[^\d{stop}]{0,6}{climbs}(\d{1,7})({myriad})?"
    r"(?:{persons}|(?=[{stop}\s]|$)))",
    __package__,
)
_MYRIAD = 10_000
_HARMLESS = Pattern("{harmless}", __package__)


@lru_cache(maxsize=4096)  # a day's reports are asked several times
def dead(text: str) -> int:
    """Give the most that a text counts dead; 0 where it counts none.

    >>> dead("大火12死16傷"), dead("死亡人數升至128人"), dead("被判死刑")
    (12, 128, 0)
    """
    flat = _HARMLESS.sub("", simplified(normalize("NFKC", text)))
    counts = (
        int(one or other) * (_MYRIAD if many or more else 1)
        for one, many, other, more in _TOLL.findall(flat)
    )
    return max(counts, default=0)


def toll(item: Item) -> int:
    """Give how many died by a report: by its headline, or else by its head."""
    return dead(item.title) or dead(item.text[: fingerprint.HEAD])


def newest(items: Iterable[Item]) -> Item | None:
    """Give the newest report that counts the dead; of a column or a question only if need be."""
    counted = [item for item in items if toll(item)]
    return max(
        counted,
        key=lambda item: (not fingerprint.is_aside(item.title), item.moment, item.key),
        default=None,
    )
