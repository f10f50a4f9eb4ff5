"""Measure how well sections are found: `python benchmarks/sections.py [ARTICLE...]`.

Headings are taken out of headed articles, and the borders that come back are scored by
Pk (Beeferman, Berger and Lafferty 1999) and WindowDiff (Pevzner and Hearst 2002) over
sentences, both with the usual window of half a section; less is better. Compared are
even splits (the number of sections known, and not) and TextTiling (Hearst 1997: blocks
of words, smoothed similarity, depth scores, borders moved to the nearest paragraph),
each at the setting that is best for it on the articles that ours were chosen on.
Heading detection is scored by exact match with the headings.tsv beside the articles.
Without arguments it runs on the articles on which the settings were chosen
(benchmarks/articles and the seed), then on those that were written afterwards
(benchmarks/articles/heldout).
"""

from __future__ import annotations

import argparse
import math
import re
import time
from collections import Counter
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from statistics import fmean
from typing import TYPE_CHECKING

from tingbao import segmentation, sources
from tingbao.language import tokenizer
from tingbao.language.likeness import cosine, unit_length
from tingbao.language.text import Text
from tingbao.segmentation import topics

if TYPE_CHECKING:
    from collections.abc import Callable

HERE = Path(__file__).parent / "articles"
SENTENCE = re.compile(r"[^。！？；!?;…]*[。！？；!?;…]+[”’」』）)]*|[^。！？；!?;…]+$")


@dataclass(frozen=True, slots=True)
class Case:
    """An article without its headings: the paragraphs, and which of them start a section."""

    name: str
    paragraphs: list[str]
    gold: list[int]
    flowing: bool = False


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("articles", nargs="*", type=Path)
    chosen: list[Path] = parser.parse_args().articles
    if chosen:
        given = [_case(path) for path in chosen]
        _report_borders("given", given, given)
        return
    tuned = [_case(path) for path in _expected(HERE)]
    for title, folder in (("tuned on", HERE), ("held out", HERE / "heldout")):
        expected = _expected(folder)
        cases = [_case(path) for path in expected]
        _report_borders(title, cases, tuned)
        _report_headings(expected)
    _report_time(tuned)


def _expected(folder: Path) -> dict[Path, list[str]]:
    lines = (folder / "headings.tsv").read_text(encoding="utf-8").splitlines()
    pairs = (line.split("\t") for line in lines if not line.startswith("#"))
    return {(folder / name).resolve(): headings.split("|") for name, headings in pairs}


def _case(path: Path) -> Case:
    article = segmentation.divide(sources.read(str(path)))
    paragraphs: list[str] = []
    gold = []
    for section in article.sections:
        gold.append(len(paragraphs))
        paragraphs.extend(section.paragraphs)
    return Case(path.stem, paragraphs, gold[1:])


TILINGS = {
    f"TextTiling w={width} k={blocks}": (width, blocks)
    for width, blocks in product((10, 20, 30, 40), (2, 4, 6, 8))
}
EVENS = {f"even, {size} characters": size for size in range(150, 651, 50)}


def _report_borders(title: str, cases: list[Case], tuned: list[Case]) -> None:
    """Print the scores; the baselines' settings are the best on the articles tuned on."""
    borders = sum(len(case.gold) for case in cases)
    print(f"\n## {len(cases)} articles {title}, {borders} borders")
    for heading, form in (("as they are", lambda case: case), ("in one paragraph", _flowing)):
        shown, chosen = [form(case) for case in cases], [form(case) for case in tuned]
        tiling = min(TILINGS, key=lambda name: sum(_score(chosen, _tiler(*TILINGS[name]))))
        even = min(EVENS, key=lambda name: sum(_score(chosen, _even(EVENS[name]))))
        after = min(TILINGS, key=lambda name: sum(_score(shown, _tiler(*TILINGS[name]))))
        rows: dict[str, Callable[[Case], list[int]]] = {
            tiling: _tiler(*TILINGS[tiling]),
            f"{after} (best afterwards)": _tiler(*TILINGS[after]),
            even: _even(EVENS[even]),
            "even, number known": lambda case: _even_known(case, len(case.gold) + 1),
            "no border at all": lambda _: [],
            "ours": _ours,
        }
        print(f"\n| {heading} | Pk | WindowDiff |\n| --- | --- | --- |")
        for name, splitter in rows.items():
            pk, difference = _score(shown, splitter)
            print(f"| {name} | {pk:.3f} | {difference:.3f} |")
    print("\n| article | borders | found | Pk | WindowDiff |\n| --- | --- | --- | --- | --- |")
    for case in cases:
        pk, difference = _measures(case, _ours(case))
        found = len(_ours(case))
        print(f"| {case.name} | {len(case.gold)} | {found} | {pk:.2f} | {difference:.2f} |")


def _flowing(case: Case) -> Case:
    """Make every sentence a paragraph; ours sees one paragraph only (`_ours`)."""
    sentences: list[str] = []
    gold = []
    for place, paragraph in enumerate(case.paragraphs):
        if place in case.gold:
            gold.append(len(sentences))
        sentences.extend(SENTENCE.findall(paragraph))
    return Case(case.name, sentences, gold, flowing=True)


