"""What the dictionaries say: the readings of characters, alone and in phrases."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from tingbao.g2p.symbols import is_syllable
from tingbao.g2p.tables import rows, starting_with

_UNKNOWN = "xx5"  # CC-CEDICT's mark of an unknown reading


class Phrase(NamedTuple):
    """A phrase of the dictionaries that covers a character, and the reading it gives."""

    length: int
    start: int
    syllable: str


@cache
def candidates() -> dict[str, tuple[str, ...]]:
    """Give the polyphones and their readings; three rare ones have but one that can be said."""
    found = {c: tuple(r.replace(_UNKNOWN, "").split()) for c, r in rows("polyphones.tsv")}
    return {c: readings for c, readings in found.items() if len(readings) > 1}


@cache
def classes() -> dict[str, int]:
    """Number the syllables as the rows of the network's last layer stand: sorted."""
    syllables = sorted({s for _, readings in rows("polyphones.tsv") for s in readings.split()})
    return {syllable: number for number, syllable in enumerate(syllables)}


@cache
def alone(character: str) -> str:
    """Give the commonest reading of a character, or nothing."""
    found = starting_with("readings.tsv", f"{character}\t")
    return found[0][1] if found and is_syllable(found[0][1]) else ""


def known(character: str) -> bool:
    """Tell whether a character has a reading here."""
    return bool(alone(character)) or character in candidates()


def phrases(text: str) -> list[tuple[list[Phrase], list[Phrase]]]:
    """Find, for each place of a text, the phrases that give its character a reading.

    There are two dictionaries in phrases.tsv: pypinyin's own, and the larger one beside it.
    """
    found: list[tuple[list[Phrase], list[Phrase]]] = [([], []) for _ in text]
    for start in range(len(text) - 1):
        for phrase, *dictionaries in starting_with("phrases.tsv", text[start : start + 2]):
            if not text.startswith(phrase, start):
                continue
            for number, choices in enumerate(dictionaries):
                for place, choice in enumerate(choices, start):
                    if choice != "-":
                        syllable = candidates()[text[place]][int(choice)]
                        found[place][number].append(Phrase(len(phrase), start, syllable))
    return found


def listed(word: str, place: int) -> set[str]:
    """Give the readings that a character of a word has in the dictionaries that have the word."""
    return {
        phrase.syllable
        for found in phrases(word)[place]
        for phrase in found
        if phrase.length == len(word)
    }
