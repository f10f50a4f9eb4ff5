"""How well and how fast written Chinese is turned into spoken Chinese, beside other tools.

    python benchmarks/wording.py [--cases FILE.tsv] [--misses]

A case file has three columns (category, written, spoken) or four with a source before
them; lines that begin with "# " are comments. Without one, the project's own news set
is used. Other tools take part when they are installed (extra `bench`).

A case is right when the words are: 两 counts as 二 and 幺 as 一, punctuation and spaces
do not count and neither does letter case, since tools differ in what they keep. `exact`
is ours with punctuation counted. Time is that of saying a text that is analysed already, as
the pipeline has it; what its words and tags cost is told beside.
"""

from __future__ import annotations

import argparse
import re
import statistics
import time
from collections import defaultdict
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from tingbao.language.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

OWN = Path(__file__).parents[1] / "tests" / "normalization" / "news.tsv"
FOLD = str.maketrans("两幺", "二一")
REPEATS = 5


class Case(NamedTuple):
    """One line of a case file."""

    category: str
    written: str
    spoken: str


def main() -> None:
    """Print accuracy by category and time by tool."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--cases", type=Path, default=OWN, help="a TSV of cases")
    parser.add_argument("--misses", action="store_true", help="print each of our misses")
    options = parser.parse_args()
    cases = read(options.cases)
    tools = found_tools()
    right = {name: [same(say(case.written), case.spoken) for case in cases] for name, say in tools}
    ours = dict(tools)["tingbao"]
    exact = [fold(ours(case.written)) == fold(case.spoken) for case in cases]

    rows = defaultdict(list)
    for index, case in enumerate(cases):
        rows[case.category].append(index)
    names = [name for name, _ in tools]
    print(f"{options.cases.name}: {len(cases)} cases, % right\n")
    print("| category | cases | " + " | ".join(names) + " | tingbao exact |")
    print("| --- |" + " ---: |" * (len(names) + 2))
    for category, indices in [*sorted(rows.items()), ("all", list(range(len(cases))))]:
        shares = [share(right[name], indices) for name in names]
        print(f"| {category} | {len(indices)} | {' | '.join(shares)} | {share(exact, indices)} |")

    print("\n| tool | ms a case | ms per 48 characters | times ours |")
    print("| --- | ---: | ---: | ---: |")
    characters = sum(len(case.written) for case in cases)
    texts = [Text(case.written) for case in cases]
    began = time.process_time()
    for text in texts:
        _ = text.words, text.tags
    analysis = time.process_time() - began
    times = {name: seconds(say, texts) for name, say in tools}
    for name in names:
        each, per_48 = times[name] / len(cases) * 1e3, times[name] / characters * 48e3
        print(f"| {name} | {each:.3f} | {per_48:.3f} | {times[name] / times['tingbao']:.1f} |")
    print(f"\nWords and tags, once for all stages: {analysis / characters * 48e3:.2f} ms per 48.")
    if options.misses:
        for case, good in zip(cases, right["tingbao"], strict=True):
            if not good:
                print(f"\n{case.category}\t{case.written}\n  wanted {case.spoken}")
                print(f"  said   {ours(case.written)}")


def read(path: Path) -> list[Case]:
    """Read a case file."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [Case(*line.split("\t")[-3:]) for line in lines if line and not line.startswith("# ")]


def found_tools() -> list[tuple[str, Callable[[str], str]]]:
    """Give ours and every peer that is installed."""
    from tingbao.normalization import normalize

    tools: list[tuple[str, Callable[[str], str]]] = [
        ("tingbao", lambda text: normalize(text).spoken)
    ]
    for name, module, make in (
        ("WeTextProcessing", "tn.chinese.normalizer", lambda found: found.Normalizer().normalize),
        ("wetext", "wetext", lambda found: found.Normalizer(lang="zh", operator="tn").normalize),
        ("cn2an", "cn2an", lambda found: lambda text: found.transform(text, "an2cn")),
    ):
        try:
            tools.append((name, forgiving(make(import_module(module)))))
        except ImportError:
            print(f"({name} is not installed)")
    return tools


def forgiving(say: Callable[[str], Any]) -> Callable[[str], str]:
    """A text that a tool refuses counts as one said wrong."""

    def said(text: str) -> str:
        try:
            return str(say(text))
        except (ValueError, KeyError, IndexError):
            return ""

    return said


def fold(text: str) -> str:
    """Make 两 二 and 幺 一."""
    return text.translate(FOLD)


def same(said: str, wanted: str) -> bool:
    """Compare the words alone."""
    return words(said) == words(wanted)


def words(text: str) -> str:
    """Leave letters and Chinese characters."""
    return re.sub(r"[\W_]", "", fold(text)).lower()


def share(right: list[bool], indices: list[int]) -> str:
    """Give the percentage of right ones."""
    return f"{100 * sum(right[index] for index in indices) / len(indices):.1f}"


def seconds(say: Callable[[str], str], texts: Sequence[str]) -> float:
    """Time all texts; the median of some rounds, in seconds of this process."""
    rounds = []
    for _ in range(REPEATS):
        began = time.process_time()
        for text in texts:
            say(text)
        rounds.append(time.process_time() - began)
    return statistics.median(rounds)


if __name__ == "__main__":
    main()
