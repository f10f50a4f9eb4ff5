"""The finished audio, read by decoders that are not ours."""

from __future__ import annotations

from io import BytesIO
from math import inf
from typing import TYPE_CHECKING

import av
import numpy as np
import pyloudnorm
import pytest
import soundfile
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.mastered import master

from tingbao.config import Sounds
from tingbao.errors import EngineError
from tingbao.mastering.limiter import true_peak
from tingbao.mastering.recording import record

from .conftest import script, speak, tone

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tingbao.model import Recording, Script
    from tingbao.synthesis import Speech

HEADINGS = (None, "产业", "招商", "服务")


@pytest.fixture(scope="module")
def made(buzz: tuple[Speech, Script]) -> tuple[Recording, np.ndarray]:
    """The recording of the buzz, and what soundfile decodes of it."""
    recording = master(*buzz, headings=HEADINGS)
    audio, rate = soundfile.read(BytesIO(recording.mp3), dtype="float32")
    assert rate == 44100
    return recording, audio


def test_loudness_and_true_peak_are_on_target(made: tuple[Recording, np.ndarray]) -> None:
    """Law: -19 LUFS ±0.5 and at most -1 dBTP, in what a player decodes."""
    recording, audio = made
    assert pyloudnorm.Meter(44100).integrated_loudness(audio) == pytest.approx(-19, abs=0.5)
    assert recording.loudness == pytest.approx(-19, abs=0.3)
    assert true_peak(audio) <= -1
    assert abs(audio.mean()) < 1e-4


