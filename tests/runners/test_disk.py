"""The disk that a batch needs, told before it begins."""

from __future__ import annotations

from pathlib import Path

import pytest

from tingbao.config import Config, Writing
from tingbao.errors import OutputError
from tingbao.runners import disk
from tingbao.runners.lists import Listing


def test_what_a_batch_takes_is_no_more_than_was_said(desk, tmp_path) -> None:
    """Law: the estimate is above what lies there afterwards, and not five times as much."""
    sources = [desk.article(f"{town}湖") for town in "东南西北"]
    for source in sources:  # long enough to fill the time asked for
        text = "".join(
            f"第{number}天，湖边积雪{number}厘米，游客都来看雪。\n\n" for number in range(1, 40)
        )
        Path(source).write_text(Path(source).read_text() + "\n" + text)
    wanted = disk.needed(Listing(sources=tuple(sources)), desk.config, scripts=False)
    desk.run(sources)
    for name in ("show", "cache"):
        files = (path for path in (tmp_path / name).rglob("*") if path.is_file())
        taken = sum(path.stat().st_size for path in files)
        assert taken <= wanted[tmp_path / name] <= 5 * taken, name


def test_what_is_told_in_full_is_as_long_as_its_file(tmp_path) -> None:
    """Law: without a length asked for, it is the articles' own that counts."""
    path = tmp_path / "long.txt"
    path.write_text("雪" * 10_000)
    listing = Listing(sources=(str(path),))
    full = Config(output=tmp_path / "show", script=Writing(style="full"))
    long = disk.needed(listing, full, scripts=False)[tmp_path / "show"]
    short = disk.needed(listing, Config(output=tmp_path / "show"), scripts=False)
    assert long > 8 * short[tmp_path / "show"]


def test_feeds_count_by_their_entries_and_scripts_by_theirs(tmp_path) -> None:
    """Law: each newest entry of a feed is an article; a script takes no sound."""
    config = Config(output=tmp_path, newest=5, cache=tmp_path / "cache")
    one = Listing(sources=("https://a.org/f",))
    feed = Listing(sources=("https://a.org/f",), feeds=True)
    sized = [disk.needed(listing, config, scripts=False)[tmp_path] for listing in (one, feed)]
    assert sized[1] == 5 * sized[0]
    assert sum(disk.needed(one, config, scripts=True).values()) < 100_000


def test_a_disk_that_is_too_small_is_refused(tmp_path) -> None:
    """Law: what goes to one disk counts together, and what is free is named."""
    import shutil

    free = shutil.disk_usage(tmp_path).free
    disk.refuse({tmp_path / "not" / "yet": free // 4, tmp_path: free // 4})
    with pytest.raises(OutputError, match=r"GB are needed, .* GB are free"):
        disk.refuse({tmp_path / "not" / "yet": free * 2 // 3, tmp_path: free * 2 // 3})
