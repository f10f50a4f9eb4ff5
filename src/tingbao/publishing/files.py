"""Writing that is whole or not there: staged beside its place, synced, renamed.

What is under way has a name that begins with a dot; nothing reads such names, and what a
killed run left of them is swept away by the next.
"""

from __future__ import annotations

import os
import shutil
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

from tingbao.errors import OutputError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path
from tempfile import TemporaryDirectory

STAGING = ".staging-"
LOCK = ".lock"


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Keep others from publishing into a folder meanwhile; waits for whoever is at it."""
    with failures(folder):
        folder.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(folder / LOCK, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        with failures(folder):
            _lock(descriptor)
        yield
    finally:
        os.close(descriptor)  # gives the lock up


def try_writing(folder: Path) -> None:
    """Make sure that a folder can be written to, or made, and leave no trace of having tried.

    Raises:
        OutputError: It cannot.
    """
    place = next((path for path in (folder, *folder.parents) if path.exists()), folder)
    with failures(folder):
        try:
            with TemporaryDirectory(prefix=STAGING, dir=place):
                pass
        except OSError as error:
            raise OSError(error.errno, error.strerror, str(folder)) from error


@contextmanager
def failures(path: Path) -> Iterator[None]:
    """Turn what the system says about writing into words that name the mend."""
    import errno

    mends = {
        errno.ENOSPC: "free some space on that disk, then run it again",
        errno.EDQUOT: "free some of your quota there, then run it again",
        errno.EACCES: "choose another folder with -o, or allow writing there",
        errno.EPERM: "choose another folder with -o, or allow writing there",
        errno.EROFS: "it is read-only, choose another folder with -o",
        errno.ENOTDIR: "a file stands where a folder is needed, choose another folder with -o",
        errno.EEXIST: "a file stands where a folder is needed, choose another folder with -o",
        errno.ENAMETOOLONG: "choose a folder with a shorter path with -o",
    }
    try:
        yield
    except OSError as error:
        reason = error.strerror or str(error)
        raise OutputError(
            f"cannot write: {reason}",
            where=str(error.filename or path),
            mend=mends.get(error.errno or 0, "choose another folder with -o"),
        ) from error


def write(path: Path, data: bytes) -> bool:
    """Put a file in place as a whole; one that already says the same is not touched.

    Returns:
        Whether anything changed.
    """
    with failures(path):
        if path.is_file() and path.stat().st_size == len(data) and path.read_bytes() == data:
            return False
        part = path.with_name(f"{STAGING}{path.name}")
        try:
            _write(part, data)
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)
        _sync(path.parent)
    return True


def write_folder(folder: Path, files: Mapping[str, bytes]) -> None:
    """Put a folder in place: a new one as a whole, an old one file by file in the order given."""
    if folder.is_dir():
        for name, data in files.items():
            write(folder / name, data)
        return
    with failures(folder):
        stage = folder.with_name(f"{STAGING}{folder.name}")
        shutil.rmtree(stage, ignore_errors=True)
        try:
            stage.mkdir(parents=True)
            for name, data in files.items():
                _write(stage / name, data)
            _sync(stage)
            stage.rename(folder)
        finally:
            shutil.rmtree(stage, ignore_errors=True)
        _sync(folder.parent)


def sweep(folder: Path) -> None:
    """Remove what a killed run left half done; call it under the lock."""
    with failures(folder):
        for left in folder.glob(f"{STAGING}*"):
            if left.is_dir():
                shutil.rmtree(left)
            else:
                left.unlink()


def remove(folder: Path) -> None:
    """Remove a folder so that it is there as a whole or not at all."""
    with failures(folder):
        stage = folder.with_name(f"{STAGING}{folder.name}")
        folder.rename(stage)
        shutil.rmtree(stage)


def _write(path: Path, data: bytes) -> None:
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _sync(folder: Path) -> None:
    """Make a rename last through a power cut, where a folder can be synced at all."""
    if sys.platform == "win32":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


if sys.platform == "win32":

    def _lock(descriptor: int) -> None:
        import msvcrt

        msvcrt.locking(descriptor, msvcrt.LK_LOCK, 1)
else:

    def _lock(descriptor: int) -> None:
        import fcntl

        fcntl.flock(descriptor, fcntl.LOCK_EX)
