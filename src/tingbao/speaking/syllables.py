"""How many syllables a spoken text has, cheaply."""

from __future__ import annotations

import re

_UNITS = re.compile(r"[㐀-鿿豈-﫿\U00020000-\U0003134f]|[A-Z]+(?![a-z])|[A-Za-z]+")
_VOWELS = re.compile(r"[aeiouy]+")
_CHINESE = "㐀"


def count(text: str) -> int:
    """Count syllables: one a character, one a capital letter spelt, one a vowel group of a word."""
    total = 0
    for unit in _UNITS.findall(text):
        if unit >= _CHINESE:
            total += 1
        elif unit.isupper():
            total += len(unit)
        else:
            total += max(1, len(_VOWELS.findall(unit.lower())))
    return total
