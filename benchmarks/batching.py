"""Many articles: does a second worker double the pace, and what do kills and the wire cost?

    python benchmarks/batching.py scaling [--engine kokoro] [--articles 6] [--minutes 1]
    python benchmarks/batching.py killing [--engine silent] [--articles 200] [--every 60]
    python benchmarks/batching.py wire [--minutes 3]

`scaling` makes the same articles with one worker and with two, in turns, each with nothing
kept of the others, and compares wall time and CPU-seconds. `killing` makes articles of seventeen
seconds, kills a random worker of two again and again by SIGKILL and counts what the feed has in
the end. `wire` tells how many bytes go
to a worker and back for an article, and what a day of 10,000 takes at the measured pace.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import pickle
import random
import shutil
import signal
import tempfile
import threading
import time
import xml.etree.ElementTree as ET
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from tingbao.config import Config
from tingbao.runners import Batch, Episodes, Parcel, Pool, Summary, pack, tasks

ARTICLES = Path(__file__).parent / "articles"
MOMENT = datetime(2026, 11, 24, 7, 30, tzinfo=UTC)
A_DAY = 10_000


class Watch:
    """Prints what is noted of workers, and counts."""

    done = 0

    def count(self, done: int, failed: int, total: int) -> None:
        """Keep the count."""
        del total
        self.done = done + failed

    def note(self, text: str) -> None:
        """Print the loss of a worker."""
        if "tried again" in text:
            print(f"  {text}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Ran:
    """A batch that was run: wall seconds, CPU-seconds of all its processes, and how it ended.

    `alone_s` is the wall time without that in which workers were ready and had no core: what
    it would be on a machine of one's own.
    """

    wall_s: float
    alone_s: float
    cpu_s: float
    made: Summary


def sources(folder: Path, count: int, texts: list[Path] | None = None) -> list[str]:
    """Write so many articles, no two the same: those of the benchmarks, numbered."""
    texts = texts or sorted(path for path in ARTICLES.glob("*.txt") if ".brief" not in path.name)
    paths = []
    for number in range(count):
        text = texts[number % len(texts)]
        path = folder / f"{number:04d}-{text.name}"
        path.write_text(f"{text.read_text()}\n\n这是第{number + 1}篇。\n")
        paths.append(str(path))
    return paths


def run(config: Config, paths: list[str], workers: int, watch: Watch) -> Ran:
    """Make the articles, and count what it took: of children once they have ended."""
    wall, cpu = time.monotonic(), _cpu()
    with closing(Pool(workers)) as pool:
        made = Batch(
            runner=pool,
            product=Episodes(config, watch.note),
            parcel=Parcel(config=config),
            clock=lambda: MOMENT,
            watch=watch,
        ).run(paths)
        wall_s, delay_s = time.monotonic() - wall, _delay()
    return Ran(wall_s=wall_s, alone_s=wall_s - delay_s, cpu_s=_cpu() - cpu, made=made)


def _delay() -> float:
    """Give the seconds that a worker waited for a core, the least of all workers."""
    found = [0.0]
    for child in multiprocessing.active_children():
        facts = Path(f"/proc/{child.pid}/schedstat")
        if facts.exists():
            found.append(int(facts.read_text().split()[1]) / 1e9)
    return min(found[1:], default=0.0)


def _cpu() -> float:
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def scaling(options: argparse.Namespace, scratch: Path) -> None:
    """Print the pace of one worker and of two."""
    paths = sources(scratch, options.articles)
    base = Config(engine=options.engine, minutes=options.minutes, threads=1, output=scratch / "w")
    cache = scratch / "cache"
    warm = scratch / "warm.txt"
    warm.write_text("预热\n\n今天下雪。\n")
    run(_in(base, scratch / "warm", cache), [str(warm)], 1, Watch())  # the voice's graph is built
    print(f"{options.articles} articles of {options.minutes:g} minutes, engine {options.engine}")
    print("round  workers  wall s  alone s  CPU s  of it articles  an hour alone")
    best: dict[int, list[Ran]] = {1: [], 2: []}
    for turn in range(options.rounds):
        for workers in (1, 2) if turn % 2 == 0 else (2, 1):
            for kept in ("speech", "results"):
                shutil.rmtree(cache / kept, ignore_errors=True)
            ran = run(_in(base, scratch / f"{turn}-{workers}", cache), paths, workers, Watch())
            best[workers].append(ran)
            print(
                f"{turn + 1:5}  {workers:7}  {ran.wall_s:6.1f}  {ran.alone_s:7.1f}  "
                f"{ran.cpu_s:5.1f}  {sum(one.cpu_s for one in ran.made.done):14.1f}  "
                f"{3600 * len(paths) / ran.alone_s:13.0f}",
                flush=True,
            )
            print("    CPU-seconds of each: " + " ".join(f"{c.cpu_s:.1f}" for c in ran.made.done))
            shutil.rmtree(scratch / f"{turn}-{workers}")
    pairs = list(zip(best[1], best[2], strict=True))
    for name, ratios in (
        ("by the wall", [one.wall_s / two.wall_s for one, two in pairs]),
        ("on a machine of one's own", [one.alone_s / two.alone_s for one, two in pairs]),
        ("by CPU-seconds", [2 * one.cpu_s / two.cpu_s for one, two in pairs]),
    ):
        print(f"two workers against one, {name}: " + ", ".join(f"{r:.2f}" for r in ratios))


def killing(options: argparse.Namespace, scratch: Path) -> None:
    """Kill workers for as long as the batch lasts, and count the episodes in the feed."""
    paths = sources(scratch, options.articles, [Path(__file__).with_name("killing.txt")])
    config = _in(
        Config(engine=options.engine, minutes=options.minutes, threads=1),
        scratch / "show",
        scratch / "cache",
    )
    chance = random.Random(options.seed)  # noqa: S311  # victims, not secrets
    over, killed = threading.Event(), []

    def kill() -> None:
        while not over.wait(options.every):
            children = multiprocessing.active_children()
            if children:
                victim = chance.choice(children)
                os.kill(victim.pid or 0, signal.SIGKILL)
                killed.append(victim.pid)

    killer = threading.Thread(target=kill, daemon=True)
    killer.start()
    ran = run(config, paths, 2, Watch())
    over.set()
    guids = [
        guid.text
        for page in (scratch / "show").glob("feed*.xml")
        for guid in ET.parse(page).getroot().iter("guid")  # noqa: S314  # our own
    ]
    print(
        f"{len(paths)} articles, {len(killed)} workers killed, {ran.wall_s:.0f} s: "
        f"{len(ran.made.of('made'))} made, {len(ran.made.failed)} failed, "
        f"{len(guids)} in the feed, {len(set(guids))} of them different"
    )
    for one in ran.made.failed:
        print(f"  {one.title}: {one.reason}, tried {one.tries} times")
    whole = len(guids) == len(set(guids)) == len(paths) and not ran.made.failed
    raise SystemExit(not whole)


def wire(options: argparse.Namespace, scratch: Path) -> None:
    """Print the bytes that travel for an article, and the sum of a day."""
    config = Config(engine="silent", minutes=options.minutes, cache=scratch / "cache")
    parcel = pack(config)
    there, back, count = 0, 0, options.articles
    for path in map(Path, sources(scratch, count)):
        found = tasks.read(str(path), parcel, path.read_bytes())
        (article,) = found.articles
        made = tasks.record(article, parcel, MOMENT)
        there += sum(len(pickle.dumps(one)) for one in ((path.read_bytes(), parcel), article))
        back += len(pickle.dumps(found)) + len(pickle.dumps(made))
    print(f"bytes for an article of {options.minutes:g} minutes: {there // count:,} to the worker,")
    print(f"  {back // count:,} back; {A_DAY:,} a day are {A_DAY * back / count / 1e9:.1f} GB,")
    print(f"  {A_DAY * back / count * 8 / 86_400 / 1e6:.1f} Mbit/s")


def _in(config: Config, output: Path, cache: Path) -> Config:
    from dataclasses import replace

    return replace(config, output=output, cache=cache)


def main() -> None:
    """Do one of the three."""
    parser = argparse.ArgumentParser()
    parser.add_argument("what", choices=("scaling", "killing", "wire"))
    parser.add_argument("--engine")
    parser.add_argument("--articles", type=int)
    parser.add_argument("--minutes", type=float)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--every", type=float, default=60.0, help="seconds between kills")
    parser.add_argument("--seed", type=int, default=5)
    options = parser.parse_args()
    defaults = {"scaling": ("kokoro", 6, 1.0), "killing": ("silent", 200, 0.5)}
    engine, articles, minutes = defaults.get(options.what, ("silent", 4, 3.0))
    options.engine = options.engine or engine
    options.articles = options.articles or articles
    options.minutes = options.minutes or minutes
    scratch = Path(tempfile.mkdtemp())
    try:
        {"scaling": scaling, "killing": killing, "wire": wire}[options.what](options, scratch)
    finally:
        shutil.rmtree(scratch)


if __name__ == "__main__":
    main()
