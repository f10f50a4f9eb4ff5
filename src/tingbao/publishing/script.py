"""script.json: the lines of an episode, when each sounds and who says it, and reading it back."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from tingbao import store
from tingbao.errors import MALFORMED
from tingbao.model import Recording, Script
from tingbao.publishing.record import DamagedError

NAME = "script.json"
_LONGEST_MS = 1 << 32  # as ID3 counts them: seven weeks


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """A line as it sounds: in whose voice, by which engine, and when.

    `paragraph` is the section and paragraph of the source that it is from, empty for what the
    host adds; lines of one paragraph share it.
    """

    kind: str = "body"
    role: str = "host"
    written: str = ""
    spoken: str = ""
    engine: str = ""
    paragraph: tuple[int, ...] = ()
    start_ms: int
    end_ms: int


def write(script: Script, recording: Recording) -> dict[str, Any]:
    """Give what script.json says."""
    cues = [asdict(cue) for cue in recording.cues]
    return {**asdict(script), "cues": cues, "engines": recording.engines}


def read(written: dict[str, Any]) -> tuple[Spoken, ...]:
    """Read the lines that have a cue, in the order in which they are heard.

    Raises:
        One of MALFORMED: It is not what `write` gives.
    """
    lines = written["lines"]
    engines = written.get("engines") or [""] * len(lines)
    found = (_spoken(lines[cue["line"]], engines[cue["line"]], cue) for cue in written["cues"])
    return tuple(sorted(found, key=lambda line: line.start_ms))


def load(folder: Path) -> tuple[Spoken, ...]:
    """Read the script of an episode's folder.

    Raises:
        DamagedError: There is none, or it is not what was published.
    """
    try:
        return read(json.loads(store.read(folder / NAME)))
    except (OSError, *MALFORMED) as error:
        raise DamagedError(f"{NAME} cannot be read") from error


def _spoken(line: dict[str, Any], engine: str, cue: dict[str, Any]) -> Spoken:
    origin = line.get("origin") or ()
    place = (origin[0]["section"], origin[0]["paragraph"]) if origin else ()
    return Spoken(
        kind=str(line["kind"]),
        role=str(line.get("role", "host")),
        written=_text(line["written"]),
        spoken=str(line.get("spoken", "")),
        engine=str(engine),
        paragraph=tuple(map(int, place)),
        start_ms=_ms(cue["start_ms"]),
        end_ms=_ms(cue["end_ms"]),
    )


def _text(value: Any) -> str:
    if isinstance(value, str):
        return value
    raise TypeError("no text")


def _ms(time: Any) -> int:
    """Read a time that a listener could reach."""
    if (value := int(time)) in range(_LONGEST_MS):
        return value
    raise ValueError("no time of an episode")
