"""How well reports are joined to events: B-cubed on labelled days, and near misses that are merged.

    python benchmarks/clustering.py DAY.tsv... [--near NEAR.tsv] [--miss]

A day's table has event, outlet and headline (and text and date, if there are any) a row; an
empty event is a report that stands alone. Near misses are the pairs of a day that are of two
events and share a name. NEAR has event, kind and headline: reports of one kind and another event
are near misses as well, each pair judged by itself. Intervals are of 95 %, events drawn again.
"""

from __future__ import annotations

import argparse
import random
from datetime import UTC, datetime
from itertools import combinations
from pathlib import Path

from tingbao.gathering import fingerprint
from tingbao.gathering.clustering import SAME, Report, alike, cluster
from tingbao.language import tokenizer

_DRAWS = 1000
_NAMES = ("nr", "ns", "nt", "nz", "eng")

Score = tuple[str, float, float]  # a report's event, its precision and its recall


def main() -> None:
    """Print a line a day, one for all, and one for the near misses."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("days", nargs="+", type=Path)
    parser.add_argument("--near", type=Path)
    parser.add_argument("--miss", action="store_true", help="print what is joined or torn wrongly")
    given = parser.parse_args()
    scores: list[Score] = []
    near = merged = 0
    for path in given.days:
        table = rows(path)
        gold = [row[0] or f"alone {at}" for at, row in enumerate(table)]
        reports = [report(row) for row in table]
        groups = cluster(reports)
        found = {at: number for number, group in enumerate(groups) for at in group}
        day = [(f"{path.stem} {label}", p, r) for label, p, r in b_cubed(gold, found)]
        scores += day
        print(f"{path.stem}: {_told(day)}")
        pairs = [(a, b) for a, b in _sharing(table) if gold[a] != gold[b]]
        near += len(pairs)
        merged += sum(found[a] == found[b] for a, b in pairs)
        if given.miss:
            _misses(table, gold, groups)
    print(f"all: {_told(scores)}, {_interval(scores)}")
    print(f"near misses of a day that share a name: {merged} of {near} put together")
    if given.near:
        _near(rows(given.near), miss=given.miss)


def rows(path: Path) -> list[list[str]]:
    """Read a table."""
    return [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if line]


def report(row: list[str]) -> Report:
    """Make a report of a row."""
    title, text, day = [*row[2:], "", ""][:3]
    moment = datetime.fromisoformat(day).replace(tzinfo=UTC) if day else None
    return Report(print=fingerprint.of(title, text), moment=moment)


def b_cubed(gold: list[str], found: dict[int, int]) -> list[Score]:
    """Say of each report how much of its group is right, and how much of its event is there."""
    scores = []
    for at, label in enumerate(gold):
        group = {other for other in found if found[other] == found[at]}
        event = {other for other, name in enumerate(gold) if name == label}
        both = len(group & event)
        scores.append((label, both / len(group), both / len(event)))
    return scores


def f1(scores: list[Score]) -> tuple[float, float, float]:
    """Give the mean precision and recall, and their harmonic mean."""
    precision = sum(score[1] for score in scores) / len(scores)
    recall = sum(score[2] for score in scores) / len(scores)
    return precision, recall, 2 * precision * recall / (precision + recall)


def _told(scores: list[Score]) -> str:
    labels = [score[0] for score in scores]
    events = len({label for label in labels if labels.count(label) > 1})
    precision, recall, harmonic = f1(scores)
    return (
        f"{len(scores)} reports, {events} events of several: "
        f"B-cubed P {precision:.3f} R {recall:.3f} F1 {harmonic:.3f}"
    )


def _interval(scores: list[Score]) -> str:
    events: dict[str, list[Score]] = {}
    for score in scores:
        events.setdefault(score[0], []).append(score)
    rows, draw = list(events.values()), random.Random(1)  # noqa: S311 (no secret)
    drawn = sorted(
        f1([score for row in draw.choices(rows, k=len(rows)) for score in row])[2]
        for _ in range(_DRAWS)
    )
    return f"between {drawn[_DRAWS // 40]:.3f} and {drawn[-_DRAWS // 40]:.3f}"


def _sharing(rows: list[list[str]]) -> list[tuple[int, int]]:
    """Give the pairs of a day whose headlines share a name."""
    names = [
        {word.text for word in tokenizer.words(row[2]) if word.tag.startswith(_NAMES)}
        for row in rows
    ]
    return [(a, b) for a, b in combinations(range(len(rows)), 2) if names[a] & names[b]]


def _misses(rows: list[list[str]], gold: list[str], groups: tuple[tuple[int, ...], ...]) -> None:
    for group in groups:
        if len({gold[at] for at in group}) > 1:
            print("  joined:", " | ".join(f"[{gold[at]}] {rows[at][2]}" for at in group))
    for label in dict.fromkeys(gold):
        parts = [group for group in groups if any(gold[at] == label for at in group)]
        if len(parts) > 1:
            shown = (" + ".join(rows[at][2] for at in part if gold[at] == label) for part in parts)
            print(f"  torn [{label}]:", " | ".join(shown))


def _near(rows: list[list[str]], *, miss: bool) -> None:
    reports = [report(row) for row in rows]
    pairs = [(a, b) for a, b in combinations(range(len(rows)), 2) if rows[a][1] == rows[b][1]]
    apart = [(a, b) for a, b in pairs if rows[a][0] != rows[b][0]]
    merged = [(a, b) for a, b in apart if alike(reports[a], reports[b]) >= SAME]
    same = [(a, b) for a, b in pairs if rows[a][0] == rows[b][0]]
    kept = sum(alike(reports[a], reports[b]) >= SAME for a, b in same)
    print(
        f"near misses: {len(merged)} of {len(apart)} pairs merged, "
        f"{kept} of {len(same)} pairs of one event joined"
    )
    for a, b in merged if miss else ():
        print("  merged:", rows[a][2], "|", rows[b][2], f"{alike(reports[a], reports[b]):.2f}")


if __name__ == "__main__":
    main()
