"""What some articles do to the worker that has them; workers import it."""

from __future__ import annotations

import os
import signal
import time
from typing import TYPE_CHECKING

from tingbao.runners import tasks

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from tingbao.model import Article
    from tingbao.runners.parcel import Parcel

DEADLY, FAULTY, ONCE, SLOW = "毒一", "毒二", "一次", "慢"


def record(article: Article, parcel: Parcel, moment: datetime) -> tasks.Recorded:
    """Die, fail or wait as the title says, and else do what a worker does; count the tries."""
    folder = parcel.config.output.parent / "tries"
    tries = _tried(folder, article.title)
    if DEADLY in article.title or (ONCE in article.title and tries == 1):
        os.kill(os.getpid(), signal.SIGKILL)
    if FAULTY in article.title:
        raise RuntimeError("a bug")
    if SLOW in article.title:
        time.sleep(0.5)
    return tasks.record(article, parcel, moment)


def _tried(folder: Path, title: str) -> int:
    folder.mkdir(exist_ok=True)
    with (folder / title).open("a") as file:
        file.write("x")
    return len((folder / title).read_text())


def tries(folder: Path) -> dict[str, int]:
    """Give how often each article was begun."""
    return {path.name: len(path.read_text()) for path in (folder / "tries").iterdir()}
