"""Spoken once, kept, and shared between machines."""

from __future__ import annotations

import pytest

from tingbao.errors import OutputError, UsageError
from tingbao.store import Passing, digest
from tingbao.synthesis.cache import check, opened


def test_a_shared_folder_is_not_emptied(tmp_path) -> None:
    """Law: what others may need stays, however much it is."""
    kept = opened(str(tmp_path / "store"), None)
    for number in range(3):
        kept.put(digest([str(number)]), b"x" * 1000)
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
    assert told == [Passing("spoken sentences are not kept (/speech): no route to host")]
    assert isinstance(told[0], Passing)


def test_a_store_is_tried_before_it_is_trusted(address, tmp_path) -> None:
    """Law: a place that does not keep what it is given is refused with its reason."""
    check(address)
    check(str(tmp_path / "new"))
    (tmp_path / "file").touch()
    with pytest.raises(OutputError, match="the store of speech cannot be used: "):
        check(str(tmp_path / "file"))
    with pytest.raises(UsageError, match="keep speech"):
        check("nosuch://place")
