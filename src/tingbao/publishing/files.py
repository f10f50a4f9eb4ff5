"""A show's folder on disk: writing that is whole or not there, one writer at a time.

What is under way has a name that begins with a dot; nothing reads such names, and what a
killed run left of them is swept away by the next.
"""

from __future__ import annotations

import errno
import os
import shutil
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from tingbao import store
from tingbao.errors import OutputError
from tingbao.language import tables
from tingbao.store import STAGING

_HINT = "choose another folder with -o"  # for what hints.tsv does not have
OLD = ".old-"
LOCK = ".lock"


@contextmanager
def locked(folder: Path, *, wait: bool = True) -> Iterator[None]:
    """Keep others from a folder meanwhile; waits for whoever is at it, or fails at once."""
    with failures(folder):
        folder.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(folder / LOCK, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        with failures(folder):
            _lock(descriptor, wait=wait)
        yield
    finally:
        os.close(descriptor)  # gives the lock up


def try_writing(folder: Path) -> None:
    """Make sure that a folder can be written to, or made, and leave no trace of having tried.

    Raises:
        OutputError: It cannot.
    """
    there = (path for path in (folder, *folder.parents) if path.exists() or path.is_symlink())
    place = next(there, folder)
    with failures(folder):
        try:
            with TemporaryDirectory(prefix=STAGING, dir=place):
                pass
        except OSError as error:
            raise OSError(error.errno, error.strerror, str(folder)) from error


@contextmanager
def failures(path: Path) -> Iterator[None]:
    """Turn what the system says about writing into words that name the mend."""
    try:
        yield
    except OSError as error:
        reason = error.strerror or str(error)
        hints = tables.mapping(__package__, "hints.tsv")
        raise OutputError(
            f"cannot write: {reason}",
            where=str(error.filename2 or error.filename or path),  # of a rename, where to
            hint=hints.get(errno.errorcode.get(error.errno or 0, ""), _HINT),
        ) from error


def write(path: Path, data: bytes) -> bool:
    """Put a file in place as a whole; one that already says the same is not touched.

    Returns:
        Whether anything changed.
    """
    return bool(write_all(path.parent, [(path, data)]))


def write_all(folder: Path, wanted: Iterable[tuple[Path, bytes]]) -> int:
    """Put many files below a folder in place; those that already say the same are not touched.

    Returns:
        How many changed.
    """
    with failures(folder):
        other = ((path, data) for path, data in wanted if not _says(path, data))
        changed = list(store.place(other))
        store.sync({path.parent for path in changed})
    return len(changed)


def write_folder(folder: Path, data: Mapping[str, bytes]) -> None:
    """Put a folder in place as a whole; one that already says the same is not touched.

    An old one is exchanged for the new by two renames, so that a full disk or a kill in
    between costs nothing: `sweep` puts the old one back if the new never came. What else lay
    in it, such as its page, comes along.
    """
    if all(_says(folder / name, content) for name, content in data.items()):
        return
    stage, old = folder.with_name(STAGING + folder.name), folder.with_name(OLD + folder.name)
    with failures(folder):
        shutil.rmtree(stage, ignore_errors=True)
        try:
            stage.mkdir(parents=True)
            for name, content in data.items():
                (stage / name).write_bytes(content)
            if folder.is_dir():
                for other in folder.iterdir():
                    if other.name[0] != "." and other.name not in data and other.is_file():
                        shutil.copy2(other, stage / other.name)
            store.sync([*(stage / name for name in data), stage])
            if folder.is_dir():
                folder.rename(old)
            stage.rename(folder)
        finally:
            shutil.rmtree(stage, ignore_errors=True)
            if old.is_dir() and not folder.is_dir():
                old.rename(folder)
        store.sync([folder.parent])
        shutil.rmtree(old, ignore_errors=True)


def sweep(folder: Path) -> None:
    """Clear what a killed run left half done; call it under the lock."""
    with failures(folder):
        for old in folder.glob(f"{OLD}*"):
            place = folder / old.name.removeprefix(OLD)
            if place.exists():
                shutil.rmtree(old)
            else:
                old.rename(place)
        with os.scandir(folder) as entries:  # hidden folders have another who sweeps them
            inner = [entry for entry in entries if entry.name[0] != "."]
        for place in (folder, *(Path(one) for one in inner if one.is_dir(follow_symlinks=False))):
            for left in place.glob(f"{STAGING}*"):
                if left.is_dir():
                    shutil.rmtree(left)
                else:
                    left.unlink()


def is_public(folder: Path, path: Path) -> bool:
    """Tell whether a file of a show is for listeners: not hidden, nor a link to what is."""
    for place, home in ((path, folder), (path.resolve(), folder.resolve())):
        if not place.is_relative_to(home):
            return False
        if any(part.startswith(".") for part in place.relative_to(home).parts):
            return False
    return True


def remove(folder: Path) -> None:
    """Remove a folder so that it is there as a whole or not at all."""
    with failures(folder):
        stage = folder.with_name(STAGING + folder.name)
        folder.rename(stage)
        shutil.rmtree(stage)


def _says(path: Path, data: bytes) -> bool:
    return path.is_file() and path.stat().st_size == len(data) and path.read_bytes() == data


if sys.platform == "win32":

    def _lock(descriptor: int, *, wait: bool) -> None:
        import msvcrt

        msvcrt.locking(descriptor, msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK, 1)
else:

    def _lock(descriptor: int, *, wait: bool) -> None:
        import fcntl

        fcntl.flock(descriptor, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
