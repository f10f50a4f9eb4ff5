"""A polyphone that begins a person's name has the reading of the surname: surnames.tsv."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from tingbao.pronouncing.tables import rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tingbao.segmenting import Word

_NAME = (2, 3)  # characters of a full name
_PERSON = "nr"  # jieba's tag of a Chinese name; nrt is a foreign one


def surname(words: Sequence[Word], number: int, place: int) -> str:
    """Give the surname's reading if the word is a name and the character begins it, or nothing.

    A word is a name if jieba's dictionary says so, or if the dictionary does not have it and
    it stands beside what names stand beside: 记者任晓东报道.
    """
    word = words[number]
    if place == word.start and _titled(words, number):
        return _texts("surname")[word.text]
    if place != word.start or word.text[0] not in _texts("surname") or len(word.text) not in _NAME:
        return ""
    before = words[number - 1].text[-1] if number else "。"
    after = words[number + 1].text if number + 1 < len(words) else ""
    unknown = not word.tag and (before in _texts("before") or after in _texts("after"))
    if word.tag == _PERSON or unknown:
        return _texts("surname")[word.text[0]]
    return ""


def _titled(words: Sequence[Word], number: int) -> bool:
    """Tell whether the word is a surname alone before a title: 解女士, 区教授; 他任局长 is none."""
    text = words[number].text
    if text not in _texts("surname") or number + 1 == len(words):
        return False
    title = _texts("title").get(words[number + 1].text, "")
    if not title or (title == "office" and text in _texts("verb")):
        return False
    return number == 0 or words[number - 1].text[-1] in _texts("open")


@cache
def _texts(kind: str) -> dict[str, str]:
    return {row[1]: row[-1] for row in rows("surnames.tsv") if row[0] == kind}
