"""Episodes that were ordered: what is wanted, how far it is, and their files.

A job is one file in DIR/.studio/, so that it outlives the program. Names that begin with
a dot are never served.
"""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass
from datetime import datetime  # serialization.revive reads the annotations
from pathlib import Path
from typing import Literal

from tingbao import store
from tingbao.errors import MALFORMED
from tingbao.model import Article, Script  # as above
from tingbao.publishing import files
from tingbao.publishing.serialization import revive, to_json

State = Literal["queued", "running", "done", "failed", "cancelled"]
FOLDER = ".studio"
MOST = 50  # finished jobs that are remembered
MOST_WAITING = 50  # jobs that are not over: days of work for one machine
# What is left of mastering, and publishing, as a part of what speaking takes; measured.
_AFTER = 0.08
_NAME = re.compile(r"[0-9a-f]{16}\.json")


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What an episode is to be made of."""

    article: Article
    script: Script
    moment: datetime
    engine: str
    voice: str
    minutes: float
    style: str
    speed: float = 1.0
    guest_voice: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """An order and how far it is.

    `stage` is the stage under way; `done` of `total` lines are spoken, and about `left_s`
    seconds are left, where that can be told. `problem` is what went wrong in words for a
    listener, `detail` in those of the program. `slug` names the episode.
    """

    id: str
    created: datetime
    order: Order
    state: State = "queued"
    stage: str = ""
    done: int = 0
    total: int = 0
    left_s: int | None = None
    slug: str = ""
    problem: str = ""
    detail: str = ""

    @property
    def is_over(self) -> bool:
        """Tell whether nothing more will happen to it."""
        return self.state in {"done", "failed", "cancelled"}


def left_s(script: Script, done: int, elapsed_s: float) -> int | None:
    """Guess how many seconds a job still takes.

    `elapsed_s` counts from when the first line was spoken: what came before it, the loading of a
    voice, will not come again.

    Returns:
        By the characters left to say at the pace so far, and for what follows; None
        where there is no pace yet.
    """
    sizes = [len(line.spoken) for line in script.lines]
    said = sum(sizes[1:done])
    if not said or elapsed_s < 0:
        return None
    pace = elapsed_s / said
    return round(pace * (sum(sizes[done:]) + _AFTER * sum(sizes)))


def save(folder: Path, job: Job) -> None:
    """Write a job's file.

    Raises:
        OutputError: It could not be written.
    """
    place = folder / FOLDER
    with files.failures(place):
        place.mkdir(exist_ok=True)
    files.write(place / f"{job.id}.json", to_json(asdict(job)))


def load(folder: Path) -> list[Job]:
    """Read the jobs, the oldest first; a damaged file is left where it is and left out."""
    place = folder / FOLDER
    if not place.is_dir():
        return []
    found = []
    for path in place.iterdir():
        if not _NAME.fullmatch(path.name):
            continue
        try:
            job = revive(Job, json.loads(store.read(path)))
        except (OSError, *MALFORMED):
            continue
        if job.id == path.stem:
            found.append(job)
    return sorted(found, key=lambda job: (job.created, job.id))


def forget(folder: Path, job: Job) -> None:
    """Remove a job's file."""
    with files.failures(folder):
        (folder / FOLDER / f"{job.id}.json").unlink(missing_ok=True)
