"""Learn the three weights of `clustering.subjects`: what makes two reports of one subject.

    python benchmarks/training/subjects.py SET...

The sets are those of benchmarks/mornings.py: two reports of a morning that one D line of its keys
matches are of one subject, any other two of none. The model is a logistic regression on `kinship`
and `nearness`; its weights are printed beside those that are used, and how well either finds the
pairs of a set that it has not seen (average precision).
"""

from __future__ import annotations

import argparse
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import feedparser
import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score

from tingbao.gathering import clustering, fingerprint, meaning
from tingbao.gathering.clustering import Report
from tingbao.language.simplified import simplified

sys.path.insert(0, str(Path(__file__).parents[1]))
from mornings import keys

Array = np.ndarray[Any, Any]


@dataclass(frozen=True, slots=True)
class Pairs:
    """Each two reports of the mornings of a set: kinship and nearness, and if of one subject."""

    evidence: Array
    same: Array


def pairs(folder: Path) -> Pairs:
    """Compare each two reports of a morning, for each morning of a set."""
    evidence, same = [], []
    wanted = keys(folder / "keys.tsv")
    for day in sorted(each for each in folder.iterdir() if each.is_dir() and each.name in wanted):
        entries = [
            entry
            for file in sorted(day.glob("*.xml"))
            for entry in feedparser.parse(file.read_bytes()).entries
        ]
        told = [(entry.title, entry.get("summary", "")) for entry in entries]
        reports = [
            Report(
                print=fingerprint.of(*each),
                moment=datetime(*entry.published_parsed[:6], tzinfo=UTC),
            )
            for each, entry in zip(told, entries, strict=True)
        ]
        found = clustering.of_a_day(reports, reports)
        kin = clustering.kinship(found, found)
        near = meaning.nearness([meaning.of(*each) for each in told])
        events = [pattern for kind, _, pattern in wanted[day.name] if kind == "D"]
        hit = np.array(
            [[bool(one.search(simplified(title))) for one in events] for title, _ in told]
        )
        upper = np.triu_indices(len(told), 1)
        evidence.append(np.stack([kin[upper], near[upper]], axis=-1))
        same.append((hit.astype(int) @ hit.T.astype(int) > 0)[upper])
    return Pairs(np.concatenate(evidence), np.concatenate(same))


def learn(sets: list[Pairs]) -> LogisticRegression:
    """Fit the regression."""
    x, y = (np.concatenate([getattr(one, name) for one in sets]) for name in ("evidence", "same"))
    return LogisticRegression(C=1e3, max_iter=1000).fit(x, y)


def main() -> None:
    """Print the weights and how well they find pairs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sets", nargs="+", type=Path, help="two or more")
    sets = [pairs(folder) for folder in parser.parse_args().sets]
    used = np.array([clustering.AKIN, clustering.MEANT])
    ours, theirs = [], []
    for at, one in enumerate(sets):
        learned = learn(sets[:at] + sets[at + 1 :]).coef_[0]
        for found, weights in ((ours, used), (theirs, learned)):
            found.append(average_precision_score(one.same, one.evidence @ weights))
    model = learn(sets)
    print(f"{sum(len(one.same) for one in sets):,} pairs, {sum(o.same.sum() for o in sets)} of one")
    print("learned {:.1f}, {:.1f}, {:.1f}".format(*model.coef_[0], model.intercept_[0]))
    print(f"used    {clustering.AKIN:.1f}, {clustering.MEANT:.1f}, {clustering.ELSE:.1f}")
    print(f"average precision {np.mean(ours):.3f}; {np.mean(theirs):.3f} learned of other sets")


if __name__ == "__main__":
    main()
