"""Spoken once, kept, checked, and shared."""

from __future__ import annotations

import multiprocessing
import os
import resource
import shutil
import signal
from pathlib import Path
from unittest.mock import Mock

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tingbao.errors import OutputError, UsageError
from tingbao.store import STAGING
from tingbao.synthesis.cache import Cache, check, digest, opened


def test_what_is_put_is_got(tmp_path) -> None:
    """Law: a payload comes back as it went in, from this process or another."""
    name = digest(["a"])
    Cache(tmp_path).put(name, b"pcm")
    assert Cache(tmp_path).get(name) == b"pcm"
    assert Cache(None).get(name) is None


@given(st.lists(st.text(max_size=5), max_size=4), st.lists(st.text(max_size=5), max_size=4))
def test_no_two_keys_share_a_name(one, two) -> None:
    """Law: different parts have different names, however they are cut."""
    assert (digest(one) == digest(two)) == (one == two)


@pytest.mark.parametrize("damage", ["flip", "cut", "empty", "other", "moved"])
def test_damaged_entries_are_dropped(tmp_path, damage) -> None:
    """Law: an entry that is not what was written is a miss, and is gone afterwards."""
    cache, name = Cache(tmp_path), digest(["a"])
    cache.put(name, b"pcm" * 100)
    (path,) = tmp_path.rglob("*.pcm")
    cache.put(digest(["b"]), b"other speech")
    moved = cache._path(tmp_path, digest(["b"])).read_bytes()
    data = bytearray(path.read_bytes())
    if damage == "flip":
        data[-5] ^= 1
    path.write_bytes(
        {
            "flip": bytes(data),
            "cut": bytes(data[:60]),
            "empty": b"",
            "other": b"x" * 99,
            "moved": moved,
        }[damage]
    )
    assert cache.get(name) is None
    assert not path.exists()
    cache.put(name, b"new")
    assert cache.get(name) == b"new"


def test_the_least_recently_used_goes_first(tmp_path) -> None:
    """Law: beyond the limit, what was not used for longest is deleted, and nothing else."""
    cache = Cache(tmp_path, limit=3000)
    names = [digest([str(i)]) for i in range(4)]
    for age, name in enumerate(names):
        cache.put(name, b"x" * 900)
        os.utime(cache._path(tmp_path, name), (age, age))
    assert cache.get(names[0])  # used now
    cache.evict()
    assert [cache.get(name) is not None for name in names] == [True, False, False, True]


def test_a_folder_that_cannot_be_written_costs_nothing_else(tmp_path) -> None:
    """Law: a cache that cannot keep says so once, and speaking goes on."""
    blocked = tmp_path / "file"
    blocked.write_bytes(b"")
    told: list[str] = []
    cache = Cache(blocked / "cache", warn=told.append)
    cache.put(digest(["a"]), b"1")
    cache.put(digest(["b"]), b"2")
    cache.evict()
    assert cache.get(digest(["a"])) is None
    assert len(told) == 1


def test_a_limit_of_nothing_keeps_nothing(tmp_path) -> None:
    """Law: with no room every entry goes, and speaking again costs only time."""
    cache = Cache(tmp_path, limit=0)
    cache.put(digest(["a"]), b"1")
    cache.evict()
    assert not list(tmp_path.rglob("*.pcm"))
    assert cache.get(digest(["a"])) is None


def test_a_folder_that_goes_away_is_made_again(tmp_path) -> None:
    """Law: who empties the cache while it is used costs a run time and nothing else."""
    told: list[str] = []
    cache = Cache(tmp_path / "cache", warn=told.append)
    cache.put(digest(["a"]), b"1")
    shutil.rmtree(tmp_path / "cache")
    assert cache.get(digest(["a"])) is None
    cache.evict()
    cache.put(digest(["a"]), b"2")
    assert cache.get(digest(["a"])) == b"2"
    assert not told


def test_what_a_killed_run_left_is_cleared(tmp_path) -> None:
    """Law: a file that has been under way for hours goes; one that is being written stays."""
    cache = Cache(tmp_path)
    cache.put(digest(["a"]), b"1")
    folder = next(tmp_path.iterdir())
    old, new = (folder / f"{STAGING}{name}" for name in ("1-1", "2-2"))
    for path in (old, new):
        path.write_bytes(b"half")
    os.utime(old, (0, 0))
    cache.evict()
    assert not old.exists()
    assert new.exists()