def _score(cases: list[Case], splitter: Callable[[Case], list[int]]) -> tuple[float, float]:
    measured = [_measures(case, splitter(case)) for case in cases]
    return fmean(pk for pk, _ in measured), fmean(difference for _, difference in measured)


def _measures(case: Case, borders: list[int]) -> tuple[float, float]:
    """Give Pk and WindowDiff of borders between paragraphs, counted over sentences."""
    owners: list[tuple[int, int]] = []
    for place, paragraph in enumerate(case.paragraphs):
        right = sum(border <= place for border in case.gold)
        ours = sum(border <= place for border in borders)
        owners.extend([(right, ours)] * max(1, len(SENTENCE.findall(paragraph))))
    window = max(1, round(len(owners) / (len(case.gold) + 1) / 2))
    pairs = [(owners[at], owners[at + window]) for at in range(len(owners) - window)]
    split = [
        (after[0] - before[0], after[1] - before[1]) for before, after in pairs
    ]  # borders inside the window: true, ours
    pk = fmean((right > 0) != (ours > 0) for right, ours in split)
    return pk, fmean(right != ours for right, ours in split)


def _ours(case: Case) -> list[int]:
    """Take our borders; one inside a paragraph counts at its end. Flowing text is one paragraph."""
    ends, length = [], 0
    for paragraph in case.paragraphs:
        length += len(paragraph)
        ends.append(length)
    borders, at = [], 0
    given = ["".join(case.paragraphs)] if case.flowing else case.paragraphs
    for part in topics.split(list(map(Text, given)))[:-1]:
        at += sum(map(len, part))
        borders.append(next(place for place, end in enumerate(ends, 1) if end >= at))
    return borders


def _even(size: int) -> Callable[[Case], list[int]]:
    def split(case: Case) -> list[int]:
        return _even_known(case, max(1, round(sum(map(len, case.paragraphs)) / size)))

    return split


def _even_known(case: Case, number: int) -> list[int]:
    starts, length = [], 0
    for paragraph in case.paragraphs:
        starts.append(length)
        length += len(paragraph)
    return _at_paragraphs(starts, [length * part / number for part in range(1, number)])


def _tiler(width: int, blocks: int) -> Callable[[Case], list[int]]:
    """TextTiling with token sequences of `width` words and blocks of `blocks` sequences."""

    def split(case: Case) -> list[int]:
        words: list[str] = []
        starts = []
        for paragraph in case.paragraphs:
            starts.append(len(words))
            words.extend(
                word.text
                for word in tokenizer.words(paragraph)
                if len(word.text) > 1 and word.text.isalpha()
            )
        rows = [Counter(words[at : at + width]) for at in range(0, len(words), width)]
        gaps = range(1, len(rows))
        similar = [
            cosine(
                unit_length(sum(rows[max(0, gap - blocks) : gap], Counter())),
                unit_length(sum(rows[gap : gap + blocks], Counter())),
            )
            for gap in gaps
        ]
        smooth = [fmean(similar[max(0, at - 1) : at + 2]) for at in range(len(similar))]
        depths = [_depth(smooth, at) for at in range(len(smooth))]
        if not depths:
            return []
        mean = fmean(depths)
        floor = mean - math.sqrt(fmean((depth - mean) ** 2 for depth in depths)) / 2
        peaks = [
            float(gap * width)
            for at, gap in enumerate(gaps)
            if depths[at] > floor and depths[at] == max(depths[max(0, at - 1) : at + 2])
        ]
        return _at_paragraphs(starts, peaks)

    return split


def _depth(values: list[float], at: int) -> float:
    left = right = at
    while left and values[left - 1] >= values[left]:
        left -= 1
    while right + 1 < len(values) and values[right + 1] >= values[right]:
        right += 1
    return values[left] + values[right] - 2 * values[at]


def _at_paragraphs(starts: list[int], wanted: list[float]) -> list[int]:
    """Give the paragraphs, but the first, that begin nearest to the places that are wanted."""
    inner = range(1, len(starts))
    if not inner:
        return []
    return sorted({min(inner, key=lambda place: abs(starts[place] - at)) for at in wanted})


def _report_headings(expected: dict[Path, list[str]]) -> None:
    right = found = wanted = whole = 0
    for path, headings in expected.items():
        article = segmentation.divide(sources.read(str(path)))
        ours = [section.heading for section in article.sections if section.heading]
        shared = sum((Counter(ours) & Counter(headings)).values())
        right, found, wanted = right + shared, found + len(ours), wanted + len(headings)
        whole += ours == headings
    print(f"\nHeadings: {right} of {wanted} found exactly, {found - right} found wrongly;")
    print(f"{whole} of {len(expected)} articles with every heading right")


def _report_time(cases: list[Case]) -> None:
    longest = max(cases, key=lambda case: sum(map(len, case.paragraphs)))
    size = sum(map(len, longest.paragraphs))
    print("\n| characters | seconds |\n| --- | --- |")
    for wanted in (25_000, 50_000, 100_000, 200_000):
        paragraphs = longest.paragraphs * (wanted // size + 1)
        start = time.perf_counter()
        topics.split(list(map(Text, paragraphs)))
        print(f"| {sum(map(len, paragraphs)):,} | {time.perf_counter() - start:.2f} |")


if __name__ == "__main__":
    main()
