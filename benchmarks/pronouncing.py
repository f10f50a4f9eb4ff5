"""How often and how fast a polyphone is read right, beside pypinyin and g2pM.

    python benchmarks/pronouncing.py --cases FILE.tsv [--misses]

A case file has the columns sentence, index of a character, the character, its syllable (as
g2pM's CPP sets). The sentences whose SHA-256 is a multiple of four are held out: nothing was
tuned on them, neither weights nor tables. The others, on which corrections.tsv was checked and
scores.tsv learned, are shown as "tuned". Time is processor time of a whole reading of the
sentence, each tool after a warm-up; g2pM takes part where it is installed (extra `bench`).
"""

from __future__ import annotations

import argparse
import hashlib
import re
import time
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tingbao.g2p import polyphones
from tingbao.language.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parents[1]
SETS = ROOT / "tests" / "g2p"
DATA = ROOT / "src" / "tingbao" / "g2p"
WARM_UP = 20
Case = tuple[str, int, str]


def held_out(sentence: str) -> bool:
    """Tell whether a sentence is kept out of all tuning; training/scores.py has the same rule."""
    return int(hashlib.sha256(sentence.encode()).hexdigest(), 16) % 4 == 0


def main() -> None:
    """Print accuracy and time by tool, and the size of the data."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--cases", type=Path, help="a TSV of labelled polyphones")
    parser.add_argument("--misses", action="store_true", help="print our misses on what was tuned")
    options = parser.parse_args()
    parts = {"news (own)": own("news.tsv"), "function words and names (own)": own("grammar.tsv")}
    if options.cases:
        cases = read(options.cases)
        parts |= {
            "held out": [case for case in cases if held_out(case[0])],
            "tuned": [case for case in cases if not held_out(case[0])],
        }
    print(
        "| tool | " + " | ".join(f"{n}, {len(c)}" for n, c in parts.items()) + " | ms a sentence |"
    )
    print("| --- |" + " ---: |" * (len(parts) + 1))
    for name, say in tools():
        for sentence, _, _ in parts["news (own)"][:WARM_UP]:
            say(sentence)
        start = time.process_time()
        right = [sum(same(say(s)[i], y) for s, i, y in part) / len(part) for part in parts.values()]
        spent = (time.process_time() - start) * 1000 / sum(map(len, parts.values()))
        print(f"| {name} | " + " | ".join(f"{r:.2%}" for r in right) + f" | {spent:.2f} |")
    print("\nData:")
    for path in sorted(DATA.glob("*.[tn][sp][vz]")):
        print(f"  {path.name:18} {path.stat().st_size / 1000:7.0f} kB")
    if options.misses and options.cases:
        for sentence, place, syllable in parts["tuned"]:
            said = ours(sentence)[place]
            if not same(said, syllable):
                near = f"{sentence[max(0, place - 8) : place]}[{sentence[place]}]"
                print(f"{near}{sentence[place + 1 : place + 9]}\t{syllable}\t{said}")


def read(path: Path) -> list[Case]:
    """Read a case file."""
    lines = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]
    return [(s, int(i), y) for s, i, _, y in (f for f in lines if not f[0].startswith("# "))]


def own(name: str) -> list[Case]:
    """Read our own sentences, one case a polyphone that is marked."""
    cases = []
    for line in (SETS / name).read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            marked = re.findall(r"(.)(?:\{([^}]*)\})?", line)
            text = "".join(c for c, _ in marked)
            cases += [(text, place, wanted) for place, (_, wanted) in enumerate(marked) if wanted]
    return cases


def same(said: str, wanted: str) -> bool:
    """Compare syllables whatever way ü is written."""
    return said.replace("ü", "u:").replace("v", "u:") == wanted


def ours(sentence: str) -> list[str]:
    """Read a sentence as `pronounce` does."""
    return polyphones.read(Text(sentence))


def tools() -> list[tuple[str, Callable[[str], list[str]]]]:
    """Give the tools that are installed; each says a syllable a character."""
    from pypinyin import Style, lazy_pinyin

    def pypinyin(sentence: str) -> list[str]:
        return lazy_pinyin(sentence, style=Style.TONE3, neutral_tone_with_five=True, errors=list)

    found: list[tuple[str, Callable[[str], list[str]]]] = [("pypinyin", pypinyin)]
    try:
        model: Any = import_module("g2pM").G2pM()
    except ImportError:
        pass
    else:
        found.append(("g2pM", lambda sentence: model(sentence, char_split=True)))
    return [*found, ("tingbao", ours)]


if __name__ == "__main__":
    main()
