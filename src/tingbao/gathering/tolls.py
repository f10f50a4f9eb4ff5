"""How many died or were hurt, as reports count them: it grows, so the highest is the newest."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import timedelta
from functools import lru_cache
from itertools import pairwise
from unicodedata import normalize

from tingbao.gathering import fingerprint
from tingbao.gathering.item import Item
from tingbao.language.figures import digit, number
from tingbao.language.patterns import Pattern
from tingbao.language.simplified import simplified

_NUMBER = r"(\d{1,7})({myriad})?{persons}?"
_COUNT = (
    rf"(?<![\d.{{numerals}}{{vague}}])"
    rf"(?:(?:{_NUMBER}|([{{numerals}}]{{1,7}}){{person}}){{dead}}(?!{{undead}})"
    r"|{dead}(?!{undead})(?:{tally})?[^\d{stop}]{0,6}{climbs}(?:([{numerals}]{1,7}){person}"
    r"|(\d{1,7})({myriad})?(?:{persons}|(?=[{stop}\s]|$))))"
)
_DEAD, _HURT = (Pattern(_COUNT.replace("dead", kind), __package__) for kind in ("dead", "hurt"))
_SPLIT = Pattern(r"(?<=\d){myriad}(?=\d{4}(?!\d))", __package__)  # 1万2049
_MYRIAD = 10_000
_HALF_DAY = timedelta(hours=12)
_WRITTEN = 3  # digits from which they are written out one by one
_DIGIT = 9  # what is more is a power of ten
_UNHARMED = Pattern(
    r"{nobody}(?:{people}?{harmed}|{people}{lost})(?:{joined}?(?:{harmed}|{lost})(?!\d|{tally}))*"
    r"(?!{tally})",
    __package__,
)
_HARMLESS = Pattern("{harmless}", __package__)
_FORETOLD = Pattern(
    r"{foretold}(?:{dead}(?:{tally})?)?(?:{reaches}){0,3}(?:\d{1,7}|[{numerals}]{1,7})", __package__
)
_CORRECTED = Pattern("{corrected}", __package__)
_PART = Pattern(r"{part}[\d{numerals}]", __package__)  # 一家4人遇难
Count = Callable[[str], int]
_REACH = 0.5  # of a count that a lower one has, which corrects it; one of less counts a part


@lru_cache(maxsize=4096)  # a day's reports are asked several times
def dead(text: str) -> int:
    """Give the most that a text counts dead; 0 where it counts none, or only what may come.

    >>> dead("大火12死16傷"), dead("死亡人數升至128人"), dead("被判死刑"), dead("十二人遇难")
    (12, 128, 0, 12)
    >>> dead("遇难人数升至四十二人"), dead("死亡人数更正为二十七人")
    (42, 27)
    """
    return _most(text, _DEAD)


@lru_cache(maxsize=4096)
def hurt(text: str) -> int:
    """Give the most that a text counts hurt.

    >>> hurt("地震已致26人受伤"), hurt("伤亡12人")
    (26, 0)
    """
    return _most(text, _HURT)


def _most(text: str, counted: Pattern) -> int:
    flat = _SPLIT.sub("", harmful(simplified(normalize("NFKC", text))))
    flat = _FORETOLD.sub("\n", flat)
    counts = (
        _written(numeral) if numeral else int(number) * (_MYRIAD if many else 1)
        for numeral, number, many in (
            (before or behind, one or other, many or more)
            for one, many, before, behind, other, more in counted.findall(flat)
        )
    )
    return max(counts, default=0)


def harmful(text: str) -> str:
    """Take off what names harm that there was not, as where nobody was hurt.

    >>> harmful("工厂爆炸，暂无人员伤亡失联")
    '工厂爆炸，暂'
    """
    return _HARMLESS.sub("", _UNHARMED.sub("", text))


def _written(numeral: str) -> int:
    """Read a number in Chinese, or digits written out: 一百二十八, 一二八; 三四十 is none."""
    digits = [digit(one) for one in numeral]
    out = max(digits) <= _DIGIT
    beside = any(0 < low <= _DIGIT and 0 < high <= _DIGIT for low, high in pairwise(digits))
    if beside and not (out and len(digits) >= _WRITTEN):
        return 0
    return int("".join(map(str, digits))) if out else number(numeral)


def toll(item: Item, count: Count = dead) -> int:
    """Give how many died by a report: by its headline, or else by its head."""
    return count(item.title) or count(item.text[: fingerprint.HEAD])


def grown(items: Sequence[Item]) -> Item | None:
    """Give the report with the newest count, where they count other numbers; none is a count.

    So is a headline of the last half day that counts the dead where others count none. Where
    nobody counts the dead it is the newest count of the hurt; where all count as many, one of the
    last half day.
    """
    last = max(item.moment for item in items)
    died = {toll(item) for item in items}
    for count in (dead, hurt):
        if found := newest(items, count):
            others = {toll(item, count) for item in items if _counts(item, count)}
            late = last - found.moment <= _HALF_DAY
            if count is dead and (len(others) > 1 or (late and dead(found.title) and 0 in died)):
                return found
            if count is hurt and len(others) > 1 and (died == {0} or (late and len(died) == 1)):
                return found
    return None


def _counts(item: Item, count: Count) -> bool:
    return bool(toll(item, count) or _UNHARMED.search(simplified(item.title)))


def newest(items: Iterable[Item], count: Count = dead) -> Item | None:
    """Give the report with the newest count of the dead; of a column or a question if need be.

    It is the last, but a headline that counts more is only passed by one that takes it back, or
    by two outlets with a count that is new: a late report often has an early count.
    """
    counting = (item for item in items if toll(item, count))
    counted = sorted(counting, key=lambda item: (item.moment, item.key))
    plain = [item for item in counted if not fingerprint.is_aside(item.title, item.text)]
    found: Item | None = None
    for item in plain or counted:
        above = not found or toll(item, count) >= count(found.title)
        if not found or above or _sets_right(item, found, count):
            found = item
    return _revised(found, plain, count) if found else None


def _revised(found: Item, counted: Sequence[Item], count: Count) -> Item:
    """Give the last of two later outlets' reports whose count nobody had before, or the found.

    A count of a part of the dead, as of a family, is none of all.
    """
    before = {toll(item, count) for item in counted if item.moment <= found.moment}
    new = [
        item
        for item in counted
        if item.moment > found.moment and toll(item, count) not in before
        if toll(item, count) >= toll(found, count) * _REACH
        and not _PART.search(simplified(item.title))
    ]
    told = {(toll(item, count), item.site or item.source) for item in new}
    outlets = Counter(number for number, _ in told)
    return next((item for item in reversed(new) if outlets[toll(item, count)] > 1), found)


def _sets_right(item: Item, other: Item, count: Count) -> bool:
    """Tell whether a report takes a count back, or counts as the text of one, not its headline."""
    return corrects(item) or toll(item, count) == count(other.text[: fingerprint.HEAD])


def why_passed(item: Item, count: int, counts: Iterable[Item]) -> str:
    """Say why the count of a report holds no more, where a newer one of its happening says so."""
    newer = [one for one in counts if count and one.moment > item.moment]
    if any(toll(one) > count for one in newer):
        return "a newer report counts more dead"
    if any(toll(one) < count and corrects(one) for one in newer):
        return "a newer report takes its count of the dead back"
    return ""


def corrects(item: Item) -> bool:
    """Tell a report that says of a count of the dead that it was wrong."""
    said = re.split(r"[。！？\n]", f"{item.title}\n{item.text[: fingerprint.HEAD]}")
    return any(dead(one) and _CORRECTED.search(simplified(one)) for one in said)
