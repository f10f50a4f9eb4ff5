"""What speaks for a class of figures and against it: words with weights, data/evidence.tsv.

A list is of one kind, so that what stands around it counts for each of its members: in
号码为03、07、12 all three are named by 号码.
"""

from __future__ import annotations

import re
from functools import cache, cached_property
from typing import TYPE_CHECKING, NamedTuple

from tingbao.normalization.counting import measured
from tingbao.normalization.form import Listed
from tingbao.normalization.tables import rows, words

if TYPE_CHECKING:
    from collections.abc import Callable

_LEFT, _RIGHT, _NEAR, _GAP, _REACH = 48, 36, 12, 6, 4  # characters that are looked at
_GOALS, _POINTS = 30, 60  # of a score at most, or at least
_SHAPE = str.maketrans(
    "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "#" * 10 + "@" * 26 + "&" * 26,
)
_HELD = r"(?:[(（][\d:：、，, -]*[)）])?"  # the sets of a match
_MEMBER = rf"\d{{1,8}}(?:[-:：比]\d{{1,3}})?{_HELD}"
_MEMBERS = re.compile(rf"(?<![A-Za-z\d])(?:{_MEMBER}[、,，/和及与或 ]{{1,2}}){{1,15}}$")
_MORE = re.compile(rf"{_HELD}(?:[、,，/和及与或 ]{{1,2}}{_MEMBER}(?![\d.%])){{0,15}}")
_NAME_LEFT = Listed("score", "alone_left")
_NAME_RIGHT = Listed("score", "alone_right")
_FILLING = '为是：:.“（(" '
_LOOKED_INTO = {"near", "ahead", "earlier", "sentence"}
_END = re.compile(r"[。；！？]")
_STOP = re.compile(r"[，。；！？、\d]")
_LETTERS = re.compile(r"[A-Za-z_.\-]{1,12}$")


class Reason(NamedTuple):
    """A word of the table that stands where it says something."""

    place: str
    word: str
    weight: int


class Around:
    """What stands around a figure."""

    def __init__(self, text: str, start: int, end: int) -> None:
        left, right = text[max(0, start - _LEFT) : start], text[end : end + _RIGHT]
        self.sentence = left + right
        self.figure = text[start:end].removesuffix("年")
        self.whole = start == 0 and end == len(text)
        self.left = ("" if start > _LEFT else "^") + left
        self.right = right + ("$" if end + _RIGHT >= len(text) else "")

    @cached_property
    def head(self) -> str:
        """What stands before the list that the figure is in, or before the figure."""
        listed = self.left[-1] in "、,，/和及与或 " and _MEMBERS.search(self.left)
        return self.left[: listed.start()] if listed else self.left

    @cached_property
    def tail(self) -> str:
        """What stands behind its list, or behind the figure."""
        more = _MORE.match(self.right)
        return self.right[more.end() :] if more else self.right

    @cached_property
    def near(self) -> str:
        """The clause that leads to the figure."""
        return _STOP.split(_LETTERS.sub("", self.head)[-_NEAR:])[-1]

    @cached_property
    def ahead(self) -> str:
        """The clause behind it."""
        return _STOP.split(self.tail[:_NEAR])[0]

    @cached_property
    def earlier(self) -> str:
        """The sentence before it."""
        return _END.split(self.head)[-1]

    @cached_property
    def others(self) -> set[str]:
        """The other numbers of its list."""
        left, right = self.left[len(self.head) :], self.right[: len(self.right) - len(self.tail)]
        return set(re.findall(r"\d+", f"{left} {right}"))

    @cached_property
    def pair(self) -> tuple[int, int]:
        """The two numbers of a figure like 3-1."""
        first, *_, last = map(int, re.findall(r"\d+", self.figure))
        return first, last


def weight(key: str, around: Around) -> int:
    """Add up what speaks for a key of the table around a figure."""
    return sum(reason.weight for reason in reasons(key, around))


@cache
def most(key: str) -> int:
    """Give what can speak for a key at most, nearly: the heaviest word of each place, twice."""
    return 2 * sum(max(0, *known.values()) for _, known, _, _ in _table(key))


