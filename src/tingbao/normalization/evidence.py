"""What speaks for a class of figures and against it: words with weights, data/evidence.tsv.

A list is of one kind, so that what stands around it counts for each of its members: in
号码为03、07、12 all three are named by 号码. What was said of a figure speaks for the next one of
its shape in the sentence: 贵州茅台(600519)、工商银行601398.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, cached_property
from typing import NamedTuple

from tingbao.language.patterns import Pattern
from tingbao.normalization.counting import counter, measured
from tingbao.normalization.form import listed, pattern
from tingbao.normalization.tables import rows, words

LEFT, _RIGHT, _NEAR, _GAP, _REACH = 48, 36, 12, 6, 4  # characters that are looked at
_ENOUGH = 50  # to win by the figure itself
_COUNTED = ("counted", "")
_HOPELESS = -100  # what no word makes good
_OPEN = {"n", "v", "a", "L", "O", "P"}  # whole words: nouns, verbs, adjectives, names
# Whose form can win without a word:
_PAIRS = {"score", "versus", "clock", "year", "dated", "calendar"}
_GOALS, _POINTS = 30, 60  # of a score at most, or at least
_DENOMINATOR = 12  # of most fractions, at most
_QUOTES = set("“”‘’\"'")
_SHAPE = str.maketrans(
    "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "#" * 10 + "@" * 26 + "&" * 26,
)
_SHAPES = re.compile("[#&@^$ ]+")  # stand for other characters in a word
_HELD = r"(?:[(（](?:[\d:：、，, -]*|[^()（）\d]{1,9})[)）])?"  # the sets of a match, an owner
_MEMBER = rf"\d{{1,8}}(?:[-:：比]\d{{1,3}})?{_HELD}"
_MEMBERS = pattern(rf"(?<![A-Za-z\d])(?:{_MEMBER}[、,，/和及与或 ]{{1,2}}){{1,15}}$")
_MORE = pattern(rf"{_HELD}(?:[、,，/和及与或 ]{{1,2}}{_MEMBER}(?![\d.%])){{0,15}}")
_NAME_LEFT = listed("score", "alone_left")
_NAME_RIGHT = listed("score", "alone_right")
_JOINERS = set("、,，/和及与或 (（")
_FILLING = '为是：:.“（(" '
_END = re.compile(r"[。；！？]")
_STOP = re.compile(r"[，。；！？、\d]")
_LETTERS = re.compile(r"[A-Za-z_.\-]{1,12}$")


class Around:
    """What stands around a figure.

    `head` is what stands before the list that the figure is in, `tail` what stands behind
    it; of a figure in no list they are the same as `left` and `right`.
    """

    def __init__(self, text: str, start: int, end: int) -> None:
        self.span = start, end
        left, right = text[max(0, start - LEFT) : start], text[end : end + _RIGHT]
        self.figure = text[start:end].removesuffix("年")
        self.whole = start == 0 and end == len(text)
        self.left = left if start > LEFT else "^" + left
        self.right = right if end + _RIGHT < len(text) else right + "$"
        self.sentence = self.left + self.right  # all of it that is looked at
        listed = self.left[-1] in _JOINERS and _MEMBERS.search(self.left)
        listed = listed if listed and self._alike(listed[0]) else None
        self.head = self.left[: listed.start()] if listed else self.left
        more = self.right[0] in _JOINERS and _MORE.match(self.right)
        more = more if more and self._alike(more[0]) else None
        self.tail = self.right[more.end() :] if more else self.right
        left, right, tail = self.left[-_NEAR:], self.right[:_NEAR], self.tail[:_NEAR]
        head = self.head[-_NEAR:]
        bare = head.rstrip(_FILLING)
        # What touches the figure or its list from before, and how long a word must be there.
        self.befores = {bare: 2, bare.translate(_SHAPE): 2} if bare != head else {}
        self.befores |= {left.translate(_SHAPE): 1, head: 1, left: 1}
        self.afters = {right, right.translate(_SHAPE), tail, tail.removeprefix("号")}

    def _alike(self, members: str) -> bool:
        """Tell a list from clauses that end and begin with figures: 拨120，5分钟内."""
        size = sum(map(str.isdigit, self.figure))
        return "，" not in members or all(len(n) == size for n in re.findall(r"\d+", members))

    @cached_property
    def measured(self) -> bool:
        """Whether a measure word follows its list."""
        return measured(self.tail)

    @cached_property
    def near(self) -> str:
        """The clause that leads to the figure."""
        return _STOP.split(_LETTERS.sub("", self.head[-LEFT // 2 :])[-_NEAR:])[-1]

    @cached_property
    def ahead(self) -> str:
        """The clause behind it."""
        return _STOP.split(self.tail[:_NEAR])[0]

    @cached_property
    def earlier(self) -> str:
        """The sentence before it."""
        return _END.split(self.head)[-1]

    @property
    def others(self) -> set[str]:
        """The other numbers of its list."""
        left, right = self.left[len(self.head) :], self.right[: len(self.right) - len(self.tail)]
        return set(re.findall(r"\d+", f"{left} {right}"))

    @property
    def pair(self) -> tuple[int, int]:
        """The two numbers of a figure like 3-1."""
        first, *_, last = map(int, re.findall(r"\d+", self.figure))
        return first, last

    @property
    def pairs(self) -> list[tuple[int, int]]:
        """The pairs of a figure like 6/29 or 6/29-7/3."""
        numbers = list(map(int, re.findall(r"\d+", self.figure)))
        return list(zip(numbers[::2], numbers[1::2], strict=False))


def shape(figure: str) -> str:
    """Give a figure with # for digits, & for capitals and @ for small letters."""
    return figure.removesuffix("年").translate(_SHAPE)


