"""Train the scorer of sentences, and what tells which need which, on labelled articles.

    python benchmarks/training/scorer.py ARTICLES LABELS [--write]

ARTICLES holds NAME.txt: lines `key: value` (title among them), a line ---, a paragraph a line.
LABELS holds NAME.tsv: a row per sentence (split at 。！？ with the marks that close it) of number,
worth in one minute, worth in two (0 to 3), role, the sentences it needs, speaker. Prints, by
cross-validation over articles, the share of what readers value that fits into 430 and 200
characters and is chosen, beside the article's first sentences; and how well pairs of which one
needs the other are told from others. With --write fits all and writes the weights.
"""

from __future__ import annotations

import argparse
import re
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from sklearn.ensemble import ExtraTreesRegressor
from sklearn.metrics import average_precision_score, roc_auc_score

from tingbao.language.text import Text, within
from tingbao.summarization import dependence, forest, scorer
from tingbao.summarization.features import Seen

VALUES = np.array([0.0, 0.6, 2.0, 3.0])  # of the labels 0 to 3
RIDGE = 600.0
TREES, LEAF, TRIED = 100, 8, 0.25  # how many, sentences of a leaf at least, share of features
NEEDING_LEAF = 12
FOLDS = 8
HOME = Path(forest.__file__).parent
SENTENCE = re.compile(r"[^。！？!?]*[。！？!?]+[”’」』）)]*|[^。！？!?]+$")


@dataclass(frozen=True, slots=True)
class Labelled:
    """An article's features, what readers said of its sentences, and their characters."""

    rows: np.ndarray
    labels: np.ndarray  # worth in one minute and in two
    junk: np.ndarray
    pairs: np.ndarray  # features of a sentence and an earlier one
    needs: np.ndarray  # whether it cannot stand without that
    sizes: np.ndarray


def load(article: Path, labels: Path) -> Labelled:
    """Read an article and what readers gave its sentences."""
    head, _, body = article.read_text(encoding="utf-8").partition("\n---\n")
    title = next((line[6:].strip() for line in head.splitlines() if line[:6] == "title:"), "")
    seen = []
    for place, paragraph in enumerate(filter(None, map(str.strip, body.splitlines()))):
        text, at, opens = Text(paragraph), 0, True
        for sentence in filter(None, map(str.strip, SENTENCE.findall(paragraph))):
            start = paragraph.find(sentence, at)
            at = start + len(sentence)
            seen.append(
                Seen(
                    text=text.simple[start:at],
                    tags=within(text.tags, start, at),
                    paragraph=place,
                    opens=opens,
                    quoted=sum(text.quoted[start:at]) / len(sentence),
                )
            )
            opens = False
    rows = [line.split("\t") for line in labels.read_text(encoding="utf-8").splitlines() if line]
    if len(rows) != len(seen):
        raise SystemExit(f"{labels}: {len(rows)} labels for {len(seen)} sentences")
    return Labelled(
        scorer.matrix(title, seen),
        np.array([[int(row[1]), int(row[2])] for row in rows]),
        np.array([row[3] == "junk" for row in rows], dtype=float),
        dependence.matrix(title, seen),
        np.array(
            [str(at) in rows[later][4].split(",") for later, at in dependence.pairs(len(rows))],
            dtype=float,
        ),
        np.array([sum(map(str.isalnum, one.text)) for one in seen]),
    )


def fit(articles: list[Labelled]) -> dict[str, np.ndarray]:
    """Grow the trees of what sentences are worth."""
    rows = np.vstack([one.rows for one in articles])
    wanted = np.vstack([np.column_stack([VALUES[one.labels], one.junk]) for one in articles])
    return grow(rows, wanted, LEAF)


def fit_needs(articles: list[Labelled]) -> dict[str, np.ndarray]:
    """Grow the trees of which sentences need which."""
    rows = np.vstack([one.pairs for one in articles])
    return grow(rows, np.concatenate([one.needs for one in articles]), NEEDING_LEAF)


