"""A pinyin syllable in Kokoro's symbols, after syllables.tsv."""

from __future__ import annotations

import re
from functools import cache

from tingbao.g2p.tables import rows

SYLLABLE = re.compile(r"[a-zê:]+[1-5]")
ER = "r5"
_INITIAL = re.compile(r"[zcs]h|[bpmfdtnlgkhjqxrzcs]")


@cache
def _part(name: str) -> dict[str, str]:
    return {row[1]: row[2] for row in rows("syllables.tsv") if row[0] == name}


@cache
def kokoro(syllable: str) -> str:
    """Write a syllable like lu:4 or zhong1 in Kokoro's symbols.

    Raises:
        KeyError: No such syllable in Mandarin.
    """
    plain, tone = syllable[:-1].replace("u:", "ü"), _part("tone")[syllable[-1]]
    whole = _part("whole")
    if plain in whole:
        return whole[plain].replace("0", tone)
    found = _INITIAL.match(plain)
    initial = found.group() if found else ""
    final = plain[len(initial) :]
    if initial in ("j", "q", "x") and final.startswith("u"):
        final = "ü" + final[1:]
    return _part("initial")[initial] + _part("final")[final].replace("0", tone)


def with_er(symbols: str) -> str:
    """Let the er suffix melt into a syllable's symbols: 玩 wa↗n becomes 玩儿 wa↗ɚ."""
    if "ɨ" in symbols:
        return symbols.replace("ɨ", "ɚ")
    return symbols.removesuffix("n") + "ɚ"


def is_syllable(syllable: str) -> bool:
    """Tell whether this is a Mandarin syllable with a tone digit from 1 to 5."""
    if not SYLLABLE.fullmatch(syllable):
        return False
    try:
        kokoro(syllable)
    except KeyError:
        return False
    return True
