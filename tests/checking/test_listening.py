"""Listening: what a transcriber writes is aligned with what was meant, line by line."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import numpy as np
import pytest
import soundfile
from hypothesis import given
from hypothesis import strategies as st

from tingbao.checking import episode as episodes
from tingbao.checking.aligning import align
from tingbao.checking.listening import error_rate, listen, whisper
from tingbao.errors import InputError, UsageError
from tingbao.publishing.script import Spoken

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray
    from tests.published import Publish

SPOKEN = ("今天天气很好，我们去公园。", "产业增长百分之八。", "OpenAI 发布新模型。")


def sound(seconds: float) -> bytes:
    """Something that is not silent, as a file."""
    signal = np.random.default_rng(1).uniform(-0.1, 0.1, round(44100 * seconds))
    out = BytesIO()
    soundfile.write(out, signal.astype(np.float32), 44100, format="WAV")
    return out.getvalue()


def heard(text: str, spoken: tuple[str, ...] = SPOKEN) -> tuple[list[str], float]:
    """The verdicts and the error rate when a transcriber writes `text`."""
    lines = [
        Spoken(spoken=line, start_ms=3000 * n, end_ms=3000 * n + 2500)
        for n, line in enumerate(spoken)
    ]
    found = listen(sound(9), lines, lambda _signal: text)
    return [line.verdict for line in found], error_rate(found)


def test_figures_script_and_homophones_are_no_faults() -> None:
    """Law: digits, traditional characters, homophones and marks do not count."""
    text = "今天天氣很好我們去公圓 產業增長8%。openai发布新模型"
    assert heard(text) == (["good"] * 3, 0.0)


@pytest.mark.parametrize(
    ("text", "verdicts"),
    [
        ("今天天气很好我们去公园OpenAI发布新模型", ["good", "missing", "good"]),
        ("今天天气很好我们去公园产业增长8%产业增长8%OpenAI发布新模型", ["good", "doubled", "good"]),
        ("今天天气很坏我们去公园产业增长8%OpenAI发布新模型", ["unclear", "good", "good"]),
        ("昨夜大雪封山他留在家中产业增长8%OpenAI发布新模型", ["other", "good", "good"]),
        ("产业增长8%今天天气很好我们去公园OpenAI发布新模型", ["other", "missing", "good"]),
        ("", ["missing"] * 3),
    ],
)
def test_faults_are_told_apart(text: str, verdicts: list[str]) -> None:
    """Law: a line left out, said twice or said otherwise is named so, and only it."""
    found, rate = heard(text)
    assert found == verdicts
    assert rate > 0


def test_long_episodes_are_heard_in_windows() -> None:
    """Law: no more than 30 s are given to the transcriber at once, and every sample once."""
    lines = [Spoken(spoken="好", start_ms=4000 * n, end_ms=4000 * n + 3900) for n in range(40)]
    lengths: list[int] = []

    def transcribe(signal: NDArray[np.float32]) -> str:
        lengths.append(len(signal))
        return "好" * 6

    assert len(listen(sound(161), lines, transcribe)) == 40
    assert max(lengths) <= 30 * 16000
    assert sum(lengths) == 161 * 16000


def test_silence_is_not_given_to_a_model() -> None:
    """Law: where nothing sounds nothing is heard, whatever the model would make up."""
    out = BytesIO()
    soundfile.write(out, np.zeros(44100 * 9, np.float32), 44100, format="WAV")
    lines = [Spoken(spoken="今天天气很好。", start_ms=0, end_ms=9000)]
    (found,) = listen(out.getvalue(), lines, lambda _signal: "今天天气很好")
    assert found.verdict == "missing"


def test_a_model_that_repeats_itself_is_asked_again_in_parts() -> None:
    """Law: more syllables than anyone can say were made up, and shorter parts are heard."""
    lines = [Spoken(spoken=line, start_ms=0, end_ms=3000) for line in ("今天天气很好", "去公园")]
    texts = ["今天" * 99, "今天天气很好", "去公园"]
    found = listen(sound(3), lines, lambda _signal: texts.pop(0))
    assert [line.verdict for line in found] == ["good", "good"]


def test_lines_are_heard_alone() -> None:
    """Law: with `only`, nothing but those lines is heard, and they keep their numbers."""
    lines = [
        Spoken(spoken=s, start_ms=3000 * n, end_ms=3000 * n + 2000) for n, s in enumerate("一二三")
    ]
    lengths: list[int] = []

    def transcribe(signal: NDArray[np.float32]) -> str:
        lengths.append(len(signal))
        return "三"

    (found,) = listen(sound(9), lines, transcribe, only=[2])
    assert (found.line, found.verdict) == (2, "good")
    assert lengths == [3 * 16000]


@given(
    st.lists(st.lists(st.sampled_from("abcdefgh"), min_size=1, max_size=6), max_size=6),
    st.lists(st.sampled_from("abcdefgh"), max_size=30),
)
def test_alignment_is_the_edit_distance(lines: list[list[str]], got: list[str]) -> None:
    """Law: what is wrong adds up to the edit distance, and all that is heard has a line."""
    found = align(lines, got)
    meant = [syllable for line in lines for syllable in line]
    if lines:
        assert sum(len(each.own) + len(each.extra) for each in found) == len(got)
        wrong = sum(
            len(line) - each.right + len(each.extra)
            for line, each in zip(lines, found, strict=True)
        )
        assert wrong == distance(meant, got)


def distance(one: list[str], other: list[str]) -> int:
    """Count the edits between two runs (Levenshtein), the plain way."""
    row = list(range(len(other) + 1))
    for at, unit in enumerate(one, 1):
        before, row[0] = row[0], at
        for place, candidate in enumerate(other, 1):
            step = before + (unit != candidate)
            before, row[place] = row[place], min(row[place] + 1, row[place - 1] + 1, step)
    return row[-1]


def test_what_is_needed_to_listen_is_said(publish: Publish, tmp_path: Path) -> None:
    """Law: a missing model or script is one clear error."""
    with pytest.raises(UsageError, match=r"listen|model"):
        whisper(tmp_path / "none")
    path = tmp_path / publish().file
    assert [line.spoken for line in episodes.said(path)][-1] == "产业增长百分之八。"
    (path.parent / "script.json").unlink()
    with pytest.raises(InputError, match="script"):
        episodes.said(path)
