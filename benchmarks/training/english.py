"""Turn the CMU Pronouncing Dictionary into the table of English words that ships.

Run once by a developer: `python benchmarks/training/english.py cmudict.dict`. The dictionary is
free to use with its notice (see NOTICE); its current text is at
github.com/cmusphinx/cmudict. The symbols are those of Kokoro's English (misaki's inventory).
"""

from __future__ import annotations

import argparse
import re
from pathlib import Path

from tingbao.g2p.arpabet import symbols

OUT = Path(__file__).parents[2] / "src" / "tingbao" / "g2p" / "english.tsv"
HEADER = """\
# English words in Kokoro's English symbols, sorted by bytes. Made by
# benchmarks/training/english.py from the CMU Pronouncing Dictionary,
# Copyright (C) 1993-2015 Carnegie Mellon University
# (BSD-2-Clause; see NOTICE).
"""


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
