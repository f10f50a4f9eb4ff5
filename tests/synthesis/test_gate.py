"""Never silently wrong: what the gate lets through and what not."""

from __future__ import annotations

from dataclasses import replace

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
    assert 24_000 <= len(out) <= 24_000 + 85 * sound.PER_MS + FRAME * 2
    assert out[0] == 0
    assert out[-1] == 0


def test_joins_do_not_click() -> None:
    """Law: no step at a join is larger than within the sound, and lengths are whole ms."""
    piece = sound.trim(voiced(0.5)[1:])
    joined = sound.join([piece, piece], [100])
    assert len(joined) % 24 == 0
    steps = np.abs(np.diff(joined.astype(int)))
    assert steps.max() <= np.abs(np.diff(voiced(0.5).astype(int))).max()


WIDE = Tuning(constant_s=0.0, syllable_s=0.2, mark_s=0.0, shortest=0.0, longest=1e6)
EXACT = Tuning(constant_s=0.0, syllable_s=0.2, mark_s=0.0, shortest=0.7, longest=1.5)
FRAME = RATE // 200  # 5 ms


def noise(frames: int, level: int, *, seed: int = 1) -> np.ndarray:
    """Make frames of 5 ms, each of exactly this RMS, none like another."""
    signs = np.random.default_rng(seed).integers(0, 2, frames * FRAME) * 2 - 1
    return (signs * level).astype(np.int16)


def _fault(sample: np.ndarray, text: str = NINE, speed: float = 1.0, tuning: Tuning = WIDE) -> str:
    return gate.fault(sample, text, speed=speed, tuning=tuning)


@pytest.mark.parametrize(
    ("text", "speed", "shortest", "longest"),
    [
        (NINE, 1.0, 1.26, 2.7),
        (NINE, 2.0, 0.63, 1.35),
        (NINE[:4], 1.0, 0.56, 1.2),
        (NINE[:3], 1.0, 0.28, 1.35),  # fewer than four: bounds one and a half times as wide
        (NINE[:1], 1.0, 0.2 * 0.7 / 1.5, 0.45),
        ("GDPGDP", 1.0, 6 * 0.2 * 0.7 * 0.7, 1.8),  # Latin may be three tenths shorter
        ("GDP去看潮", 1.0, 6 * 0.2 * 0.7 * 0.85, 1.8),  # half of it, half as much
    ],
)
def test_length_has_bounds_by_what_is_said(text, speed, shortest, longest) -> None:
    """Law: ten milliseconds within a bound pass, ten beyond are named with what they should say."""
    syllables = len(text)
    for seconds, wanted in (
        (shortest - 0.01, f"{shortest - 0.01:.2f} s are too short for {syllables} syllables"),
        (shortest + 0.01, ""),
        (longest - 0.01, ""),
        (longest + 0.01, f"{longest + 0.01:.2f} s are too long for {syllables} syllables"),
    ):
        frames = np.resize(noise(800, 2000), round(seconds * RATE))
        assert _fault(frames, text, speed, EXACT) == wanted, seconds


def test_a_voice_that_takes_its_time_for_english_may() -> None:
    """Law: a voice's own share counts for the Latin part of a chunk alone."""
    slow = replace(EXACT, latin=0.5)
    for text, longest in ((NINE[:6], 1.8), ("GDP去看潮", 2.25), ("GDPGDP", 2.7)):
        for seconds, whole in ((longest - 0.01, True), (longest + 0.01, False)):
            frames = np.resize(noise(800, 2000), round(seconds * RATE))
            assert (_fault(frames, text, tuning=slow) == "") == whole, (text, seconds)


def test_length_at_the_bound_passes() -> None:
    """Law: what lasts exactly as long as is allowed is whole."""
    half = Tuning(constant_s=0.0, syllable_s=0.25, mark_s=0.0, shortest=0.5, longest=2.0)
    assert _fault(noise(100, 2000), NINE[:4], tuning=half) == ""
    assert _fault(noise(400, 2000), NINE[:4], tuning=half) == ""


def test_nothing_to_say_has_a_length_too() -> None:
    """Law: a chunk without a syllable is judged like any other."""
    tuning = Tuning(constant_s=0.2, syllable_s=0.2, shortest=0.7, longest=1.5)
    assert _fault(noise(40, 2000), "……", tuning=tuning) == ""
    assert "0 syllables" in _fault(noise(200, 2000), "……", tuning=tuning)


def test_less_than_a_fiftieth_of_a_second_is_no_sound() -> None:
    """Law: 20 ms are judged, less is nothing at all."""
    assert _fault(noise(4, 2000), "好") == ""
    assert _fault(noise(4, 2000)[:-1], "好") == "no sound"


