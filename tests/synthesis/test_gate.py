"""Never silently wrong: what the gate lets through and what not."""

from __future__ import annotations

import numpy as np
import pytest

from tingbao.errors import EngineError
from tingbao.model import Line, Script
from tingbao.synthesis import (
    Casting,
    Options,
    Tuning,
    Voice,
    engines,
    gate,
    sound,
    speak,
)

TUNING = Tuning(constant_s=0.2, syllable_s=0.2, shortest=0.7, longest=1.5)
RATE = 24_000
NINE = "今天我们去钱塘看潮"


def voiced(seconds: float, level: float = 0.2) -> np.ndarray:
    """Make something as loud and as uneven as speech."""
    t = np.arange(int(seconds * RATE)) / RATE
    tone = np.sin(2 * np.pi * 180.3 * t) * (0.55 + 0.45 * np.sin(2 * np.pi * 4.5 * t))
    return (tone * level * 32767).astype(np.int16)


def test_whole_speech_passes() -> None:
    """Law: sound of the right length, level and variety has no fault."""
    assert gate.fault(voiced(2.0), NINE, speed=1.0, tuning=TUNING) == ""
    assert gate.fault(voiced(1.0), NINE, speed=2.0, tuning=TUNING) == ""


@pytest.mark.parametrize(
    ("sample", "words"),
    [
        (voiced(0.5), "too short"),
        (voiced(9.0), "too long"),
        (voiced(2.0, 0.002), "too quiet"),
        (np.zeros(48_000, np.int16), "no sound"),
        (np.zeros(0, np.int16), "no sound"),
        (np.clip(voiced(2.0).astype(np.int32) * 9, -32768, 32767).astype(np.int16), "clipped"),
        (np.concatenate([voiced(0.2), np.zeros(44_000, np.int16), voiced(0.2)]), "hole"),
        (np.concatenate([voiced(1.0), np.tile(voiced(0.02), 40)]), "again and again"),
    ],
)
def test_each_fault_is_named(sample, words) -> None:
    """Law: missing, cut, stretched, quiet, clipped, holed and stuck sound is told apart."""
    assert words in gate.fault(sample, NINE, speed=1.0, tuning=TUNING)


class Flaky:
    """An engine that swallows every chunk longer than it can say."""

    NAME = "flaky"

    def __init__(self, longest: int) -> None:
        self.longest = longest
        self.said: list[str] = []

    version, workers, syllables, exact = "flaky-1", 1, 60, False

    def defaults(self, _options):
        """Name the one voice."""
        return "v", "v"

    def voices(self):
        """Name the one voice."""
        return (self.voice("v"),)

    def voice(self, name):
        """Make the one voice."""
        return Voice(
            name=name, title="", language="zh", gender="unknown", fingerprint="v", tuning=TUNING
        )

    def open(self, _options):
        """Be its own speaker."""
        return self

    def score(self, text):
        """Keep the text."""
        return text

    def say(self, score, _voice, _speed):
        """Say what is short enough, and a fragment of what is not."""
        self.said.append(score)
        count = sum(char >= "一" for char in score)
        return voiced(TUNING.seconds("一" * count) if count <= self.longest else 0.05).tobytes()

    def warm(self) -> None:
        """Have nothing to load."""

    def close(self):
        """Do nothing."""


def _say(monkeypatch, longest: int, text: str, **options):
    engine = Flaky(longest)
    monkeypatch.setitem(engines.ENGINES, "flaky", engine)
    script = Script(title="", lines=(Line(kind="body", section=0, written=text, spoken=text),))
    return engine, speak(script, Casting(engine="flaky", options=Options(**options)))


def test_what_is_swallowed_is_said_in_smaller_pieces(monkeypatch) -> None:
    """Law: a chunk that comes out wrong is spoken again in pieces, and the line is whole."""
    engine, speech = _say(monkeypatch, 8, "今天天气很好，我们去钱塘看潮，大家都很高兴。")
    assert len(engine.said) > 3
    assert speech.cues[0].end_ms > 20 / 4.5 * 1000 * 0.9


def test_what_cannot_be_said_stops_the_run(monkeypatch) -> None:
    """Law: what still fails in its smallest pieces is an error that names the line."""
    with pytest.raises(EngineError, match="line 1"):
        _say(monkeypatch, 0, "今天天气很好，我们去看潮。")


def test_trimming_keeps_the_sound() -> None:
    """Law: silence at the ends goes, onset and decay stay, and both ends are faded."""
    quiet = np.zeros(12_000, np.int16)
    out = sound.trim(np.concatenate([quiet, voiced(1.0), quiet]))
    assert 24_000 <= len(out) <= 24_000 + sound.ONSET + sound.DECAY + sound.FRAME * 2
    assert out[0] == 0
    assert out[-1] == 0


def test_joins_do_not_click() -> None:
    """Law: no step at a join is larger than within the sound, and lengths are whole ms."""
    piece = sound.trim(voiced(0.5)[1:])
    joined = sound.join([piece, piece], [100])
    assert len(joined) % 24 == 0
    steps = np.abs(np.diff(joined.astype(int)))
    assert steps.max() <= np.abs(np.diff(voiced(0.5).astype(int))).max()
