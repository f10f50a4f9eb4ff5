"""Tones as they are spoken: 一 and 不, third tones in a row, light syllables, the er suffix."""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from tingbao.pronouncing.symbols import ER
from tingbao.pronouncing.tables import rows

if TYPE_CHECKING:
    from collections.abc import Sequence

_DIGITS = frozenset("〇零一二三四五六七八九十两幺")
# Before these 一 counts off: 一月, 一号, 一级, 一期, 一季度
_ORDINAL = frozenset("月号日级期楼班季审")
_LONG = 4  # syllables of a word that is spoken in pairs


def spoken(words: Sequence[tuple[str, Sequence[str]]]) -> list[list[str]]:
    """Give the syllables as spoken in one breath.

    Args:
        words: Neighbouring Chinese words, each with its syllables as in the dictionary.
    """
    text = "".join(word for word, _ in words)
    said = [s for word, found in words for s in _light(word, _er_suffix(word, found))]
    for place, character in enumerate(text):
        if character == "一" and said[place] == "yi1":
            said[place] = "yi" + _tone_of_yi(text, said, place)
        elif character == "不" and said[place] == "bu4":
            said[place] = "bu" + _tone_of_bu(text, said, place)
    rest = iter(said)
    return _third_tones([[next(rest) for _ in found] for _, found in words])


def _light(word: str, found: Sequence[str]) -> list[str]:
    """Lighten what the dictionary of light syllables has: 朋友 is peng2 you5."""
    light = _neutral().get(word, "")
    if not light:
        return list(found)
    return [s[:-1] + "5" if mark == "5" else s for s, mark in zip(found, light, strict=True)]


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


def _er_suffix(word: str, found: Sequence[str]) -> list[str]:
    """Tell the suffix of 事儿 from the child in 女儿, which er.tsv lists by word endings."""
    child = any(word.endswith(ending) for ending in _children())
    suffix = len(word) > 1 and word.endswith("儿") and not child
    return [*found[:-1], ER] if suffix else list(found)


@cache
def _children() -> frozenset[str]:
    return frozenset(row[0] for row in rows("er.tsv"))


@cache
def _neutral() -> dict[str, str]:
    return {row[0]: row[1] for row in rows("neutral.tsv")}