def grow(rows: np.ndarray, wanted: np.ndarray, leaf: int) -> dict[str, np.ndarray]:
    """Grow trees, and put their nodes one after another."""
    grower = ExtraTreesRegressor(
        TREES, min_samples_leaf=leaf, max_features=TRIED, n_jobs=2, random_state=0
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


def line(articles: list[Labelled]) -> np.ndarray:
    """Fit a ridge regression on the same features, for comparison; the bias comes last."""
    rows = np.vstack([one.rows for one in articles]).astype(np.float64)
    wanted = np.vstack([VALUES[one.labels] for one in articles])
    mean, spread = rows.mean(axis=0), rows.std(axis=0) + 1e-6
    scaled = (rows - mean) / spread
    gram = scaled.T @ scaled + RIDGE * np.eye(scaled.shape[1])
    weights = np.linalg.solve(gram, scaled.T @ (wanted - wanted.mean(axis=0))) / spread[:, None]
    return np.vstack([weights, wanted.mean(axis=0) - mean @ weights])


def captured(scores: np.ndarray, values: np.ndarray, sizes: np.ndarray, room: int) -> float:
    """Give the value that is chosen, as a share of what is chosen when the values are known."""

    def total(by: np.ndarray) -> float:
        left, got = room, 0.0
        for at in np.argsort(-by / np.maximum(sizes, 8) ** 0.6, kind="stable"):
            if sizes[at] <= left:
                left -= sizes[at]
                got += values[at]
        return got

    return total(scores) / max(total(values + 1e-6), 0.1)


def main() -> None:
    """Cross-validate, and write the weights where that is asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("articles", type=Path)
    parser.add_argument("labels", type=Path)
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    names = sorted(path.stem for path in given.labels.glob("*.tsv"))
    articles = [load(given.articles / f"{n}.txt", given.labels / f"{n}.tsv") for n in names]
    print(f"{len(articles)} articles, {sum(len(one.sizes) for one in articles)} sentences")
    shares: dict[str, list[float]] = {}
    top: dict[str, list[bool]] = {}
    junk: list[np.ndarray] = []
    ordered: list[Labelled] = []
    chances: list[np.ndarray] = []
    for fold in range(FOLDS):
        training = [one for at, one in enumerate(articles) if at % FOLDS != fold]
        trees, needing, weights = fit(training), fit_needs(training), line(training)
        for one in articles[fold::FOLDS]:
            first = np.arange(len(one.sizes), 0, -1) * np.maximum(one.sizes, 8) ** 0.6 * 1e3
            ways = {
                "trees": forest.grown(one.rows, trees),
                "line": one.rows @ weights[:-1] + weights[-1],
                "first sentences": np.stack([first, first], axis=1),
            }
            junk.append(ways["trees"][:, 2])
            chances.append(forest.grown(one.pairs, needing)[:, 0])
            ordered.append(one)
            for way, scores in ways.items():
                top.setdefault(way, []).append(
                    one.labels[scores[:, 0].argmax(), 0] == len(VALUES) - 1
                )
                for column, name, room in ((1, "two minutes", 430), (0, "one minute", 200)):
                    if one.sizes.sum() > 1.15 * room:
                        value = VALUES[one.labels][:, column]
                        share = captured(scores[:, column], value, one.sizes, room)
                        shares.setdefault(f"{name}, {way}", []).append(share)
    found, wanted = np.concatenate(junk), np.concatenate([one.junk for one in ordered])
    taken = found >= 0.5  # as likely as not
    print(f"junk: precision {wanted[taken].mean():.3f}, recall {taken[wanted > 0].mean():.3f}")
    chance, needs = np.concatenate(chances), np.concatenate([one.needs for one in ordered])
    print(
        f"needs an earlier one ({needs.mean():.3f} of pairs): area under the curve "
        f"{roc_auc_score(needs, chance):.3f}, "
        f"precision {average_precision_score(needs, chance):.3f}"
    )
    for name, row in sorted(shares.items()):
        error = np.std(row) / np.sqrt(len(row))
        print(f"{name:32} {np.mean(row):.3f} ±{error:.3f} ({len(row)} articles)")
    for way, hits in top.items():
        print(f"the sentence thought best is the news, {way}: {np.mean(hits):.3f}")
    if given.write:
        for name, trees in (("scorer", fit(articles)), ("dependence", fit_needs(articles))):
            path = HOME / f"{name}.npz"
            np.savez_compressed(path, **trees)
            print(f"wrote {path}, {path.stat().st_size / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
