"""Captions of the written text, timed by the lines' sound: WebVTT and SubRip."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from tingbao.model import Cue, Line, Script

_LONGEST = 40  # characters a cue shows: two rows of a phone
_RESTS = {"，": 1.0, ",": 1.0, "；": 1.4, "：": 1.4, "、": 0.6, "。": 1.8, "！": 1.8, "？": 1.8}
_SENTENCE = re.compile(r"[^。！？!?…]*[。！？!?…]+[”’」』）)]*|[^。！？!?…]+$")
_BREAK = r"(?:[，；：、;—]|[,:](?!\d))"  # 1,000 and 8:30 stay whole
_CLAUSE = re.compile(rf"(?s:(?:(?!{_BREAK}).)*{_BREAK}+[”’」』）)]*|(?:(?!{_BREAK}).)+$)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Caption:
    """A piece of a line and when it shows."""

    start_ms: int
    end_ms: int
    text: str


def captions(script: Script, cues: Sequence[Cue]) -> tuple[Caption, ...]:
    """Split lines that are long to read; times within a line follow what is spoken."""
    shown: list[Caption] = []
    for cue in cues:
        line = script.lines[cue.line]
        weights = _weights(line)
        total = sum(weights) or 1.0
        start, done = cue.start_ms, 0
        for piece in _pieces(line.written):
            done += len(piece)
            share = sum(weights[:done]) / total
            end = cue.start_ms + round((cue.end_ms - cue.start_ms) * share)
            text = " ".join(piece.split())
            if text:
                shown.append(Caption(start_ms=start, end_ms=end, text=text))
                start = end
    return tuple(shown)


def _weights(line: Line) -> list[float]:
    """Give per written character how long it sounds, in syllables; marks are short rests."""
    weights = [
        _RESTS.get(character, 1.0 if character.isalnum() else 0.0)
        * (0.4 if character.isascii() and character.isalpha() else 1)
        for character in line.written
    ]
    for edit in line.edits:
        spoken = sum(_RESTS.get(character, 1.0) for character in edit.spoken if character != " ")
        for at in range(edit.start, edit.end):
            weights[at] = spoken / (edit.end - edit.start)
    return weights


def vtt(shown: Sequence[Caption], language: str) -> str:
    """Write WebVTT (W3C); the escapes are those its cue text needs."""
    parts = [f"WEBVTT\nKind: captions\nLanguage: {language}\n"]
    for caption in shown:
        times = f"{time(caption.start_ms)} --> {time(caption.end_ms)}"
        parts.append(f"{times}\n{escape(caption.text, quote=False)}\n")
    return "\n".join(parts)


def srt(shown: Sequence[Caption]) -> str:
    """Write SubRip; `-->` within a text would be read as times."""
    parts = [
        f"{number}\n{time(caption.start_ms, ',')} --> {time(caption.end_ms, ',')}\n"
        f"{caption.text.replace('-->', '→')}\n"
        for number, caption in enumerate(shown, 1)
    ]
    return "\n".join(parts)


def _pieces(text: str) -> list[str]:
    """Cut at sentences, then clauses, and join again as long as it stays readable.

    Joined, the pieces are the text.
    """
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


def clock(milliseconds: int) -> str:
    """Write a place in a recording as people read it: 1:05 or 1:00:05, rounded down."""
    minutes, seconds = divmod(max(0, milliseconds) // 1000, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{seconds:02d}" if hours else f"{minutes}:{seconds:02d}"


def time(milliseconds: int, point: str = ".") -> str:
    """Write a place in a recording as subtitles and chapters do: 00:03:12.500."""
    seconds, rest = divmod(milliseconds, 1000)
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}{point}{rest:03}"
