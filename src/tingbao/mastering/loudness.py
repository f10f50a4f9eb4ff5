"""Loudness by ITU-R BS.1770-4, gathered piece by piece so that an hour needs no more memory.

The weighting filters are pyloudnorm's; the gating is the standard's (annex 1).
"""

from __future__ import annotations

from math import inf, log10
from typing import TYPE_CHECKING

import numpy as np
from pyloudnorm import IIRfilter
from scipy.signal import sosfilt

if TYPE_CHECKING:
    from numpy.typing import NDArray

LOUDNESS = -19.0  # LUFS of the mono programme that is made, -16 as apps measure it
TRUE_PEAK = -1.0  # dBTP that the finished file keeps
_ABSOLUTE_GATE = -70.0  # LUFS
_RELATIVE_GATE = -10.0  # LU below the mean of what passes the absolute gate
_OVERLAP = 4  # a block of 400 ms begins every 100 ms


class Meter:
    """Adds up weighted energy, in steps of 100 ms, of audio that arrives in pieces."""

    def __init__(self, rate: int) -> None:
        """Measure audio of `rate` samples a second."""
        stages = [
            IIRfilter(4.0, 1 / np.sqrt(2), 1500.0, rate, "high_shelf"),
            IIRfilter(0.0, 0.5, 38.0, rate, "high_pass"),
        ]
        self._filters = np.array(
            [[*stage.b / stage.a[0], *stage.a / stage.a[0]] for stage in stages]
        )
        self._states = np.zeros((len(stages), 2))
        self._step = rate // 10
        self._rest = np.zeros(0)
        self._energies: list[NDArray[np.float64]] = []

    def add(self, signal: NDArray[np.float32]) -> None:
        """Hear the next piece, samples from -1 to 1."""
        if not len(signal):
            return
        filtered, self._states = sosfilt(self._filters, signal.astype(np.float64), zi=self._states)
        weighted: NDArray[np.float64] = np.concatenate((self._rest, filtered))
        whole = len(weighted) // self._step * self._step
        self._rest = weighted[whole:]
        steps = weighted[:whole].reshape(-1, self._step)
        self._energies.append(np.mean(np.square(steps), axis=1))

    def integrated(self) -> float:
        """Give the gated loudness of all that was heard, in LUFS; -inf for silence."""
        blocks = self._blocks()
        blocks = blocks[blocks > 10 ** ((_ABSOLUTE_GATE + 0.691) / 10)]
        if not len(blocks):
            return -inf
        blocks = blocks[blocks > blocks.mean() * 10 ** (_RELATIVE_GATE / 10)]
        return -0.691 + 10 * log10(float(blocks.mean()))

    def _blocks(self) -> NDArray[np.float64]:
        """Give the mean square of each block of 400 ms heard so far."""
        steps = np.concatenate(self._energies) if self._energies else np.zeros(0)
        if len(steps) < _OVERLAP:  # shorter than one block: judge what there is
            return np.array([steps.mean()]) if len(steps) else steps
        windows = np.lib.stride_tricks.sliding_window_view(steps, _OVERLAP)
        blocks: NDArray[np.float64] = windows.mean(axis=1)
        return blocks
