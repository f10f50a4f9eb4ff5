"""What readers said of articles, as the recipes of this folder read it.

ARTICLES holds NAME.txt: lines `key: value` (title among them), a line ---, a paragraph a line.
LABELS holds NAME.tsv: a row per sentence (split at 。！？ with the marks that close it) of number,
worth in one minute, worth in two (0 to 3), role, the sentences it needs, speaker; and NAME.txt:
marks such as `7<5` (7 is not said without 5, which stands before it), `5>6,8` (nor 5 without 6 and
8), `5>6?` (less sure) and `j3` (3 is none of the article). FACTS holds *.jsonl: a line per article
of "page" (NAME) and its "facts" as benchmarks/facts.py reads them; and NAME.tsv: a row per fact of
rank, the sentences that tell it (`0|4+5`: 0 alone, or 4 with 5), the fact.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from tingbao.language.text import Text, size
from tingbao.summarization.scoring import Seen

sys.path.insert(0, str(Path(__file__).parents[1]))
from facts import WEIGHTS, bare, told

SENTENCE = re.compile(r"[^。！？!?]*[。！？!?]+[”’」』）)]*|[^。！？!?]+$")


MARK = re.compile(r"(\d+)[<>](\d+(?:,\d+)*)(\??)")
UNSURE = 0.4  # how surely a sentence leans on another that is marked with a question mark


@dataclass(frozen=True, slots=True)
class Label:
    """What a reader said of a sentence."""

    minute: int  # worth in one minute, from 0 to 3
    two: int
    junk: bool
    needs: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact of an article, and the sentences that tell it, each alone or a pair together."""

    weight: int
    told: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """An article with what readers said of it; labels or facts may be missing."""

    name: str
    title: str
    sentences: tuple[Seen, ...]
    labels: tuple[Label, ...]
    facts: tuple[Fact, ...]
    leans: Mapping[tuple[int, int], float] | None  # of a sentence on another, how surely
    junk: frozenset[int]

    @property
    def sizes(self) -> np.ndarray:
        """The letters and digits of each sentence."""
        return np.array([size(one.text) for one in self.sentences])

    @property
    def weights(self) -> np.ndarray:
        """The weight of the facts that each sentence tells; two that tell one together share it."""
        return self._told(self.facts)

    @property
    def news(self) -> np.ndarray:
        """The share of the news that each sentence tells whole."""
        lead = [fact for fact in self.facts if fact.weight == max(WEIGHTS.values())]
        alone = [Fact(1, tuple(one for one in fact.told if len(one) == 1)) for fact in lead]
        return self._told(alone) / max(len(lead), 1)

    def _told(self, facts: list[Fact] | tuple[Fact, ...]) -> np.ndarray:
        total = np.zeros(len(self.sentences))
        for fact in facts:
            for together in fact.told:
                total[list(together)] += fact.weight / len(together)
        return total


def readings(articles: Path, labels: Path, facts: Path) -> list[Reading]:
    """Read every article that has labels or facts."""
    sheets = {
        one["page"]: one["facts"]
        for path in sorted(facts.glob("*.jsonl"))
        for one in map(json.loads, path.read_text(encoding="utf-8").splitlines())
    }
    found = []
    for path in sorted(articles.glob("*.txt")):
        rated, marked, told = (
            folder / f"{path.stem}{suffix}"
            for folder, suffix in ((labels, ".tsv"), (labels, ".txt"), (facts, ".tsv"))
        )
        if not (rated.exists() or marked.exists() or told.exists() or path.stem in sheets):
            continue
        title, seen = sentences(path)
        rows = _labels(rated) if rated.exists() else ()
        if rows and len(rows) != len(seen):
            raise SystemExit(f"{rated}: {len(rows)} labels for {len(seen)} sentences")
        its = tuple(_fact(one, seen) for one in sheets.get(path.stem, ()))
        its = its or (_rows(told) if told.exists() else ())
        marks = marked.read_text(encoding="utf-8").split() if marked.exists() else None
        leans = None if marks is None else dict(_leans(marks))
        junk = frozenset(int(mark[1:]) for mark in marks or () if mark.startswith("j"))
        found.append(Reading(path.stem, title, seen, rows, its, leans, junk))
    return found


def sentences(path: Path) -> tuple[str, tuple[Seen, ...]]:
    """Read an article: its headline, and its sentences as the network sees them."""
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
                    paragraph=place,
                    opens=opens,
                )
            )
            opens = False
    return title, tuple(seen)


def _leans(marks: list[str]) -> Iterator[tuple[tuple[int, int], float]]:
    for mark in marks:
        if found := MARK.fullmatch(mark):
            for other in found[2].split(","):
                yield (int(found[1]), int(other)), UNSURE if found[3] else 1.0


def _rows(path: Path) -> tuple[Fact, ...]:
    found = []
    for line in path.read_text(encoding="utf-8").splitlines():
        rank, told, _ = line.split("\t", 2)
        ways = [tuple(map(int, way.split("+"))) for way in told.split("|")]
        found.append(Fact(WEIGHTS[int(rank)], tuple(ways)))
    return tuple(found)


def _labels(path: Path) -> tuple[Label, ...]:
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if line]
    return tuple(
        Label(
            int(row[1]),
            int(row[2]),
            row[3] == "junk",
            tuple(int(at) for at in row[4].split(",") if at.strip().isdigit()),
        )
        for row in rows
    )


def _fact(fact: dict, seen: tuple[Seen, ...]) -> Fact:
    texts = [bare(one.text) for one in seen]
    found = [(at,) for at, text in enumerate(texts) if told(fact, text) is not None]
    if not found:
        pairs = ((at, at + 1) for at in range(len(texts) - 2, -1, -1))
        joined = (
            pair for pair in pairs if told(fact, "".join(texts[at] for at in pair)) is not None
        )
        found = [pair for pair in [next(joined, None)] if pair]
    return Fact(WEIGHTS[fact["rank"]], tuple(found))