Told = dict[str, str]  # what class a figure of a shape was told for before, in the sentence
Reasons = dict[tuple[str, str], int]  # the weight of each word by its place
Beside = tuple[str, str, str, int]  # tags of the words before a figure, in it and behind; length
_TAGS = ("tag before", "tag is", "tag after")


def reasons(key: str, around: Around, name: str, told: Told, least: int) -> Reasons:
    """Weigh what speaks for a key of the table, and so for a class, around a figure.

    The clauses are not searched where what touches it leaves no hope of more than `least`.
    """
    found: Reasons = {}
    table = _table(key)
    figure = around.figure
    _itself(found, table, figure, bool(told) and told.get(shape(figure)) == name)
    _touching(found, table, around)
    if table.counted and _counted(around, found):
        found[_COUNTED] = table.counted
        if table.counted < _HOPELESS:
            return found
    if sum(found.values()) + table.hope <= least:
        return found
    for place, known, any_ in table.searched:
        if heaviest := _heaviest(place, known, any_, around):
            found[place, heaviest] = known[heaviest]
    for place, points in table.facts:
        if _FACTS[place](around):
            found[place, ""] = points
    if table.beside and around.others and table.beside.keys() >= around.others:
        found["beside", min(around.others)] = max(table.beside.values())
    return found


def tagged(key: str, beside: Beside, found: Reasons, tail: str) -> Reasons:
    """Weigh what the words at a figure are: part of speech, kind of name.

    What only begins the word behind the figure is none: 300750集体 has no 集, 317房地产 no 房.
    """
    *kinds, length = beside
    rows = _table(key).tags
    there = zip(_TAGS, kinds, strict=True)
    found = found | {(place, tag): rows[place, tag] for place, tag in there if (place, tag) in rows}
    if kinds[2][:1] not in _OPEN:
        return found
    torn = {("after", tail[:1])} if length > 1 else set()
    if 0 < len(counter(tail)) < length:
        torn.add(_COUNTED)
    return {reason: points for reason, points in found.items() if reason not in torn}