def _fill(folder, told) -> None:
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, 10_000))
    cache = Cache(folder, warn=told.put)
    cache.put(digest(["small"]), b"x" * 1000)
    cache.put(digest(["large"]), b"x" * 100_000)
    cache.put(digest(["small too"]), b"x" * 1000)
    told.put(repr([cache.get(digest([key])) is not None for key in ("small", "large")]))


def test_a_full_disk_costs_nothing_else(tmp_path) -> None:
    """Law: where no more can be written it is said once, and nothing half written is left."""
    told = multiprocessing.Queue()
    process = multiprocessing.Process(target=_fill, args=(tmp_path, told))
    process.start()
    lines = [told.get(timeout=60), told.get(timeout=60)]
    process.join()
    assert process.exitcode == 0
    assert "not kept" in lines[0]
    assert lines[1] == "[True, False]"
    assert [path.suffix for path in tmp_path.rglob("*") if path.is_file()] == [".pcm"]


def _hammer(folder) -> None:
    cache = Cache(folder, limit=20_000)
    for i in range(30):
        name = digest([str(i % 12)])
        found = cache.get(name)
        assert found in (None, bytes([i % 12]) * 2000)
        cache.put(name, bytes([i % 12]) * 2000)
        cache.evict()


def test_two_processes_may_share_it(tmp_path) -> None:
    """Law: writers and evictors at once never read anything but what was put."""
    processes = [multiprocessing.Process(target=_hammer, args=(tmp_path,)) for _ in range(2)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    assert [process.exitcode for process in processes] == [0, 0]
    assert not list(tmp_path.rglob(f"{STAGING}*"))


def test_a_shared_folder_is_not_emptied(tmp_path) -> None:
    """Law: what others may need stays, however much it is."""
    kept = opened(str(tmp_path / "store"), None)
    for number in range(3):
        kept.put(digest([str(number)]), b"x" * 1000)
    kept.evict()
    assert kept.limit is None
    assert len(list(tmp_path.rglob("*.pcm"))) == 3


@pytest.fixture
def address() -> str:
    """Give a place of another file system than the disk's."""
    fsspec = pytest.importorskip("fsspec")
    system = fsspec.filesystem("memory")
    system.store.clear()
    return "memory://speech"


def test_an_address_keeps_the_same_entries(address) -> None:
    """Law: what one machine put at an address another gets, whole and under its own name only."""
    one, two = (opened(address, None) for _ in "12")
    name = digest(["a"])
    one.put(name, b"pcm")
    assert two.get(name) == b"pcm"
    assert two.get(digest(["b"])) is None
    data = two.system.cat_file(two._path(name))
    for damaged in (data[:-1], b"", data[:-1] + b"x"):
        two.system.pipe_file(two._path(name), damaged)
        assert one.get(name) is None
    one.put(name, b"new")
    assert two.get(name) == b"new"


def test_a_store_that_goes_away_is_told_once_and_then_left_alone(address) -> None:
    """Law: an unreachable store costs one failure and one line, and speaking goes on."""
    told: list[str] = []
    kept = opened(address, None, warn=told.append)
    asked = []

    class Gone:
        protocol = ("gone",)

        def cat_file(self, path: str) -> bytes:
            asked.append(path)
            raise OSError("no route to host")

    kept.system = Gone()
    for number in range(3):
        assert kept.get(digest([str(number)])) is None
        kept.put(digest([str(number)]), b"x")
    assert len(asked) == 1
    assert told == ["spoken sentences are not kept (/speech): no route to host"]


def test_a_store_is_tried_before_it_is_trusted(address, tmp_path) -> None:
    """Law: a place that does not keep what it is given is refused with its reason."""
    check(address)
    check(str(tmp_path / "new"))
    (tmp_path / "file").touch()
    with pytest.raises(OutputError, match="the store of speech cannot be used: "):
        check(str(tmp_path / "file"))
    with pytest.raises(UsageError, match="keep speech"):
        check("nosuch://place")


def test_a_folder_that_may_not_be_looked_into_is_left_alone(tmp_path, monkeypatch):
    """Law: where the system forbids to look, nothing is evicted and nothing fails."""
    monkeypatch.setattr(Path, "glob", Mock(side_effect=PermissionError(13, "Permission denied")))
    Cache(tmp_path, limit=1).evict()