def test_sections_are_equally_loud(made: tuple[Recording, np.ndarray]) -> None:
    """Law: every chapter is within 1 LU of the others, though the voices were 20 dB apart."""
    recording, audio = made
    meter = pyloudnorm.Meter(44100)
    levels = [
        meter.integrated_loudness(audio[c.start_ms * 441 // 10 : c.end_ms * 441 // 10])
        for c in recording.chapters
    ]
    assert max(levels) - min(levels) < 1


def test_length_is_exact_in_two_decoders(made: tuple[Recording, np.ndarray]) -> None:
    """Law: soundfile and PyAV decode exactly the samples that were meant, at the right place."""
    recording, audio = made
    assert len(audio) == recording.duration_ms * 441 // 10
    with av.open(BytesIO(recording.mp3)) as file:
        assert file.streams.audio[0].bit_rate == 96000
        again = np.concatenate([frame.to_ndarray()[0] for frame in file.decode(audio=0)])
    assert len(again) == len(audio)
    assert np.max(np.abs(again - audio)) < 0.01


def test_a_chapter_begins_with_its_sound_on_a_whole_second(
    made: tuple[Recording, np.ndarray],
) -> None:
    """Law: one chapter a section, on whole seconds, sounding within 50 ms, tiling the audio."""
    recording, audio = made
    assert [chapter.title for chapter in recording.chapters] == ["导语", "产业", "招商", "服务"]
    assert recording.chapters[0].start_ms == 0
    assert recording.chapters[-1].end_ms == recording.duration_ms
    for chapter, after in zip(recording.chapters, recording.chapters[1:], strict=False):
        assert chapter.end_ms == after.start_ms
    for chapter in recording.chapters:
        assert chapter.start_ms % 1000 == 0
        start = chapter.start_ms * 441 // 10
        assert np.max(np.abs(audio[start : start + 2205])) > 0.02
        if start:
            assert np.max(np.abs(audio[start - 13000 : start - 100])) < 0.005


def test_cues_stand_at_their_sound(made: tuple[Recording, np.ndarray]) -> None:
    """Law: a cue begins and ends within 80 ms of the sound it names."""
    recording, audio = made
    loud = np.abs(audio) > 0.01
    for cue in recording.cues:
        begin, end = cue.start_ms * 441 // 10, cue.end_ms * 441 // 10
        heard = np.flatnonzero(loud[max(0, begin - 4410) : end + 4410]) + max(0, begin - 4410)
        assert abs(heard[0] - begin) < 0.08 * 44100
        assert abs(heard[-1] - end) < 0.08 * 44100


def test_same_speech_same_bytes() -> None:
    """Law: mastering is a function: the same speech gives the same bytes."""
    said = speak([tone(1.2), tone(0.9)]), script([0, 1])
    assert master(*said, headings=HEADINGS) == master(*said, headings=HEADINGS)


def test_what_stops_the_speech_stops_the_recording(buzz: tuple[Speech, Script]) -> None:
    """Law: an error of who speaks comes through as it is."""
    speech, written = buzz

    def lines() -> Iterator[bytes]:
        yield from (speech.pcm[48 * cue.start_ms : 48 * cue.end_ms] for cue in speech.cues[:4])
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        record(
            lines(),
            written,
            rate=speech.sample_rate,
            headings=HEADINGS,
            sound=Sounds(),
            morse=False,
        )


def test_silence_is_mastered_too() -> None:
    """Law: speech without any sound gives silence of the right length, and no number is lost."""
    speech = speak([np.zeros(24000), np.zeros(36000)])
    recording = master(speech, script([0, 1]), headings=("一", "二"), sound=Sounds(chime=False))
    audio, _ = soundfile.read(BytesIO(recording.mp3))
    assert not audio.any()
    assert recording.loudness == recording.true_peak == -inf
    assert [chapter.start_ms for chapter in recording.chapters] == [0, 2000]


def test_bed_and_stings_stay_under_the_voice() -> None:
    """Law: with everything on, lengths stay exact, levels on target, and the bed is 15 dB below."""
    written, everything = script([0, 0, 1]), Sounds(stings=True, bed=True)
    voice = speak([tone(2), tone(1.5), tone(2)])
    dressed = master(voice, written, headings=HEADINGS, sound=everything, morse=True)
    audio, _ = soundfile.read(BytesIO(dressed.mp3), dtype="float32")
    assert len(audio) == dressed.duration_ms * 441 // 10
    assert pyloudnorm.Meter(44100).integrated_loudness(audio) == pytest.approx(-19, abs=0.5)
    assert true_peak(audio) <= -1
    assert dressed.chapters[0].start_ms == 0
    assert np.max(np.abs(audio[:2205])) > 0.02
    silent, bed = speak([np.zeros(48000)] * 3), Sounds(chime=False, bed=True)
    alone = master(silent, written, headings=HEADINGS, sound=bed)
    level = pyloudnorm.Meter(44100).integrated_loudness(
        soundfile.read(BytesIO(alone.mp3))[0][44100:-88200]
    )
    assert level < -19 - 15


def test_speech_that_does_not_fit_is_refused() -> None:
    """Law: a line without its cue stops the run."""
    with pytest.raises(EngineError):
        master(speak([tone(1)]), script([0, 0]), headings=(None,))


@settings(max_examples=8)
@given(
    st.lists(st.sampled_from([None, 0, 1, 2]), min_size=1, max_size=5),
    st.sampled_from([16000, 22050, 24000, 48000]),
    st.integers(0, 2500),
)
def test_any_order_of_sections(sections: list[int | None], rate: int, pause_ms: int) -> None:
    """Law: chapters are ordered and tile the audio, cues are ordered, whatever the script."""
    signals = [tone(0.3, rate=rate) for _ in sections]
    recording = master(
        speak(signals, rate=rate),
        script(sections, pause_ms=pause_ms),
        headings=("一", None, "三"),
    )
    assert recording.chapters[0].start_ms == 0
    assert recording.chapters[-1].end_ms == recording.duration_ms
    ends = [0, *(chapter.end_ms for chapter in recording.chapters)]
    assert [chapter.start_ms for chapter in recording.chapters] == ends[:-1]
    assert ends == sorted(set(ends))
    times = [time for cue in recording.cues for time in (cue.start_ms, cue.end_ms)]
    assert times == sorted(times)
