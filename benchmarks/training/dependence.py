"""Grow the trees that tell which sentence needs which, on labelled articles.

    python benchmarks/training/dependence.py ARTICLES LABELS FACTS [--write]

The folders are those of `readings.py`. Prints, by cross-validation over articles, how well pairs
of which one needs the other are told from others. With --write grows them on all articles and
writes the weights.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
from readings import Reading, readings
from sklearn.ensemble import ExtraTreesRegressor
from sklearn.metrics import average_precision_score, roc_auc_score

from tingbao.summarization import dependence, forest

TREES, LEAF, TRIED = 100, 12, 0.25  # how many, pairs of a leaf at least, share of features
FOLDS = 8
HOME = Path(forest.__file__).parent


def pairs(one: Reading) -> tuple[np.ndarray, np.ndarray]:
    """Give the features of an article's pairs, and whether the later one needs the earlier."""
    needs = [at in one.labels[later].needs for later, at in dependence.pairs(len(one.labels))]
    return dependence.matrix(one.title, one.sentences), np.array(needs, dtype=float)


def grow(some: list[tuple[np.ndarray, np.ndarray]]) -> dict[str, np.ndarray]:
    """Grow trees, and put their nodes one after another."""
    rows, wanted = map(np.concatenate, zip(*some, strict=True))
    grower = ExtraTreesRegressor(
        TREES, min_samples_leaf=LEAF, max_features=TRIED, n_jobs=2, random_state=0
    ).fit(rows, wanted)
    parts: dict[str, list[np.ndarray]] = {}
    roots, base = [], 0
    for one in grower.estimators_:
        tree, inner = one.tree_, one.tree_.children_left >= 0
        roots.append(base)
        nodes = {
            "feature": np.where(inner, tree.feature, -1).astype(np.int16),
            "threshold": tree.threshold.astype(np.float32),
            "left": np.where(inner, tree.children_left + base, 0).astype(np.int32),
            "right": np.where(inner, tree.children_right + base, 0).astype(np.int32),
            "value": np.where(inner[:, None], 0, tree.value[:, :, 0]).astype(np.float16),
        }
        for name, values in nodes.items():
            parts.setdefault(name, []).append(values)
        base += tree.node_count
    joined = {name: np.concatenate(values) for name, values in parts.items()}
    return joined | {"roots": np.array(roots, dtype=np.int32)}


def main() -> None:
    """Cross-validate, and write the weights where that is asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("articles", type=Path)
    parser.add_argument("labels", type=Path)
    parser.add_argument("facts", type=Path)
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    found = [pairs(o) for o in readings(given.articles, given.labels, given.facts) if o.labels]
    chances, needs = [], []
    for fold in range(FOLDS):
        trees = grow([one for at, one in enumerate(found) if at % FOLDS != fold])
        for rows, wanted in found[fold::FOLDS]:
            chances.append(forest.grown(rows, trees)[:, 0])
            needs.append(wanted)
    chance, wanted = np.concatenate(chances), np.concatenate(needs)
    print(
        f"needs an earlier one ({wanted.mean():.3f} of pairs of {len(found)} articles): area under "
        f"the curve {roc_auc_score(wanted, chance):.3f}, "
        f"precision {average_precision_score(wanted, chance):.3f}"
    )
    if given.write:
        path = HOME / "dependence.npz"
        np.savez_compressed(path, **grow(found))
        print(f"wrote {path}, {path.stat().st_size / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
