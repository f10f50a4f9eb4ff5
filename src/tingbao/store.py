"""Files that are whole or not there, and folders of results named by what they were made from.

A file is staged beside its place, synced, renamed; what is under way has a name that begins
with `STAGING`, and nothing reads such names.

A result is a file named by the SHA-256 of its key, in one of 256 folders. It holds a mark,
the SHA-256 of its name and payload, and the payload: one that is damaged, half written or
another's is recognised, dropped and made again. Two processes may share the folder: writes
are a rename, and a file that the other has just evicted is only a miss.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import shutil
import sys
import time
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import count, islice
from pathlib import Path
from typing import BinaryIO, Protocol

from tingbao.errors import OutputError, UsageError

MARK = b"tingbao2"
# Bytes that each kind of result may take in the user's cache, by the name of its folder there:
# three hours of speech, what a language model answered, and what stages gave for some hundred
# articles.
LIMITS = {"speech": 1 << 29, "answers": 1 << 26, "results": 1 << 28}
KEEP = 0.8  # evict down to this share, so that not every run evicts
_LOOKS = 16  # a process looks through a folder again when it has put such a part of the limit there
ABANDONED_S = 3600.0  # a file that has been under way so long is that of a killed run
STAGING = ".staging-"
LARGEST = 1 << 26  # bytes of a file that is read whole; our own and what people write are smaller
_BUNCH = 256  # files staged before they are synced and renamed together
_FEW = 16  # files that are synced one by one
_NUMBERS = count()
_ROOM: dict[Path, int] = {}  # bytes that may be put into a folder before it is looked through again


def named(text: str, beside: Path = Path()) -> Path:
    """Give the place that a user names, from a folder on; ~ is home.

    Raises:
        UsageError: No place can be named so.
    """
    try:
        path = beside / Path(text).expanduser()
        path.stat()
    except (FileNotFoundError, NotADirectoryError):
        pass
    except (OSError, ValueError, RuntimeError) as error:  # too long, with a NUL, nobody's home
        reason = getattr(error, "strerror", None) or "there can be none"
        raise UsageError(f"no such path: {reason}", where=text, hint="check it") from error
    return path


def read(path: Path, largest: int = LARGEST) -> bytes:
    """Read a file, or no more of it than there is room for.

    Raises:
        OSError: It cannot be read, or is larger.
    """
    with path.open("rb") as file:
        return take(file, largest)


def take(file: BinaryIO, largest: int = LARGEST) -> bytes:
    """Read what a stream holds, as `read` does."""
    data = file.read(largest + 1)
    if len(data) > largest:
        raise OSError(errno.EFBIG, os.strerror(errno.EFBIG))
    return data


def write(path: Path, data: bytes) -> None:
    """Put a file in place.

    Raises:
        OSError: It could not be written; what stood there before still does.
    """
    list(place([(path, data)]))


def place(files: Iterable[tuple[Path, bytes]]) -> Iterator[Path]:
    """Put many files in place, each as a whole, and give each when it is there.

    They are synced in bunches: a disk waits once instead of thousands of times.

    Raises:
        OSError: One could not be written; of its bunch none was put in place.
    """
    coming = iter(files)
    while bunch := list(islice(coming, _BUNCH)):
        staged: dict[Path, Path] = {}
        try:
            for path, data in bunch:
                staged[path] = part = _part(path)
                part.write_bytes(data)
            sync(staged.values())
            for path, part in staged.items():
                part.replace(path)
                yield path
        finally:
            for part in staged.values():
                part.unlink(missing_ok=True)


def sync(paths: Collection[Path]) -> None:
    """Make files and folders last through a power cut, as far as the system can."""
    if len(paths) > _FEW and sys.platform == "linux":
        os.sync()  # waits there, and only there, until all is written
        return
    for path in paths:
        folder = path.is_dir()
        if folder and sys.platform == "win32":  # where none can be synced
            continue
        descriptor = os.open(path, os.O_RDONLY if folder else os.O_RDWR)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _part(path: Path) -> Path:
    """Name a place beside a file that no other process or thread writes to."""
    while (part := path.with_name(f"{STAGING}{os.getpid()}-{next(_NUMBERS)}")).exists():
        pass
    return part


class Passing(str):
    """A note of what may be otherwise the next time; what was made meanwhile is not kept."""

    __slots__ = ()


class Store(Protocol):
    """Where results are kept; one that fails costs time and nothing else."""

    def get(self, name: str) -> bytes | None:
        """Give what was put under a name, or None."""

    def put(self, name: str, payload: bytes) -> None:
        """Keep a payload; whole or not at all."""


def digest(parts: Iterable[str]) -> str:
    """Name a result by everything that it depends on; no two lists have one name."""
    hashed = hashlib.sha256()
    for part in parts:
        data = part.encode()
        hashed.update(len(data).to_bytes(8, "big") + data)
    return hashed.hexdigest()


def share(text: str) -> float:
    """Give a number from 0 to 1 by a text and never by chance."""
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=2).digest(), "big") / 0xFFFF


def packed(name: str, payload: bytes) -> bytes:
    """Give the bytes of an entry."""
    return _head(name, payload) + payload


def payload(name: str, data: bytes) -> bytes | None:
    """Give what an entry of a name holds; None for what is damaged, or another's."""
    held = memoryview(data)[len(MARK) + hashlib.sha256().digest_size :]  # may be large
    return bytes(held) if data.startswith(_head(name, held)) else None


