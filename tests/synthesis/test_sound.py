"""The embedded voice as it is heard: joins, ends, rests, and where a line sounds."""

from __future__ import annotations

import shutil
from io import BytesIO
from typing import TYPE_CHECKING

import numpy as np
import pytest
import soundfile
from tests.mastered import master

from tingbao.config import Config
from tingbao.model import Line, Recording, Script
from tingbao.synthesis import Casting, Options, Speech, sound, speak

if TYPE_CHECKING:
    from pathlib import Path

RATE = 24_000
TEXTS = (
    "是的。",
    "师傅说，四十四是四十四，十四是十四，石狮子在寺前吃柿子。",
    "今天最高气温三十五度，最低气温二十六度，降水概率百分之四十。",
    "他们用AI技术分析卫星图片，找到了一百多处古代遗址。",
)


@pytest.fixture(scope="module")
def script() -> Script:
    """Lines that begin and end softly, and long ones."""
    lines = tuple(
        Line(kind="body", section=n // 2, written=t, spoken=t, pause_ms=400)
        for n, t in enumerate(TEXTS)
    )
    return Script(title="题", lines=lines)


@pytest.fixture(scope="module")
def speech(script: Script, built: Path, tmp_path_factory: pytest.TempPathFactory) -> Speech:
    """The lines, said in small pieces so that there are joins."""
    cache = shutil.copytree(built, tmp_path_factory.mktemp("cache") / "own")
    options = Options(config=Config(cache=cache))
    return speak(script, Casting(options=options), takes=dict.fromkeys(range(len(TEXTS)), 1))


@pytest.fixture(scope="module")
def recording(speech: Speech, script: Script) -> Recording:
    """What is made of them."""
    return master(speech, script, headings=("一", "二"))


def test_joins_do_not_click(speech: Speech) -> None:
    """Law: where sound begins after digital silence, or ends in it, no step is louder than -50 dB.

    A click is a step; within speech of the same level steps reach a tenth of full scale.
    """
    samples = np.frombuffer(speech.pcm, "<i2").astype(int)
    silent = np.flatnonzero(np.convolve(samples != 0, np.ones(RATE // 50), mode="valid") == 0)
    assert len(silent) > 5 * RATE // 100  # there are pauses
    still = np.zeros(len(samples) + 1, bool)
    for begin in silent:
        still[begin : begin + RATE // 50] = True
    edges = np.flatnonzero(np.diff(still[: len(samples)].astype(int)))
    steps = np.abs(np.diff(samples))
    assert len(edges) >= 8
    for edge in edges:
        assert steps[max(0, edge - 24) : edge + 24].max(initial=0) < 10 ** (-50 / 20) * 32768


def test_ends_are_not_clipped(speech: Speech) -> None:
    """Law: at the end of a line the voice has died away: its last 10 ms are 40 dB below it."""
    for cue in speech.cues:
        line = sound.of(speech.pcm[cue.start_ms * 48 : cue.end_ms * 48])
        levels = sound.levels(line)
        assert levels[-2:].max() < levels.max() / 100


def test_a_line_sounds_where_its_cue_says(recording: Recording) -> None:
    """Law: the sound of every line begins and ends within 80 ms of its cue."""
    audio, rate = soundfile.read(BytesIO(recording.mp3), dtype="float32")
    for cue in recording.cues:
        begin, end = cue.start_ms * rate // 1000, cue.end_ms * rate // 1000
        around = np.abs(audio[max(0, begin - rate // 8) : end + rate // 8])
        loud = np.flatnonzero(around > 0.01 * around.max()) + max(0, begin - rate // 8)
        assert abs(loud[0] - begin) <= 0.08 * rate
        assert abs(loud[-1] - end) <= 0.08 * rate


def test_rests_are_silent(recording: Recording) -> None:
    """Law: between lines nothing is left of the voice's noise: -70 dBFS at most."""
    audio, rate = soundfile.read(BytesIO(recording.mp3), dtype="float32")
    (first, second) = recording.cues[0], recording.cues[1]
    rest = audio[(first.end_ms + 120) * rate // 1000 : (second.start_ms - 60) * rate // 1000]
    assert len(rest) > rate // 10
    assert np.sqrt(np.mean(np.square(rest))) < 10 ** (-70 / 20)
