"""Learn meaning.npz: how near reports are by what a network sees in them, and what they are worth.

    python benchmarks/training/meaning.py WORTHS.tsv... [--check]

A line has group, worth from 0 to 6, headline and the beginning of the text, as readers graded
them, a language model in the part of a radio's editor, each by itself: 0 is none of a show's, 3
has a place in many, 5 could lead one, 6 is one of the great events of a month. `direction` is the
mean state of headline and beginning, with the strongest axes of all that was graded made weaker;
`worth` is a ridge regression on mean and highest states. --check leaves one group (the reports of
some days) out at a time, prints the rank correlation with the worth that was given, and writes
nothing.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

import numpy as np
from scipy.stats import spearmanr
from sklearn.linear_model import Ridge

from tingbao.gathering import meaning
from tingbao.language import encoder

OUT = Path(meaning.__file__).with_suffix(".npz")
EVEN = 0.3  # power of an axis' variance by which it is made weaker
PULL = 3000.0  # of the ridge, on columns of one spread

Array = np.ndarray[Any, Any]


def directions(rows: Array) -> dict[str, Array]:
    """Learn the axes along which reports differ."""
    means = rows[:, :, : encoder.WIDTH].reshape(-1, encoder.WIDTH)
    middle = means.mean(axis=0)
    spread, axes = np.linalg.eigh(np.cov((means - middle).T))
    strongest = np.argsort(-spread)[: meaning.AXES]
    axes = axes[:, strongest] / spread[strongest] ** EVEN
    return {"mean": middle.astype("f4"), "axes": axes.astype("f2")}


def worths(rows: Array, given: Array) -> dict[str, Array]:
    """Learn what a report is worth."""
    flat = rows.reshape(len(rows), -1)
    middle, spread = flat.mean(axis=0), flat.std(axis=0) + 1e-6
    model = Ridge(alpha=PULL).fit((flat - middle) / spread, given)
    weights = model.coef_ / spread
    constant = np.float32(model.intercept_ - middle @ weights)
    return {"worth": weights.astype("f4"), "constant": constant}


def main() -> None:
    """Learn from the tables and write the arrays, or check them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("tables", nargs="+", type=Path)
    parser.add_argument("--check", action="store_true")
    given = parser.parse_args()
    table = [
        [*line.split("\t"), ""][:4]
        for path in given.tables
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    rows = np.array([meaning.states(title, text) for _, _, title, text in table])
    groups, graded = np.array([row[0] for row in table]), np.array([float(row[1]) for row in table])
    if not given.check:
        np.savez(OUT, **directions(rows), **worths(rows, graded))
        return
    found = np.zeros(len(table))
    for group in np.unique(groups):
        its = groups == group
        learned = worths(rows[~its], graded[~its])
        found[its] = rows[its].reshape(its.sum(), -1) @ learned["worth"] + learned["constant"]
    print(f"{len(table)} reports, {len(np.unique(groups))} groups, each left out:")
    print(f"rank correlation {spearmanr(found, graded)[0]:.2f}")


if __name__ == "__main__":
    main()
