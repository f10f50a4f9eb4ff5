"""What is heard in an episode and when, read back from its script.json."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tingbao import store
from tingbao.errors import MALFORMED

if TYPE_CHECKING:
    from pathlib import Path

NAME = "script.json"
# Many newsrooms type half-width marks after Chinese; set in print they are as wide as a character.
_TYPED = re.compile(r"(?<=[\u3400-\u9fff”’》）】」』])([,:;?!]) ?")
_SET = str.maketrans(",:;?!", "，：；？！")


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """A sentence of the transcript as people read it, whose voice says it, and when.

    Sentences of one paragraph of the source share `paragraph`, which is empty for what
    the host adds.
    """

    kind: str
    role: str = "host"
    written: str
    paragraph: tuple[int, ...]
    start_ms: int
    end_ms: int


def read(path: Path) -> tuple[Spoken, ...]:
    """Read the lines that have a cue, in the order in which they are heard.

    A file that is missing or damaged gives none: the page then stands without a
    transcript, which is better than no page.
    """
    try:
        plain: dict[str, Any] = json.loads(store.read(path))
        lines = plain["lines"]
        found = [_spoken(lines[cue["line"]], cue) for cue in plain["cues"]]
    except (OSError, *MALFORMED):
        return ()
    return tuple(sorted(found, key=lambda line: line.start_ms))


def typeset(text: str) -> str:
    """Give a text with the marks after Chinese characters as wide as these."""
    return _TYPED.sub(lambda found: found[1].translate(_SET), text)


def _spoken(line: dict[str, Any], cue: dict[str, Any]) -> Spoken:
    origin = line.get("origin") or ()
    place = (origin[0]["section"], origin[0]["paragraph"]) if origin else ()
    return Spoken(
        kind=str(line["kind"]),
        role=str(line.get("role", "host")),
        written=typeset(str(line["written"])),
        paragraph=tuple(map(int, place)),
        start_ms=int(cue["start_ms"]),
        end_ms=int(cue["end_ms"]),
    )
