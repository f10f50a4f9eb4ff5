"""What was spoken once is kept: by what says it, who says it, and which version.

An entry is a file named by the SHA-256 of its key, in one of 256 folders. It holds
a mark, the SHA-256 of its name and payload, and the payload: one that is damaged, half
written or another's is recognised, dropped and spoken again. Two processes may share the
folder: writes are a rename, and a file that the other has just evicted is only a miss.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tingbao import store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

MARK = b"tingbao2"
LIMIT = 1 << 29  # 512 MiB are three hours of speech
KEEP = 0.8  # evict down to this share, so that not every run evicts
ABANDONED_S = 3600.0  # a file that has been under way so long is that of a killed run


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
    limit: int = LIMIT
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
        payload = data[len(MARK) + 32 :]
        if data[: len(data) - len(payload)] != _head(name, payload):
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
        if self.folder is None:
            return
        for path in self.folder.glob(f"??/{store.STAGING}*"):
            with contextlib.suppress(OSError):
                if path.stat().st_mtime < time.time() - ABANDONED_S:
                    path.unlink()
        entries = []
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


def _head(name: str, payload: bytes) -> bytes:
    return MARK + hashlib.sha256(name.encode() + payload).digest()
