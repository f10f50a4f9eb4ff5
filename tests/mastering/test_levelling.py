"""The lines of a chapter: cut, resampled, and brought to one loudness."""

from __future__ import annotations

from math import inf

import numpy as np
import pyloudnorm
import pytest

from tingbao.audio.trimming import Extent
from tingbao.mastering import levelling
from tingbao.mastering.limiter import true_peak

from .conftest import tone

RATE = 24_000


def _pcm(signal: np.ndarray) -> bytes:
    return (np.clip(signal, -1, 1) * 32767).astype("<i2").tobytes()


def _level(signals, pauses_ms, loudness=-19.0, ceiling=10 ** (-1 / 20), rate=RATE):
    return levelling.level(
        [_pcm(signal) for signal in signals],
        pauses_ms,
        rate=rate,
        loudness=loudness,
        ceiling=ceiling,
    )


def _heard(lines, pauses_ms):
    """Lay lines and pauses one after another, as they will be heard."""
    parts = []
    for line, pause in zip(lines, pauses_ms, strict=True):
        parts += [
            np.frombuffer(line.pcm, "<i2").astype(float) / 32768,
            np.zeros(pause * 44_100 // 1000),
        ]
    return np.concatenate(parts)


@pytest.mark.parametrize("loud", [0.02, 0.2, 0.9])
def test_lines_and_pauses_together_have_the_loudness_asked_for(loud):
    """Law: measured by another meter over lines and pauses, within 0.3 LU, quiet or loud before."""
    pauses = [300, 900, 500]
    lines = _level([tone(1.5, level=loud), tone(1, level=loud / 2), tone(1, level=loud)], pauses)
    heard = _heard(lines, pauses)
    assert pyloudnorm.Meter(44_100).integrated_loudness(heard) == pytest.approx(-19, abs=0.3)


def test_what_counts_is_the_chapter_and_not_each_line():
    """Law: one gain for all: lines keep their distance from each other."""
    lines = _level([tone(1.5, level=0.2), tone(1.5, level=0.1)], [400, 400])
    first, second = (np.abs(_heard([line], [0])).max() for line in lines)
    assert first / second == pytest.approx(2, rel=0.02)


def test_pauses_count():
    """Law: a chapter with long pauses is lifted as its gated blocks say, as if they were lines."""
    short, long = (_level([tone(0.3)] * 6, [pause] * 6) for pause in (0, 350))
    peaks = [max(np.abs(_heard([line], [0])).max() for line in lines) for lines in (short, long)]
    assert peaks[1] > peaks[0] * 1.1
    for lines, pause in ((short, 0), (long, 350)):
        heard = _heard(lines, [pause] * 6)
        assert pyloudnorm.Meter(44_100).integrated_loudness(heard) == pytest.approx(-19, abs=0.3)


def test_what_is_measured_is_what_is_heard(monkeypatch):
    """Law: each line and its pause, to the sample, in their order."""
    heard = []

    class Ear:
        def __init__(self, rate):
            assert rate == 44_100

        def add(self, signal):
            heard.append(len(signal))

        def integrated(self):
            return -20.0

    monkeypatch.setattr(levelling, "Meter", Ear)
    lines = [np.ones(7, np.float32), np.ones(9, np.float32)]
    assert levelling._measured(lines, [9_999, 0]) == -20
    assert heard == [7, 440_955, 9, 0]


def test_no_peak_passes_the_ceiling():
    """Law: however loud it is to be, true peaks stay below the ceiling."""
    spiky = tone(1.5, level=0.1)
    spiky[::2400] = 0.9
    lines = _level([spiky], [400], loudness=-14, ceiling=0.5)
    assert true_peak(_heard(lines, [400])) <= 20 * np.log10(0.5) + 0.05


def test_a_chapter_of_silence_stays_as_it_is():
    """Law: where there is no loudness to measure, nothing is lifted and nothing is lost."""
    lines = _level([np.zeros(RATE), np.zeros(RATE // 2)], [100, 100])
    assert [line.kept for line in lines] == [
        Extent(begin=0, onset=0, offset=RATE, end=RATE),
        Extent(begin=0, onset=0, offset=RATE // 2, end=RATE // 2),
    ]
    assert [len(line.pcm) for line in lines] == [2 * 44_100, 44_100]
    assert not any(any(line.pcm) for line in lines)
    assert levelling._measured([np.zeros(44_100, np.float32)], [100]) == -inf


def test_noise_is_not_made_a_voice():
    """Law: a chapter is lifted by 40 dB at most, and by that in fact."""
    faint = tone(1.5, level=0.0012)
    lines = _level([faint], [400], loudness=0.0, ceiling=0.99)
    cut = lines[0].kept
    before = faint[cut.begin : cut.end].std()
    assert _heard(lines, [0]).std() / before == pytest.approx(100, rel=0.05)


def test_what_is_loud_enough_is_left_alone():
    """Law: nearer than 0.1 LU nothing is changed; further, it is."""
    as_it_was = _level([tone(1.5)], [400], loudness=inf)[0].pcm
    own = np.frombuffer(as_it_was, "<i2").astype(np.float32) / 32768
    loudness = levelling._measured([own], [400])
    for off, same in ((0.09, True), (-0.09, True), (0.11, False), (-0.11, False)):
        again = _level([tone(1.5)], [400], loudness=loudness + off)[0].pcm
        assert (again == as_it_was) == same, off


def test_lines_are_cut_to_their_sound_without_clicks():
    """Law: silence at the ends goes, both ends are faded, and the rate is 44,100 Hz in any case."""
    edge = np.zeros(RATE // 2)
    for rate in (RATE, 48_000):
        line = _level([np.concatenate([edge, tone(1), edge])], [0], rate=rate)[0]
        pcm = np.frombuffer(line.pcm, "<i2").astype(float)
        assert abs(len(pcm) - (line.kept.end - line.kept.begin) * 44_100 / rate) <= 1
        assert abs(pcm[0]) <= 1
        assert abs(pcm[-1]) <= 1
        assert RATE // 2 - 1000 < line.kept.begin < line.kept.onset < line.kept.offset
        assert line.kept.offset < line.kept.end < 3 * RATE // 2 + 2500


def test_what_no_voice_has_is_taken_out():
    """Law: a line that is shifted from zero is not when it has been levelled."""
    for shift in (0.05, -0.05):
        line = _level([tone(1) + shift], [0])[0]
        pcm = np.frombuffer(line.pcm, "<i2").astype(float)
        assert abs(pcm.mean()) < 0.01 * pcm.std()


def test_a_cut_in_the_midst_of_sound_does_not_click():
    """Law: a line that begins and ends loud is raised from nothing and lowered to it."""
    loud = np.sin(2 * np.pi * 200 * np.arange(RATE) / RATE + np.pi / 2) * 0.5
    pcm = np.frombuffer(_level([loud], [0])[0].pcm, "<i2").astype(float)
    assert np.abs(pcm[:10]).max() < 0.2 * np.abs(pcm).max()
    assert np.abs(pcm[-10:]).max() < 0.2 * np.abs(pcm).max()


def test_each_line_has_its_pause():
    """Law: a line without a pause, or a pause without a line, is an error and not a guess."""
    for pauses in ([400], [400, 400, 400]):
        with pytest.raises(ValueError, match="zip"):
            _level([tone(0.5), tone(0.5)], pauses)
