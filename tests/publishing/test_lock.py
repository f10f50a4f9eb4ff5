"""One writer at a time in a show's folder."""

from __future__ import annotations

import os
import threading
import time
from typing import TYPE_CHECKING

import pytest
from tests.patience import LONG_S

from tingbao.errors import OutputError
from tingbao.publishing import files

if TYPE_CHECKING:
    from pathlib import Path


def test_who_does_not_wait_is_refused_while_another_is_at_it(tmp_path: Path) -> None:
    """Law: the lock is had by one; who will not wait is told in a line, and has it afterwards."""
    with (
        files.locked(tmp_path),
        pytest.raises(OutputError) as refused,
        files.locked(tmp_path, wait=False),
    ):
        raise AssertionError("two at once")
    assert "another program has it open, end that one first" in str(refused.value)
    assert str(tmp_path) in str(refused.value)
    with (
        files.locked(tmp_path, wait=False),
        pytest.raises(OutputError),
        files.locked(tmp_path, wait=False),
    ):
        raise AssertionError("two at once")
    with files.locked(tmp_path, wait=False):
        pass


def test_who_waits_comes_after(tmp_path: Path) -> None:
    """Law: by default one waits, however long the other takes, and then has it."""
    order, coming = [], threading.Event()

    def second() -> None:
        coming.set()
        with files.locked(tmp_path):
            order.append("second")

    with files.locked(tmp_path):
        thread = threading.Thread(target=second, daemon=True)
        thread.start()
        assert coming.wait(LONG_S)
        time.sleep(0.2)  # in which a second one without patience or lock would have come and gone
        order.append("first")
    thread.join(LONG_S)
    assert order == ["first", "second"]


def test_what_goes_wrong_inside_gives_the_lock_up(tmp_path: Path) -> None:
    """Law: an error in the block comes through as it is, and the next has the lock."""
    with pytest.raises(ZeroDivisionError), files.locked(tmp_path):
        raise ZeroDivisionError
    with files.locked(tmp_path, wait=False):
        pass


def test_folder_and_file_are_made_and_left(tmp_path: Path) -> None:
    """Law: a folder that is not there is made, deep as it is; the lock's file is the owner's."""
    place, mask = tmp_path / "a" / "b", os.umask(0)
    try:
        for _ in range(2):
            with files.locked(place):
                assert place.is_dir()
    finally:
        os.umask(mask)
    assert (place / files.LOCK).stat().st_mode & 0o777 == 0o644
    assert [path.name for path in place.iterdir()] == [files.LOCK]


def test_a_folder_in_the_way_is_told(tmp_path: Path) -> None:
    """Law: a folder where a file is needed is named itself, not what was to take its place."""
    (tmp_path / "feed.xml").mkdir()
    with pytest.raises(OutputError) as refused:
        files.write(tmp_path / "feed.xml", b"x")
    assert f"({tmp_path / 'feed.xml'}): a folder stands where a file" in str(refused.value)
    assert [path.name for path in tmp_path.iterdir()] == ["feed.xml"]


def test_a_file_in_the_way_is_told(tmp_path: Path) -> None:
    """Law: a file where the folder is needed is one line, and stays."""
    (tmp_path / "show").write_text("mine")
    with (
        pytest.raises(OutputError, match="a file stands where a folder is needed"),
        files.locked(tmp_path / "show"),
    ):
        raise AssertionError("no folder was there")
    assert (tmp_path / "show").read_text() == "mine"
