"""What is measured of a recording while it is made: loudness, true peak, and its waveform."""

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
_BIN = RATE // 50  # samples that make one peak while listening


@dataclass(slots=True)
class Gauge:
    """Listens to a recording piece by piece."""

    meter: Meter = field(default_factory=lambda: Meter(RATE))
    true_peak: float = -inf
    peaks: list[NDArray[np.float32]] = field(default_factory=list)

    def hear(self, signal: NDArray[np.float32]) -> None:
        """Take the next piece into account."""
        self.meter.add(signal)
        top = float(np.max(np.abs(signal), initial=0.0))
        if 2 * top > 10 ** (self.true_peak / 20):
            self.true_peak = max(self.true_peak, true_peak(signal))
        bins = np.zeros(-(-len(signal) // _BIN) * _BIN, np.float32)
        bins[: len(signal)] = np.abs(signal)
        self.peaks.append(bins.reshape(-1, _BIN).max(axis=1))

    def loudness(self) -> float:
        """Give the integrated loudness of all that was heard, in LUFS."""
        return self.meter.integrated()

    def waveform(self) -> tuple[float, ...]:
        """Give the peaks, evenly spaced over the recording, the highest of them 1."""
        peaks = np.concatenate(self.peaks)
        edges = np.linspace(0, len(peaks), min(_POINTS, len(peaks)) + 1).astype(int)
        points = np.maximum.reduceat(peaks, edges[:-1])
        return tuple(round(float(point), 3) for point in points / max(points.max(), 1e-9))
