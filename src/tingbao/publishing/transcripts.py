"""Transcripts of the written text, timed by the lines' sound: WebVTT and SubRip."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tingbao.model import Cue, Script

_LONGEST = 40  # characters a cue shows: two rows of a phone
_SENTENCE = re.compile(r"[^。！？!?…]*[。！？!?…]+[”’」』）)]*|[^。！？!?…]+$")
_CLAUSE = re.compile(r"[^，；：、,;:—]*[，；：、,;:—]+[”’」』）)]*|[^，；：、,;:—]+$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Caption:
    """A piece of a line and when it shows."""

    line: int
    start_ms: int
    end_ms: int
    text: str


def captions(script: Script, cues: Sequence[Cue]) -> tuple[Caption, ...]:
    """Split lines that are long to read; the times within a line follow its characters."""
    shown: list[Caption] = []
    for cue in cues:
        line = script.lines[cue.line]
        pieces = _pieces(" ".join(line.written.split()))
        total = sum(len(piece) for piece in pieces)
        done = 0
        for piece in pieces:
            start = cue.start_ms + (cue.end_ms - cue.start_ms) * done // total
            done += len(piece)
            end = cue.start_ms + (cue.end_ms - cue.start_ms) * done // total
            shown.append(Caption(line=cue.line, start_ms=start, end_ms=end, text=piece.strip()))
    return tuple(caption for caption in shown if caption.text)


def vtt(shown: Sequence[Caption], language: str) -> str:
    """Write WebVTT (W3C); the escapes are those its cue text needs."""
    parts = [f"WEBVTT\nKind: captions\nLanguage: {language}\n"]
    for caption in shown:
        text = caption.text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        times = f"{_time(caption.start_ms, '.')} --> {_time(caption.end_ms, '.')}"
        parts.append(f"{times}\n{text}\n")
    return "\n".join(parts)


def srt(shown: Sequence[Caption]) -> str:
    """Write SubRip; `-->` within a text would be read as times."""
    parts = [
        f"{number}\n{_time(caption.start_ms, ',')} --> {_time(caption.end_ms, ',')}\n"
        f"{caption.text.replace('-->', '→')}\n"
        for number, caption in enumerate(shown, 1)
    ]
    return "\n".join(parts)


def _pieces(text: str) -> list[str]:
    """Cut at sentences, then clauses, and join again as long as it stays readable."""
    if len(text) <= _LONGEST:
        return [text]
    fragments: list[str] = []
    for sentence in _SENTENCE.findall(text):
        if len(sentence) <= _LONGEST:
            fragments.append(sentence)
            continue
        for clause in _CLAUSE.findall(sentence):
            fragments += [clause[at : at + _LONGEST] for at in range(0, len(clause), _LONGEST)]
    pieces: list[str] = []
    for fragment in fragments:
        if pieces and len(pieces[-1]) + len(fragment) <= _LONGEST:
            pieces[-1] += fragment
        else:
            pieces.append(fragment)
    return pieces


def _time(milliseconds: int, point: str) -> str:
    seconds, rest = divmod(milliseconds, 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{seconds:02}{point}{rest:03}"
