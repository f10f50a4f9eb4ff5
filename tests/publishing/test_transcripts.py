"""Transcripts: valid, readable, and in time with what is spoken."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tingbao.checking import subtitles
from tingbao.model import Cue, Edit, Line, Script
from tingbao.publishing import transcripts

TIMES = re.compile(r"\d{2}:[0-5]\d:[0-5]\d\.\d{3} --> \d{2}:[0-5]\d:[0-5]\d\.\d{3}")


def script(*written: str) -> tuple[Script, tuple[Cue, ...]]:
    """Lines of a minute each."""
    lines = tuple(Line(kind="body", section=0, written=text, spoken=text) for text in written)
    cues = tuple(
        Cue(line=n, start_ms=60_000 * n, end_ms=60_000 * n + 50_000) for n in range(len(lines))
    )
    return Script(title="", lines=lines), cues


@settings(max_examples=100)
@given(st.lists(st.text(max_size=120), min_size=1, max_size=4))
def test_nothing_is_lost_and_time_never_runs_back(written: list[str]) -> None:
    """Law: captions say every character that is not space, in order, within their line's time."""
    shown = transcripts.captions(*script(*written))
    said = "".join("".join(caption.text.split()) for caption in shown)
    assert said == "".join("".join(text.split()) for text in written)
    times = [time for caption in shown for time in (caption.start_ms, caption.end_ms)]
    assert times == sorted(times)
    for caption in shown:
        assert caption.start_ms >= 60_000 * caption.line
        assert caption.end_ms <= 60_000 * caption.line + 50_000


@settings(max_examples=100)
@given(st.lists(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=60), max_size=4))
def test_both_formats_read_back_the_same(written: list[str]) -> None:
    """Law: what VTT and SRT say is what was shown, escapes undone; no text passes for times."""
    shown = transcripts.captions(*script(*written))
    vtt = transcripts.vtt(shown, "zh-cn")
    srt = transcripts.srt(shown)
    assert vtt.startswith("WEBVTT\n")
    assert sum("-->" in line for line in vtt.split("\n")) == len(shown)
    for text in (vtt, srt):
        read = subtitles.read(text)
        assert [(c.start_ms, c.end_ms) for c in read] == [(c.start_ms, c.end_ms) for c in shown]
    assert [c.text for c in subtitles.read(vtt)] == [c.text for c in shown]
    for line in vtt.split("\n"):
        assert "-->" not in line or TIMES.fullmatch(line)
    for cue in vtt.split("\n\n")[1:]:
        text = cue.partition("\n")[2]
        assert not re.search(r"[<>]|&(?!(?:amp|lt|gt);)", text), "a player would take it for markup"


def test_long_lines_break_at_marks_and_figures_stay_whole() -> None:
    """Law: a long line breaks after a mark, at most 40 characters a caption, never in 1,000."""
    text = "产值达到1,000,000元，" * 3 + "开工时间为8:30，" * 3 + "这是最后一句，没有别的了。"
    shown = transcripts.captions(*script(text))
    assert len(shown) > 1
    for caption in shown:
        assert len(caption.text) <= 40
        assert caption.text[-1] in "，。"


def test_figures_take_the_time_they_are_spoken_in() -> None:
    """Law: within a line time follows the spoken form: a year of four digits is four syllables."""
    edit = Edit(rule="number", start=0, end=1, written="8", spoken="八" * 30)
    line = Line(kind="body", section=0, written="8" + "这" * 38 + "。" + "好" * 30, edits=(edit,))
    cue = Cue(line=0, start_ms=0, end_ms=100_000)
    first, second = transcripts.captions(Script(title="", lines=(line,)), (cue,))
    assert first.end_ms == second.start_ms
    assert first.end_ms == pytest.approx(100_000 * 69.8 / 99.8, abs=200)
