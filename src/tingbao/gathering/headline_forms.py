"""Headlines of one form: what differs in the slot of a name tells two events apart.

Whom the president met, where the earth shook, whom a team beat, whose profit grew: all else may
be the same. What the other headline says as well is no other name, nor is what begins alike, as
the short form of a name does; figures are of no form.
"""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import product
from math import inf

# Share of two headlines that is the same, word by word, from which they are of one form: where
# names of a kind stand in a slot of it, names of two, or a name and a noun, as an unknown brand.
_KIND, _NAMED, _NOUN = 0.4, 0.55, 0.75
_NAMES = ("nr", "ns", "nt")  # of persons, places and institutions

Heading = Sequence[tuple[str, str]]  # words, and jieba's part of speech of each


def rivals(one: Heading, other: Heading) -> list[tuple[str, str]]:
    """Give the names of two headlines that stand in one slot, where they are of one form.

    >>> rivals([("四川", "ns"), ("地震", "n")], [("云南", "ns"), ("地震", "n")])
    [('四川', '云南')]
    """
    rows = [["0" if word[0].isdigit() else word for word, _ in each] for each in (one, other)]
    form = SequenceMatcher(None, rows[0], rows[1], autojunk=False)
    share = form.ratio()
    if share < _KIND:
        return []
    slots = (
        (one[begin:end], other[start:stop])
        for what, begin, end, start, stop in form.get_opcodes()
        if what == "replace"
    )
    return [
        (name, rival)
        for slot, its in slots
        if not {word[0] for word, _ in slot} & {word[0] for word, _ in its}
        for (name, tag), (rival, kind) in product(_unsaid(slot, other), _unsaid(its, one))
        if share >= _needed(tag, kind)
    ]


def _needed(tag: str, kind: str) -> float:
    """Give how much of two headlines is the same where nouns of these kinds are rivals."""
    named = tag.startswith(_NAMES) + kind.startswith(_NAMES)
    if named == len((tag, kind)):
        return _KIND if tag[:2] == kind[:2] else _NAMED
    return _NOUN if named else inf


def _unsaid(slot: Heading, other: Heading) -> Heading:
    """Give the nouns of a slot that the other headline has not, nor a part of them."""
    title = "".join(word for word, _ in other)
    parts = [word for word, _ in other if len(word) > 1]
    return [
        (word, tag)
        for word, tag in slot
        if tag.startswith("n") and len(word) > 1 and word not in title
        if not any(part in word for part in parts)
    ]