@pytest.mark.parametrize(("speed", "rest"), [(1.0, 2400), (2.0, 1200)])
def test_sound_must_end_with_the_voices_silence(speed, rest) -> None:
    """Law: less silence than the voice leaves means that it broke off, if there are four syllables.

    At twice the speed half of it is enough.
    """
    tuning = Tuning(constant_s=0.0, syllable_s=0.2, shortest=0.0, longest=1e6, rest_s=0.1)
    for samples, wanted in ((rest, ""), (rest - 1, "broken off"), (rest + 2400, "")):
        said = np.concatenate([noise(200, 2000), np.zeros(samples, np.int16)])
        assert _fault(said, NINE[:4], speed, tuning) == wanted
        assert _fault(said, NINE[:3], speed, tuning) == ""


def test_the_loudest_tenth_must_be_loud() -> None:
    """Law: the mean of the loudest tenth of the frames, of one at least, is an RMS of 150."""
    assert _fault(noise(100, 150)) == ""
    assert _fault(noise(100, 149)) == "too quiet"
    quiet = noise(100, 50)
    for levels, wanted in (
        ([160] * 9, "too quiet"),  # the tenth is 50: 149 on average
        ([160] * 9 + [60], ""),
        ([1001] + [50] * 9, "too quiet"),
        ([1055] + [50] * 9, ""),
    ):
        said = quiet.copy()
        for at, level in enumerate(levels, 40):
            said[at * FRAME : (at + 1) * FRAME] = noise(1, level)
        assert _fault(said) == wanted, levels
    few = noise(12, 90)
    few[6 * FRAME : 7 * FRAME] = noise(1, 200)
    assert _fault(few, "好") == ""


def test_one_sample_of_two_thousand_may_be_at_full_scale() -> None:
    """Law: 32,700 counts as full scale, either way; more than one sample of 2,000 is clipping."""
    for sign in (1, -1):
        said = noise(500, 2000)  # 60,000 samples
        said[30_000:30_030] = 32_700 * sign
        assert _fault(said) == ""
        said[30_030] = 32_700 * sign
        assert _fault(said) == "clipped"
        said[30_030] = 32_699 * sign
        assert _fault(said) == ""
    said[30_030] = -32_768
    assert _fault(said) == "clipped"


@pytest.mark.parametrize(
    ("level", "filler", "is_silence"),
    [(1000, 0, True), (1000, 20, True), (1000, 21, False), (5000, 50, True), (5000, 51, False)],
)
@pytest.mark.parametrize(("speed", "frames"), [(1.0, 320), (2.0, 160)])
def test_a_hole_is_longer_than_any_pause(level, filler, is_silence, speed, frames) -> None:
    """Law: 1.6 seconds between two frames that sound are too many, fewer at a higher speed.

    What sounds is above 20, and above a hundredth of the loudest frame.
    """
    for gap, wanted in ((frames - 1, ""), (frames, "a hole in the middle" if is_silence else "")):
        parts = [noise(40, level), noise(gap, filler, seed=2), noise(40, level, seed=3)]
        assert _fault(np.concatenate(parts), speed=speed) == wanted


def test_one_frame_alone_has_no_hole() -> None:
    """Law: where one frame sounds there is nothing between."""
    said = np.zeros(40 * FRAME, np.int16)
    said[20 * FRAME : 21 * FRAME] = noise(1, 2000)
    assert gate._silence_s(said) == 0
    assert _fault(said, "好") == ""


@pytest.mark.parametrize(
    ("equal", "level", "wanted"),
    [(6, 151, True), (5, 151, False), (7, 151, True), (6, 150, False), (40, 0, False)],
)
def test_six_equal_frames_that_sound_are_a_stuck_buffer(equal, level, wanted) -> None:
    """Law: 20 ms that come six times in a row, louder than 150, are a fault, wherever it is."""
    block = np.tile(noise(4, level, seed=5), equal)
    before, after = noise(40, 2000, seed=6), noise(42, 2000, seed=7)
    for parts in ([before, block, after], [block, after], [before, block], [block]):
        said = np.concatenate(parts)
        assert gate._stuck(said) is wanted
    said = np.concatenate([before, block, after])
    assert _fault(said) == ("the same sound again and again" if wanted else "")
    twice = np.concatenate([before, block[: 5 * gate.LOOP], after[: 4 * FRAME]] * 2)
    assert not gate._stuck(twice)


def test_frames_that_come_again_later_are_speech() -> None:
    """Law: only what repeats without a break is stuck."""
    one, other = noise(4, 2000, seed=8), noise(4, 2000, seed=9)
    assert not gate._stuck(np.concatenate([one, other] * 10))
    assert not gate._stuck(np.concatenate([one, one, other, other] * 10))
