"""Train the scorer of sentences, and what tells which need which, on labelled articles.

    python benchmarks/training/scorer.py ARTICLES LABELS FACTS [--write]

ARTICLES holds NAME.txt: lines `key: value` (title among them), a line ---, a paragraph a line.
LABELS holds NAME.tsv: a row per sentence (split at 。！？ with the marks that close it) of number,
worth in one minute, worth in two (0 to 3), role, the sentences it needs, speaker. FACTS holds
*.jsonl: a line per article of "page" (NAME) and its "facts" as benchmarks/facts.py reads them.
Prints, by cross-validation over articles, the share of what readers value in one minute that
fits into 200 characters and is chosen; the share of the weight of the facts that fits into 430,
beside the choice by what readers value in two minutes and the article's first sentences; and
how well pairs of which one needs the other are told from others. With --write fits all and
writes the weights.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from sklearn.ensemble import ExtraTreesRegressor
from sklearn.metrics import average_precision_score, roc_auc_score

from tingbao.language.text import Text, within
from tingbao.summarization import dependence, forest, scorer
from tingbao.summarization.features import Seen

sys.path.insert(0, str(Path(__file__).parents[1]))
from facts import WEIGHTS, bare, told

VALUES = np.array([0.0, 0.6, 2.0, 3.0])  # of the labels 0 to 3
RIDGE = 600.0
TREES, LEAF, TRIED = 60, 8, 0.25  # how many, sentences of a leaf at least, share of features
NEEDING_TREES, NEEDING_LEAF = 100, 12
FOLDS = 8
ONE, TWO = 200, 430  # characters of a briefing of one minute and of two
SOFT = 0.6  # how much the length of a sentence counts against what readers value in it
HOME = Path(forest.__file__).parent
SENTENCE = re.compile(r"[^。！？!?]*[。！？!?]+[”’」』）)]*|[^。！？!?]+$")


@dataclass(frozen=True, slots=True)
class Rated:
    """An article's features, what readers said of its sentences, and their characters."""

    name: str
    rows: np.ndarray
    sizes: np.ndarray
    labels: np.ndarray  # worth in one minute and in two
    junk: np.ndarray
    pairs: np.ndarray  # features of a sentence and an earlier one
    needs: np.ndarray  # whether it cannot stand without that


@dataclass(frozen=True, slots=True)
class Telling:
    """An article's features, the weight of the facts that each sentence tells, its characters."""

    name: str
    rows: np.ndarray
    sizes: np.ndarray
    weights: np.ndarray


def read(path: Path) -> tuple[str, list[Seen]]:
    """Read an article: its headline, and its sentences as the scorer sees them."""
    head, _, body = path.read_text(encoding="utf-8").partition("\n---\n")
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
    return title, seen


def sizes(seen: list[Seen]) -> np.ndarray:
    """Count the letters and digits of each sentence."""
    return np.array([sum(map(str.isalnum, one.text)) for one in seen])


def rated(article: Path, labels: Path) -> Rated:
    """Read an article and what readers gave its sentences."""
    title, seen = read(article)
    rows = [line.split("\t") for line in labels.read_text(encoding="utf-8").splitlines() if line]
    if len(rows) != len(seen):
        raise SystemExit(f"{labels}: {len(rows)} labels for {len(seen)} sentences")
    return Rated(
        article.stem,
        scorer.matrix(title, seen),
        sizes(seen),
        np.array([[int(row[1]), int(row[2])] for row in rows]),
        np.array([row[3] == "junk" for row in rows], dtype=float),
        dependence.matrix(title, seen),
        np.array(
            [str(at) in rows[later][4].split(",") for later, at in dependence.pairs(len(rows))],
            dtype=float,
        ),
    )


