"""True peaks by four times oversampling (ITU-R BS.1770-4, annex 2), and a limiter for them."""

from __future__ import annotations

from math import inf, log10

import numpy as np
from numpy.typing import NDArray

from tingbao.audio.resampling import resample

OVERSAMPLING = 4
_STEP = 32  # samples that share one gain before it is smoothed
_LOOK = 12  # steps looked ahead, and held after: 9 ms at 44.1 kHz


def true_peak(signal: NDArray[np.float32]) -> float:
    """Give the highest level between and on the samples, in dBTP; -inf for silence."""
    peak = float(np.max(peaks(signal), initial=0.0))
    return 20 * log10(peak) if peak > 0 else -inf


def peaks(signal: NDArray[np.float32]) -> NDArray[np.float32]:
    """Give the highest level, linear, of each step: between and on the samples."""
    steps = -(-len(signal) // _STEP)
    over = np.zeros(steps * _STEP * OVERSAMPLING, np.float32)
    over[: len(signal) * OVERSAMPLING] = np.abs(resample(signal, 1, OVERSAMPLING))
    highest: NDArray[np.float32] = over.reshape(-1, _STEP * OVERSAMPLING).max(axis=1)
    return highest


def limit(
    signal: NDArray[np.float32], peaks: NDArray[np.float32], ceiling: float
) -> NDArray[np.float32]:
    """Turn the signal down around each of its `peaks` above `ceiling` (linear, 1 is full scale).

    The gain of every step is the least that any step within reach asks for, then
    smoothed over the same reach, so it has arrived before the peak and never exceeds
    what the peak allows.
    """
    if np.max(peaks, initial=0.0) <= ceiling:
        return signal
    wanted = np.minimum(1.0, ceiling / np.maximum(peaks, ceiling))
    reach = 2 * _LOOK + 1
    padded = np.pad(wanted, 2 * _LOOK, constant_values=1.0)
    least = np.lib.stride_tricks.sliding_window_view(padded, reach).min(axis=1)
    window = np.hanning(reach + 2)[1:-1]
    smooth = np.convolve(least, window / window.sum(), mode="valid")
    centres = np.arange(len(peaks)) * _STEP + (_STEP - 1) / 2
    gain = np.interp(np.arange(len(signal)), centres, smooth)
    return (signal * gain).astype(np.float32)