def open_(key: str, found: Reasons, weight: int, most: int) -> bool:
    """Tell whether the words at a figure can still turn the scale."""
    if weight > most:
        return weight - sum(found[row] for row in found if row[0] == "after") <= most
    return weight + max(most_tagged(key), -found.get(_COUNTED, 0)) > most


def alike(key: str) -> bool:
    """Tell whether what was said of one figure speaks for the next by a key."""
    return bool(key and _table(key).alike)


@cache
def most_tagged(key: str) -> int:
    """Give what parts of speech can add at most."""
    tags = _table(key).tags
    each = (max((0, *(tags[row] for row in tags if row[0] == place))) for place in _TAGS)
    return sum(each)


@cache
def hints(key: str) -> tuple[int, frozenset[str]]:
    """Give what a key weighs at most, nearly, and words without any of which it never wins.

    None are given where a figure of any digits can win.
    """
    table = _table(key)
    most = sum(points for _, points in table.facts if points > 0) + most_tagged(key)
    itself = max((points for row in table.figures.values() for *_, points in row), default=0)
    words = [table.before, table.after, *(known for _, known, _ in table.searched)]
    most += (
        itself
        + max((0, *table.alike.values()))
        + 2 * sum(max((0, *known.values())) for known in words)
    )
    own = {_core(word) for known in words for word in known if known[word] > 0}
    own |= {_core(word) for row in table.figures.values() for word, _, n in row if n >= _ENOUGH}
    if not most or "" in own or key in _PAIRS:
        return most, frozenset()
    return most, frozenset(own | (_QUOTES if "quoted" in dict(table.facts) else set()))


def _core(word: str) -> str:
    """Give the longest piece of a word that stands for itself alone."""
    return max(_SHAPES.split(word), key=len)


def _itself(found: Reasons, table: _Table, figure: str, alike: bool) -> None:  # noqa: FBT001
    """Find what speaks in the figure itself, and whether one like it was told before."""
    for word, fits, points in table.figures.get(len(figure), ()):
        if fits.match(figure):
            found["is", word] = points
    if alike and (like := shape(figure)) in table.alike:
        found["alike", like] = table.alike[like]
    for size, points in table.ends:
        if figure.endswith(size):
            found["ends", size] = points


def _touching(found: Reasons, table: _Table, around: Around) -> None:
    """Find the words that end or begin where the figure does."""
    for text, least in around.befores.items():
        for size in table.before_sizes:
            word = text[-size:]
            if size >= least and word in table.before and len(word) == size:
                found["before", word] = table.before[word]
    for text in around.afters:
        for size in table.after_sizes:
            word = text[:size]
            if word in table.after and len(word) == size:
                found["after", word] = table.after[word]


def _heaviest(place: str, known: dict[str, int], any_: Pattern, around: Around) -> str | None:
    """Find the heaviest word in a clause or in the sentence."""
    there = list(any_.finditer(getattr(around, place)))
    if place == "near":
        there = [match for match in there if len(around.near) - match.end() <= _GAP]
    elif place == "ahead":
        there = [match for match in there if match.start() <= _REACH]
    return max((match[0] for match in there), key=lambda word: abs(known[word]), default=None)


def _counted(around: Around, found: Reasons) -> bool:
    """Tell an amount, unless the measure word begins a longer word that is known."""
    longer = any(
        place == "after" and len(word) > 1 and points > 0 for (place, word), points in found.items()
    )
    return not longer and around.measured


def _daily(around: Around) -> bool:
    """Tell a day from a fraction, whose second number is small, or whose first is 1."""
    return any(month > 1 and day > _DENOMINATOR for month, day in around.pairs)


def _improper(around: Around) -> bool:
    """Tell a day from a fraction, which is less than one."""
    return any(month >= day for month, day in around.pairs)


def _spans(around: Around) -> bool:
    """Tell days from one to a later one from fractions: 10/1-10/7."""
    first, *later = around.pairs
    return bool(later) and first < later[-1] and _improper(around)


