"""Speech made of tones, so that mastering is heard without an engine."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from tingbao.model import Cue, Line, Script
from tingbao.synthesis import Speech

RATE = 24000
Voice = Callable[..., Speech]


def tone(seconds: float, *, rate: int = RATE, level: float = 0.2, pitch: float = 150) -> np.ndarray:
    """A buzz with the spectrum of a voice, 40 ms of silence at either end."""
    time = np.arange(int(seconds * rate)) / rate
    buzz = sum(np.sin(2 * np.pi * pitch * h * time) / h for h in range(1, 15))
    swing = 0.6 + 0.4 * np.sin(2 * np.pi * 4 * time)
    signal = level * buzz * swing
    edge = int(0.04 * rate)
    signal[:edge] = signal[len(signal) - edge :] = 0
    return signal


def speak(signals: list[np.ndarray], *, rate: int = RATE) -> Speech:
    """Lay signals, each a whole number of milliseconds long, one after another."""
    cues, now = [], 0
    for index, signal in enumerate(signals):
        span = len(signal) * 1000 // rate
        cues.append(Cue(line=index, start_ms=now, end_ms=now + span))
        now += span
    pcm = b"".join((np.clip(s, -1, 1) * 32767).astype("<i2").tobytes() for s in signals)
    return Speech(
        pcm=pcm, sample_rate=rate, cues=tuple(cues), engines=("silent/tone",) * len(signals)
    )


def script(sections: list[int | None], *, pause_ms: int = 400) -> Script:
    """A script with a line for each section number."""
    lines = tuple(
        Line(
            kind="body" if section is not None else "opening",
            section=section,
            written=f"第{index}句话。",
            spoken=f"第{index}句话。",
            pause_ms=pause_ms,
        )
        for index, section in enumerate(sections)
    )
    return Script(title="标题", lines=lines)


@pytest.fixture(scope="session")
def buzz() -> tuple[Speech, Script]:
    """Nine lines in four sections whose levels differ by 20 dB."""
    sections = [None, 0, 0, 1, 1, 2, 2, 3, None]
    levels = [0.2, 0.2, 0.2, 0.05, 0.05, 0.4, 0.4, 0.04, 0.04]
    signals = [
        tone(1.5 + 0.13 * index, level=level, pitch=120 + 10 * index)
        for index, level in enumerate(levels)
    ]
    return speak(signals), script(sections)
