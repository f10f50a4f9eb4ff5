"""Filters of second order as one convolution, piece by piece.

SciPy has them as a loop over samples, which is quicker, but it takes a second to import.
What a filter answers to one sample is gone after a fifth of a second, and so a product of
spectra over blocks of less than one is exact to more than a float holds.
"""

from __future__ import annotations

from math import cos, pi, sin, sqrt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

_MEMORY = 1 << 13  # samples after which an answer counts as gone: 0.19 s at 44.1 kHz
_BLOCK = 1 << 15
_AT_ONCE = 8  # blocks, which bounds the memory

Section = tuple[float, float, float, float, float, float]  # b0 b1 b2 a0 a1 a2


def high_pass(frequency: float, q: float, rate: int) -> Section:
    """Give a second-order high-pass (Robert Bristow-Johnson's cookbook); frequencies in Hz."""
    w = 2 * pi * frequency / rate
    alpha, c = sin(w) / (2 * q), cos(w)
    return ((1 + c) / 2, -(1 + c), (1 + c) / 2, 1 + alpha, -2 * c, 1 - alpha)


def high_shelf(gain: float, frequency: float, q: float, rate: int) -> Section:
    """Give a second-order high shelf of so many decibels, from the same cookbook."""
    a = 10 ** (gain / 40)
    w = 2 * pi * frequency / rate
    root, c = 2 * sqrt(a) * sin(w) / (2 * q), cos(w)
    return (
        a * ((a + 1) + (a - 1) * c + root),
        -2 * a * ((a - 1) + (a + 1) * c),
        a * ((a + 1) + (a - 1) * c - root),
        (a + 1) - (a - 1) * c + root,
        2 * ((a - 1) - (a + 1) * c),
        (a + 1) - (a - 1) * c - root,
    )


class Filter:
    """A chain of sections; hears a signal in pieces and begins in silence."""

    def __init__(self, sections: Sequence[Section]) -> None:
        """Prepare the spectrum of the chain's answer."""
        import numpy as np

        z = np.exp(-2j * np.pi * np.arange(_BLOCK // 2 + 1) / _BLOCK)
        spectrum = np.ones(len(z), np.complex128)
        for b0, b1, b2, a0, a1, a2 in sections:
            spectrum *= (b0 + b1 * z + b2 * z * z) / (a0 + a1 * z + a2 * z * z)
        self._spectrum = spectrum.astype(np.complex64)
        self._before = np.zeros(_MEMORY, np.float32)

    def __call__(self, signal: NDArray[np.float32]) -> NDArray[np.float32]:
        """Filter the next piece, which comes back as long as it is."""
        import numpy as np

        hop = _BLOCK - _MEMORY
        blocks = -(-len(signal) // hop)
        heard = np.zeros(_MEMORY + blocks * hop, np.float32)
        heard[:_MEMORY] = self._before
        heard[_MEMORY : _MEMORY + len(signal)] = signal
        self._before = heard[len(signal) : len(signal) + _MEMORY].copy()
        windows = np.lib.stride_tricks.sliding_window_view(heard, _BLOCK)[::hop] if blocks else ()
        parts = [
            np.fft.irfft(np.fft.rfft(windows[at : at + _AT_ONCE]) * self._spectrum)[:, _MEMORY:]
            for at in range(0, blocks, _AT_ONCE)
        ]
        flat = np.concatenate([np.zeros(0, np.float32), *(part.reshape(-1) for part in parts)])
        filtered: NDArray[np.float32] = flat[: len(signal)].astype(np.float32)
        return filtered
