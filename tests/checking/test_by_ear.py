"""Heard before it is published: what is not understood is said again, or nothing is published."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import numpy as np
import pytest
from tests.mastered import master

from tingbao import pipeline
from tingbao.checking.by_ear import Proof, proven
from tingbao.commands.progress import Watch
from tingbao.config import Config
from tingbao.errors import CheckError
from tingbao.model import Cue, Line, Script
from tingbao.synthesis import Speech

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from numpy.typing import NDArray

    from tingbao.model import Recording

TEXTS = ("今天天气很好。", "产业增长百分之八。", "我们去看潮。")
SCRIPT = Script(
    title="题",
    lines=tuple(Line(kind="body", section=0, written=t, spoken=t, pause_ms=400) for t in TEXTS),
)
STEP = 200  # Hz between the takes of a line
NEWS = "杭州下雪了\n\n杭州今天下了大雪。西湖边积雪5厘米，游客比昨天多了两成。\n"


def perform(takes: Mapping[int, int]) -> Recording:
    """Let each line be a tone that tells, by its pitch, the line and the take."""
    time = np.arange(24_000) / 24_000
    tones = [
        np.sin(2 * np.pi * (1000 * (line + 1) + STEP * takes.get(line, 0)) * time)
        for line in range(len(TEXTS))
    ]
    speech = Speech(
        pcm=b"".join((8000 * tone).astype("<i2").tobytes() for tone in tones),
        sample_rate=24_000,
        cues=tuple(Cue(line=n, start_ms=1000 * n, end_ms=1000 * (n + 1)) for n in range(3)),
        engines=("silent/tone",) * 3,
    )
    return master(speech, SCRIPT, headings=("一",))


class Listener:
    """Hears tones, and understands of each line the take that it is told."""

    def __init__(self, clear: Mapping[int, int]) -> None:
        self.clear = clear
        self.heard: list[tuple[int, int]] = []

    def __call__(self, signal: NDArray[np.float32]) -> str:
        """Write the text of each tone that is clear, and stammer for the others."""
        found: list[tuple[int, int]] = []
        for start in range(0, len(signal) - 1600, 1600):
            part = signal[start : start + 1600]
            if np.abs(part).min(initial=1) == 0 or np.sqrt(np.mean(part**2)) < 0.02:
                continue
            pitch = round(float(np.argmax(np.abs(np.fft.rfft(part)))) * 10 / STEP) * STEP
            tone = (pitch // 1000 - 1, pitch % 1000 // STEP)
            if tone not in found:
                found.append(tone)
        self.heard += found
        return "".join(
            TEXTS[line] if self.clear[line] == take else TEXTS[line][: 1 + take]
            for line, take in found
        )


@pytest.mark.parametrize("clear", [{0: 0, 1: 0, 2: 0}, {0: 0, 1: 1, 2: 0}, {0: 2, 1: 0, 2: 1}])
def test_what_is_misheard_is_said_again(clear: dict[int, int]) -> None:
    """Law: each line ends in the take that is understood, and a clear one is said once."""
    listener, told = Listener(clear), list[str]()
    made = proven(SCRIPT, perform, Proof(transcribe=listener), note=told.append)
    assert made == perform({line: take for line, take in clear.items() if take})
    assert len(told) == 1
    assert max(take for _, take in listener.heard) == max(clear.values())


def test_of_bad_takes_the_best_is_judged() -> None:
    """Law: what no take makes clear ends in exit code 6, and the line is named."""
    with pytest.raises(CheckError, match=r"not understood.*line 2") as caught:
        proven(SCRIPT, perform, Proof(transcribe=Listener({0: 0, 1: 9, 2: 0})), note=print)
    assert "nothing was published" in caught.value.hint


def _make(tmp_path: Path, engine: str, proof: Proof | None) -> dict[str, bytes]:
    source = tmp_path / "news.txt"
    source.write_text(NEWS, encoding="utf-8")
    show = tmp_path / "show"
    config = Config(output=show, engine=engine, cache=tmp_path / "cache")
    moment = datetime(2026, 11, 24, 7, 30, tzinfo=UTC)
    pipeline.make([str(source)], config, progress=Watch(), clock=lambda: moment, proof=proof)
    return {p.name: p.read_bytes() for p in show.rglob("*") if p.is_file()}


def test_nothing_is_published_that_is_not_heard(tmp_path: Path) -> None:
    """Law: where nothing is heard, no file of the show changes."""
    with pytest.raises(CheckError):
        _make(tmp_path, "silent", Proof(transcribe=lambda _signal: ""))
    assert not [path for path in (tmp_path / "show").rglob("*") if path.is_file()]


def test_to_be_heard_changes_no_byte(built: Path, tmp_path: Path) -> None:
    """Law: an episode that was understood is the one that is made without a listener."""
    shutil.copytree(built, tmp_path / "cache")
    plain = _make(tmp_path, "kokoro", None)
    text = plain["transcript.vtt"].decode()
    words = "".join(
        line for line in text.splitlines() if "-->" not in line and "WEBVTT" not in line
    )
    assert _make(tmp_path, "kokoro", Proof(transcribe=lambda _signal: words)) == plain
