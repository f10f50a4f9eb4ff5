"""What some articles do to the worker that has them; workers import it."""

from __future__ import annotations

import json
import os
import signal
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING

from tests.patience import until

from tingbao import pipeline
from tingbao.runners import tasks

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from tingbao.model import Article
    from tingbao.runners.parcel import Parcel

DEADLY, FAULTY, ONCE, HELD, HALFWAY = "毒一", "毒二", "一次", "慢", "半途"


def record(article: Article, parcel: Parcel, moment: datetime) -> tasks.Recorded:
    """Die, fail or wait as the title says, and else do what a worker does; count the tries."""
    folder = parcel.config.output.parent / "tries"
    tries = _tried(folder, article.title)
    if DEADLY in article.title or (ONCE in article.title and tries == 1):
        os.kill(os.getpid(), signal.SIGKILL)
    if FAULTY in article.title:
        raise RuntimeError("a bug")
    if HELD in article.title:
        until((folder.parent / "go").exists)
    if HALFWAY in article.title and tries == 1:
        script = pipeline.write(article, parcel.config, moment=moment, note=str)
        pipeline.perform(article, script, parcel.config, progress=_Dying(parcel, folder))
    return tasks.record(article, parcel, moment)


class _Dying:
    """A Progress that keeps what was spoken until the third line, and dies there."""

    def __init__(self, parcel: Parcel, folder: Path) -> None:
        self._parcel, self._folder = parcel, folder

    def stage(self, name: str) -> None:
        """Go on."""

    def note(self, text: str) -> None:
        """Go on."""

    def line(self, done: int, total: int) -> None:
        """Die in the midst of it."""
        if done == 3 < total:
            (self._folder / "spoken").write_text(json.dumps(spoken(self._parcel.config.cache)))
            os.kill(os.getpid(), signal.SIGKILL)


def spoken(cache: Path | None) -> dict[str, int]:
    """Give every kept sentence with its inode: one that is spoken again has another."""
    assert cache
    return {str(path): path.stat().st_ino for path in cache.rglob("*.pcm")}


def _tried(folder: Path, title: str) -> int:
    folder.mkdir(exist_ok=True)
    with (folder / title).open("a") as file:
        file.write("x")
    return len((folder / title).read_text())


def tries(folder: Path) -> dict[str, int]:
    """Give how often each article was begun."""
    return {path.name: len(path.read_text()) for path in (folder / "tries").iterdir()}


def half_told() -> bytes:
    """Give a long result, of which half is told when its process dies."""

    def send(self: Connection, data: bytes) -> None:
        os.write(self.fileno(), bytes(data)[: len(data) // 2])
        os.kill(os.getpid(), signal.SIGKILL)

    Connection._send = send
    return b"-" * 20_000
