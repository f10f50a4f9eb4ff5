"""Latin letters and English words in Kokoro's symbols."""

from __future__ import annotations

import re
from functools import cache

from tingbao.pronouncing.tables import rows, sorted_table

_VOWEL = re.compile("[AIOWYiuæɑɔəɛɜɪʊʌᵊ]")
# A plural acronym; an acronym before a capitalised word; a word; a run of capitals.
_PART = re.compile(r"[A-Z]{2,}(?=s\b)|[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z']+|[A-Z]+|'")
_LONG = 5  # capitals that are a dictionary word and at least so many are shouted, not spelled


def symbols(token: str) -> str:
    """Say a run of Latin letters: words and acronyms separated by spaces.

    Names and acronyms said as words are in latin.tsv, other words in english.tsv;
    what is in neither is spelled by letter names.
    """
    known = _word(token)
    if known:
        return known
    return " ".join(filter(None, map(_part, _PART.findall(token))))


def syllables(token: str) -> int:
    """Count the syllables of a run of Latin letters."""
    return len(_VOWEL.findall(symbols(token)))


def _part(part: str) -> str:
    if part == "s":
        return "z"
    return _word(part) or spell(part)


def spell(letters: str) -> str:
    """Name the letters; the last one bears the main stress."""
    names = _letters()
    said = "".join(names[c] for c in letters.upper() if c in names)
    head, mark, tail = said.rpartition("ˈ")
    return head.replace("ˈ", "ˌ") + mark + tail


def _word(part: str) -> str:
    own = _own().get(part) or _own().get(part.lower())
    if own:
        return own
    if len(part) == 1 or (part.isupper() and len(part) < _LONG):
        return ""
    return _english(part.lower())


@cache
def _letters() -> dict[str, str]:
    return {row[0]: row[1] for row in rows("letters.tsv")}


@cache
def _own() -> dict[str, str]:
    return {row[0]: row[1] for row in rows("latin.tsv")}


def _english(word: str) -> str:
    found = sorted_table("english.tsv").starting_with(f"{word}\t")
    return found[0][1] if found else ""