def telling(article: Path, facts: list[dict]) -> Telling:
    """Read an article and find the sentences that tell its facts; two may share one."""
    title, seen = read(article)
    texts = [bare(one.text) for one in seen]
    weights = np.zeros(len(texts))
    for fact in facts:
        weight = WEIGHTS[fact["rank"]]
        whole = [at for at, text in enumerate(texts) if told(fact, text) is not None]
        weights[whole] += weight
        for at in range(0 if whole else len(texts) - 1, -1, -1):
            if not whole and told(fact, "".join(texts[at : at + 2])) is not None:
                weights[at : at + 2] += weight / 2
                break
    return Telling(article.stem, scorer.matrix(title, seen), sizes(seen), weights)


def fit(articles: list[Rated]) -> dict[str, np.ndarray]:
    """Grow the trees of what sentences are worth as the news, and of what is no sentence of it."""
    wanted = [np.column_stack([VALUES[one.labels[:, 0]], one.junk]) for one in articles]
    return grow(np.vstack([one.rows for one in articles]), np.vstack(wanted))


def fit_facts(articles: list[Telling]) -> dict[str, np.ndarray]:
    """Grow the trees of the weight of the facts that a sentence tells."""
    rows = np.vstack([one.rows for one in articles])
    return grow(rows, np.concatenate([one.weights for one in articles]))


def fit_needs(articles: list[Rated]) -> dict[str, np.ndarray]:
    """Grow the trees of which sentences need which."""
    rows = np.vstack([one.pairs for one in articles])
    return grow(rows, np.concatenate([one.needs for one in articles]), NEEDING_LEAF, NEEDING_TREES)


