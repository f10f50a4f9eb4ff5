"""What was spoken once is kept: by what says it, who says it, and which version.

An entry is a file named by the SHA-256 of its key, in one of 256 folders. It holds
a mark, the SHA-256 of its name and payload, and the payload: one that is damaged, half
written or another's is recognised, dropped and spoken again. Two processes may share the
folder: writes are a rename, and a file that the other has just evicted is only a miss.
Machines share a folder that all have mounted, or a bucket: the same entries as objects.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from tingbao import store
from tingbao.errors import OutputError
from tingbao.services import storage

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

MARK = b"tingbao2"
LIMIT = 1 << 29  # 512 MiB are three hours of speech
KEEP = 0.8  # evict down to this share, so that not every run evicts
ABANDONED_S = 3600.0  # a file that has been under way so long is that of a killed run
# A bucket that does not answer costs an article some seconds, not the client's five minutes.
_S3 = {"config_kwargs": {"connect_timeout": 5, "read_timeout": 20, "retries": {"max_attempts": 2}}}


class Store(Protocol):
    """Where spoken chunks are kept; one that fails costs time and nothing else."""

    def get(self, name: str) -> bytes | None:
        """Give what was put under a name, or None."""

    def put(self, name: str, payload: bytes) -> None:
        """Keep a payload; whole or not at all."""

    def evict(self) -> None:
        """Make room, where that is ours to do."""


def opened(place: str, folder: Path | None, *, warn: Callable[[str], None] | None = None) -> Store:
    """Open the shared store at a place, a folder or an address, or else this user's own folder.

    A shared store is never emptied from here: others may need what is in it.

    Raises:
        UsageError: The address is of no kind that can be opened here.
    """
    if "://" in place:
        facts = _S3 if place.startswith("s3:") else {}
        system, root = storage.open_address(place, purpose="keep speech", **facts)
        return Bucket(system, root, warn=warn)
    if place:
        return Cache(Path(place), limit=None, warn=warn)
    return Cache(folder, warn=warn)


def check(place: str) -> None:
    """Make sure that a shared store keeps what it is given.

    Raises:
        OutputError: It does not.
        UsageError: As `opened`.
    """
    told: list[str] = []
    kept, name = opened(place, None, warn=told.append), digest(["probe"])
    kept.put(name, MARK)
    if kept.get(name) != MARK:
        reason = told[0].rpartition(": ")[2] if told else "it does not keep what it is given"
        raise OutputError(
            f"the store of speech cannot be used: {reason}",
            where=place,
            hint="check the place and the right to write there, or leave --store out",
        )


def digest(parts: Iterable[str]) -> str:
    """Name an entry by everything that its sound depends on; no two lists have one name."""
    hashed = hashlib.sha256()
    for part in parts:
        data = part.encode()
        hashed.update(len(data).to_bytes(8, "big") + data)
    return hashed.hexdigest()


@dataclass(slots=True)
class Cache:
    """A folder of spoken chunks; with folder None it remembers nothing.

    A folder that cannot be written costs time and nothing else: `warn` is told once.
    """

    folder: Path | None
    limit: int | None = LIMIT  # bytes; None for no such limit
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
        payload = _payload(name, data)
        if payload is None:
            with contextlib.suppress(OSError):
                path.unlink()
            return None
        with contextlib.suppress(OSError):
            os.utime(path)
        return payload

    def put(self, name: str, payload: bytes) -> None:
        """Keep a payload; whole or not at all."""
        if self.folder is None or self._broken:
            return
        path = self._path(self.folder, name)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            store.write(path, _head(name, payload) + payload)
        except OSError as error:
            told, self._broken = self._broken, True
            if self.warn and not told:
                self.warn(f"spoken sentences are not kept ({self.folder}): {error.strerror}")

    def evict(self) -> None:
        """Delete what was not used for longest, if there is more than the limit.

        What killed runs left half written goes too.
        """
        if self.folder is None or self.limit is None:
            return
        entries: list[tuple[int, int, Path]] = []
        with contextlib.suppress(OSError):  # it may not be ours to look into
            for path in self.folder.glob(f"??/{store.STAGING}*"):
                with contextlib.suppress(OSError):
                    if path.stat().st_mtime < time.time() - ABANDONED_S:
                        path.unlink()
            for path in self.folder.glob("??/*.pcm"):
                with contextlib.suppress(OSError):
                    facts = path.stat()
                    entries.append((facts.st_mtime_ns, facts.st_size, path))
        total = sum(size for _, size, _ in entries)
        if total <= self.limit:
            return
        for _, size, path in sorted(entries):
            if total <= self.limit * KEEP:
                break
            with contextlib.suppress(OSError):
                path.unlink()
            total -= size

    @staticmethod
    def _path(folder: Path, name: str) -> Path:
        return folder / name[:2] / f"{name[2:]}.pcm"


@dataclass(slots=True)
class Bucket:
    """Object storage, or any other file system that fsspec knows, below `root`.

    After the first failure it is left alone: an article does not wait for it chunk by chunk.
    """

    system: Any
    root: str
    warn: Callable[[str], None] | None = None
    _broken: bool = False

    def get(self, name: str) -> bytes | None:
        """Give what was put under a name, or None."""
        if self._broken:
            return None
        try:
            return _payload(name, self.system.cat_file(self._path(name)))
        except FileNotFoundError:
            return None
        except storage.refusals() as error:
            self._lost(error)
            return None

    def put(self, name: str, payload: bytes) -> None:
        """Keep a payload; where a write is not whole, what is read back is no entry."""
        if self._broken:
            return
        path = self._path(name)
        try:
            if "s3" not in self.system.protocol:
                self.system.makedirs(path.rpartition("/")[0], exist_ok=True)
            self.system.pipe_file(path, _head(name, payload) + payload)
        except storage.refusals() as error:
            self._lost(error)

    def evict(self) -> None:
        """Leave that to the bucket's own rules."""

    def _lost(self, error: Exception) -> None:
        told, self._broken = self._broken, True
        if self.warn and not told:
            self.warn(f"spoken sentences are not kept ({self.root}): {error}")

    def _path(self, name: str) -> str:
        return f"{self.root}/{name[:2]}/{name[2:]}.pcm"


def _payload(name: str, data: bytes) -> bytes | None:
    payload = data[len(MARK) + 32 :]
    return payload if data[: len(data) - len(payload)] == _head(name, payload) else None


def _head(name: str, payload: bytes) -> bytes:
    return MARK + hashlib.sha256(name.encode() + payload).digest()
