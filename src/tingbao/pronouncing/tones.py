"""Tones as they are spoken: 一 and 不, third tones in a row, light syllables, the er suffix."""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from tingbao.pronouncing.dictionary import listed
from tingbao.pronouncing.symbols import ER
from tingbao.pronouncing.tables import rows

if TYPE_CHECKING:
    from collections.abc import Sequence

_DIGITS = frozenset("〇零一二三四五六七八九十两幺")
# Before these 一 counts off: 一月, 一号, 一级, 一期, 一季度
_ORDINAL = frozenset("月号日级期楼班季审")
_SUFFIXES = frozenset("子头")
_LONG = 4  # syllables of a word that is spoken in pairs


class Said(NamedTuple):
    """A Chinese word and its syllables; `own` if they are the user's, which only join others."""

    text: str
    syllables: Sequence[str]
    own: bool = False


def spoken(words: Sequence[Said]) -> list[list[str]]:
    """Give the syllables of neighbouring words as they are spoken in one breath."""
    text = "".join(word.text for word in words)
    own = [word.own for word in words for _ in word.text]
    said = [syllable for word in words for syllable in _light(word)]
    for place, character in enumerate(text):
        if own[place]:
            continue
        if character == "一":
            said[place] = "yi" + _tone_of_yi(text, said, place)
        elif character == "不" and said[place] == "bu4":
            said[place] = "bu" + _tone_of_bu(text, said, place)
    rest = iter(said)
    return _third_tones([[next(rest) for _ in word.text] for word in words])


def _light(word: Said) -> list[str]:
    """Lighten what neutral.tsv (朋友) and dictionaries (孩子) have light; tell suffix and child."""
    said = list(word.syllables)
    if word.own:
        return said
    if word.text.endswith("儿") and len(said) > 1 and not word.text.endswith(_children()):
        said[-1] = ER
    if (
        len(said) > 1
        and word.text[-1] in _SUFFIXES
        and said[-1][:-1] + "5" in listed(word.text, -1)
    ):
        said[-1] = said[-1][:-1] + "5"
    marks = _neutral().get(word.text)
    return [s[:-1] + "5" if m == "5" else s for s, m in zip(said, marks or said, strict=True)]


def _tone_of_yi(text: str, said: Sequence[str], place: int) -> str:
    further, before, after = _around(text, place)
    if before and before == after and before not in _DIGITS and further != "一":
        return "5"  # 看一看, but not 一步一步
    counted = _DIGITS & {before, after} or before == "第"
    if not after or counted or (after in _ORDINAL and before != "这"):
        return "1"
    following = said[place + 1][-1:]
    if after == "个" or following == "4":
        return "2"
    return "4" if following in ("1", "2", "3") else "1"


def _tone_of_bu(text: str, said: Sequence[str], place: int) -> str:
    _, before, after = _around(text, place)
    if before and before == after:
        return "5"  # 去不去
    return "2" if after and said[place + 1].endswith("4") else "4"


def _around(text: str, place: int) -> tuple[str, str, str]:
    """Give the second and the first character before a place, and the one after; empty if none."""
    further = text[place - 2] if place > 1 else ""
    before = text[place - 1] if place else ""
    return further, before, text[place + 1 : place + 2]


def _third_tones(words: list[list[str]]) -> list[list[str]]:
    """Raise the third tones that stand before another, inside words first.

    A word of four syllables or more is taken in pairs: 领导小组 is ling2 dao3 xiao2 zu3.
    Between words one is raised if either of the two has one syllable: 很好, 我想, 买水果.
    """
    for said in words:
        step = 2 if len(said) >= _LONG else 1
        for place in range(0, len(said) - 1, step):
            _raise(said, said[place + 1], place)
    for said, following in pairwise(words):
        if said and following and 1 in (len(said), len(following)):
            _raise(said, following[0], len(said) - 1)
    return words


def _raise(said: list[str], following: str, place: int) -> None:
    if said[place].endswith("3") and following.endswith("3"):
        said[place] = said[place][:-1] + "2"


@cache
def _children() -> tuple[str, ...]:
    """Give the endings in which 儿 is a child or part of a name."""
    return tuple(row[0] for row in rows("er.tsv"))


@cache
def _neutral() -> dict[str, str]:
    return {row[0]: row[1] for row in rows("neutral.tsv")}
