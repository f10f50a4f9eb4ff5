"""Where a line sounds, and how it is made ready: cut to its sound, DC out, faded."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt
from typing import TYPE_CHECKING

import numpy as np

from tingbao.mastering.filters import Filter

if TYPE_CHECKING:
    from numpy.typing import NDArray

_WINDOW_MS = 5
_THRESHOLD = 0.01  # of the line's peak: -40 dB
_FLOOR = 16 / 32768  # below this nothing is called sound
LEAD_MS = 15  # kept before the sound, so that a soft attack is whole
TRAIL_MS = 60  # kept after it, so that a final syllable dies away

FADE_MS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Extent:
    """Samples of a line to keep, [begin, end), and where in them it sounds, [onset, offset)."""

    begin: int
    onset: int
    offset: int
    end: int


def extent(signal: NDArray[np.float32], rate: int) -> Extent:
    """Find where a line sounds; a silent one counts as sounding throughout."""
    window = max(1, rate * _WINDOW_MS // 1000)
    count = len(signal) // window
    peaks = np.abs(signal[: count * window]).reshape(count, window).max(axis=1, initial=0.0)
    loud = np.flatnonzero(peaks > max(_FLOOR, _THRESHOLD * peaks.max(initial=0.0)))
    if not len(loud):
        return Extent(begin=0, onset=0, offset=len(signal), end=len(signal))
    onset = int(loud[0]) * window
    offset = min(len(signal), (int(loud[-1]) + 1) * window)
    return Extent(
        begin=max(0, onset - rate * LEAD_MS // 1000),
        onset=onset,
        offset=offset,
        end=min(len(signal), offset + rate * TRAIL_MS // 1000),
    )


def without_dc(signal: NDArray[np.float32], rate: int) -> NDArray[np.float32]:
    """Take out what is below 30 Hz, which no voice has: DC and rumble."""
    return Filter(rate, ("high_pass", 30.0, sqrt(0.5), 0.0)).take(signal).astype(np.float32)


def faded(signal: NDArray[np.float32], rate: int) -> NDArray[np.float32]:
    """Raise the beginning from zero and lower the end to it, so that a cut does not click."""
    ramp = (np.arange(min(rate * FADE_MS // 1000, len(signal))) / (rate * FADE_MS / 1000)).astype(
        np.float32
    )
    result = signal.copy()
    result[: len(ramp)] *= ramp
    result[len(result) - len(ramp) :] *= ramp[::-1]
    return result


def to_float(pcm: bytes) -> NDArray[np.float32]:
    """Read signed 16-bit little-endian samples as floats from -1 to 1."""
    samples: NDArray[np.float32] = np.frombuffer(pcm, "<i2").astype(np.float32)
    return samples / np.float32(32768)


def to_pcm(signal: NDArray[np.float32]) -> bytes:
    """Write floats from -1 to 1 as signed 16-bit little-endian samples."""
    return np.clip(np.rint(signal * 32768), -32768, 32767).astype("<i2").tobytes()
