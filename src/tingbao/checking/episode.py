"""`tingbao check`: what a finished MP3 and the files beside it say, held against each other."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import isfinite
from pathlib import Path
from typing import Any

from tingbao import store
from tingbao.checking import audio, fetching, subtitles, tags
from tingbao.checking.audio import Measured
from tingbao.checking.findings import Finding, fault, judge
from tingbao.checking.tags import Tag
from tingbao.errors import MALFORMED, InputError
from tingbao.mastering import aigc
from tingbao.mastering.loudness import LOUDNESS, TRUE_PEAK
from tingbao.model import Chapter
from tingbao.publishing import record, script
from tingbao.publishing.record import DamagedError
from tingbao.publishing.script import Spoken

_NEAR_MS = 50  # a chapter's first sound, and its end to the audio's end
_CUE_MS = 80  # a cue's edge to its sound
_AUDIBLE = 0.01  # of full scale
_FADING = 0.0025  # what the end of a word still has
_MOST_DC = 0.001
_MOST_NOISE = -60.0  # dBFS in the rests
_INFO = b"Info"


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """An episode's findings, and the figures they rest on."""

    measured: Measured
    chapters: tuple[Chapter, ...]
    findings: tuple[Finding, ...]


def check(path: Path) -> Checked:
    """Check an episode; what should lie beside it is looked for there.

    Raises:
        InputError: The MP3 is missing or cannot be decoded.
    """
    try:
        data = store.read(path, fetching.LARGEST)
    except OSError as error:
        reason = error.strerror or "unreadable"
        raise InputError(f"cannot read the episode: {reason}", where=str(path)) from error
    tag = tags.read(data)
    chapters = tag.chapters if tag else ()
    measured = audio.measure(data, chapters, str(path))
    findings = (
        *_sound(data, measured),
        *(_tag(tag, measured) if tag else [fault("tag", "there is no ID3 tag")]),
        *_starts(chapters, measured),
        *_beside(path, chapters, measured),
    )
    return Checked(measured=measured, chapters=chapters, findings=findings)


def said(path: Path) -> tuple[Spoken, ...]:
    """Read from beside an episode what was to be said and when.

    Raises:
        InputError: There is no script with times.
    """
    try:
        return script.load(path.parent)
    except DamagedError as error:
        hint = "keep script.json beside the episode"
        raise InputError("no script to compare with", where=str(path.parent), hint=hint) from error


def _sound(data: bytes, heard: Measured) -> Iterator[Finding]:
    level = heard.loudness
    found = f"{level:.2f} LUFS, wanted {LOUDNESS:g} ±0.5" if isfinite(level) else "silent"
    yield judge(abs(level - LOUDNESS) <= 0.5, "loudness", found)  # noqa: PLR2004  # LU around the target
    yield judge(
        heard.true_peak <= TRUE_PEAK,
        "true peak",
        f"{heard.true_peak:.2f} dBTP, at most {TRUE_PEAK:g}",
    )
    yield judge(abs(heard.dc) < _MOST_DC, "DC", f"{heard.dc:.5f} of full scale")
    rests = f"{heard.floor:.0f} dBFS" if isfinite(heard.floor) else "digital silence"
    found = f"{rests} in the rests, at most {_MOST_NOISE:g} without a bed"
    yield judge(heard.floor <= _MOST_NOISE, "noise floor", found, advice=True)
    plain = heard.rate == 44100 and heard.channels == 1  # noqa: PLR2004  # the house's format
    yield judge(plain, "format", f"{heard.rate} Hz, {heard.channels} channel(s)", advice=True)
    header = _INFO in data[: data.find(b"\xff\xfb") + 200]
    yield judge(header, "length header", "Info" if header else "none, players will guess")
    levels = [level for level in heard.sections if isfinite(level)]
    if levels:
        spread = max(levels) - min(levels)
        yield judge(spread < 1, "sections", f"within {spread:.2f} LU of each other, wanted < 1")


def _tag(tag: Tag, heard: Measured) -> Iterator[Finding]:
    yield judge(tag.version == "2.3", "tag", f"ID3v{tag.version}", advice=True)
    title = tag.texts.get("TIT2", "")
    yield judge(title, "title", title or "none")
    yield judge(tag.cover[:2] == b"\xff\xd8", "cover", f"{len(tag.cover)} bytes of JPEG")
    mark = tag.texts.get(f"TXXX:{aigc.KEY}", "")
    found = "present" if aigc.is_mark(mark) else "not the object of GB 45438-2025"
    yield judge(aigc.is_mark(mark), "AI mark", found if mark else "none", advice=not mark)
    yield judge(tag.chapters, "chapters", f"{len(tag.chapters)}")
    listed = tag.listed == tag.ids[: len(tag.listed)] and bool(tag.listed)
    yield judge(listed, "table of contents", f"lists {len(tag.listed)}")
    if not tag.chapters:
        return
    ends = [0, *(chapter.end_ms for chapter in tag.chapters)]
    tiled = all(
        chapter.start_ms == end < chapter.end_ms
        for chapter, end in zip(tag.chapters, ends, strict=False)
    )
    yield judge(
        tiled, "chapters tile", "from 0, without gap or overlap" if tiled else "they do not"
    )
    off = abs(ends[-1] - heard.duration_ms)
    found = f"the last ends {off} ms from the audio's end at {heard.duration_ms} ms"
    yield judge(off <= _NEAR_MS, "last chapter", found)
    named = all(chapter.title.strip() for chapter in tag.chapters)
    yield judge(named, "chapter titles", "all named" if named else "one has none")
    whole = all(chapter.start_ms % 1000 == 0 for chapter in tag.chapters)
    yield judge(whole, "whole seconds", "all starts" if whole else "not all starts", advice=True)


