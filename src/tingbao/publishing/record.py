"""episode.json: everything the feed and the page say of an episode, read back as it was."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from tingbao.model import Byline, Chapter, Episode

if TYPE_CHECKING:
    from pathlib import Path

NAME = "episode.json"
VERSION = 1

Fact = str | int | float | bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """An episode and what is kept beside it.

    `content` is the SHA-256 of the article, `audio` that of the MP3, `revision` counts how
    often the audio of the same article was made anew, `origin` is the article's address if it
    has one, `made_with` holds settings and measurements that are worth keeping.
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


class DamagedError(ValueError):
    """An episode.json that cannot be read as one; caught where folders are listed."""


def dump(record: Record) -> bytes:
    """Write a record as JSON."""
    plain = {"version": VERSION, **asdict(record)}
    plain["made_with"] = dict(record.made_with)
    text = json.dumps(plain, ensure_ascii=False, indent=1, default=_plain)
    return (text + "\n").encode("utf-8", "surrogatepass")


def load(path: Path) -> Record:
    """Read a record.

    Raises:
        DamagedError: It is missing or not what `dump` writes.
    """
    try:
        plain: dict[str, Any] = json.loads(path.read_bytes())
        if plain.pop("version") != VERSION:
            raise DamagedError("written by another version")
        made = plain.pop("made_with")
        if "ai_notice" in plain:  # its name while it was yes or no
            plain["ai_mark"] = "voice" if plain.pop("ai_notice") else "none"
        episode = plain.pop("episode")
        chapters = tuple(Chapter(**chapter) for chapter in episode.pop("chapters"))
        published = datetime.fromisoformat(episode.pop("published"))
        if published.tzinfo is None:
            raise DamagedError("its time of publication has no zone")
        written = plain.pop("article_published")
        return Record(
            **{
                **plain,
                "episode": Episode(**episode, chapters=chapters, published=published),
                "byline": Byline(**plain.pop("byline")),
                "article_published": datetime.fromisoformat(written) if written else None,
                "engines": tuple(plain.pop("engines")),
                "waveform": tuple(plain.pop("waveform")),
                "made_with": tuple(made.items()),
            }
        )
    except OSError as error:
        raise DamagedError(error.strerror or "cannot be read") from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise DamagedError(f"is no record of an episode: {error}") from error


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no JSON form")
