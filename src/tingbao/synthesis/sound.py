"""PCM as arrays: trimmed at its edges, joined without clicks.

Sounds are NumPy int16 arrays, mono, 24 kHz, until they leave as bytes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from tingbao.synthesis.engine import SAMPLE_RATE

if TYPE_CHECKING:
    from collections.abc import Sequence

Sound: TypeAlias = "np.ndarray[tuple[int], np.dtype[np.int16]]"

PER_MS = SAMPLE_RATE // 1000
FRAME = 5 * PER_MS  # loudness is looked at in frames of 5 ms
FADE = 5 * PER_MS
ONSET = 25 * PER_MS  # kept before the first frame that sounds: a consonant begins softly
DECAY = 60 * PER_MS  # kept after the last: a final vowel dies away
FLOOR = 0.0032  # -50 dB below the loudest frame counts as silence
LEAST = 20.0  # ... and so does whatever is below this level of 32768


def of(pcm: bytes) -> Sound:
    """Read PCM bytes."""
    return np.frombuffer(pcm, dtype="<i2").astype(np.int16)


def levels(sound: Sound) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """Give the RMS of each whole frame of 5 ms."""
    frames = sound[: len(sound) // FRAME * FRAME].reshape(-1, FRAME).astype(np.float64)
    loud: np.ndarray[tuple[int], np.dtype[np.float64]] = np.sqrt((frames * frames).mean(axis=1))
    return loud


def trim(sound: Sound) -> Sound:
    """Cut the silence at both ends, keeping onset and decay, and fade the cuts over 5 ms.

    A sound that is silent throughout comes back empty.
    """
    sounding = _sounding(sound)
    if not len(sounding):
        return sound[:0]
    start = max(0, int(sounding[0]) * FRAME - ONSET)
    end = min(len(sound), (int(sounding[-1]) + 1) * FRAME + DECAY)
    return fade(sound[start:end])


def rest_s(sound: Sound) -> float:
    """Measure the silence after the last sound, in seconds."""
    sounding = _sounding(sound)
    end = (int(sounding[-1]) + 1) * FRAME if len(sounding) else 0
    return (len(sound) - end) / SAMPLE_RATE


def _sounding(sound: Sound) -> np.ndarray[tuple[int], np.dtype[np.intp]]:
    """Number the frames that sound."""
    loud = levels(sound)
    return np.flatnonzero(loud > max(LEAST, float(loud.max(initial=0.0)) * FLOOR))


def fade(sound: Sound) -> Sound:
    """Let a sound begin and end at nothing, over 5 ms each."""
    out = sound.astype(np.float64)
    length = min(FADE, len(out) // 2)
    ramp = np.arange(length) / max(length, 1)
    out[:length] *= ramp
    out[len(out) - length :] *= ramp[::-1]
    return np.round(out).astype(np.int16)


def join(sounds: Sequence[Sound], pauses_ms: Sequence[int]) -> Sound:
    """Put sounds one after another, each followed by its pause but for the last.

    The whole lasts whole milliseconds: fewer than 24 zeros are added at the end.
    """
    parts: list[Sound] = []
    for i, sound in enumerate(sounds):
        parts.append(sound)
        if i + 1 < len(sounds):
            parts.append(np.zeros(pauses_ms[i] * PER_MS, dtype=np.int16))
    length = sum(len(part) for part in parts)
    parts.append(np.zeros(-length % PER_MS, dtype=np.int16))
    return np.concatenate(parts)
