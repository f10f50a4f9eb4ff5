"""The pinyin of each Chinese character, from the whole sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tingbao.pronouncing.symbols import is_syllable

if TYPE_CHECKING:
    from collections.abc import Sequence


def read(words: Sequence[str]) -> list[list[str]]:
    """Give each character of each word its syllable with tone digit, empty if none is known."""
    from pypinyin import Style, lazy_pinyin

    style, five = Style.TONE3, True
    said = [
        lazy_pinyin(word, style=style, neutral_tone_with_five=five, errors=_unread)
        for word in words
    ]
    return [[_cedict(syllable) for syllable in word] for word in said]


def _unread(text: str) -> Any:  # a list of one entry a character, which pypinyin's types forget
    return [""] * len(text)


def _cedict(syllable: str) -> str:
    syllable = syllable.replace("v", "u:")
    return syllable if is_syllable(syllable) else ""
