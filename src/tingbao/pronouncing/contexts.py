"""A polyphone that is a word by itself, settled by what its clause says: contexts.tsv."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from tingbao.pronouncing.tables import rows

if TYPE_CHECKING:
    from tingbao.segmenting import Word

_REACH = 30  # characters of a clause that are looked at on either side


def in_context(text: str, word: Word) -> str:
    """Give the syllable of a word of one character that its clause settles, or nothing."""
    for syllable, before, after in _contexts().get(word.text, ()):
        head, tail = (
            text[max(0, word.start - _REACH) : word.start],
            text[word.end : word.end + _REACH],
        )
        if before.search(head) and after.match(tail):
            return syllable
    return ""


@cache
def _contexts() -> dict[str, list[tuple[str, re.Pattern[str], re.Pattern[str]]]]:
    found: dict[str, list[tuple[str, re.Pattern[str], re.Pattern[str]]]] = {}
    for character, syllable, before, after in rows("contexts.tsv"):
        patterns = (re.compile(f"(?:{before})$"), re.compile(after))
        found.setdefault(character, []).append((syllable, *patterns))
    return found
