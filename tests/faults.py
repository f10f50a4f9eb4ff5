"""Every touch of the disk that a piece of work makes, and each of them failing in its turn.

As SQLite tests itself: the work is run once to count its steps (opens, writes, syncs, renames,
and what makes and removes), then once for each step with that step failing. A failing write
leaves half of it behind, as a full disk does.
"""

from __future__ import annotations

import builtins
import errno
import io
import os
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from tingbao.checking import feed as feeds
from tingbao.publishing import files

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ERRORS = (errno.ENOSPC, errno.EIO, errno.EMFILE)
_BY_PATH = ("rename", "replace", "mkdir", "unlink", "rmdir")
_WRITES = frozenset("wax+")


@dataclass(slots=True)
class Faults:
    """Steps below some folders: those made so far, and the one that fails."""

    roots: tuple[Path, ...]
    fails_at: int = -1
    error: int = errno.ENOSPC
    steps: list[str] = field(default_factory=list)

    def step(self, what: str, place: object) -> bool:
        """Take note of a step; tell whether it is the one to fail."""
        path = Path(os.fsdecode(place)) if isinstance(place, str | bytes | os.PathLike) else None
        if path is not None and not any(path.is_relative_to(root) for root in self.roots):
            return False
        self.steps.append(f"{what} {path.name if path else ''}".strip())
        return len(self.steps) - 1 == self.fails_at

    def fail(self, place: object) -> OSError:
        """Make the error."""
        name = os.fsdecode(place) if isinstance(place, str | bytes | os.PathLike) else None
        return OSError(self.error, os.strerror(self.error), name)


def snapshot(show: Path) -> dict[str, bytes]:
    """Every file of a show that is for listeners."""
    return {
        path.relative_to(show).as_posix(): path.read_bytes()
        for path in sorted(show.rglob("*"))
        if path.is_file() and files.is_public(show, path)
    }


def broken(show: Path) -> list[str]:
    """The rules that a show's feed breaks."""
    return [finding.rule for finding in feeds.check(str(show)) if finding.level == "error"]


class _File:
    """A file open for writing, whose writes are steps."""

    def __init__(self, inner: Any, path: object, faults: Faults) -> None:
        self._inner, self._path, self._faults = inner, path, faults

    def write(self, data: Any) -> int:
        """Write all, or half and fail."""
        if self._faults.step("write", self._path):
            self._inner.write(data[: len(data) // 2])
            raise self._faults.fail(self._path)
        return self._inner.write(data)

    def __enter__(self) -> Self:
        self._inner.__enter__()
        return self

    def __exit__(self, *error: object) -> None:
        self._inner.__exit__(*error)

    def __iter__(self) -> Iterator[Any]:
        return iter(self._inner)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._inner, name)


@contextmanager
def watched(faults: Faults) -> Iterator[Faults]:  # noqa: C901  # one small stand-in a call
    """Let every step below the roots be counted, and the one chosen fail."""
    kept = {name: getattr(os, name) for name in (*_BY_PATH, "open", "fsync", "sync")}
    opened = io.open

    def by_path(name: str) -> Callable[..., Any]:
        def call(path: Any, *rest: Any, **more: Any) -> Any:
            if "dir_fd" not in more and faults.step(name, path):
                raise faults.fail(path)
            return kept[name](path, *rest, **more)

        return call

    def low_open(path: Any, flags: int, *rest: Any, **more: Any) -> int:
        if flags & (os.O_WRONLY | os.O_RDWR) and faults.step("open", path):
            raise faults.fail(path)
        return kept["open"](path, flags, *rest, **more)

    def fsync(descriptor: int) -> None:
        place = Path(f"/proc/self/fd/{descriptor}").readlink()
        if faults.step("fsync", place):
            raise faults.fail(place)

    def sync() -> None:
        faults.step("sync", None)  # which cannot fail

    def high_open(path: Any, mode: str = "r", *rest: Any, **more: Any) -> Any:
        if not isinstance(path, str | bytes | os.PathLike) or not _WRITES & set(mode):
            return opened(path, mode, *rest, **more)
        if faults.step("open", path):
            raise faults.fail(path)
        return _File(opened(path, mode, *rest, **more), path, faults)

    for name in _BY_PATH:
        setattr(os, name, by_path(name))
    os.open, os.fsync, os.sync = low_open, fsync, sync
    io.open = builtins.open = high_open
    try:
        yield faults
    finally:
        for name, call in kept.items():
            setattr(os, name, call)
        io.open = builtins.open = opened