def _starts(chapters: tuple[Chapter, ...], heard: Measured) -> Iterator[Finding]:
    for chapter in chapters:
        level = heard.sounds(chapter.start_ms, chapter.start_ms + _NEAR_MS)
        if level < _AUDIBLE:
            found = f"silent for its first {_NEAR_MS} ms"
            yield fault("chapter start", found, where=f"{chapter.start_ms} ms")


def _beside(path: Path, chapters: tuple[Chapter, ...], heard: Measured) -> Iterator[Finding]:
    folder = path.parent
    yield from _record(folder, path, heard)
    rows = _rows(folder)
    if rows is None:
        yield _lost(folder / "chapters.json")
    else:
        same = rows == [(chapter.start_ms / 1000, chapter.title) for chapter in chapters]
        yield judge(same, "chapters.json", "as the tag" if same else "differs from the tag")
    try:
        shown = subtitles.read(store.read(folder / "transcript.vtt").decode())
        other = subtitles.read(store.read(folder / "transcript.srt").decode())
    except (OSError, *MALFORMED) as error:
        yield fault("transcript", str(error), advice=isinstance(error, OSError))
        return
    try:
        lines = script.load(folder)
    except DamagedError:
        lines = ()
        yield _lost(folder / script.NAME)
    else:
        same = _bare(cue.text for cue in shown) == _bare(line.written for line in lines)
        found = "says the script" if same else "does not say what the script says"
        yield judge(same, "transcript text", found)
    same = [cue.start_ms for cue in shown] == [cue.start_ms for cue in other]
    yield judge(same, "VTT and SRT", "same times" if same else "different times")
    times = [time for cue in shown for time in (cue.start_ms, cue.end_ms)]
    fits = times == sorted(times) and (not times or times[-1] <= heard.duration_ms)
    yield judge(fits, "transcript times", "ordered, within the audio" if fits else "out of order")
    mute = [cue for cue in shown if heard.sounds(cue.start_ms, cue.end_ms) < _AUDIBLE]
    for cue in mute:
        yield fault("cue", f"nothing sounds: {cue.text[:20]}", where=f"{cue.start_ms} ms")
    if lines:
        yield _edges(lines, heard)


def _lost(path: Path) -> Finding:
    """Tell of a companion that says nothing: a warning where it is not there."""
    there = path.exists()
    return fault(path.name, "damaged" if there else "missing", advice=not there)


def _edges(lines: tuple[Spoken, ...], heard: Measured) -> Finding:
    """Hold the lines' times against their sound; a long line's captions may meet in a rest."""
    starts, ends = [line.start_ms for line in lines], [line.end_ms for line in lines]
    late = sum(heard.sounds(start, start + _CUE_MS) < _AUDIBLE for start in starts)
    early = sum(heard.sounds(end - _CUE_MS, end) < _FADING for end in ends)
    found = f"{len(lines)} lines, {late} begin and {early} end over {_CUE_MS} ms off their sound"
    return judge(not late and not early, "line times", found)


def _record(folder: Path, path: Path, heard: Measured) -> Iterator[Finding]:
    try:
        kept = record.load(folder / record.NAME)
    except DamagedError as error:
        yield fault(record.NAME, str(error), advice=True)
        return
    size = path.stat().st_size
    found = f"{size} bytes, recorded {kept.episode.bytes}"
    yield judge(size == kept.episode.bytes, "file size", found)
    off = abs(kept.episode.duration_ms - heard.duration_ms)
    found = f"{heard.duration_ms} ms decoded, recorded {kept.episode.duration_ms}"
    yield judge(off <= 1, "duration", found)


def _rows(folder: Path) -> list[tuple[Any, Any]] | None:
    try:
        plain = json.loads(store.read(folder / "chapters.json"))
        return [(row["startTime"], row["title"]) for row in plain["chapters"]]
    except (OSError, *MALFORMED):
        return None


def _bare(texts: Iterable[str]) -> str:
    return "".join("".join(texts).split()).replace("-->", "→")
