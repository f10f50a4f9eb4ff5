"""Every touch of the disk of a whole `make` failing once in each way, and memory running short.

    python benchmarks/faults.py [--every 1] [--memory]

An episode is made in the silent engine, into a show that has two already and with a cache of its
own, once to count its opens, writes, syncs, renames and the rest, then once for each of them
failing with ENOSPC, EIO and EMFILE. After each the feed must name nothing that is not there, and
the next run must give the bytes of an undisturbed one. With --memory the program itself is run at
ten sizes of address space instead, in the silent engine and with the embedded voice: it must make
a whole show, or say in its last line that there is too little.
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.faults import ERRORS, Faults, broken, snapshot, watched

from tingbao import pipeline
from tingbao.config import Config
from tingbao.errors import TingbaoError
from tingbao.publishing import cover

NEWS = "杭州下{}了\n\n杭州今天下了大{}。\n\n一、西湖\n\n西湖边积水5厘米。\n"
MOMENT = datetime(2026, 11, 24, 7, 30, tzinfo=UTC)
SIZES_MB = (100, 150, 200, 250, 300, 400, 500, 700, 1000, 1500)


class Quiet:
    """Progress that nobody looks at."""

    def stage(self, name: str) -> None:
        """Say nothing."""

    def line(self, done: int, total: int) -> None:
        """Say nothing."""

    def note(self, text: str) -> None:
        """Say nothing."""


def make(source: Path, place: Path, day: int) -> None:
    """Make an episode in `place/show` with its cache in `place/cache`."""
    config = Config(output=place / "show", cache=place / "cache", engine="silent", minutes=0.5)
    moment = MOMENT + timedelta(days=day)
    pipeline.make([str(source)], config, progress=Quiet(), clock=lambda: moment)


def wrong(show: Path, wanted: dict[str, bytes] | None = None) -> str:
    """Say what is wrong with a show, if anything is."""
    if rules := broken(show):
        return f"feed check: {', '.join(rules)}"
    if wanted is not None and (now := snapshot(show)) != wanted:
        return f"other: {sorted(n for n in now.keys() | wanted if now.get(n) != wanted.get(n))}"
    return ""


def disk(folder: Path, every: int) -> int:
    """Let every step fail in every way."""
    sources = [folder / f"{number}.txt" for number in range(3)]
    for source, word in zip(sources, "雨雪雹", strict=True):
        source.write_text(NEWS.format(word, word), "utf-8")
    start, place = folder / "start", folder / "place"
    for day in (0, 1):
        make(sources[day], start, day)

    def begin() -> None:
        shutil.rmtree(place, ignore_errors=True)
        shutil.copytree(start, place)

    begin()
    with watched(Faults(roots=(place,))) as seen:
        make(sources[2], place, 2)
    wanted = snapshot(place / "show")
    print(f"{len(seen.steps)} steps: {dict(Counter(step.split()[0] for step in seen.steps))}")
    ends: Counter[str] = Counter()
    for number in range(0, len(seen.steps), every):
        for error in ERRORS:
            begin()
            with watched(Faults(roots=(place,), fails_at=number, error=error)):
                try:
                    make(sources[2], place, 2)
                    end = "went on"
                except TingbaoError as failure:
                    end = f"exit {failure.exit_code}"
            fault = wrong(place / "show")
            make(sources[2], place, 2)
            fault = fault or wrong(place / "show", wanted)
            ends[end] += 1
            if fault:
                ends["HARMED"] += 1
                print(f"{seen.steps[number]}, error {error}, {end}: {fault}", flush=True)
    print(f"{sum(ends.values()) - ends['HARMED']} failures: {dict(ends)}")
    return ends["HARMED"]


def memory(folder: Path) -> int:
    """Let the program have ever more memory, first without the embedded voice, then with it."""
    source, show = folder / "news.txt", folder / "show"
    source.write_text(NEWS.format("雪", "雪"), "utf-8")
    program = [sys.executable, "-c", "from tingbao.commands.app import main; main()", "make"]
    program += [source, "-o", show, "--minutes", "0.5", "--engine"]
    environ = os.environ | {"XDG_CACHE_HOME": str(folder / "cache")}
    bad = 0
    for engine in ("silent", "kokoro"):
        for size in (*SIZES_MB, 0):
            limits = (size * 1_000_000 or resource.RLIM_INFINITY,) * 2
            shutil.rmtree(show, ignore_errors=True)
            ran = subprocess.run(
                [*program, engine],
                preexec_fn=lambda limits=limits: resource.setrlimit(resource.RLIMIT_AS, limits),
                env=environ,
                capture_output=True,
                text=True,
                check=False,
            )
            last = (ran.stderr.strip().splitlines() or [""])[-1]
            said = ran.returncode == 1 and last.startswith("tingbao: not enough memory (")
            fault = wrong(show) if (show / "feed.xml").exists() else ""
            fault = fault or ("" if said or ran.returncode == 0 else "NOT SAID")
            print(f"{engine} {size or 'all':>5} MB: exit {ran.returncode}: {last[:60]} {fault}")
            bad += bool(fault)
    return bad


def main() -> int:
    """Measure and print; tell how often a show was harmed."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--every", type=int, default=1, help="Steps from one failure to the next.")
    parser.add_argument("--memory", action="store_true", help="Run short of memory instead.")
    given = parser.parse_args()
    cover.draw, cover.reduced = cache(cover.draw), cache(cover.reduced)
    with tempfile.TemporaryDirectory() as name:
        return memory(Path(name)) if given.memory else disk(Path(name), given.every)


if __name__ == "__main__":
    sys.exit(main())
