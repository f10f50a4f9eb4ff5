"""Where a sound begins and ends, whoever asks; and that decoding loses nothing."""

from __future__ import annotations

import io

import numpy as np
import pytest
import soundfile

from tingbao.audio.decoding import decoded
from tingbao.audio.trimming import extent, faded, mean, peak, to_float, to_pcm

RATE = 24_000
QUIET, LOUD = np.zeros(RATE // 2), 0.5 * np.sin(np.arange(RATE) / 20)
SIGNAL = np.concatenate([QUIET, LOUD, QUIET]).astype(np.float32)


@pytest.mark.parametrize("level", [mean, peak])
def test_sound_is_found_to_a_frame(level) -> None:
    """Law: onset and offset lie within 5 ms of the sound's, and as much is kept as is asked for."""
    found = extent(SIGNAL, RATE, level=level, least=0.001, share=0.01, lead_ms=25, trail_ms=60)
    assert abs(found.onset - RATE // 2) <= RATE // 200
    assert abs(found.offset - RATE * 3 // 2) <= RATE // 200
    assert found.onset - found.begin == RATE * 25 // 1000
    assert found.end - found.offset == RATE * 60 // 1000


def test_integers_are_cut_as_floats_are() -> None:
    """Law: the same sound has the same extent as 16-bit integers, with a level of their scale."""
    asked = {"share": 0.0032, "lead_ms": 25, "trail_ms": 60}
    ints = np.frombuffer(to_pcm(SIGNAL), "<i2")
    floats = to_float(ints.tobytes())
    assert extent(ints, RATE, level=mean, least=20, **asked) == extent(
        floats, RATE, level=mean, least=20 / 32768, **asked
    )


def test_silence_has_no_extent() -> None:
    """Law: where nothing sounds there is none, however short."""
    for silent in (QUIET, QUIET[:0], QUIET[:7]):
        asked = {"share": 0.01, "lead_ms": 15, "trail_ms": 60}
        assert extent(silent, RATE, level=peak, least=0.0005, **asked) is None


def test_a_cut_does_not_click() -> None:
    """Law: both ends rise from zero, and what lies between is as it was."""
    cut = faded(SIGNAL[RATE : RATE + 4_000], RATE)
    assert cut[0] == cut[-1] == 0
    assert (cut[120:-120] == SIGNAL[RATE + 120 : RATE + 3_880]).all()


def test_what_is_24_khz_already_is_taken_sample_by_sample() -> None:
    """Law: 16-bit audio of the rate that is wanted comes out as it was."""
    samples = np.random.default_rng(1).integers(-32768, 32768, 9_999).astype("<i2")
    file = io.BytesIO()
    soundfile.write(file, samples, RATE, format="WAV")
    assert to_pcm(decoded(file.getvalue(), RATE)) == samples.tobytes()
