"""ARPAbet phones, as dictionaries write English, in Kokoro's English symbols (misaki's)."""

from __future__ import annotations

import re
from collections.abc import Sequence

CONSONANTS = {
    "B": "b", "CH": "ʧ", "D": "d", "DH": "ð", "F": "f", "G": "ɡ", "HH": "h", "JH": "ʤ",
    "K": "k", "L": "l", "M": "m", "N": "n", "NG": "ŋ", "P": "p", "R": "ɹ", "S": "s",
    "SH": "ʃ", "T": "t", "TH": "θ", "V": "v", "W": "w", "Y": "j", "Z": "z", "ZH": "ʒ",
}  # fmt: skip
VOWELS = {
    "AA": "ɑ", "AE": "æ", "AH": "ʌ", "AO": "ɔ", "AW": "W", "AY": "I", "EH": "ɛ", "ER": "ɜɹ",
    "EY": "A", "IH": "ɪ", "IY": "i", "OW": "O", "OY": "Y", "UH": "ʊ", "UW": "u",
}  # fmt: skip
REDUCED = {"AH": "ə", "ER": "əɹ"}
STRESS = {"0": "", "1": "ˈ", "2": "ˌ"}


def symbols(phones: Sequence[str]) -> str:
    """Write phones (`"K", "AE1", "T"`) in Kokoro's symbols, the stress before its vowel."""
    out = ""
    for place, phone in enumerate(phones):
        if phone in CONSONANTS:
            out += CONSONANTS[phone]
            continue
        vowel, stress = phone[:-1], phone[-1]
        reduced = REDUCED.get(vowel) if stress == "0" else None
        out += STRESS[stress] + (reduced or VOWELS[vowel])
        weak = list(phones[place:]) in (["AH0", "L"], ["AH0", "N"])
        if weak and place and phones[place - 1] != "W":
            out = out[:-1] + "ᵊ"
    # an American t between vowels, the second one weak, is a tap
    return re.sub(r"(?<=[ɑæʌəɔWIɛɹAɪiOYʊu])t(?=[ɪiəO])", "T", out)
