"""episode.json: everything the feed and the page say of an episode, read back as it was."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import asdict, dataclass, field, is_dataclass
from datetime import date, datetime
from functools import cache
from math import isfinite
from types import UnionType
from typing import TYPE_CHECKING, Any, get_args, get_origin, get_type_hints

from tingbao import store
from tingbao.errors import MALFORMED
from tingbao.model import Byline, Chapter, Episode, Reference, Story

if TYPE_CHECKING:
    from pathlib import Path

NAME = "episode.json"
VERSION = 1

_MOST = 1 << 53  # what every reader of JSON takes for a whole number
_YEARS = range(1000, 9999)  # which every zone's calendar can name
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
        plain: dict[str, Any] = json.loads(store.read(path))
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
        found = Record(
            **{
                **plain,
                "episode": Episode(**episode, chapters=chapters, published=published),
                "byline": Byline(**plain.pop("byline")),
                "article_published": datetime.fromisoformat(written) if written else None,
                "engines": tuple(plain.pop("engines")),
                "waveform": tuple(plain.pop("waveform")),
                "made_with": tuple(made.items()),
                "stories": tuple(map(_story, plain.pop("stories", ()))),
            }
        )
        if wrong := _misfits(found):
            raise DamagedError(f"its {wrong} is of the wrong kind")
    except OSError as error:
        raise DamagedError(error.strerror or "cannot be read") from error
    except MALFORMED as error:
        raise DamagedError(f"is no record of an episode: {str(error)[:_SHOWN]}") from error
    return found


def _story(plain: dict[str, Any]) -> Story:
    references = tuple(
        Reference(**one | {"published": datetime.fromisoformat(one["published"])})
        for one in plain.pop("references")
    )
    return Story(**plain, references=references)


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


def _misfits(value: object) -> str:
    """Name the first field, however deep, whose value is not what it is declared to be."""
    for name, hint in _hints(type(value)).items():  # type: ignore[arg-type]  # a class can be hashed
        held = getattr(value, name)
        if is_dataclass(hint):
            if inner := _misfits(held):
                return f"{name}.{inner}"
        elif not _fits(held, hint):
            return name
    return ""


def _fits(value: Any, hint: Any) -> bool:
    if get_origin(hint) is not tuple:
        return type(value) in _types(hint) and _is_sane(value)
    part, *more = get_args(hint)
    if more != [...]:
        return all(map(_fits, value, (part, *more)))
    if is_dataclass(part):
        return not any(map(_misfits, value))
    if get_origin(part) is tuple:
        return all(_fits(one, part) for one in value)
    return set(map(type, value)) <= _types(part) and all(map(_is_sane, value))


def _is_sane(value: Any) -> bool:
    """Tell whether a value is one that an episode can have, and not only of the right kind."""
    if isinstance(value, float):
        return isfinite(value)
    if isinstance(value, int):
        return abs(value) < _MOST
    if isinstance(value, datetime):
        return value.year in _YEARS
    return True


def _types(hint: Any) -> set[type]:
    """Give what a value may be; where a measure is wanted, a whole number does."""
    parts = set(get_args(hint)) if isinstance(hint, UnionType) else {hint}
    return parts | {int} if float in parts else parts


@cache
def _hints(kind: Any) -> dict[str, Any]:
    return get_type_hints(kind, localns={"date": date, "datetime": datetime})


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no JSON form")
