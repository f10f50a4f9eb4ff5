"""Words in kana, Hangul and Cyrillic, in Latin letters by the Unicode names of theirs.

A lone の between Chinese words is 的, as it is read in names of shops and goods.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from tingbao.normalization.rule import (
    OTHER,
    Lazy,
    Rule,
    after,
    before,
)

if TYPE_CHECKING:
    from tingbao.normalization.rule import Match

_PATTERN = Lazy(r"[\u0400-\u052f]{1,40}|[\u3041-\u3096\u30a1-\u30fa]{1,40}|[\uac00-\ud7a3]{1,40}")
_NAME = Lazy(
    r"(?:HIRAGANA LETTER|KATAKANA LETTER|HANGUL SYLLABLE|CYRILLIC (?:CAPITAL|SMALL) LETTER)"
    r" (?:SMALL )?(?:SHORT )?(?P<sound>[A-Z]+)$"
)
_CYRILLIC = {"IE": "e", "IO": "yo", "GHE": "g", "YERU": "y", "YU": "yu", "YA": "ya"}


def _say(match: Match, _one: str) -> str | None:
    if match[0] == "の" and before(match, 1).strip() and after(match, 1).strip():
        return "的"
    return "".join(_sound(letter) for letter in match[0]) or None


def _sound(letter: str) -> str:
    found = _NAME.match(unicodedata.name(letter, ""))
    if not found:
        return ""
    sound = found["sound"]
    if "\u0400" <= letter <= "\u052f":  # consonants are named with a vowel: PE, EL
        bare = re.sub(r"[AEIOU]+$|^E(?=[A-Z])", "", sound)
        sound = _CYRILLIC.get(sound) or bare or sound
    return sound.lower()


RULE = Rule("foreign", (OTHER,), _PATTERN, _say)
