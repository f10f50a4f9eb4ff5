"""Learn likeness.tsv: how much each piece of evidence for two reports of one event weighs.

    python benchmarks/training/likeness.py DAY.tsv... --near NEAR.tsv... [--check]

The tables are those of benchmarks/clustering.py: reports of a day are compared within it, near
misses of a kind each pair by itself. The model is a logistic regression on evidence brought to
one spread; a near miss counts for several of a day's pairs, most of which are easy. `--check`
halves days and kinds by the hash of their names, says how the half not learned from comes out
in the mean of several ways to halve, and writes nothing.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression

from tingbao.gathering import clustering
from tingbao.gathering.clustering import SAME, grouped

sys.path.insert(0, str(Path(__file__).parents[1]))
from clustering import b_cubed, f1, report, rows

OUT = Path(clustering.__file__).with_name("likeness.tsv")
NEAR = 3.0  # pairs of a day that a near miss counts for
LOOSE = 0.1  # C of the regression
WAYS = 6  # to halve the sets

Array = np.ndarray[Any, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """The reports of a day, or of a kind of near misses: the evidence of each two, event by event.

    `learned` are the pairs that are learned from, `barred` those that cannot be of one event.
    """

    name: str
    near: bool
    events: list[str]
    evidence: Array
    same: Array
    barred: Array
    learned: Array


def compared(name: str, table: list[list[str]], *, near: bool) -> Compared:
    """Compare each two reports of a table."""
    events = [row[0] or f"alone {at}" for at, row in enumerate(table)]
    day = [report(row) for row in table]
    if not near:
        day = list(clustering.of_a_day(day, day))
    found = clustering.evidence(day, day)
    same = np.array([[one == other for other in events] for one in events])
    barred = clustering.barred(day, day)
    akin = np.where(found["kinship"] > 0, 1.0, 0.0)
    clustering.part_rivals(day, day, akin)
    near_enough = same | (found["kinship"] > 0) | near
    return Compared(
        name=name,
        near=near,
        events=events,
        evidence=np.stack([np.asarray(each, float) for each in found.values()], axis=-1),
        same=same,
        barred=barred | (akin < 0),
        learned=np.triu(near_enough & ~barred, 1),
    )


def learn(sets: list[Compared]) -> Array:
    """Learn the weights, that of what is always there first."""
    x = np.concatenate([one.evidence[one.learned] for one in sets])
    y = np.concatenate([one.same[one.learned] for one in sets])
    weight = np.concatenate([np.full(one.learned.sum(), NEAR if one.near else 1) for one in sets])
    spread = np.where(x.any(axis=0), x.std(axis=0), 1)
    model = LogisticRegression(C=LOOSE, max_iter=1000).fit(x / spread, y, sample_weight=weight)
    return np.concatenate([model.intercept_, model.coef_[0] / spread])


def likeness(one: Compared, weights: Array) -> Array:
    """Give the likeness of each two by weights."""
    value = 1 / (1 + np.exp(-(weights[0] + one.evidence @ weights[1:])))
    return np.where(one.barred, -np.inf, value)


def check(sets: list[Compared], way: int) -> tuple[int, int, float]:
    """Count near misses put together and pairs of one event joined, and give the B-cubed F1."""

    def half(one: Compared) -> int:
        return hashlib.sha256(f"{way}{one.name}".encode()).digest()[0] % 2

    merged = joined = 0
    scores = []
    for side in (0, 1):
        weights = learn([one for one in sets if half(one) != side])
        for one in sets:
            if half(one) != side:
                continue
            alike = likeness(one, weights)
            if one.near:
                together = np.triu(alike >= SAME, 1)
                merged += int((together & ~one.same).sum())
                joined += int((together & one.same).sum())
            else:
                groups = grouped(alike)
                found = {at: number for number, group in enumerate(groups) for at in group}
                scores += b_cubed(one.events, found)
    return merged, joined, f1(scores)[2]


def main() -> None:
    """Learn from the tables and write the weights, or check them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("days", nargs="+", type=Path)
    parser.add_argument("--near", nargs="+", type=Path, required=True)
    parser.add_argument("--check", action="store_true")
    given = parser.parse_args()
    sets = [compared(path.stem, rows(path), near=False) for path in given.days]
    for path in given.near:
        kinds = groupby(sorted(rows(path), key=lambda row: row[1]), lambda row: row[1])
        sets += [compared(f"{path.stem} {kind}", list(each), near=True) for kind, each in kinds]
    if given.check:
        apart = sum(int(np.triu(~one.same, 1).sum()) for one in sets if one.near)
        found = np.mean([check(sets, way) for way in range(WAYS)], axis=0)
        print(f"{found[0]:.1f} of {apart} near misses merged, {found[1]:.1f} pairs of one event")
        print(f"joined; B-cubed F1 {found[2]:.3f} of days, of the half not learned from")
        return
    names = ["always", *clustering.evidence([], [])]
    header = (
        "# How much each piece of evidence for two reports of one event weighs.\n"
        "# Learned by benchmarks/training/likeness.py from public reports labelled by reading.\n"
    )
    body = "".join(f"{n}\t{w:.3f}\n" for n, w in zip(names, learn(sets), strict=True))
    OUT.write_text(header + body, encoding="utf-8")


if __name__ == "__main__":
    main()
