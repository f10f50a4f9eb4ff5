"""How many of an article's facts a short briefing tells, beside Lead, LexRank and TextRank.

Usage: python benchmarks/facts.py [--minutes M] [--sheets FILE.jsonl --pages FOLDER] [--check]

Thirty articles of our own (benchmarks/articles and its folder heldout), each with a sheet of
the facts that an editor would tell, written from the article alone. A fact of rank 1 is the
news itself, 2 is needed to understand it, 3 is good to have. A fact is told when, of each of
its groups, an alternative stands within 130 neighbouring characters of what is said, only
letters, digits, points and percent signs counted, traditional characters read as simplified.
The other systems take sentences of the same divided article up to as many characters as the
body of our script has. Measured, each with the standard error of its mean over the articles:

    news   share of the facts of rank 1 told within the first 130 characters of the body, %
    facts  share of all facts told anywhere in it, weighted 3, 2 and 1 by rank, %
    torn   pairs that belong together of which only the first is said, an article
    body   share of the spoken characters that are body, not opening, heading or closing, %

No weight of ours was chosen by these sheets; on the ten articles of the outer folder weights
were chosen by other references. --sheets and --pages score the sheets of any other reader:
JSON lines of the form of ours, "article" (or "page") naming a file of the folder.
--check says instead which strings of the sheets are not in the body that was read, and which
facts not even the whole body tells.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
import unicodedata
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from baselines import lead, lexrank, textrank
from rouge import mean
from tingbao import Config, TingbaoError, length, read
from tingbao.language.simplified import simplified
from tingbao.language.text import size

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from tingbao.model import Article

ARTICLES = Path(__file__).parent / "articles"
MOMENT = datetime(2026, 11, 24, 8, 0).astimezone()
NEAR = 130  # characters within which a fact, or the news, is told
WEIGHTS = {1: 3, 2: 2, 3: 1}
OTHERS: dict[str, Callable[[Article, int], str]] = {
    "first sentences": lead,
    "LexRank": lexrank,
    "TextRank": textrank,
}
Sheet = dict[str, Any]  # a line of JSON
Scores = dict[str, float]
COLUMNS = {"news": 100, "facts": 100, "torn": 1, "body": 100}  # and what each is printed in


def main() -> None:
    """Print the table, or what is wrong with the sheets."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--minutes", type=float, default=2.0)
    parser.add_argument("--sheets", type=Path)
    parser.add_argument("--pages", type=Path)
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    if bool(options.sheets) != bool(options.pages):
        parser.error("--sheets and --pages go together")
    if options.sheets:
        groups = {"given": list(_cases(options.sheets, options.pages))}
    else:
        folders = {"tuned on, by other references": ARTICLES, "held out": ARTICLES / "heldout"}
        groups = {
            name: list(_cases(folder / "facts.jsonl", folder)) for name, folder in folders.items()
        }
    if options.check:
        wrong = [line for cases in groups.values() for case in cases for line in _faults(*case)]
        print("\n".join(wrong) or "every string is in the body of its article")
        sys.exit(bool(wrong))
    rows = {
        name: [_measure(*case, minutes=options.minutes) for case in cases]
        for name, cases in groups.items()
    }
    if len(rows) > 1:
        rows["all"] = [row for several in rows.values() for row in several]
    for name, several in rows.items():
        print(f"\n{len(several)} articles {name}, {options.minutes:g} minutes\n")
        _print(several)


def _cases(sheets: Path, folder: Path) -> Iterator[tuple[Article, Sheet]]:
    """Give each article that can be read, divided, and its sheet."""
    for line in filter(str.strip, sheets.read_text(encoding="utf-8").splitlines()):
        sheet = json.loads(line)
        name = sheet.get("article") or sheet["page"]
        if not sheet.get("facts"):
            continue
        path = next((p for p in (folder / name, folder / f"{name}.html") if p.exists()), None)
        if path is None:
            sys.exit(f"{folder / name}: there is no such file; give its folder by --pages")
        try:
            yield read([str(path)]), sheet
        except TingbaoError as error:
            print(f"left out: {error}", file=sys.stderr)


