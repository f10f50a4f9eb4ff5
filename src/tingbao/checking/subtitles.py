"""Reading WebVTT and SubRip back, strictly enough to find what a player would trip over."""

from __future__ import annotations

import re
from html import unescape

from tingbao.publishing.transcripts import Caption

_TIMES = re.compile(
    r"(\d{2,6}):(\d{2}):(\d{2})[.,](\d{3}) --> (\d{2,6}):(\d{2}):(\d{2})[.,](\d{3})", re.ASCII
)


def read(text: str) -> tuple[Caption, ...]:
    """Read the cues of either format.

    Raises:
        ValueError: Something stands where times should.
    """
    found: list[Caption] = []
    blocks = re.split(r"\n\s*\n", text.replace("\r\n", "\n").removeprefix("\ufeff").strip())
    for block in blocks:
        lines = block.split("\n")
        if not block or lines[0].startswith(("WEBVTT", "NOTE", "STYLE", "REGION")):
            continue
        at = 0 if "-->" in lines[0] else 1
        times = _TIMES.match(lines[at]) if at < len(lines) else None
        if not times:
            raise ValueError(f"no times in {block[:40]!r}")
        parts = [int(part) for part in times.groups()]
        said = unescape("\n".join(lines[at + 1 :]))
        found.append(Caption(start_ms=_ms(parts[:4]), end_ms=_ms(parts[4:]), text=said))
    return tuple(found)


def _ms(parts: list[int]) -> int:
    hours, minutes, seconds, rest = parts
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + rest
