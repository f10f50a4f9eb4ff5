"""The lines of one chapter cut to their sound, resampled, and made equally loud.

A chapter is levelled as soon as it is spoken, while the next one is. Its loudness is
measured as it will be heard, after the limiter, so that the whole is right when the last
chapter is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from math import isfinite, sqrt

import numpy as np
from numpy.typing import NDArray

from tingbao.audio.resampling import resample
from tingbao.audio.trimming import Extent, extent, faded, peak, to_float, to_pcm
from tingbao.mastering.filters import Filter, Section
from tingbao.mastering.limiter import limit, peaks
from tingbao.mastering.loudness import Meter
from tingbao.mastering.mp3 import RATE

_CLOSE = 0.1  # LU off the target that is not worth levelling again
_ROUNDS = 2  # the limiter takes back a part of the first gain
_MOST_GAIN = 40.0  # dB; what needs more is noise
_RUMBLE: Section = ("high_pass", 30.0, sqrt(0.5), 0.0)  # what is below, and DC, no voice has
# What lies 40 dB below a line's peak is not heard as its beginning; 16 steps of 16 bits are none.
_extent = partial(extent, level=peak, least=16 / 32768, share=0.01, lead_ms=15, trail_ms=60)


@dataclass(frozen=True, slots=True, kw_only=True)
class Levelled:
    """A line as it enters the recording, PCM at 44.1 kHz; `kept` is at the rate it came in."""

    kept: Extent
    pcm: bytes


def level(
    lines: Sequence[bytes],
    pauses_ms: Sequence[int],
    *,
    rate: int,
    loudness: float,
    ceiling: float,
) -> list[Levelled]:
    """Bring a chapter's lines to a loudness.

    Lines are PCM, 16-bit mono; the pauses after them count, since loudness is gated by blocks that
    may hold some. `loudness` is in LUFS; a chapter without any sound stays as it is. No true peak
    exceeds `ceiling` (linear).
    """
    kept: list[Extent] = []
    signals: list[NDArray[np.float32]] = []
    for pcm in lines:
        signal = Filter(rate, _RUMBLE).take(to_float(pcm)).astype(np.float32)
        silent = Extent(begin=0, onset=0, offset=len(signal), end=len(signal))
        cut = _extent(signal, rate) or silent  # which counts as sounding throughout
        kept.append(cut)
        signals.append(faded(resample(signal[cut.begin : cut.end], rate, RATE), RATE))
    highest = [peaks(signal) for signal in signals]
    gain, levelled = 0.0, signals
    for _ in range(_ROUNDS):
        off = loudness - _measured(levelled, pauses_ms)
        if not isfinite(off) or abs(off) < _CLOSE:
            break
        gain = min(gain + off, _MOST_GAIN)
        factor = float(10 ** (gain / 20))
        levelled = [
            limit(signal * factor, peak * factor, ceiling)
            for signal, peak in zip(signals, highest, strict=True)
        ]
    return [
        Levelled(kept=cut, pcm=to_pcm(signal)) for cut, signal in zip(kept, levelled, strict=True)
    ]


def _measured(signals: Sequence[NDArray[np.float32]], pauses_ms: Sequence[int]) -> float:
    meter = Meter(RATE)
    for signal, pause in zip(signals, pauses_ms, strict=True):
        meter.add(signal)
        meter.add(np.zeros(pause * RATE // 1000, np.float32))
    return meter.integrated()
