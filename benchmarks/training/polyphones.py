"""Make the polyphone tables that ship: g2pM's network and readings, and word readings.

Run by a developer with the wheels unpacked beside each other (none is installed or imported
but pypinyin-dict, whose modules are data):

    python benchmarks/training/polyphones.py --g2pm DIR --dictionaries DIR

g2pM's weights (Apache-2.0) come as pickles, which can run code: they are read by an unpickler
that knows NumPy arrays and nothing else, and written as plain arrays.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib
import io
import pickle
import sys
import unicodedata
from collections import Counter
from pathlib import Path
from typing import Any

import jieba
import numpy as np
from pypinyin import phrases_dict, pinyin_dict

OUT = Path(__file__).parents[2] / "src" / "tingbao" / "g2p"
CELLS = 32
MARKS = {"\u0304": "1", "\u0301": "2", "\u030c": "3", "\u0300": "4"}
SANDHI = "一不七八"  # their tone changes, or did
COMMON = 2000  # how often jieba has met a character that readers know
LONGEST = 5  # characters of a phrase that is taken from the larger dictionary
SHA256 = {
    "char2idx.pkl": "e41861f3af2debb342d3555d970db47b22e5d35c8e0190722dfb9b39c941988c",
    "class2idx.pkl": "b17a497ee9618e6d5c2f7814ab7f847d80a3cb757e92423774781e4d3dc56c49",
    "digest_cedict.pkl": "71e727a041a1d7023a1fbe32bbc23d5f4aa85a9d67fe4d6502fc398ef30b875c",
    "np_ckpt.pkl": "5b38c21cbaeb5f9b2f5d0bf872487de0fc22f91a3b26189b7d998136d2c8d3ae",
}


class Arrays(pickle.Unpickler):
    """Unpickles plain containers and NumPy arrays; anything else is refused."""

    def find_class(self, module: str, name: str) -> Any:
        """Allow what an array is made of."""
        allowed = {
            ("numpy.core.multiarray", "_reconstruct"): np.zeros(1).__reduce__()[0],
            ("numpy", "ndarray"): np.ndarray,
            ("numpy", "dtype"): np.dtype,
        }
        return allowed[module, name]


def load(folder: Path, name: str) -> Any:
    """Read one of g2pM's pickles after its checksum."""
    data = (folder / name).read_bytes()
    if hashlib.sha256(data).hexdigest() != SHA256[name]:
        sys.exit(f"{name} is not the file of g2pM 0.1.2.5")
    return Arrays(io.BytesIO(data)).load()


def write(name: str, header: str, lines: list[str], *, ordered: bool = False) -> None:
    """Write a table; large ones are sorted by bytes and found by bisection."""
    body = lines if ordered else sorted(lines, key=str.encode)
    comment = "".join(f"# {line}\n" for line in header.splitlines())
    (OUT / name).write_text(comment + "".join(f"{line}\n" for line in body), encoding="utf-8")


def numbered(marked: str) -> str:
    """Write a syllable with a tone mark as CC-CEDICT would: lǜ is lu:4."""
    tone, plain = "5", ""
    for c in unicodedata.normalize("NFD", marked):
        if c in MARKS:
            tone = MARKS[c]
        else:
            plain += {"\u0308": ":"}.get(c, c)
    return unicodedata.normalize("NFC", plain) + tone


def network(folder: Path) -> dict[str, list[str]]:
    """Write the network and its characters; give the polyphones and their readings."""
    state, classes = load(folder, "np_ckpt.pkl"), load(folder, "class2idx.pkl")
    rows = load(folder, "char2idx.pkl")
    every = {c: r for c, r in load(folder, "digest_cedict.pkl").items() if len(r) > 1}
    order = [classes[syllable] for syllable in sorted(classes)]
    back = "_reverse"
    arrays = {
        "embedding": state["embedding.weight"],
        "input": np.stack([state[f"lstm.weight_ih_l0{d}"].T for d in ("", back)]),
        "recurrent": np.stack([state[f"lstm.weight_hh_l0{d}"].T for d in ("", back)]),
        "bias": np.stack(
            [state[f"lstm.bias_ih_l0{d}"] + state[f"lstm.bias_hh_l0{d}"] for d in ("", back)]
        )[:, None],
        "hidden": state["logit_layer.0.weight"].T,
        "hidden_bias": state["logit_layer.0.bias"],
        "output": state["logit_layer.2.weight"][order].T,
        "output_bias": state["logit_layer.2.bias"][order],
    }
    np.savez_compressed(
        OUT / "network.npz", **{name: a.astype(np.float16) for name, a in arrays.items()}
    )
    characters = sorted(rows, key=rows.__getitem__)[4:]
    source = "From g2pM 0.1.2.5 (Apache-2.0) by benchmarks/training/polyphones.py."
    write(
        "characters.tsv",
        f"The characters that the network knows, in the order of its rows. {source}",
        ["".join(characters[i : i + 50]) for i in range(0, len(characters), 50)],
        ordered=True,
    )
    write(
        "polyphones.tsv",
        f"Characters with several readings, as in CC-CEDICT's notation. {source}",
        [f"{c}\t{' '.join(r)}" for c, r in every.items()],
    )
    return every


