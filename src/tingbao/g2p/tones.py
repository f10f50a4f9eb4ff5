"""Tones as they are spoken: 一 and 不, third tones in a row, light syllables, the er suffix."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from typing import Literal, NamedTuple

from tingbao.g2p.dictionary import candidates, listed
from tingbao.g2p.symbols import ER
from tingbao.g2p.tables import mapping, rows
from tingbao.language.patterns import Pattern, words

_ORDINALS = Pattern(lambda: "|".join(row[0] for row in rows("ordinals.tsv")))
_DECIMAL = Pattern(r"点[{spoken_digit}]+(?![{spoken_digit}分刻多])", __package__)
_SUFFIXES = frozenset("子头")
_LONG = 4  # syllables of a word that is spoken in pairs
_COMPLEMENT = 3  # characters of 看不到


class Token(NamedTuple):
    """A Chinese word with one syllable per character, a Latin word, or a mark or number.

    `own` marks a word of the user's lexicon, whose syllables only join others.
    """

    kind: Literal["han", "latin", "mark"]
    text: str
    syllables: Sequence[str] = ()
    own: bool = False


def listed_light(word: Token) -> list[str]:
    """Give a word's syllables as Xiandai Hanyu Cidian has them: 朋友 peng2 you5, 玩儿 wan2 r5.

    A polyphone keeps the tone that tells its readings apart, as 分 does in 部分 bu4 fen4.
    """
    said = list(word.syllables)
    if word.own:
        return said
    if word.text.endswith("儿") and len(said) > 1 and not word.text.endswith(_children()):
        said[-1] = ER
    last = said[-1][:-1] + "5"
    if len(said) > 1 and word.text[-1] in _SUFFIXES and last in listed(word.text, -1):
        said[-1] = last
    doubled = len(set(word.text)) == 1
    return [
        light if doubled or character not in candidates() else syllable
        for character, syllable, light in zip(word.text, said, _lightened(word, said), strict=True)
    ]


def spoken(words: Sequence[Token], *, after_letters: bool = False) -> list[list[str]]:
    """Give the syllables of neighbouring words as they are spoken in one breath.

    Args:
        words: The words that follow each other.
        after_letters: Whether Latin letters stand before them, so that a 一 is a number: F一.
    """
    text = "".join(word.text for word in words)
    said = [s for word in words for s in _lightened(word, word.syllables)]
    place = 0
    for word in words:
        for within, character in enumerate(word.text):
            if word.own:
                pass
            elif character == "一" and (place or not after_letters):
                said[place] = "yi" + _tone_of_yi(text, said, place, word, within)
            elif character == "不" and said[place] == "bu4":
                said[place] = "bu" + _tone_of_bu(text, said, place, word, within)
            place += 1
    rest = iter(said)
    return _third_tones([[next(rest) for _ in word.text] for word in words])


def _lightened(word: Token, said: Sequence[str]) -> list[str]:
    """Lighten all that neutral.tsv has light."""
    marks = None if word.own else mapping("neutral.tsv").get(word.text)
    return [s[:-1] + "5" if m == "5" else s for s, m in zip(said, marks or said, strict=True)]


def _tone_of_yi(text: str, said: Sequence[str], place: int, word: Token, within: int) -> str:
    further, before, after = _around(text, place)
    if before and before == after and before not in _listed("spoken_digit") and further != "一":
        return "5"  # 看一看, but not 一步一步
    if _counts(text, place, word, within):
        return "1"
    following = said[place + 1][-1:]
    if after == "个" or following == "4":
        return "2"
    return "4" if following in ("1", "2", "3") else "1"


def _counts(text: str, place: int, word: Token, within: int) -> bool:
    """Tell whether a 一 is a number or an ordinal, or ends a word: its tone stays."""
    _, before, after = _around(text, place)
    digits = _listed("spoken_digit")
    if not after or after in digits or before in digits or before in _listed("fixed"):
        return True
    if within and within + 1 == len(word.text) and before not in _listed("leading"):
        return True
    ordinal = before not in ("这", "那") and _ORDINALS.match(text, place + 1)
    return bool(ordinal or _DECIMAL.match(text, place + 1))


def _tone_of_bu(text: str, said: Sequence[str], place: int, word: Token, within: int) -> str:
    _, before, after = _around(text, place)
    if before and before == after:
        return "5"  # 去不去
    if within == 1 and len(word.text) == _COMPLEMENT and before not in _listed("adverb"):
        return "5"  # 看不到
    return "2" if after and said[place + 1].endswith("4") else "4"


def _around(text: str, place: int) -> tuple[str, str, str]:
    """Give the second and the first character before a place, and the one after; empty if none."""
    further = text[place - 2] if place > 1 else ""
    before = text[place - 1] if place else ""
    return further, before, text[place + 1 : place + 2]


def _third_tones(words: list[list[str]]) -> list[list[str]]:
    """Raise the third tones that stand before another, inside words first.

    A word of four syllables or more is taken in pairs, which then meet: 领导小组 is ling2 dao3
    xiao2 zu3, 理想主义 li2 xiang2 zhu3 yi4. Between words one is raised if either of the two has
    one syllable: 很好, 我想, 买水果.
    """
    for said in words:
        for step in (2, 1) if len(said) >= _LONG else (1,):
            for place in range(0, len(said) - 1, step):
                _raise(said, said[place + 1], place)
    for said, following in pairwise(words):
        if said and following and 1 in (len(said), len(following)):
            _raise(said, following[0], len(said) - 1)
    return words


def _raise(said: list[str], following: str, place: int) -> None:
    if said[place].endswith("3") and following.endswith("3"):
        said[place] = said[place][:-1] + "2"


def _listed(kind: str) -> tuple[str, ...]:
    return words(kind, __package__)


@cache
def _children() -> tuple[str, ...]:
    """Give the endings in which 儿 is a child or part of a name."""
    return tuple(row[0] for row in rows("er.tsv"))
