"""Files are whole or not there, one or a thousand, whoever else writes; results are kept."""

from __future__ import annotations

import errno
import multiprocessing
import os
import resource
import shutil
import signal
import threading
from pathlib import Path
from unittest.mock import Mock

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.patience import LONG_S

from tingbao import store
from tingbao.store import STAGING, Kept, digest


@pytest.fixture(autouse=True)
def _no_sync(monkeypatch: pytest.MonkeyPatch) -> None:
    """Spare the disk of everyone else here."""
    monkeypatch.setattr(os, "sync", lambda: None, raising=False)


def _litter(folder: Path) -> list[Path]:
    return list(folder.rglob(f"{store.STAGING}*"))


@settings(deadline=None)  # a disk syncs when it likes
@given(data=st.binary(max_size=200))
def test_what_is_written_is_read(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    """Law: the file has the bytes, the rights of any new file, and no part beside it."""
    folder = tmp_path_factory.mktemp("one")
    store.write(folder / "文件", data)
    assert (folder / "文件").read_bytes() == data
    (folder / "plain").write_bytes(b"")
    assert (folder / "文件").stat().st_mode == (folder / "plain").stat().st_mode
    assert not _litter(folder)


def test_many_are_placed_in_bunches_and_synced_once_each(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Law: nothing of a bunch is in place before all of it lasts."""
    seen: list[int] = []
    real = store.sync

    def watching(paths: list[Path]) -> None:
        seen.append(sum(1 for path in tmp_path.iterdir() if not path.name.startswith(".")))
        real(paths)

    monkeypatch.setattr(store, "sync", watching)
    wanted = [(tmp_path / str(number), b"%d" % number) for number in range(600)]
    assert list(store.place(wanted)) == [path for path, _ in wanted]
    assert all(path.read_bytes() == data for path, data in wanted)
    assert seen == [0, 256, 512]
    assert not _litter(tmp_path)


@pytest.mark.parametrize("fails_at", [0, 3, 9])
def test_a_full_disk_leaves_what_stood_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fails_at: int
) -> None:
    """Law: whichever write fails, every old file is whole and no part is left."""
    wanted = [(tmp_path / str(number), b"new") for number in range(10)]
    for path, _ in wanted:
        path.write_bytes(b"old")
    write, turns = Path.write_bytes, iter(range(fails_at))

    def full(path: Path, data: bytes) -> None:
        if next(turns, None) is None:
            write(path, data[:1])
            raise OSError(errno.ENOSPC, "No space left on device", str(path))
        write(path, data)

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(OSError, match="No space"):
        list(store.place(wanted))
    assert {path.read_bytes() for path, _ in wanted} == {b"old"}
    assert not _litter(tmp_path)


def test_writers_at_once_never_mix(tmp_path: Path) -> None:
    """Law: a reader meets one writer's bytes as a whole, whatever the others do."""
    path = tmp_path / "shared"
    store.write(path, b"0" * 5000)
    writers = [
        threading.Thread(
            target=lambda mark=mark: [store.write(path, mark * 5000) for _ in range(20)]
        )
        for mark in (b"1", b"2", b"3")
    ]
    for writer in writers:
        writer.start()
    while any(writer.is_alive() for writer in writers):
        data = path.read_bytes()
        assert len(data) == 5000
        assert len(set(data)) == 1
    assert not _litter(tmp_path)


def test_what_is_put_is_got(tmp_path) -> None:
    """Law: a payload comes back as it went in, from this process or another."""
    name = digest(["a"])
    Kept(tmp_path).put(name, b"pcm")
    assert Kept(tmp_path).get(name) == b"pcm"
    assert Kept(None).get(name) is None


@given(st.lists(st.text(max_size=5), max_size=4), st.lists(st.text(max_size=5), max_size=4))
def test_no_two_keys_share_a_name(one, two) -> None:
    """Law: different parts have different names, however they are cut."""
    assert (digest(one) == digest(two)) == (one == two)


@pytest.mark.parametrize("damage", ["flip", "cut", "empty", "other", "moved"])
def test_damaged_entries_are_dropped(tmp_path, damage) -> None:
    """Law: an entry that is not what was written is a miss, and is gone afterwards."""
    kept, name = Kept(tmp_path), digest(["a"])
    kept.put(name, b"pcm" * 100)
    (path,) = tmp_path.rglob("*.kept")
    kept.put(digest(["b"]), b"other speech")
    moved = kept._path(tmp_path, digest(["b"])).read_bytes()
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
    assert kept.get(name) is None
    assert not path.exists()
    kept.put(name, b"new")
    assert kept.get(name) == b"new"


def test_the_least_recently_used_goes_first(tmp_path) -> None:
    """Law: beyond the limit, what was not used for longest is deleted, and nothing else."""
    kept = Kept(tmp_path, limit=3000)
    names = [digest([str(i)]) for i in range(4)]
    for age, name in enumerate(names[:3]):
        kept.put(name, b"x" * 900)
        os.utime(kept._path(tmp_path, name), (age, age))
    assert kept.get(names[0])  # used now
    kept.put(names[3], b"x" * 900)
    assert [kept.get(name) is not None for name in names] == [True, False, False, True]


@pytest.mark.parametrize("size", [10, 200, 5000])
def test_no_entry_more_than_the_limit_stays(tmp_path, size) -> None:
    """Law: after each that is put the folder is within its limit, by whatever object it came."""
    for number in range(60):
        Kept(tmp_path, limit=4000).put(digest([str(number)]), b"x" * size)
        assert store.size(tmp_path) <= 4000


def test_a_folder_is_looked_through_once_for_many(tmp_path, monkeypatch) -> None:
    """Law: a run that puts little of the limit looks once, however many objects it puts by."""
    looks, real = [], Path.glob
    monkeypatch.setattr(Path, "glob", lambda path, kind: looks.append(kind) or real(path, kind))
    for number in range(30):
        Kept(tmp_path, limit=1 << 20).put(digest([str(number)]), b"x" * 900)
    assert looks.count("??/*.kept") == 1


def test_a_folder_that_cannot_be_written_costs_nothing_else(tmp_path) -> None:
    """Law: a store that cannot keep says so once, and work goes on."""
    blocked = tmp_path / "file"
    blocked.write_bytes(b"")
    told: list[str] = []
    kept = Kept(blocked / "cache", warn=told.append)
    kept.put(digest(["a"]), b"1")
    kept.put(digest(["b"]), b"2")
    assert kept.get(digest(["a"])) is None
    assert len(told) == 1


def test_a_limit_of_nothing_keeps_nothing(tmp_path) -> None:
    """Law: with no room every entry goes, and making it again costs only time."""
    kept = Kept(tmp_path, limit=0)
    kept.put(digest(["a"]), b"1")
    assert not list(tmp_path.rglob("*.kept"))
    assert kept.get(digest(["a"])) is None


def test_a_folder_that_goes_away_is_made_again(tmp_path) -> None:
    """Law: who empties the store while it is used costs a run time and nothing else."""
    told: list[str] = []
    kept = Kept(tmp_path / "cache", warn=told.append)
    kept.put(digest(["a"]), b"1")
    shutil.rmtree(tmp_path / "cache")
    assert kept.get(digest(["a"])) is None
    kept.put(digest(["a"]), b"2")
    assert kept.get(digest(["a"])) == b"2"
    assert not told


def test_what_a_killed_run_left_is_cleared(tmp_path) -> None:
    """Law: a file that has been under way for hours goes; one that is being written stays."""
    name = digest(["a"])
    folder = tmp_path / name[:2]
    folder.mkdir()
    old, new = (folder / f"{STAGING}{name}" for name in ("1-1", "2-2"))
    for path in (old, new):
        path.write_bytes(b"half")
    os.utime(old, (0, 0))
    Kept(tmp_path, limit=9000).put(name, b"1")
    assert not old.exists()
    assert new.exists()


def _fill(folder, told) -> None:
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, 10_000))
    kept = Kept(folder, warn=told.put)
    kept.put(digest(["small"]), b"x" * 1000)
    kept.put(digest(["large"]), b"x" * 100_000)
    kept.put(digest(["small too"]), b"x" * 1000)
    told.put(repr([kept.get(digest([key])) is not None for key in ("small", "large")]))


