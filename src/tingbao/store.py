"""Files that are whole or not there: staged beside their place, synced, renamed.

What is under way has a name that begins with `STAGING`; nothing reads such names.
"""

from __future__ import annotations

import os
import sys
from itertools import count, islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from pathlib import Path

STAGING = ".staging-"
_BUNCH = 256  # files staged before they are synced and renamed together
_FEW = 16  # files that are synced one by one
_NUMBERS = count()


def write(path: Path, data: bytes) -> None:
    """Put a file in place.

    Raises:
        OSError: It could not be written; what stood there before still does.
    """
    for _ in place([(path, data)]):
        pass


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
