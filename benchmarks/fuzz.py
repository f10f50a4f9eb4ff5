"""Many inputs for every door: how they end, how long each takes, how much memory.

    python benchmarks/fuzz.py [--inputs 100000] [--first 0] [DOOR...]
    python benchmarks/fuzz.py --atheris DOOR [LIBFUZZER OPTIONS]

Each input is made of a seed, the number that is printed with a fault, so that
`python -c "from tests.fuzzing import *; run('html', made('html', 17))"` shows it again. With
--atheris, where it is installed, libFuzzer chooses the inputs by what they reach in our code.
Exits 1 if anything was a fault, took 5 s or more, or 500 MB.
"""

from __future__ import annotations

import argparse
import multiprocessing
import resource
import sys
import time
import traceback
import warnings
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

MOST_S, MOST_MB = 5.0, 500
_SHOWN = 5


def batch(name: str, first: int, count: int, told: multiprocessing.Queue) -> None:
    """Run so many inputs in a process of its own; tell how they ended."""
    from tests.fuzzing import made, run

    warnings.simplefilter("ignore")
    ends: Counter[str] = Counter()
    faults: list[tuple[int, str]] = []
    worst, slow = 0.0, 0
    for seed in range(first, first + count):
        data = made(name, seed)
        began = time.process_time()
        try:
            ends[run(name, data)] += 1
        except Exception:  # noqa: BLE001  # what is looked for
            faults.append((seed, traceback.format_exc(limit=-3)))
        took = time.process_time() - began
        if took > worst:
            worst, slow = took, seed
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    told.put((ends, faults, worst, slow, memory))


def coverage(name: str, options: list[str]) -> None:
    """Let libFuzzer choose; it ends the process."""
    import atheris

    with atheris.instrument_imports(include=["tingbao"]):
        from tests.fuzzing import corpus, run
    folder = Path(__file__).parent / ".corpus" / name
    folder.mkdir(parents=True, exist_ok=True)
    for number, text in enumerate(corpus(name)):
        (folder / f"own-{number}").write_bytes(text.encode("utf-8", "surrogatepass"))
    atheris.Setup(
        [sys.argv[0], f"-timeout={MOST_S:.0f}", "-rss_limit_mb=1000", str(folder), *options],
        lambda data: run(name, data),
    )
    atheris.Fuzz()


def main() -> int:
    """Run and print."""
    from tests.fuzzing import TARGETS

    parser = argparse.ArgumentParser()
    parser.add_argument("--inputs", type=int, default=100_000, help="Of all doors together.")
    parser.add_argument("--first", type=int, default=0, help="The first seed.")
    parser.add_argument("--atheris", metavar="DOOR", help="Let libFuzzer choose the inputs.")
    parser.add_argument("doors", nargs="*")
    given, more = parser.parse_known_args()
    if given.atheris:
        coverage(given.atheris, more)
    doors = given.doors or list(TARGETS)
    count = -(-given.inputs // len(doors))
    bad = False
    context = multiprocessing.get_context("spawn")
    for name in doors:
        told = context.Queue()
        worker = context.Process(target=batch, args=(name, given.first, count, told))
        worker.start()
        ends, faults, worst, slow, memory = told.get()
        worker.join()
        bad = bad or bool(faults) or worst >= MOST_S or memory >= MOST_MB
        print(
            f"{name:9} {count:7,} inputs, {len(faults)} faults, longest {worst:.2f} s (seed {slow})"
            f", {memory} MB: {', '.join(f'{end} {n:,}' for end, n in ends.most_common())}",
            flush=True,
        )
        for seed, trace in faults[:_SHOWN]:
            print(f"  seed {seed}\n{trace}")
    return bad


if __name__ == "__main__":
    sys.exit(main())