def test_a_full_disk_costs_nothing_else(tmp_path) -> None:
    """Law: where no more can be written it is said once, and nothing half written is left."""
    told = multiprocessing.Queue()
    process = multiprocessing.Process(target=_fill, args=(tmp_path, told))
    process.start()
    lines = [told.get(timeout=LONG_S), told.get(timeout=LONG_S)]
    process.join()
    assert process.exitcode == 0
    assert "not kept" in lines[0]
    assert lines[1] == "[True, False]"
    assert [path.suffix for path in tmp_path.rglob("*") if path.is_file()] == [".kept"]


def _hammer(folder) -> None:
    kept = Kept(folder, limit=20_000)
    for i in range(30):
        name = digest([str(i % 12)])
        found = kept.get(name)
        assert found in (None, bytes([i % 12]) * 2000)
        kept.put(name, bytes([i % 12]) * 2000)


def test_two_processes_may_share_it(tmp_path) -> None:
    """Law: writers and evictors at once never read anything but what was put."""
    processes = [multiprocessing.Process(target=_hammer, args=(tmp_path,)) for _ in range(2)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    assert [process.exitcode for process in processes] == [0, 0]
    assert not list(tmp_path.rglob(f"{STAGING}*"))


def test_a_folder_that_may_not_be_looked_into_is_left_alone(tmp_path, monkeypatch):
    """Law: where the system forbids to look, nothing is evicted and nothing fails."""
    monkeypatch.setattr(Path, "glob", Mock(side_effect=PermissionError(13, "Permission denied")))
    name = digest(["a"])
    Kept(tmp_path, limit=1).put(name, b"1")
    assert Kept(tmp_path).get(name) == b"1"


def test_no_more_is_read_than_there_is_room_for(tmp_path):
    """Law: a file up to its bound is read whole, a larger one not at all."""
    path = tmp_path / "file"
    path.write_bytes(b"x" * 10)
    assert store.read(path, 10) == b"x" * 10
    with pytest.raises(OSError, match="too large"):
        store.read(path, 9)
