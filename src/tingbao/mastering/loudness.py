"""Loudness by ITU-R BS.1770-4, true peak and waveform, gathered piece by piece.

An hour needs no more memory than a minute. The weighting filters are those of pyloudnorm; the
gating is the standard's (annex 1).
"""

from __future__ import annotations

from math import inf, log10, sqrt

import numpy as np
from numpy.typing import NDArray

from tingbao.mastering.filters import Filter, Section
from tingbao.mastering.limiter import true_peak
from tingbao.mastering.mp3 import RATE

LOUDNESS = -19.0  # LUFS of the mono programme that is made, -16 as apps measure it
TRUE_PEAK = -1.0  # dBTP that the finished file keeps
_WEIGHTING: tuple[Section, Section] = (
    ("high_shelf", 1500.0, sqrt(0.5), 4.0),
    ("high_pass", 38.0, 0.5, 0.0),
)
_ABSOLUTE_GATE = -70.0  # LUFS
_RELATIVE_GATE = -10.0  # LU below the mean of what passes the absolute gate
_OVERLAP = 4  # a block of 400 ms begins every 100 ms
_POINTS = 480  # of the waveform
_NOTHING = np.zeros(0, np.float32)


class Meter:
    """Adds up weighted energy, in steps of 100 ms, of audio that arrives in pieces."""

    def __init__(self, rate: int) -> None:
        """Measure audio of `rate` samples a second."""
        self._weighted = Filter(rate, *_WEIGHTING)
        self._step = rate // 10
        self._rest = np.zeros(0, np.float32)
        self._energies: list[NDArray[np.float64]] = []

    def add(self, signal: NDArray[np.float32]) -> None:
        """Hear the next piece, samples from -1 to 1."""
        weighted = np.concatenate((self._rest, self._weighted.take(signal)))
        whole = len(weighted) // self._step * self._step
        self._rest = weighted[whole:]
        steps = weighted[:whole].reshape(-1, self._step)
        self._energies.append(np.mean(np.square(steps), axis=1, dtype=float))

    def integrated(self) -> float:
        """Give the gated loudness of all that was heard, in LUFS; -inf for silence."""
        steps = np.concatenate((*self._energies, np.zeros(0)))
        if not len(steps):
            return -inf
        size = min(_OVERLAP, len(steps))  # what is shorter than a block is judged as one
        blocks = np.lib.stride_tricks.sliding_window_view(steps, size).mean(axis=1)
        blocks = blocks[blocks > 10 ** ((_ABSOLUTE_GATE + 0.691) / 10)]
        if not len(blocks):
            return -inf
        blocks = blocks[blocks > blocks.mean() * 10 ** (_RELATIVE_GATE / 10)]
        return -0.691 + 10 * log10(float(blocks.mean()))


class Gauge(Meter):
    """Listens to audio of `rate` samples a second; every `window` of them make one of `peaks`."""

    def __init__(self, rate: int = RATE, window: int = RATE // 50) -> None:
        """Begin to measure."""
        super().__init__(rate)
        self.window, self.true_peak = window, -inf
        self.peaks: list[NDArray[np.float32]] = []

    def hear(self, signal: NDArray[np.float32], before: NDArray[np.float32] = _NOTHING) -> None:
        """Take the next piece into account; samples `before` it are for its true peak alone."""
        self.add(signal)
        joined = np.concatenate((before, signal))
        if 2 * float(np.max(np.abs(joined), initial=0.0)) > 10 ** (self.true_peak / 20):
            self.true_peak = max(self.true_peak, true_peak(joined))
        bins = np.zeros(-(-len(signal) // self.window) * self.window, np.float32)
        bins[: len(signal)] = np.abs(signal)
        self.peaks.append(bins.reshape(-1, self.window).max(axis=1))

    def waveform(self) -> tuple[float, ...]:
        """Give the peaks, evenly spaced over the recording, the highest of them 1."""
        peaks = np.concatenate(self.peaks)
        edges = np.linspace(0, len(peaks), min(_POINTS, len(peaks)) + 1).astype(int)
        points = np.maximum.reduceat(peaks, edges[:-1])
        return tuple(round(float(point), 3) for point in points / max(points.max(), 1e-9))
