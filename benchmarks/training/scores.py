"""Learn scores.tsv: how much each piece of evidence for a polyphone's reading weighs.

    python benchmarks/training/scores.py --cases cpp_dev.tsv [--cross-validate]

A case file has lines of: sentence, index of a character, the character, its syllable. The
quarter of the sentences whose SHA-256 is a multiple of four is never looked at here: it is
what benchmarks/pronouncing.py measures. The model is log-linear, trained by AdaGrad with an
L2 prior that pulls what the case file says little about to zero.
"""

from __future__ import annotations

import argparse
import hashlib
from pathlib import Path

import numpy as np

from tingbao.g2p import dictionary, network, polyphones
from tingbao.language import tokenizer

OUT = Path(__file__).parents[2] / "src" / "tingbao" / "g2p" / "scores.tsv"
START = {"network 0": 1.0, "network 1": 0.8, "network 2": 0.4}
EPOCHS, RATE, PULL, FOLDS = 6, 0.1, 0.01, 4
Example = tuple[list[list[tuple[str, float]]], int]


def held_out(sentence: str) -> bool:
    """Tell whether a sentence is kept out of all tuning."""
    return int(hashlib.sha256(sentence.encode()).hexdigest(), 16) % 4 == 0


def example(sentence: str, place: int, syllable: str) -> Example:
    """Give the evidence for each reading, and the number of the right one."""
    words = tokenizer.words(sentence)
    row = network.network().scores(sentence, [place])[0]
    readings = dictionary.candidates()[sentence[place]]
    likely = [float(row[dictionary.classes()[r]]) for r in readings]
    covering = dictionary.phrases(sentence)[place]
    edges = {w.start for w in words} | {len(sentence)}
    return polyphones.features(readings, likely, covering, edges), readings.index(syllable)


def learn(examples: list[Example]) -> dict[str, float]:
    """Learn the weights; those of the later epochs are averaged."""
    number: dict[str, int] = {name: n for n, name in enumerate(START)}
    rows = []
    for found, right in examples:
        sides = [
            (
                np.array([number.setdefault(k, len(number)) for k, _ in f]),
                np.array([v for _, v in f]),
            )
            for f in found
        ]
        rows.append((sides, right))
    prior = np.zeros(len(number))
    prior[: len(START)] = list(START.values())
    seen = np.ones(len(number))
    for sides, _ in rows:
        for at, _ in sides:
            np.add.at(seen, at, 1)
    pull = PULL / seen
    weights, squares, total = prior.copy(), np.full(len(number), 0.5), np.zeros(len(number))
    random = np.random.default_rng(0)
    for epoch in range(EPOCHS):
        for n in random.permutation(len(rows)):
            sides, right = rows[n]
            scored = np.array([weights[at] @ value for at, value in sides])
            error = np.exp(scored - scored.max())
            error /= error.sum()
            error[right] -= 1
            for (at, value), e in zip(sides, error, strict=True):
                slope = e * value + pull[at] * (weights[at] - prior[at])
                squares[at] += slope * slope
                weights[at] -= RATE * slope / np.sqrt(squares[at])
        if epoch >= EPOCHS // 2:
            total += weights
    average = total / (EPOCHS - EPOCHS // 2)
    return {name: float(average[n]) for name, n in number.items()}


def right(found: list[list[tuple[str, float]]], answer: int, weights: dict[str, float]) -> bool:
    """Tell whether the weights choose the right reading."""
    totals = [sum(weights.get(k, 0.0) * v for k, v in f) for f in found]
    return totals.index(max(totals)) == answer


def main() -> None:
    """Learn from the cases that are not held out, and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=Path, required=True)
    parser.add_argument("--cross-validate", action="store_true")
    given = parser.parse_args()
    lines = [
        line.split("\t")
        for line in given.cases.read_text(encoding="utf-8").splitlines()
        if not line.startswith("#")
    ]
    cases = [(s, int(i), y) for s, i, _, y in lines if not held_out(s)]
    examples = [example(*case) for case in cases]
    if given.cross_validate:
        fold = [int(hashlib.sha256(f"f{s}".encode()).hexdigest(), 16) % FOLDS for s, _, _ in cases]
        good = 0
        for left in range(FOLDS):
            weights = learn([e for e, f in zip(examples, fold, strict=True) if f != left])
            good += sum(
                right(*e, weights) for e, f in zip(examples, fold, strict=True) if f == left
            )
        print(f"cross-validated on the tuning part: {good / len(cases):.4f} of {len(cases)}")
    weights = learn(examples)
    header = (
        "# How much each piece of evidence for a reading weighs. "
        "Learned by benchmarks/training/scores.py.\n"
    )
    body = "".join(f"{name}\t{weight:.3f}\n" for name, weight in sorted(weights.items()))
    OUT.write_text(header + body, encoding="utf-8")


if __name__ == "__main__":
    main()