def phrases(folder: Path, every: dict[str, list[str]]) -> None:
    """Write what two dictionaries say of the polyphones in words and phrases."""
    small = {w: [numbered(s[0]) for s in r] for w, r in phrases_dict.phrases_dict.items()}
    large: dict[str, list[str]] = {}
    sys.path.insert(0, str(folder))
    for path in sorted((folder / "pypinyin_dict" / "phrase_pinyin_data").glob("large_pinyin_*.py")):
        module = importlib.import_module(f"pypinyin_dict.phrase_pinyin_data.{path.stem}")
        large |= {w: [numbered(s[0]) for s in r] for w, r in module.phrases_dict.items()}
    known = {
        line.split(" ")[0]
        for line in Path(jieba.__file__).with_name("dict.txt").read_text("utf-8").splitlines()
    }
    lines = []
    for word in small.keys() | large.keys():
        kept = word in small or (
            len(word) <= LONGEST and (word in known or rare(word, large[word], every))
        )
        fields = [choices(word, d.get(word, ()), every) for d in (small, large)]
        if kept and len(word) > 1 and any(f.strip("-") for f in fields):
            lines.append("\t".join([word, *fields]))
    write(
        "phrases.tsv",
        "Which reading of polyphones.tsv (by number) each character of a phrase has, or -.\n"
        "Columns: phrase, as in pypinyin 0.55.0, as in large_pinyin of pypinyin-dict 0.9.0\n"
        "(both MIT). Made by benchmarks/training/polyphones.py.",
        lines,
    )


def choices(word: str, readings: Any, every: dict[str, list[str]]) -> str:
    """Number the readings of the polyphones in a phrase."""
    if len(readings) != len(word):
        return "-"
    return "".join(
        str(every[c].index(r)) if r in every.get(c, ()) else "-"
        for c, r in zip(word, readings, strict=True)
    )


def rare(word: str, readings: list[str], every: dict[str, list[str]]) -> bool:
    """Tell whether a phrase has a polyphone in a reading that is not its first."""
    return len(readings) == len(word) and any(
        r in every.get(c, ())[1:] for c, r in zip(word, readings, strict=True)
    )


def single_readings() -> None:
    """Write the reading of every character alone."""
    lines = []
    for code, marked in pinyin_dict.pinyin_dict.items():
        reading = numbered(marked.split(",")[0])
        if reading[:-1].isascii():
            lines.append(f"{chr(code)}\t{reading}")
    write(
        "readings.tsv",
        "The commonest reading of each character.\n"
        "From pypinyin 0.55.0 (MIT) by benchmarks/training/polyphones.py.",
        lines,
    )


def homophones(every: dict[str, list[str]]) -> None:
    """Write the commonest character of each syllable that has no other reading."""
    counts: Counter[str] = Counter()
    for line in Path(jieba.__file__).with_name("dict.txt").read_text("utf-8").splitlines():
        word, count, _ = line.split(" ")
        for c in word:
            counts[c] += int(count)
    corrections = (OUT / "corrections.tsv").read_text(encoding="utf-8")
    several = {*every, *SANDHI, *(line[0] for line in corrections.splitlines())}
    best: dict[str, str] = {}
    for code, marked in pinyin_dict.pinyin_dict.items():
        c, reading = chr(code), numbered(marked.split(",")[0])
        if c not in several and counts[c] >= COMMON and reading[-1] != "5":
            best[reading] = max(best.get(reading, c), c, key=counts.__getitem__)
    write(
        "homophones.tsv",
        "The commonest character that has this syllable and, for CC-CEDICT and us, no other.\n"
        "From pypinyin 0.55.0 and the word counts of jieba 0.42.1 (both MIT) by\n"
        "benchmarks/training/polyphones.py.",
        [f"{reading}\t{c}" for reading, c in best.items()],
    )


def main() -> None:
    """Write all tables but the scores."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--g2pm", type=Path, required=True, help="the unpacked wheel's g2pM folder")
    parser.add_argument("--dictionaries", type=Path, required=True, help="pypinyin-dict, unpacked")
    given = parser.parse_args()
    every = network(given.g2pm)
    phrases(given.dictionaries, every)
    single_readings()
    homophones(every)


if __name__ == "__main__":
    main()
