"""Files are whole or not there, one or a thousand, whoever else writes."""

from __future__ import annotations

import errno
import os
import threading
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tingbao import store


@pytest.fixture(autouse=True)
def _no_sync(monkeypatch: pytest.MonkeyPatch) -> None:
    """Spare the disk of everyone else here."""
    monkeypatch.setattr(os, "sync", lambda: None, raising=False)


def _litter(folder: Path) -> list[Path]:
    return list(folder.rglob(f"{store.STAGING}*"))


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