def reasons(key: str, around: Around) -> set[Reason]:
    """Name what speaks for a key and against it."""
    found: set[Reason] = set()
    for place, known, sizes, pattern in _table(key):
        if pattern:
            found |= _heaviest(place, known, pattern, around)
        elif place in _FACTS:
            if _FACTS[place](around, found):
                found.add(Reason(place, "", known[""]))
        elif place in {"is", "beside"}:
            there = {around.figure} if place == "is" else around.others
            fit = [[word for word in known if _fits(word, one)] for one in there]
            if fit and all(fit):  # of a list every one
                found |= {Reason(place, word, known[word]) for word in fit[0]}
        else:
            found |= _touching(place, known, sizes, around)
    return found


def _fits(word: str, figure: str) -> bool:
    """Tell whether a figure has the digits of a word, # being any."""
    return len(word) == len(figure) and all(
        one in {"#", digit} for one, digit in zip(word, figure, strict=True)
    )


def _touching(place: str, known: dict[str, int], sizes: list[int], around: Around) -> set[Reason]:
    """Name the words that end or begin where the figure does."""
    last = place in {"before", "ends"}
    found = set()
    for text, least in _texts(place, around):
        for size in sizes:
            word = text[-size:] if last else text[:size]
            if word in known and len(word) == size >= least:
                found.add(Reason(place, word, known[word]))
    return found


def _counted(around: Around, found: set[Reason]) -> bool:
    """Tell an amount, unless the measure word begins a longer word that is known."""
    longer = (one for one in found if one.place == "after" and one.weight > 0)
    return measured(around.tail) and not any(len(one.word) > 1 for one in longer)


def _named(around: Around) -> bool:
    """Tell a line of results, 深足1-2海牛, or nothing but the figures."""
    left, right = around.left.lstrip("^"), around.right.rstrip("$")
    between = _NAME_LEFT.search(left) and _NAME_RIGHT.match(right)
    return around.whole or bool(between)


_FACTS: dict[str, Callable[[Around, set[Reason]], bool]] = {
    "counted": _counted,
    "whole": lambda around, _: around.whole,
    "down": lambda around, _: around.pair[0] >= around.pair[1],
    "small": lambda around, _: max(around.pair) <= _GOALS or min(around.pair) >= _POINTS,
    "names": lambda around, _: _named(around),
}


def _heaviest(
    place: str, known: dict[str, int], pattern: re.Pattern[str], around: Around
) -> set[Reason]:
    """Name the heaviest word in the clause before the figure, or in the sentence."""
    there = list(pattern.finditer(getattr(around, place)))
    if place == "near":
        there = [match for match in there if len(around.near) - match.end() <= _GAP]
    elif place == "ahead":
        there = [match for match in there if match.start() <= _REACH]
    if not there:
        return set()
    word = max((match[0] for match in there), key=lambda word: abs(known[word]))
    return {Reason(place, word, known[word])}


def _texts(place: str, around: Around) -> set[tuple[str, int]]:
    """Give what may begin or end with a word of the table, and how long that must be."""
    if place == "ends":
        return {(around.figure, 1)}
    if place == "before":
        head = around.head[-_NEAR:]
        texts = {head.rstrip(_FILLING): 2, head: 1, around.left[-_NEAR:]: 1}
    else:
        tail = around.tail[:_NEAR]
        texts = {around.right[:_NEAR]: 1, tail: 1, tail.removeprefix("号"): 1}
    return {
        (form, least) for text, least in texts.items() for form in (text, text.translate(_SHAPE))
    }


_Rows = tuple[tuple[str, dict[str, int], list[int], re.Pattern[str] | None], ...]


@cache
def _table(key: str) -> _Rows:
    """Read the rows of a key by their place."""
    places: dict[str, dict[str, int]] = {}
    for name, place, points, *listed in rows("evidence"):
        if name != key:
            continue
        known = places.setdefault(place, {})
        for word in listed[0].split(" ") if listed else [""]:
            many = (
                words(word[1:])
                if word[:1] == "*" and word[1:].isalpha()
                else {word.replace("␣", " ")}
            )
            known.update(dict.fromkeys(many, int(points)))
    return tuple(
        (
            place,
            known,
            sorted({len(word) for word in known}),
            re.compile("|".join(map(_whole, sorted(known, key=len, reverse=True))))
            if place in _LOOKED_INTO
            else None,
        )
        for place, known in sorted(places.items(), key=lambda item: item[0] == "counted")
    )


def _whole(word: str) -> str:
    """Find a word of letters only where it is no part of another."""
    return rf"(?<![A-Za-z]){word}(?![A-Za-z])" if word.isascii() else re.escape(word)