def grow(
    rows: np.ndarray, wanted: np.ndarray, leaf: int = LEAF, many: int = TREES
) -> dict[str, np.ndarray]:
    """Grow trees, and put their nodes one after another."""
    grower = ExtraTreesRegressor(
        many, min_samples_leaf=leaf, max_features=TRIED, n_jobs=2, random_state=0
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


def line(rows: np.ndarray, wanted: np.ndarray) -> np.ndarray:
    """Fit a ridge regression on the same features, for comparison; the bias comes last."""
    rows = rows.astype(np.float64)
    mean, spread = rows.mean(axis=0), rows.std(axis=0) + 1e-6
    scaled = (rows - mean) / spread
    gram = scaled.T @ scaled + RIDGE * np.eye(scaled.shape[1])
    weights = np.linalg.solve(gram, scaled.T @ (wanted - wanted.mean())) / spread
    return np.append(weights, wanted.mean() - mean @ weights)


def captured(by: np.ndarray, values: np.ndarray, sizes: np.ndarray, room: int) -> float:
    """Give the value of what is chosen, densest first, as a share of all that can be chosen."""

    def total(densities: np.ndarray) -> float:
        left, got = room, 0.0
        for at in np.argsort(-densities, kind="stable"):
            if sizes[at] <= left:
                left -= sizes[at]
                got += values[at]
        return got

    return total(by) / max(total((values + 1e-6) / np.maximum(sizes, 8)), 0.1)


def judge_labels(articles: list[Rated]) -> None:
    """Print how well what readers said is foretold for articles that were left out."""
    shares: dict[str, list[float]] = {}
    top: dict[str, list[bool]] = {}
    found, chances = [], []
    for fold in range(FOLDS):
        training = [one for at, one in enumerate(articles) if at % FOLDS != fold]
        trees, needing = fit(training), fit_needs(training)
        news = np.concatenate([VALUES[one.labels[:, 0]] for one in training])
        weights = line(np.vstack([one.rows for one in training]), news)
        for one in articles[fold::FOLDS]:
            grown = forest.grown(one.rows, trees)
            found.append((grown[:, 1], one.junk))
            chances.append((forest.grown(one.pairs, needing)[:, 0], one.needs))
            ways = {
                "trees": grown[:, 0],
                "line": one.rows @ weights[:-1] + weights[-1],
                "first sentences": np.linspace(1, 0, len(one.sizes)),
            }
            for way, scores in ways.items():
                best = one.labels[scores.argmax(), 0] == len(VALUES) - 1
                top.setdefault(way, []).append(best)
                if one.sizes.sum() > 1.15 * ONE:
                    soft = 1 if way == "first sentences" else np.maximum(one.sizes, 8) ** SOFT
                    value = VALUES[one.labels[:, 0]]
                    shares.setdefault(way, []).append(
                        captured(scores / soft, value, one.sizes, ONE)
                    )
    junk, wanted = map(np.concatenate, zip(*found, strict=True))
    taken = junk >= 0.5  # as likely as not
    print(f"junk: precision {wanted[taken].mean():.3f}, recall {taken[wanted > 0].mean():.3f}")
    chance, needs = map(np.concatenate, zip(*chances, strict=True))
    print(
        f"needs an earlier one ({needs.mean():.3f} of pairs): area under the curve "
        f"{roc_auc_score(needs, chance):.3f}, "
        f"precision {average_precision_score(needs, chance):.3f}"
    )
    for way, hits in top.items():
        print(f"the sentence thought best is the news, {way}: {np.mean(hits):.3f}")
    table("value in one minute", shares)


def judge_facts(articles: list[Telling], labelled: list[Rated]) -> None:
    """Print the share of the facts that is chosen of articles left out, beside other ways."""
    valued = grow(
        np.vstack([one.rows for one in labelled]),
        np.concatenate([VALUES[one.labels[:, 1]] for one in labelled]),
    )
    known = {one.name for one in labelled}
    shares: dict[str, list[float]] = {}
    for fold in range(FOLDS):
        training = [one for at, one in enumerate(articles) if at % FOLDS != fold]
        trees = fit_facts(training)
        weights = line(
            np.vstack([one.rows for one in training]),
            np.concatenate([one.weights for one in training]),
        )
        for one in articles[fold::FOLDS]:
            if one.name in known or one.sizes.sum() <= 1.15 * TWO:
                continue
            size = np.maximum(one.sizes, 8)
            ways = {
                "trees": forest.grown(one.rows, trees)[:, 0] / size,
                "line": (one.rows @ weights[:-1] + weights[-1]) / size,
                "what readers value": forest.grown(one.rows, valued)[:, 0] / size**SOFT,
                "first sentences": np.linspace(1, 0, len(size)),
            }
            for way, scores in ways.items():
                share = captured(scores, one.weights, one.sizes, TWO)
                shares.setdefault(way, []).append(share)
    table("facts in two minutes", shares)


def table(what: str, shares: dict[str, list[float]]) -> None:
    """Print the mean of each way, with its standard error."""
    for way, row in shares.items():
        error = np.std(row) / np.sqrt(len(row))
        print(f"{what}, {way:20} {np.mean(row):.3f} ±{error:.3f} ({len(row)} articles)")


def main() -> None:
    """Cross-validate, and write the weights where that is asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("articles", type=Path)
    parser.add_argument("labels", type=Path)
    parser.add_argument("facts", type=Path)
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    labelled = [
        rated(given.articles / f"{path.stem}.txt", path)
        for path in sorted(given.labels.glob("*.tsv"))
    ]
    sheets = [
        json.loads(row)
        for path in sorted(given.facts.glob("*.jsonl"))
        for row in path.read_text(encoding="utf-8").splitlines()
    ]
    sheeted = [telling(given.articles / f"{one['page']}.txt", one["facts"]) for one in sheets]
    print(f"{len(labelled)} articles with labels, {len(sheeted)} with facts")
    judge_labels(labelled)
    judge_facts(sheeted, labelled)
    if given.write:
        made = {
            "scorer": fit(labelled),
            "facts": fit_facts(sheeted),
            "dependence": fit_needs(labelled),
        }
        for name, trees in made.items():
            path = HOME / f"{name}.npz"
            np.savez_compressed(path, **trees)
            print(f"wrote {path}, {path.stat().st_size / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
