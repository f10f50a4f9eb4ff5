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
    coming = iter(shown)
    for line, text in enumerate(written):
        left = len("".join(text.split()))
        while left > 0:
            caption = next(coming)
            left -= len("".join(caption.text.split()))
            assert 60_000 * line <= caption.start_ms <= caption.end_ms <= 60_000 * line + 50_000


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


@pytest.mark.parametrize(
    ("character", "syllables"),
    [
        *(("，", 1.0), (",", 1.0), ("；", 1.4), ("：", 1.4), ("、", 0.6)),
        *(("。", 1.8), ("！", 1.8), ("？", 1.8), ("好", 1.0), ("a", 0.4), ("é", 1.0)),
        *(("7", 1.0), (" ", 0.0), ("（", 0.0)),
    ],
)
def test_time_goes_by_what_sounds(character: str, syllables: float) -> None:
    """Law: a mark rests as long as it is said to, a Latin letter is two fifths of a syllable."""
    line = Line(kind="body", section=0, written="好" * 40 + character * 30 + "好" * 10)
    cue = Cue(line=0, start_ms=500, end_ms=100_500)
    shown = transcripts.captions(Script(title="", lines=(line,)), (cue,))
    assert shown[0].text == "好" * 40
    assert shown[0].end_ms == 500 + round(100_000 * 40 / (50 + 30 * syllables))
    assert shown[-1].end_ms == 100_500


def test_what_is_spoken_otherwise_takes_its_own_time() -> None:
    """Law: the characters of an edit share the syllables and rests of its spoken form."""
    edit = Edit(rule="number", start=38, end=42, written="2026", spoken="二零 二六，。")
    line = Line(kind="body", section=0, written="好" * 38 + "2026" + "好" * 8, edits=(edit,))
    cue = Cue(line=0, start_ms=0, end_ms=1_000_000)
    first, second = transcripts.captions(Script(title="", lines=(line,)), (cue,))
    assert (len(first.text), len(second.text)) == (40, 10)
    assert first.end_ms == round(1_000_000 * (38 + 6.8 / 2) / (46 + 6.8))


def test_a_line_without_sound_has_captions_too() -> None:
    """Law: what has no syllable is shown at the beginning of its line's time."""
    cue = Cue(line=0, start_ms=7_000, end_ms=9_000)
    shown = transcripts.captions(
        Script(title="", lines=(Line(kind="body", section=0, written="（ ）"),)), (cue,)
    )
    assert [(one.start_ms, one.end_ms, one.text) for one in shown] == [(7_000, 7_000, "（ ）")]
    assert isinstance(shown, tuple)


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ("好" * 40, [40]),
        ("好" * 41, [40, 1]),
        ("好" * 39 + "。" + "好" * 10, [40, 10]),
        ("好" * 40 + "。" + "好", [40, 2]),
        ("好" * 10 + "。" + "好" * 29 + "。", [11, 30]),
        ("好" * 10 + "。" + "好" * 28 + "。" + "好", [40, 1]),
        ("好" * 20 + "，" + "好" * 18 + "；" + "好" * 5 + "。", [40, 6]),
        ("好" * 20 + "，" + "好" * 20 + "：" + "好" * 5 + "。", [21, 27]),
        ("好" * 30 + "，”" + "好" * 30 + "。）好", [32, 33]),
        ("好" * 30 + "？！”" + "好" * 30, [33, 30]),
        ("好" * 30 + "\n，" + "好" * 30, [32, 30]),
        ("1,000," * 3 + "好" * 30 + "，a", [18, 32]),
        ("好" * 90 + "，", [40, 40, 11]),
        ("好" * 10 + "。" + "好" * 19 + "，" + "好" * 19 + "。", [11, 40]),
    ],
)
def test_captions_are_as_long_as_fits(written: str, wanted: list[int]) -> None:
    """Law: sentences, else clauses, are joined up to 40 characters; what has no mark is cut."""
    shown = transcripts.captions(*script(written))
    assert [len(one.text) for one in shown] == wanted


def test_both_formats_to_the_letter() -> None:
    """Law: WebVTT escapes what is markup; SubRip numbers from one; each has its own times."""
    shown = (
        transcripts.Caption(start_ms=0, end_ms=59_012, text="a<b>&amp; -->"),
        transcripts.Caption(start_ms=59_012, end_ms=43_871_999, text="二"),
    )
    assert transcripts.vtt(shown, "zh-cn") == (
        "WEBVTT\nKind: captions\nLanguage: zh-cn\n\n"
        "00:00:00.000 --> 00:00:59.012\na&lt;b&gt;&amp;amp; --&gt;\n\n"
        "00:00:59.012 --> 12:11:11.999\n二\n"
    )
    assert transcripts.srt(shown) == (
        "1\n00:00:00,000 --> 00:00:59,012\na<b>&amp; →\n\n2\n00:00:59,012 --> 12:11:11,999\n二\n"
    )
    assert transcripts.time(11 * 3_600_000 + 10 * 60_000 + 10_010, ".") == "11:10:10.010"
    assert transcripts.time(3_599_999, ".") == "00:59:59.999"
    assert transcripts.time(3_600_000) == "01:00:00.000"
    assert transcripts.time(36_000_000 + 15 * 60_000 + 13_000, ",") == "10:15:13,000"


def test_a_place_is_written_as_people_read_it():
    """Law: minutes and seconds, hours where there are any, rounded down and never below nothing."""
    places = {-1: "0:00", 65_999: "1:05", 3_599_999: "59:59", 3_605_000: "1:00:05"}
    assert {at: transcripts.clock(at) for at in (*places, 7_384_000)} == {
        **places,
        7_384_000: "2:03:04",
    }