def _head(name: str, payload: bytes | memoryview) -> bytes:
    hashed = hashlib.sha256(name.encode())
    hashed.update(payload)
    return MARK + hashed.digest()


@dataclass(slots=True)
class Kept:
    """A folder of results; with folder None it remembers nothing.

    With a `limit` in bytes, what was not used for longest makes room for what is put. The folder
    is looked through at the first that a process puts there, and then once in a while.

    A folder that cannot be written costs time and nothing else: `warn` is told once, of `what`
    is not kept.
    """

    folder: Path | None
    limit: int | None = None
    suffix: str = ".kept"
    what: str = "results"
    warn: Callable[[str], None] | None = None
    _broken: bool = False

    def get(self, name: str) -> bytes | None:
        """Give what was put under a name, or None; mark it as used now."""
        if self.folder is None:
            return None
        path = self._path(self.folder, name)
        try:
            data = path.read_bytes()
        except OSError:
            return None
        found = payload(name, data)
        with contextlib.suppress(OSError):
            if found is None:
                path.unlink()
            else:
                os.utime(path)
        return found

    def put(self, name: str, payload: bytes) -> None:
        """Keep a payload; whole or not at all."""
        if self.folder is None or self._broken:
            return
        path, data = self._path(self.folder, name), packed(name, payload)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            write(path, data)
        except OSError as error:
            self._broken = True
            if self.warn:
                self.warn(Passing(f"{self.what} are not kept ({self.folder}): {error.strerror}"))
            return
        if self.limit is not None:
            _ROOM[self.folder] = _ROOM.get(self.folder, 0) - len(data)
            if _ROOM[self.folder] < 0:
                total = self._evict(self.folder, self.limit)
                _ROOM[self.folder] = min(self.limit - total, self.limit // _LOOKS)

    def _evict(self, folder: Path, limit: int) -> int:
        """Delete what was not used for longest, if there is more than the limit; give what stays.

        What killed runs left half written goes too.
        """
        entries: list[tuple[int, int, Path]] = []
        with contextlib.suppress(OSError):  # it may not be ours to look into
            for path in folder.glob(f"??/{STAGING}*"):
                with contextlib.suppress(OSError):
                    if path.stat().st_mtime < time.time() - ABANDONED_S:
                        path.unlink()
            for path in folder.glob(f"??/*{self.suffix}"):
                with contextlib.suppress(OSError):
                    facts = path.stat()
                    entries.append((facts.st_mtime_ns, facts.st_size, path))
        total = sum(size for _, size, _ in entries)
        for _, size, path in sorted(entries) if total > limit else ():
            if total <= limit * KEEP:
                break
            with contextlib.suppress(OSError):
                path.unlink()
            total -= size
        return total

    def _path(self, folder: Path, name: str) -> Path:
        return folder / name[:2] / f"{name[2:]}{self.suffix}"


def size(folder: Path) -> int:
    """Count the bytes of the files below a folder; one that goes meanwhile is none."""
    found = 0
    for path in folder.rglob("*"):
        with contextlib.suppress(OSError):
            found += path.stat().st_size if path.is_file() else 0
    return found


def remove(folder: Path) -> None:
    """Remove a folder of what can be made again; whoever uses it makes it anew.

    Raises:
        OutputError: It could not be removed.
    """
    try:
        if folder.exists():
            folder.rename(_part(folder))
        for left in folder.parent.glob(f"{STAGING}*"):  # that, and what a killed run left
            shutil.rmtree(left)
    except OSError as error:
        reason = error.strerror or str(error)
        where = str(error.filename or folder)
        raise OutputError(
            f"cannot remove: {reason}", where=where, hint="allow writing there"
        ) from error
