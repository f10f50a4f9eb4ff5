"""Time what a large show costs: the first build, a rebuild, one more episode, one less.

    python benchmarks/feed.py [--episodes 10000] [--profile]

Lays down synthetic episode folders (four chapters, twenty lines, 480 points of waveform, a few
bytes in place of audio and cover) and prints CPU and wall seconds. The limits are those of the
project: a rebuild of 10,000 within 10 s, one more within 0.5 s beside its synthesis.
"""

from __future__ import annotations

import argparse
import cProfile
import json
import os
import pstats
import time
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from tingbao import site
from tingbao.model import Byline, Chapter, Episode, Show
from tingbao.publishing import files, record, show

if TYPE_CHECKING:
    from collections.abc import Iterator

START = datetime(2000, 1, 1, 7, 30, tzinfo=UTC)
SHOW = Show(base_url="https://example.org/pod", email="show@example.org")
SENTENCE = (
    "第{number}期第{line}句：钱塘智慧城一季度经济运行趋稳向好，三大产业增加值同比增长百分之八。"
)
WAVE = tuple(round((at * 37 % 101) / 101, 3) for at in range(480))
SECONDS = 180


def lay(output: Path, number: int) -> str:
    """Write an episode's folder as publishing leaves it, without its page; give its name."""
    moment = START + timedelta(days=number)
    slug = f"{moment:%Y-%m-%d}-qian-tang-zhi-hui-cheng-di-{number}-qi-{number:06x}"
    folder = output / slug
    folder.mkdir()
    chapters = tuple(
        Chapter(
            title=f"第{at + 1}部分 产业“聚木成林”", start_ms=45_000 * at, end_ms=45_000 * (at + 1)
        )
        for at in range(4)
    )
    episode = Episode(
        slug=slug,
        guid=f"guid-{number}",
        title=f"第{number}期 聚焦三个“一号工程” 打好经济翻身仗",
        summary=SENTENCE.format(number=number, line=0) * 4,
        published=moment,
        duration_ms=1000 * SECONDS,
        chapters=chapters,
        file=f"{slug}/{slug}.mp3",
        bytes=10,
    )
    entry = record.Record(
        episode=episode,
        content=f"{number:064x}",
        audio=f"{number:064x}",
        source="article.txt",
        byline=Byline(source="杭州日报", author="李婷婷 王禹舜"),
        engines=("kokoro/yunxi",),
        loudness=-19.0,
        true_peak=-1.8,
        waveform=WAVE,
        made_with=(("minutes", 3.0),),
    )
    lines = [
        {"kind": "body", "section": 0, "written": SENTENCE.format(number=number, line=line)}
        for line in range(20)
    ]
    cues = [{"line": at, "start_ms": 9000 * at, "end_ms": 9000 * (at + 1)} for at in range(20)]
    (folder / record.NAME).write_bytes(record.dump(entry))
    (folder / f"{slug}.mp3").write_bytes(bytes(10))
    (folder / "script.json").write_text(
        json.dumps({"lines": lines, "cues": cues}, ensure_ascii=False), encoding="utf-8"
    )
    return slug


@contextmanager
def timed(name: str, *, profile: bool) -> Iterator[None]:
    """Print what the block takes."""
    watch = cProfile.Profile()
    cpu, wall = time.process_time(), time.perf_counter()
    if profile:
        watch.enable()
    yield
    watch.disable()
    cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
    print(f"{name:<28} {cpu:8.2f} s CPU {wall:8.2f} s")
    if profile:
        pstats.Stats(watch).sort_stats("tottime").print_stats(14)


def main() -> None:
    """Lay down, build, rebuild, add, remove."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--episodes", type=int, default=10_000)
    options.add_argument("--profile", action="store_true", help="say where the time goes")
    chosen = options.parse_args()
    sync, os.fsync = os.fsync, lambda _: None
    with TemporaryDirectory() as name:
        output = Path(name)
        for number in range(chosen.episodes):
            lay(output, number)
        os.fsync = sync
        with timed(f"first build of {chosen.episodes}", profile=chosen.profile):
            show.build(output, SHOW, site.write)
        with timed("rebuild, nothing changed", profile=chosen.profile):
            show.build(output, SHOW, site.write)
        (output / "feed.xml").unlink()
        with timed("rebuild, feed.xml lost", profile=False):
            show.build(output, SHOW, site.write)
        new = lay(output, chosen.episodes)
        with timed("one more", profile=chosen.profile), files.locked(output):
            show.renew(output, SHOW, site.write, changed=frozenset({new}))
        with timed("the newest removed", profile=False):
            show.delete(output, new, SHOW, site.write)
        with timed("one of the middle removed", profile=False):
            show.delete(output, lay_name(output, chosen.episodes // 2), SHOW, site.write)


def lay_name(output: Path, number: int) -> str:
    """Find the folder that `lay` made of a number."""
    return next(output.glob(f"*-{number:06x}")).name


if __name__ == "__main__":
    main()
