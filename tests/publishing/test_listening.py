"""Listening: what a transcriber writes is aligned with what was meant, line by line."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import numpy as np
import pytest
import soundfile

from tingbao.errors import InputError, UsageError
from tingbao.publishing.checking import episode as episodes
from tingbao.publishing.checking.listening import Said, error_rate, listen, whisper

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    from .conftest import Publish

SPOKEN = ("今天天气很好，我们去公园。", "产业增长百分之八。", "OpenAI 发布新模型。")


def heard(text: str, spoken: tuple[str, ...] = SPOKEN) -> tuple[list[str], float]:
    """The verdicts and the error rate when a transcriber writes `text`."""
    lines = [
        Said(spoken=line, start_ms=3000 * n, end_ms=3000 * n + 2500)
        for n, line in enumerate(spoken)
    ]
    out = BytesIO()
    soundfile.write(out, np.zeros(44100 * 9, np.float32), 44100, format="WAV")

    def transcribe(signal: NDArray[np.float32]) -> str:
        assert 0 < len(signal) <= 30 * 16000
        return text

    found = listen(out.getvalue(), lines, transcribe)
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
        ("", ["missing"] * 3),
    ],
)
def test_faults_are_told_apart(text: str, verdicts: list[str]) -> None:
    """Law: a line left out, said twice or said otherwise is named so, and only it."""
    found, rate = heard(text)
    assert found == verdicts
    assert rate > 0


def test_long_episodes_are_heard_in_windows() -> None:
    """Law: no more than 30 s are given to the transcriber at once, and no line twice."""
    lines = [Said(spoken="好", start_ms=4000 * n, end_ms=4000 * n + 3900) for n in range(40)]
    out = BytesIO()
    soundfile.write(out, np.zeros(16000 * 161, np.float32), 16000, format="WAV")
    lengths: list[int] = []

    def transcribe(signal: NDArray[np.float32]) -> str:
        lengths.append(len(signal))
        return "好" * 6

    assert len(listen(out.getvalue(), lines, transcribe)) == 40
    assert max(lengths) <= 30 * 16000


def test_what_is_needed_to_listen_is_said(publish: Publish, tmp_path: Path) -> None:
    """Law: a missing model or script is one clear error."""
    with pytest.raises(UsageError, match=r"listen|model"):
        whisper(tmp_path / "none")
    path = tmp_path / publish().file
    assert [line.spoken for line in episodes.said(path)][-1] == "产业增长百分之八。"
    (path.parent / "script.json").unlink()
    with pytest.raises(InputError, match="script"):
        episodes.said(path)
