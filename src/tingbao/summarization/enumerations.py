"""What an article counts up: 原因有三个。一是…；二是…；三是…: said whole, or not at all.

An enumeration is announced (原因有三个), or only its own marks show it (首先…其次…). One
that is announced is broken by any item that is left out, and its items are items of
nothing without the announcement. Of one that is not announced, or that is too long to be
said whole, each item stands alone, without its mark, where what is left is a sentence.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tingbao.language.patterns import Pattern, words

if TYPE_CHECKING:
    from collections.abc import Sequence

_CLAUSE = r"(?:^|(?<=[：；。，:;,]))"  # a mark begins a clause
_MARKS = {
    "is": Pattern(rf"{_CLAUSE}([{{numeral}}])(?:是(?!否)|要(?![素求点])|来[，,])"),
    "first": Pattern(
        rf"{_CLAUSE}(?:第([{{numeral}}])(?:[{{item}}](?:[^，。；：]{{0,6}}?[是，：:,])|[，、：:,是])"
        rf"|其([{{numeral}}])[是，、：:,])",
        __package__,
    ),
    "order": Pattern(rf"{_CLAUSE}({{order}})[，,是要]", __package__),
    "sides": Pattern(rf"{_CLAUSE}({{side}})[，,是要]?", __package__),
}
_LAST = "，,、：:"  # how a mark that may go ends
_LONG = 240  # characters of an enumeration that may still be said whole
_FAR = 8  # units between two items, which say more of the first
_NUMBERING = Pattern(
    r"(?:[0-9]{1,2}[.．、](?![0-9])|[（(](?:[{numeral}]{1,3}|[0-9]{1,2})[）)]"
    r"|[①-⑳]|[{numeral}]{1,3}[、，](?![{numeral}]))\s*"
)
_COUNT = r"(?:[{several}]|(?<![0-9.])[2-9])"
# 主要有三个原因, 原因有三, 立下三条规矩, 注意以下几点, 面临一些困难.
_ANNOUNCES = Pattern(
    rf"{_COUNT}{{kind}}[^，。；：、]{{0,10}}[。：:]$|有[{{later}}][。：:]$"
    r"|{some}[^，。；：、]{0,10}[。：:]$",
    __package__,
)
# 不予退费：（一）…的；（二）…的: of these none says anything without what is before the colon.
_HANGS = re.compile(r"的[；;。]?$")


@dataclass(frozen=True, slots=True)
class Enumeration:
    """Items and, before them, what announces them, by their places in a sequence of sentences.

    `whole`: all of it is said, or nothing. `announced`: the first of the places is what
    announces it, and is said with all of them only.
    """

    places: tuple[int, ...]
    whole: bool
    announced: bool = True


def numbering(text: str) -> int:
    """Give the characters of the number that a line of a list begins with: 1. or （一）."""
    match = _NUMBERING.match(text)
    return match.end() if match else 0


def mark(text: str) -> int:
    """Give the characters of a mark that may go from before a sentence: 第一， but not 一是."""
    found = filter(None, (pattern.match(text) for pattern in _MARKS.values()))
    return max((match.end() for match in found if match[0][-1] in _LAST), default=0)


def begins(text: str) -> bool:
    """Tell whether a sentence begins with the mark of an item."""
    return any(pattern.match(text) for pattern in _MARKS.values())


def find(texts: Sequence[str]) -> list[Enumeration]:
    """Find what is counted up over several sentences, as the article has them."""
    found: list[Enumeration] = []
    for start, text in enumerate(texts):
        end = start + 1
        while text.endswith(("：", ":")) and end < len(texts) and _HANGS.search(texts[end]):
            end += 1
        if end > start + 1:
            found.append(Enumeration(tuple(range(start, end)), whole=True))
    for kind, pattern in _MARKS.items():
        rows = [
            [_place(next(filter(None, match.groups()))) for match in pattern.finditer(text)]
            for text in texts
        ]
        for start, row in enumerate(rows):
            if row[:1] == [1]:
                found += _of(texts, rows, start, pattern, told=kind == "is")
    return found


def _place(mark: str) -> int:
    """Give the place of an item by its mark, from 1."""
    order = next((row for row in map(_words, ("order", "side")) if mark in row), _words("numeral"))
    return order.index(mark) + 1


def _words(kind: str) -> tuple[str, ...]:
    return words(kind, __package__)


def _of(
    texts: Sequence[str],
    rows: Sequence[Sequence[int]],
    start: int,
    pattern: Pattern,
    *,
    told: bool,
) -> list[Enumeration]:
    places = [start]
    last = rows[start][-1]
    for at in range(start + 1, len(rows)):
        if at - places[-1] > _FAR or 1 in rows[at]:
            break
        if rows[at] and rows[at][0] > last:
            places.append(at)
            last = rows[at][-1]
    announced = not pattern.match(texts[start])  # 措施包括：一是…
    if not announced and start and _ANNOUNCES.search(texts[start - 1]):
        announced = True
        places.insert(0, start - 1)
    if len(places) == 1:
        return []
    marks = [match[0] for at in places if (match := pattern.match(texts[at]))]
    names = any(one.endswith(("是", "要")) for one in marks)  # 第一是年龄: no sentence without it
    short = sum(len(texts[at]) for at in places) <= _LONG
    whole = (announced or told or names) if short else names and not told
    return [Enumeration(tuple(places), whole, announced)]
