"""episode.json: everything the feed and the page say of an episode, read back as it was."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import asdict, dataclass, field
from datetime import datetime  # serialization.revive reads the annotations
from pathlib import Path
from typing import Any

from tingbao import store
from tingbao.errors import MALFORMED
from tingbao.model import Byline, Episode, Story  # as above
from tingbao.publishing.serialization import revive, to_json

NAME = "episode.json"
VERSION = 1

_SHOWN = 200  # characters of what is wrong
_ADDRESS = re.compile(r"(https?://)(?:[^/?#@]*@)?", re.IGNORECASE)
_DIGEST = re.compile(r"file:[0-9a-f]{16}")

Fact = str | int | float | bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """An episode and what is kept beside it.

    `content` is the SHA-256 of the article, `audio` that of the MP3, `revision` counts how
    often the audio of the same article was made anew, `source` and `origin` are the
    article's as `public` and `addresses` give them, a line each, `made_with` holds settings
    and measurements that are worth keeping. Of a daily show `day` is its day, as 2026-11-27,
    and `stories` are what it tells.
    """

    episode: Episode
    content: str
    audio: str
    revision: int = 1
    source: str = ""
    origin: str = ""
    byline: Byline = field(default_factory=Byline)
    article_published: datetime | None = None
    language: str = "zh-cn"
    ai_mark: str = "voice"
    season: int | None = None
    number: int | None = None
    engines: tuple[str, ...] = ()
    loudness: float | None = None
    true_peak: float | None = None
    waveform: tuple[float, ...] = ()
    made_with: tuple[tuple[str, Fact], ...] = ()
    day: str = ""
    stories: tuple[Story, ...] = ()


class DamagedError(ValueError):
    """An episode.json that cannot be read as one; caught where folders are listed."""


def dump(record: Record) -> bytes:
    """Write a record as JSON."""
    return to_json({"version": VERSION, **asdict(record), "made_with": dict(record.made_with)})


def load(path: Path) -> Record:
    """Read a record.

    Raises:
        DamagedError: It is missing or not what `dump` writes.
    """
    try:
        written: dict[str, Any] = json.loads(store.read(path))
        if written.pop("version") != VERSION:
            raise DamagedError("written by another version")
        written["made_with"] = list(map(list, written["made_with"].items()))
        if "ai_notice" in written:  # its name while it was yes or no
            written["ai_mark"] = "voice" if written.pop("ai_notice") else "none"
        found = revive(Record, written)
        if found.episode.published.tzinfo is None:
            raise DamagedError("its time of publication has no zone")
    except OSError as error:
        raise DamagedError(error.strerror or "cannot be read") from error
    except MALFORMED as error:
        raise DamagedError(f"is no record of an episode: {str(error)[:_SHOWN]}") from error
    return found


def public(source: str) -> str:
    """Give what of an article's source may be published, line by line.

    Of an address, all but a name and password in it; of a path a digest, by which the same file
    is known again and nobody learns how a disk is arranged.
    """
    return "\n".join(map(_public, source.split("\n")))


def addresses(source: str) -> tuple[str, ...]:
    """Give the web addresses among an article's sources, each once."""
    found = (line for line in public(source).split("\n") if _ADDRESS.match(line))
    return tuple(dict.fromkeys(found))


def _public(source: str) -> str:
    if _ADDRESS.match(source):
        return _ADDRESS.sub(r"\1", source)
    if source in {"", "-"} or _DIGEST.fullmatch(source):
        return source
    return f"file:{hashlib.sha256(source.encode('utf-8', 'surrogatepass')).hexdigest()[:16]}"
