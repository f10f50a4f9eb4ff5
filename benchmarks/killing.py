"""Killed at any moment, does the next run make the same bytes as an undisturbed one?

    python benchmarks/killing.py [--engine kokoro] [--minutes 1] [--kills 20] [--seed 5]
    python benchmarks/killing.py --source benchmarks/killing.txt --minutes 0.5 --kills 100

For each of so many moments, spread over the whole run at random, an episode of the seed
article is begun in an empty folder with an empty cache, killed by SIGKILL, and begun again; every
file of the show is then compared with that of a run that was left alone. In between, what
lies there must be whole: the feed names nothing that is not there. The graph of the embedded
voice is built once before, but for the first moment, which falls into its building. A moment is
one of the run's own CPU time (Linux), so that other work on the machine moves none. The second
line's article is of seventeen seconds, and takes five CPU-seconds.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

SOURCE = Path(__file__).parents[1] / "seeds" / "qiantang-smart-city.txt"
MOMENT = datetime(2026, 11, 24, 7, 30, tzinfo=UTC)  # what the runs are told is the time
PAGE = frozenset(("index.html", "cover-600.jpg"))  # of an episode's folder, what comes after it
MEMORY = ".shelf.json"  # when each folder was last written: it cannot be the same


@dataclass(frozen=True, slots=True, kw_only=True)
class Killed:
    """One kill: what was being done, what was there then, and how it ended."""

    stage: str
    published: bool
    whole: bool
    other: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What is made."""

    engine: str
    minutes: float
    source: Path = SOURCE


def run(folder: Path, wish: Wish) -> subprocess.Popen[str]:
    """Begin an episode in `folder/show`, with its cache in `folder/cache`."""
    command = [sys.executable, __file__, "--into", folder, "--engine", wish.engine]
    command += ["--minutes", str(wish.minutes), "--source", wish.source]
    return subprocess.Popen(command, stderr=subprocess.PIPE, text=True)


def undisturbed(folder: Path, wish: Wish) -> tuple[dict[str, str], float]:
    """Let a run end; give the checksums of its files and the CPU-seconds that it took."""
    began = _spent()
    process = run(folder, wish)
    _, said = process.communicate()
    if process.returncode:
        raise SystemExit(f"the run failed: {said}")
    return sums(folder / "show"), _spent() - began


def _spent() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def working(process: subprocess.Popen[str], cpu_s: float) -> None:
    """Wait until a process has used so much of the processor, or ended."""
    clock = ~process.pid << 3 | 2  # as the C library's clock_getcpuclockid gives it on Linux
    while process.poll() is None and time.clock_gettime(clock) < cpu_s:
        time.sleep(0.005)


def killed(
    folder: Path,
    wish: Wish,
    wanted: dict[str, str],
    until: Callable[[subprocess.Popen[str]], None],
) -> Killed:
    """Begin a run, kill it when `until` has waited long enough, begin it again, and compare."""
    process = run(folder, wish)
    until(process)
    process.kill()
    _, said = process.communicate()
    show = folder / "show"
    left = sums(show)
    found, _ = undisturbed(folder, wish)
    return Killed(
        stage=(said.split("\n")[-2:-1] or ["starting"])[0],
        published="feed.xml" in left,
        whole=_is_whole(left, wanted),
        other=tuple(sorted(name for name, _ in found.items() ^ wanted.items())),
    )


def sums(folder: Path) -> dict[str, str]:
    """Give the checksum of every file, hidden ones included, but for the feed's memory."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != MEMORY
    }


def _is_whole(left: dict[str, str], wanted: dict[str, str]) -> bool:
    """Tell whether what lies there after a kill is nothing, or right as far as it goes.

    An episode's folder is put in place as a whole, its page and the page's cover after it, and
    the feed, which names it, last.
    """
    seen = {name: value for name, value in left.items() if not _is_hidden(name)}
    episode = next(name for name in wanted if name.endswith(".mp3")).split("/")[0]
    parts = {name for name in wanted if name.startswith(episode)}
    in_place = {name for name in seen if name.startswith(episode)}
    own = {name for name in parts if name.rpartition("/")[2] not in PAGE}
    right = all(wanted[name] == seen[name] for name in in_place if name in wanted)
    return (
        right
        and (not in_place or own <= in_place <= parts)
        and ("feed.xml" not in seen or in_place == parts)
    )


def _is_hidden(name: str) -> bool:
    return any(part.startswith(".") for part in Path(name).parts)


def main() -> None:
    """Kill, compare, and print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--engine", default="kokoro")
    parser.add_argument("--minutes", type=float, default=1.0)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--seed", type=int, default=5)
    parser.add_argument("--source", type=Path, default=SOURCE)
    parser.add_argument("--into", type=Path)
    options = parser.parse_args()
    wish = Wish(engine=options.engine, minutes=options.minutes, source=options.source)
    if options.into:
        _make(options.into, wish)
        return
    chance = random.Random(options.seed)  # noqa: S311  # moments, not secrets
    scratch = Path(tempfile.mkdtemp())
    bad = 0
    try:
        undisturbed(scratch / "first", wish)
        models = scratch / "first" / "cache" / "models"
        cold(models, scratch / "alone")
        alone = undisturbed(scratch / "alone", wish)
        print(f"an undisturbed run: {alone[1]:.1f} CPU-seconds, {len(alone[0])} files")
        print("killed after s  of the run  doing                     published  whole  same bytes")
        for number in range(options.kills):
            share = (number + chance.random()) / options.kills
            folder = scratch / f"kill-{number}"
            if number:
                cold(models, folder)
            after_s = share * alone[1]
            facts = killed(folder, wish, alone[0], lambda run, s=after_s: working(run, s))
            print(
                f"{after_s:14.2f}  {share:9.0%}   {facts.stage[:24]:24}  "
                f"{'yes' if facts.published else 'no':9}  {'yes' if facts.whole else 'NO':5}  "
                f"{'NO: ' + ', '.join(facts.other) if facts.other else 'yes'}",
                flush=True,
            )
            bad += bool(facts.other) or not facts.whole
            shutil.rmtree(folder)
        print(f"{options.kills - bad} of {options.kills} ended as if nothing had happened")
    finally:
        shutil.rmtree(scratch)
    raise SystemExit(bool(bad))


def cold(models: Path, folder: Path) -> None:
    """Begin with a cache that holds the voice's graph and nothing spoken."""
    (folder / "cache").mkdir(parents=True)
    if models.exists():
        shutil.copytree(models, folder / "cache" / "models")


def _make(folder: Path, wish: Wish) -> None:
    """Do what `tingbao make` does, at a time that is always the same."""
    from tingbao import pipeline
    from tingbao.commands.progress import Watch
    from tingbao.config import Config

    config = Config(
        output=folder / "show", engine=wish.engine, minutes=wish.minutes, cache=folder / "cache"
    )
    pipeline.make([str(wish.source)], config, progress=Watch(), clock=lambda: MOMENT)


if __name__ == "__main__":
    main()
