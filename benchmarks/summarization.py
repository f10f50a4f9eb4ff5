"""How much of a human briefing ours has, beside Lead, TextRank, LexRank and Centroid.

Usage: python benchmarks/summarization.py [--resamples N]

Twenty articles of our own, two reference briefings each, written before any system's
output on them was seen: ten on which the weights were chosen (benchmarks/articles) and
ten written afterwards on which nothing was (benchmarks/articles/heldout). Every system
works on the same sentences of the same divided article, under the same budget: the mean
length of its two references.
The score is character ROUGE-1, -2 and -L (F1), punctuation and spaces left out, the
mean over the references. Intervals are 95 % bootstrap over articles.
"""

from __future__ import annotations

import argparse
import re
import sys
import time
from collections import Counter
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from baselines import centroid, lead, lexrank, textrank
from rouge import interval, mean, rouge
from tingbao import (
    length,
    segmentation,
    sources,
    summarization,
)
from tingbao.config import Config
from tingbao.language.figures import figures
from tingbao.language.text import size
from tingbao.summarization import guard

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tingbao.model import Article, Script

ARTICLES = Path(__file__).parent / "articles"
MOMENT = datetime(2026, 11, 24, 8, 0).astimezone()
MINUTES = (1.0, 2.0, 3.0, 5.0, 8.0)
PAUSE = re.compile(r"[，。！？；：、,!?;:…—]+")


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--resamples", type=int, default=2000)
    options = parser.parse_args()
    everything = []
    for title, folder in (("tuned on", ARTICLES), ("held out", ARTICLES / "heldout")):
        cases = _cases(folder)
        scores = {
            name: [
                rouge(system(article, budget), references) for article, references, budget in cases
            ]
            for name, system in SYSTEMS.items()
        }
        articles = [article for article, _, _ in cases]
        everything += articles
        print(f"\n{len(cases)} articles {title}\n")
        _print_rouge(scores, options.resamples)
    print(f"\nlaws, over all {len(everything)}")
    _print_laws(everything)


def _cases(folder: Path) -> list[tuple[Article, list[str], int]]:
    """Give the articles of a folder that have references, with these and their mean length."""
    cases = []
    for first in sorted(folder.glob("*.brief1.txt")):
        topic = first.name.split(".")[0]
        path = next(
            folder / f"{topic}{end}"
            for end in (".txt", ".md")
            if (folder / f"{topic}{end}").exists()
        )
        references = [
            (folder / f"{topic}.brief{n}.txt").read_text(encoding="utf-8") for n in (1, 2)
        ]
        budget = round(mean([size(text) for text in references]))
        cases.append((segmentation.divide(sources.read(str(path))), references, budget))
    return cases


def _print_rouge(scores: dict[str, list[tuple[float, float, float]]], resamples: int) -> None:
    print(f"{'':10s}" + "".join(f"{name:>24s}" for name in ("ROUGE-1", "ROUGE-2", "ROUGE-L")))
    for name, rows in scores.items():
        cells = []
        for column in range(3):
            values = [row[column] for row in rows]
            low, high = interval(values, resamples)
            cells.append(f"{mean(values) * 100:8.1f} [{low * 100:5.1f}, {high * 100:5.1f}]")
        print(f"{name:10s}" + "".join(f"{cell:>24s}" for cell in cells))
    ours = scores["ours"]
    print("\nours ahead by (95 % interval of the difference, paired over articles)")
    for name, rows in scores.items():
        if name == "ours":
            continue
        cells = []
        for column in range(3):
            gaps = [a[column] - b[column] for a, b in zip(ours, rows, strict=True)]
            low, high = interval(gaps, resamples)
            cells.append(f"{mean(gaps) * 100:+8.1f} [{low * 100:+5.1f}, {high * 100:+5.1f}]")
        print(f"{name:10s}" + "".join(f"{cell:>24s}" for cell in cells))


def _print_laws(articles: Sequence[Article]) -> None:
    print(
        f"\n{'minutes':>8s}{'figures':>9s}{'in source':>10s}{'sections':>10s}"
        f"{'repeated':>10s}{'over 45':>9s}{'length off':>12s}{'too short':>11s}{'ms':>7s}"
    )
    for minutes in MINUTES:
        totals: Counter[str] = Counter()
        off = []
        began = time.perf_counter()
        for article in articles:
            notes: list[str] = []
            script = length.draft(
                article, Config(minutes=minutes), moment=MOMENT, note=notes.append
            )
            totals.update(_laws(article, script))
            if any("there is enough for" in one for one in notes):
                totals["short"] += 1
            else:
                off.append(abs(length.estimate_ms(script) / (minutes * 60_000) - 1))
        spent = (time.perf_counter() - began) / len(articles) * 1000
        print(
            f"{minutes:8.0f}{totals['figures']:9d}{totals['true']:10d}"
            f"{totals['present']:6d}/{totals['sections']:3d}"
            f"{totals['repeated']:10d}{totals['long']:9d}"
            f"{max(off, default=0) * 100:11.1f}%{totals['short']:11d}{spent:7.0f}"
        )


def _laws(article: Article, script: Script) -> dict[str, int]:
    body = [line for line in script.lines if line.kind == "body"]
    told = [figure for line in body for figure in figures(line.written)]
    source = figures(article.title + guard.whole(article))
    return {
        "figures": len(told),
        "true": sum(figure in source for figure in told),
        "sections": len(article.sections),
        "present": len({line.section for line in body}),
        "repeated": len(body) - len({line.written for line in body}),
        "long": sum(len(piece) > 45 for line in script.lines for piece in PAUSE.split(line.spoken)),
    }


# --- the systems -----------------------------------------------------------------


def ours(article: Article, budget: int) -> str:
    """Give the digest that `make` would say."""
    digest = summarization.choose(summarization.rank(article), budget)
    return "".join(one.text for row in (digest.lead, *digest.sections) for one in row)


SYSTEMS: dict[str, Callable[[Article, int], str]] = {
    "lead": lead,
    "textrank": textrank,
    "lexrank": lexrank,
    "centroid": centroid,
    "ours": ours,
}


if __name__ == "__main__":
    sys.exit(main())
