"""The words of subjects.tsv, by kind."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tingbao.language.tokenizer import Word

NAME = 12  # characters of a name that is short enough to be said again
DATES = ("年", "月", "日", "时", "分")  # how a figure of time ends
_GOES_ON = frozenset("：:—…？?！!。")  # what they open may not be over yet
_TIME = frozenset({"t", "m", "q", "mq", "f", "d"})


@cache
def words(kind: str) -> frozenset[str]:
    """Give the words of a kind."""
    return frozenset(ordered(kind))


@cache
def ordered(kind: str) -> tuple[str, ...]:
    """Give them as a tuple, which str.startswith and str.endswith take."""
    table = files(__package__).joinpath("subjects.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in table.splitlines() if line and not line.startswith("#"))
    return tuple(dict(rows)[kind].split())


def is_noun(word: Word) -> bool:
    """Tell whether a word is a noun, or a name that no dictionary has."""
    new = not word.tag and len(word.text) > 1 and "一" <= word.text[0] <= "鿿"
    return new or word.tag.startswith(("n", "j"))


def is_time(word: Word) -> bool:
    """Tell whether a word may stand before a subject: one of time, a number, a comma."""
    return word.tag in _TIME or word.text[0].isdigit() or word.text in "，,；;"


def reaches(text: str, before: Sequence[Word], *kinds: str) -> bool:
    """Tell whether something of what is said so far holds for what comes next too."""
    said = text[before[0].start : before[-1].end]
    reaching = frozenset[str]().union(*map(words, kinds))
    return (
        said.count("“") != said.count("”")
        or not _GOES_ON.isdisjoint(said)
        or any(len(word) > 1 and word in said for word in reaching)
        or any(word.text in reaching for word in before)
        or any(char in said for char in "说称")
    )
