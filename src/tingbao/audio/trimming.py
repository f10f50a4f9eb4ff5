"""Where a sound begins and ends, and the cuts there; samples as integers or as floats."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

T = TypeVar("T", bound="np.generic")
FRAME_MS = 5
_FADE_MS = 5
_FULL = 32768


@dataclass(frozen=True, slots=True, kw_only=True)
class Extent:
    """Samples to keep, [begin, end), and where in them it sounds, [onset, offset)."""

    begin: int
    onset: int
    offset: int
    end: int


def extent(
    signal: NDArray[Any],
    rate: int,
    *,
    level: Callable[[NDArray[Any]], NDArray[Any]],
    least: float,
    share: float,
    lead_ms: int,
    trail_ms: int,
) -> Extent | None:
    """Find where a signal sounds; None where it never does.

    Args:
        signal: Samples.
        rate: How many a second has.
        level: Gives how loud each frame of 5 ms is, given them as rows: `mean`, `peak`.
        least: The level that a frame which sounds passes, on the scale of the samples ...
        share: ... and the share of the loudest frame's level.
        lead_ms: Kept before the first that sounds: a consonant begins softly.
        trail_ms: Kept after the last: a final vowel dies away.
    """
    frames = framed(signal, rate * FRAME_MS // 1000)
    levels = level(frames)
    loud = np.flatnonzero(levels > max(least, share * levels.max(initial=0.0)))
    if not len(loud):
        return None
    onset, offset = int(loud[0]) * frames.shape[1], (int(loud[-1]) + 1) * frames.shape[1]
    return Extent(
        begin=max(0, onset - rate * lead_ms // 1000),
        onset=onset,
        offset=offset,
        end=min(len(signal), offset + rate * trail_ms // 1000),
    )


def framed(signal: NDArray[T], size: int) -> NDArray[T]:
    """Give a signal as rows of so many samples; what is left at its end is in none."""
    return signal[: len(signal) // size * size].reshape(-1, size)


def mean(frames: NDArray[Any]) -> NDArray[np.float64]:
    """Give the RMS of each frame."""
    levels: NDArray[np.float64] = np.sqrt(np.square(frames, dtype=np.float64).mean(axis=1))
    return levels


def peak(frames: NDArray[Any]) -> NDArray[Any]:
    """Give the highest absolute sample of each frame."""
    return np.asarray(np.abs(frames).max(axis=1, initial=0.0))


def faded(signal: NDArray[Any], rate: int) -> NDArray[Any]:
    """Let floats begin and end at nothing, over 5 ms each, so that a cut does not click."""
    whole = rate * _FADE_MS / 1000
    ramp = (np.arange(min(int(whole), len(signal) // 2)) / whole).astype(signal.dtype)
    result = signal.copy()
    result[: len(ramp)] *= ramp
    result[len(result) - len(ramp) :] *= ramp[::-1]
    return result


def to_float(pcm: bytes) -> NDArray[np.float32]:
    """Read signed 16-bit little-endian samples as floats from -1 to 1."""
    samples: NDArray[np.float32] = np.frombuffer(pcm, "<i2").astype(np.float32)
    return samples / np.float32(_FULL)


def to_pcm(signal: NDArray[Any]) -> bytes:
    """Write floats from -1 to 1 as signed 16-bit little-endian samples."""
    pcm: bytes = np.clip(np.rint(signal * _FULL), -_FULL, _FULL - 1).astype("<i2").tobytes()
    return pcm
