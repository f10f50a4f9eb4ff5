"""How long does a listener wait while sixty people ask the studio for drafts?

    python benchmarks/crowd.py [--listeners 200] [--drafts 60] [--seconds 15]

A real server with its studio, in a process of its own, on a folder with one episode of 4 MB. Each
listener fetches the feed and then a piece of the audio, over and over; each draft is asked for
again as soon as it is answered or refused. Prints how long the listeners waited for their first
byte, how the drafts fared, and the most memory that the server took. On a machine with other work
the figures are that work's too.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import multiprocessing
import random
import resource
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

SEED = Path(__file__).parents[1] / "seeds" / "qiantang-smart-city.txt"
MOST_S = 1.0


def serve(folder: Path, port: multiprocessing.Queue[int], end: multiprocessing.Event) -> None:
    """Serve until told to end, then tell the memory taken."""
    from tests.serving import serving_studio

    with serving_studio(folder) as number:
        port.put(number)
        end.wait()
    for child in multiprocessing.active_children():
        child.join()
    for whose in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN):
        port.put(resource.getrusage(whose).ru_maxrss // 1024)


async def ask(port: int, head: str, body: bytes = b"") -> tuple[int, float]:
    """Ask once; give the status and the seconds to the first byte."""
    began = time.monotonic()
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        writer.write(head.encode() + b"Connection: close\r\n\r\n" + body)
        first = await reader.readline()
        waited = time.monotonic() - began
        while await reader.read(1 << 16):
            pass
        return int(first.split()[1]), waited
    finally:
        writer.close()


async def listen(port: int, until: float, waits: list[float]) -> None:
    """Fetch the feed and a piece of the audio, over and over, from some moment on."""
    await asyncio.sleep(random.random())  # noqa: S311  # people do not come at the same instant
    while time.monotonic() < until:
        for path, more in (("/feed.xml", ""), ("/a.mp3", "Range: bytes=0-65535\r\n")):
            status, waited = await ask(port, f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n{more}")
            if status not in {200, 206}:
                raise RuntimeError(f"{path}: {status}")
            waits.append(waited)
        await asyncio.sleep(1)


async def draft(port: int, until: float, statuses: list[int]) -> None:
    """Ask for a draft of the seed, over and over."""
    from tests.serving import TOKEN

    body = json.dumps({"sources": [SEED.read_text("utf-8")], "minutes": 3}).encode()
    head = (
        f"POST /studio/api/draft HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n"
        f"Origin: http://127.0.0.1:{port}\r\nCookie: tingbao-{port}={TOKEN}\r\n"
        f"X-Tingbao-Token: {TOKEN}\r\nContent-Length: {len(body)}\r\n"
    )
    while time.monotonic() < until:
        statuses.append((await ask(port, head, body))[0])
        await asyncio.sleep(1)


async def crowd(port: int, listeners: int, drafts: int, seconds: float) -> tuple[list, list]:
    """Let them all in."""
    waits: list[float] = []
    statuses: list[int] = []
    await ask(port, "GET /feed.xml HTTP/1.1\r\nHost: 127.0.0.1\r\n")
    until = time.monotonic() + seconds
    await asyncio.gather(
        *(draft(port, until, statuses) for _ in range(drafts)),
        *(listen(port, until, waits) for _ in range(listeners)),
    )
    return sorted(waits), statuses


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--listeners", type=int, default=200)
    parser.add_argument("--drafts", type=int, default=60)
    parser.add_argument("--seconds", type=float, default=15)
    given = parser.parse_args()
    context = multiprocessing.get_context("spawn")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "feed.xml").write_text("<rss/>" * 2000)
        (folder / "a.mp3").write_bytes(bytes(4_000_000))
        told, end = context.Queue(), context.Event()
        server = context.Process(target=serve, args=(folder, told, end))
        server.start()
        port = told.get()
        waits, statuses = asyncio.run(crowd(port, given.listeners, given.drafts, given.seconds))
        end.set()
        own, writer = told.get(), told.get()
        server.join()
    half, most = waits[len(waits) // 2], waits[-1]
    print(
        f"{len(waits)} answers to {given.listeners} listeners: half within {half:.3f} s, "
        f"99 % within {waits[len(waits) * 99 // 100]:.3f} s, all within {most:.3f} s"
    )
    print(f"drafts: {statuses.count(200)} written, {statuses.count(503)} asked to come later")
    print(f"memory: {own} MB at most, and {writer} MB of the process that writes drafts")
    return most > MOST_S


if __name__ == "__main__":
    sys.exit(main())