def _named(around: Around) -> bool:
    """Tell a line of results, 深足1-2海牛, or nothing but the figures."""
    left, right = around.left.lstrip("^"), around.right.rstrip("$")
    between = _NAME_LEFT.search(left) and _NAME_RIGHT.match(right)
    return around.whole or bool(between)


def _quoted(around: Around) -> bool:
    """Tell a number in quotation marks that is not round, “404”."""
    return {around.left[-1], around.right[0]} <= _QUOTES and not around.figure.endswith("00")


_FACTS: dict[str, Callable[[Around], bool]] = {
    "whole": lambda around: around.whole,
    "down": lambda around: around.pair[0] >= around.pair[1],
    "small": lambda around: max(around.pair) <= _GOALS or min(around.pair) >= _POINTS,
    "daily": _daily,
    "improper": _improper,
    "span": _spans,
    "padded": lambda around: re.search(r"(?<!\d)0\d", around.figure) is not None,
    "names": _named,
    "quoted": _quoted,
}
_SEARCHED = ("near", "ahead", "earlier", "sentence")


class _Table(NamedTuple):
    """The rows of a key by their place."""

    figures: dict[int, list[tuple[str, Pattern, int]]]  # by length; # in a word is any digit
    ends: list[tuple[str, int]]
    before: dict[str, int]
    before_sizes: list[int]
    after: dict[str, int]
    after_sizes: list[int]
    alike: dict[str, int]
    beside: dict[str, int]
    searched: list[tuple[str, dict[str, int], Pattern]]
    facts: list[tuple[str, int]]
    hope: int  # what clauses, facts, lists and tags can add at most
    counted: int  # what it weighs that a measure word follows
    tags: dict[tuple[str, str], int]


@cache
def _table(key: str) -> _Table:
    places: dict[str, dict[str, int]] = {}
    for name, place, points, *given in rows("evidence"):
        if name == key:
            for word in given[0].split(" ") if given else [""]:
                table = word[:1] == "*" and word[1:].isalpha()
                many = words(word[1:]) if table else {word.replace("␣", " ")}
                places.setdefault(place, {}).update(dict.fromkeys(many, int(points)))
    figures: dict[int, list[tuple[str, Pattern, int]]] = {}
    for word, weight in places.get("is", {}).items():
        fits = pattern(re.escape(word).replace(r"\#", "."))
        figures.setdefault(len(word), []).append((word, fits, weight))
    before, after = places.get("before", {}), places.get("after", {})
    counted = places.get("counted", {}).get("", 0)
    later = (places.get(place, {}) for place in (*_SEARCHED, *_FACTS, *_TAGS, "beside"))
    return _Table(
        figures=figures,
        ends=list(places.get("ends", {}).items()),
        before=before,
        before_sizes=sorted({len(word) for word in before}),
        after=after,
        after_sizes=sorted({len(word) for word in after}),
        alike=places.get("alike", {}),
        beside=places.get("beside", {}),
        searched=[
            (place, places[place], _any(places[place])) for place in _SEARCHED if place in places
        ],
        facts=[(place, places[place][""]) for place in _FACTS if place in places],
        hope=sum(max((0, *known.values())) for known in later) - min(counted, 0),
        counted=counted,
        tags={(place, tag): places[place][tag] for place in _TAGS for tag in places.get(place, ())},
    )


def _any(known: dict[str, int]) -> Pattern:
    """Find any of some words, the longest first; a look at the first character saves most tries."""
    firsts = re.escape("".join(sorted({word[0] for word in known})))
    return pattern(
        f"(?=[{firsts}])(?:{'|'.join(map(_whole, sorted(known, key=len, reverse=True)))})"
    )


def _whole(word: str) -> str:
    """Find a word of letters only where it is no part of another."""
    return rf"(?<![A-Za-z]){word}(?![A-Za-z])" if word.isascii() else re.escape(word)
