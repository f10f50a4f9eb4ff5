"""What was spoken once is kept: by what says it, who says it, and which version.

It is kept as `store` keeps results. Machines share a folder that all have mounted, or a
bucket: the same entries as objects.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tingbao.errors import OutputError
from tingbao.services import storage
from tingbao.store import LIMITS, MARK, Kept, Passing, Store, digest, packed, payload

WHAT = "spoken sentences"
# A bucket that does not answer costs an article some seconds, not the client's five minutes.
_S3 = {"config_kwargs": {"connect_timeout": 5, "read_timeout": 20, "retries": {"max_attempts": 2}}}


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
        folder = Path(place)
    limit = None if place else LIMITS["speech"]
    return Kept(folder, limit=limit, suffix=".pcm", what=WHAT, warn=warn)


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
            return payload(name, self.system.cat_file(self._path(name)))
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
            self.system.pipe_file(path, packed(name, payload))
        except storage.refusals() as error:
            self._lost(error)

    def _lost(self, error: Exception) -> None:
        told, self._broken = self._broken, True
        if self.warn and not told:
            self.warn(Passing(f"{WHAT} are not kept ({self.root}): {error}"))

    def _path(self, name: str) -> str:
        return f"{self.root}/{name[:2]}/{name[2:]}.pcm"
