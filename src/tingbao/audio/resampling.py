"""Band-limited resampling, as a matrix product per few blocks.

Resampling by up/down is a bank of `up` short filters; written over blocks of `down`
input samples it is a banded matrix, and a matrix product is what NumPy does fastest.
The products are so small that OpenBLAS keeps each on the thread that asks for it: over
several it takes twice the time of the processor, which is busy speaking meanwhile.
"""

from __future__ import annotations

from functools import lru_cache
from math import gcd

import numpy as np
from numpy.typing import NDArray

_HALF = 32  # taps to either side, in samples of the slower rate
_BETA = 9.0  # Kaiser window: stop band below -90 dB
_CUTOFF = 0.945  # of the slower Nyquist frequency; the transition ends at it
_PRODUCT = 1 << 18  # multiplications up to which OpenBLAS stays on one thread
_CHUNK = 512  # products at a time, which bounds the memory


def resample(signal: NDArray[np.float32], source: int, target: int) -> NDArray[np.float32]:
    """Convert a mono signal from `source` Hz to `target` Hz without a shift in time."""
    if source == target or not len(signal):
        return signal
    step = gcd(source, target)
    up, down = target // step, source // step
    repeat = max(1, 16 // down)  # a block long enough that the product is not mostly overlap
    matrix, reach = _bank(up, down, repeat)
    width, hop = matrix.shape[0], down * repeat
    rows = max(1, _PRODUCT // matrix.size)
    products = -(-len(signal) // (hop * rows))
    padded = np.zeros(products * rows * hop + width, np.float32)
    padded[reach : reach + len(signal)] = signal
    windows = np.lib.stride_tricks.sliding_window_view(padded, width)[: products * rows * hop : hop]
    parts = [
        windows[at * rows : (at + _CHUNK) * rows].reshape(-1, rows, width) @ matrix
        for at in range(0, products, _CHUNK)
    ]
    flat: NDArray[np.float32] = np.concatenate([part.reshape(-1) for part in parts])
    return flat[: -(-len(signal) * target // source)]


@lru_cache(maxsize=8)
def _bank(up: int, down: int, repeat: int) -> tuple[NDArray[np.float32], int]:
    """Lay the windowed sinc out as a matrix [input sample of a block, output sample]."""
    scale = min(1.0, up / down)  # below 1 the filter also keeps aliases out
    reach = int(np.ceil(_HALF / scale))
    outputs = np.arange(up * repeat) * down / up  # their places, in input samples
    inputs = np.arange(down * repeat + 2 * reach) - reach
    distance = (inputs[:, None] - outputs[None, :]) * scale
    window = np.i0(_BETA * np.sqrt(np.clip(1 - (distance / _HALF) ** 2, 0, None))) / np.i0(_BETA)
    taps = np.sinc(distance * _CUTOFF) * window * (np.abs(distance) <= _HALF)
    return (taps / taps.sum(axis=0)).astype(np.float32), reach