def _faults(article: Article, sheet: Sheet) -> Iterator[str]:
    """Name the strings of a sheet that the article has not."""
    whole = bare("".join(text for section in article.sections for text in section.paragraphs))
    needs = [word for fact in sheet["facts"] for group in fact["need"] for word in group]
    pairs = [word for pair in sheet.get("together", []) for word in pair["a"] + pair["b"]]
    for kind, words in (("need", needs), ("together", pairs)):
        for word in words:
            if bare(word) not in whole:
                yield f"{article.source}: {kind}: {word}"
    for fact in sheet["facts"]:
        if told(fact, whole) is None:
            yield f"{article.source}: never within {NEAR} characters: {fact['need']}"


def _measure(article: Article, sheet: Sheet, *, minutes: float) -> dict[str, Scores]:
    """Score our script of an article, and the others under the characters of its body."""
    script = length.draft(article, Config(minutes=minutes), moment=MOMENT)
    body = [line for line in script.lines if line.kind == "body"]
    ours = "".join(line.written for line in body)
    said, whole = (sum(size(line.spoken) for line in lines) for lines in (body, script.lines))
    rows = {"ours": {**_score(ours, sheet), "body": said / whole}}
    for name, system in OTHERS.items():
        rows[name] = _score(system(article, size(ours)), sheet)
    return rows


def _score(said: str, sheet: Sheet) -> Scores:
    text = bare(said)
    ends = [(fact["rank"], told(fact, text)) for fact in sheet["facts"]]
    news = [end is not None and end <= NEAR for rank, end in ends if rank == 1]
    weights = sum(WEIGHTS[rank] for rank, _ in ends)
    torn = [
        all(bare(word) in text for word in pair["a"])
        and not all(bare(word) in text for word in pair["b"])
        for pair in sheet.get("together", [])
    ]
    return {
        "news": mean(news) if news else 0.0,
        "facts": sum(WEIGHTS[rank] for rank, end in ends if end is not None) / weights,
        "torn": sum(torn),
    }


def told(fact: dict[str, Any], text: str) -> int | None:
    """Give where the first stretch of text that tells a fact ends; None without one."""
    groups = [sorted(set(_places(group, text))) for group in fact["need"]]
    for start in sorted(start for group in groups for start, _ in group):
        ends = [min((e for s, e in group if s >= start), default=math.inf) for group in groups]
        if max(ends) - start <= NEAR:
            return int(max(ends))
    return None


def _places(group: Sequence[str], text: str) -> Iterator[tuple[int, int]]:
    for word in map(bare, group):
        start = text.find(word)
        while start >= 0:
            yield start, start + len(word)
            start = text.find(word, start + 1)


def bare(text: str) -> str:
    """Leave of a text what counts, in half width and simplified characters."""
    plain = simplified(unicodedata.normalize("NFKC", text)).casefold()
    return "".join(char for char in plain if char.isalnum() or char in ".%")


def _print(rows: Sequence[dict[str, Scores]]) -> None:
    print(f"{'':16s}" + "".join(f"{name:>16s}" for name in COLUMNS))
    for name in rows[0]:
        cells = []
        for column, scale in COLUMNS.items():
            values = [scale * row[name][column] for row in rows if column in row[name]]
            digits = 1 if scale > 1 else 2
            numbers = (mean(values), _error(values)) if values else ()
            cells.append(" ± ".join(f"{number:.{digits}f}" for number in numbers) or "-")
        print(f"{name:16s}" + "".join(f"{cell:>16s}" for cell in cells))


def _error(values: Sequence[float]) -> float:
    """Give the standard error of the mean."""
    if len(values) < 2:
        return math.nan
    middle = mean(values)
    return math.sqrt(sum((v - middle) ** 2 for v in values) / (len(values) - 1) / len(values))


if __name__ == "__main__":
    main()
