"""The sound between sections, made here and recorded nowhere: two soft bells a fourth apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

LENGTH_MS = 1100
_NOTES = ((0.0, 659.26), (0.16, 880.0))  # seconds, hertz: E5, then A5
_PARTIALS = ((1.0, 1.0, 0.42), (2.0, 0.32, 0.26), (3.01, 0.10, 0.14), (5.4, 0.03, 0.07))
"""Multiple of the note, level, and seconds until it has fallen by 1/e."""
_ATTACK = 0.004  # seconds; shorter clicks
_LEVEL = 0.13  # linear peak: a little under the voice


def chime(rate: int) -> NDArray[np.float32]:
    """Give the chime as samples from -1 to 1, `LENGTH_MS` long, zero at both ends."""
    import numpy as np

    time = np.arange(rate * LENGTH_MS // 1000) / rate
    sound = np.zeros_like(time)
    for begin, note in _NOTES:
        after = np.clip(time - begin, 0, None)
        attack = np.clip(after / _ATTACK, 0, 1)
        for multiple, level, fall in _PARTIALS:
            tone = np.sin(2 * np.pi * note * multiple * after)
            sound += level * tone * np.exp(-after / fall) * attack
    tail = np.clip((time[-1] - time) / 0.2, 0, 1)
    sound *= np.sin(tail * np.pi / 2) ** 2
    bells: NDArray[np.float32] = (_LEVEL * sound / np.max(np.abs(sound))).astype(np.float32)
    return bells
