"""A polyphone settled by what its clause says: contexts.tsv."""

from __future__ import annotations

import re
from functools import cache

from tingbao.g2p.tables import rows

_ANYWHERE = "anywhere"
_REACH = 30  # characters of a clause that are looked at on either side


def in_context(text: str, place: int, *, word: bool) -> str:
    """Give the syllable of a character that its clause settles, or nothing.

    Args:
        text: The text.
        place: Where the character is in it.
        word: Whether the character is a word by itself.
    """
    for syllable, where, before, after in _contexts().get(text[place], ()):
        head, tail = text[max(0, place - _REACH) : place], text[place + 1 : place + 1 + _REACH]
        if (word or where == _ANYWHERE) and before.search(head) and after.match(tail):
            return syllable
    return ""


@cache
def _contexts() -> dict[str, list[tuple[str, str, re.Pattern[str], re.Pattern[str]]]]:
    found: dict[str, list[tuple[str, str, re.Pattern[str], re.Pattern[str]]]] = {}
    for character, syllable, where, before, after in rows("contexts.tsv"):
        patterns = (re.compile(f"(?:{before})$"), re.compile(after))
        found.setdefault(character, []).append((syllable, where, *patterns))
    return found
