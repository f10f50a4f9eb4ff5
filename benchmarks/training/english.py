"""Turn the CMU Pronouncing Dictionary into the table of English words that ships.

Run once by a developer: `python benchmarks/training/english.py cmudict.dict`. The dictionary is
free to use with its notice (see NOTICE); its current text is at
github.com/cmusphinx/cmudict. The symbols are those of Kokoro's English (misaki's inventory).
"""

from __future__ import annotations

import argparse
import re
from pathlib import Path

OUT = Path(__file__).parents[2] / "src" / "tingbao" / "g2p" / "english.tsv"
HEADER = """\
# English words in Kokoro's English symbols, sorted by bytes. Made by
# benchmarks/training/english.py from the CMU Pronouncing Dictionary,
# Copyright (C) 1993-2015 Carnegie Mellon University
# (BSD-2-Clause; see NOTICE).
"""
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


def symbols(phones: list[str]) -> str:
    """Write ARPAbet phones in Kokoro's symbols, the stress before its vowel."""
    out = ""
    for place, phone in enumerate(phones):
        if phone in CONSONANTS:
            out += CONSONANTS[phone]
            continue
        vowel, stress = phone[:-1], phone[-1]
        reduced = REDUCED.get(vowel) if stress == "0" else None
        out += STRESS[stress] + (reduced or VOWELS[vowel])
        if phones[place:] in (["AH0", "L"], ["AH0", "N"]) and place and phones[place - 1] != "W":
            out = out[:-1] + "ᵊ"
    # an American t between vowels, the second one weak, is a tap
    return re.sub(r"(?<=[ɑæʌəɔWIɛɹAɪiOYʊu])t(?=[ɪiəO])", "T", out)


def main() -> None:
    """Read the dictionary, keep the first reading of each word, write the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("dictionary", type=Path)
    source = parser.parse_args().dictionary.read_text(encoding="utf-8")
    lines = set()
    for line in source.splitlines():
        word, *phones = line.partition("#")[0].split()
        if re.fullmatch(r"[a-z][a-z']*", word):
            lines.add(f"{word}\t{symbols(phones)}\n")
    OUT.write_text(HEADER + "".join(sorted(lines, key=str.encode)), encoding="utf-8")


if __name__ == "__main__":
    main()
