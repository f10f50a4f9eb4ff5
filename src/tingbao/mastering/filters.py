"""Second-order filters, by the cookbook of R. Bristow-Johnson, applied by products of spectra.

What a filter answers to one sample has died away after `_TAPS`: beyond lies less than rounding.
scipy.signal would do the same, and to load it takes 0.7 CPU seconds and 77 MB.
"""

from __future__ import annotations

from functools import lru_cache
from math import cos, pi, sin, sqrt
from typing import Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray

_TAPS = 1 << 13
_SIZE = 1 << 15  # of a spectrum
_HOP = _SIZE - _TAPS + 1
_NOTHING = np.zeros(0, np.float32)

Section: TypeAlias = tuple[Literal["high_pass", "high_shelf"], float, float, float]


class Filter:
    """Filters a signal that arrives in pieces, by sections: kind, Hz, quality, gain in dB."""

    def __init__(self, rate: int, *sections: Section) -> None:
        """Prepare for a signal of `rate` samples a second."""
        self._spectrum = _spectrum(rate, sections)
        self._before = np.zeros(_TAPS - 1, np.float32)

    def take(self, signal: NDArray[np.float32]) -> NDArray[np.float32]:
        """Filter the next piece; it comes without delay."""
        joined: NDArray[np.float32] = np.concatenate((self._before, signal))
        self._before = joined[len(signal) :]
        parts = [
            np.fft.irfft(np.fft.rfft(joined[at : at + _SIZE], _SIZE) * self._spectrum)[_TAPS - 1 :]
            for at in range(0, len(signal), _HOP)
        ]
        filtered: NDArray[np.float32] = np.concatenate((*parts, _NOTHING))[: len(signal)]
        return filtered


@lru_cache(maxsize=8)
def _spectrum(rate: int, sections: tuple[Section, ...]) -> NDArray[np.complex64]:
    delay = np.exp(-2j * pi * np.arange(_SIZE // 2 + 1) / _SIZE)
    whole = np.ones(len(delay), np.complex128)
    for kind, frequency, quality, gain in sections:
        turn = cos(2 * pi * frequency / rate)
        alpha = sin(2 * pi * frequency / rate) / (2 * quality)
        if kind == "high_pass":
            up = [(1 + turn) / 2, -(1 + turn), (1 + turn) / 2]
            down = [1 + alpha, -2 * turn, 1 - alpha]
        else:
            high = 10 ** (gain / 40)
            more, less, skirt = high + 1, high - 1, 2 * sqrt(high) * alpha
            above, below = more + less * turn, more - less * turn
            up = [above + skirt, -2 * (less + more * turn), above - skirt]
            up = [high * each for each in up]
            down = [below + skirt, 2 * (less - more * turn), below - skirt]
        whole *= np.polyval(up[::-1], delay) / np.polyval(down[::-1], delay)
    taps = np.fft.irfft(whole)[:_TAPS]
    return np.fft.rfft(taps, _SIZE).astype(np.complex64)
