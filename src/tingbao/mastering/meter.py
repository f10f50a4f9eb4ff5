"""What is measured of a recording piece by piece: loudness, true peak, and its waveform."""

from __future__ import annotations

from dataclasses import dataclass, field
from math import inf
from typing import TYPE_CHECKING

import numpy as np

from tingbao.mastering.limiter import true_peak
from tingbao.mastering.loudness import Meter
from tingbao.mastering.mp3 import RATE

if TYPE_CHECKING:
    from numpy.typing import NDArray

_POINTS = 480  # of the waveform
_NOTHING = np.zeros(0, np.float32)


@dataclass(slots=True)
class Gauge:
    """Listens to audio of `rate` samples a second; every `window` of them make one of `peaks`."""

    rate: int = RATE
    window: int = RATE // 50
    true_peak: float = -inf
    peaks: list[NDArray[np.float32]] = field(default_factory=list)
    _meter: Meter = field(init=False)

    def __post_init__(self) -> None:
        """Begin to measure."""
        self._meter = Meter(self.rate)

    def hear(self, signal: NDArray[np.float32], before: NDArray[np.float32] = _NOTHING) -> None:
        """Take the next piece into account; samples `before` it are for its true peak alone."""
        self._meter.add(signal)
        joined = np.concatenate((before, signal))
        if 2 * float(np.max(np.abs(joined), initial=0.0)) > 10 ** (self.true_peak / 20):
            self.true_peak = max(self.true_peak, true_peak(joined))
        bins = np.zeros(-(-len(signal) // self.window) * self.window, np.float32)
        bins[: len(signal)] = np.abs(signal)
        self.peaks.append(bins.reshape(-1, self.window).max(axis=1))

    def loudness(self) -> float:
        """Give the integrated loudness of all that was heard, in LUFS."""
        return self._meter.integrated()

    def waveform(self) -> tuple[float, ...]:
        """Give the peaks, evenly spaced over the recording, the highest of them 1."""
        peaks = np.concatenate(self.peaks)
        edges = np.linspace(0, len(peaks), min(_POINTS, len(peaks)) + 1).astype(int)
        points = np.maximum.reduceat(peaks, edges[:-1])
        return tuple(round(float(point), 3) for point in points / max(points.max(), 1e-9))
