"""A polyphone that ends a word as a suffix has one reading there: suffixes.tsv."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from tingbao.g2p.tables import rows

if TYPE_CHECKING:
    from tingbao.language.tokenizer import Word

_PERSON = "nr"  # jieba's tags of names begin so: 美智子 is not 桌子


def suffix(word: Word, place: int) -> str:
    """Give the reading of a character that ends a word of jieba's dictionary, or nothing."""
    if place + 1 != word.end or len(word.text) == 1 or not word.tag:
        return ""
    found = _suffixes().get(word.text[-1])
    if found is None or word.tag.startswith(_PERSON) or word.text.endswith(found[1]):
        return ""
    return found[0]


@cache
def _suffixes() -> dict[str, tuple[str, tuple[str, ...]]]:
    return {
        character: (syllable, tuple(filter(None, endings.split(" "))))
        for character, syllable, endings in rows("suffixes.tsv")
    }
