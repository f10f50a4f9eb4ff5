"""What engines said, cut to its sound and joined without clicks.

Sounds are NumPy int16 arrays, mono, 24 kHz, until they leave as bytes.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TypeAlias

import numpy as np

from tingbao.audio import decoding as audio
from tingbao.audio.trimming import FRAME_MS, extent, faded, framed, mean, to_pcm
from tingbao.synthesis.engine import SAMPLE_RATE

Sound: TypeAlias = "np.ndarray[tuple[int], np.dtype[np.int16]]"

PER_MS = SAMPLE_RATE // 1000
LEAST = 20.0  # of 32768: what is below counts as silence, and what is 50 dB below the loudest frame
_extent = partial(
    extent, rate=SAMPLE_RATE, level=mean, least=LEAST, share=0.0032, lead_ms=25, trail_ms=60
)


def decoded(data: bytes) -> bytes:
    """Decode an audio file of any form to PCM of the room.

    Raises:
        ValueError: It is none.
    """
    return to_pcm(audio.decoded(data, SAMPLE_RATE))


def of(pcm: bytes) -> Sound:
    """Read PCM bytes."""
    return np.frombuffer(pcm, dtype="<i2").astype(np.int16)


def levels(sound: Sound) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """Give the RMS of each whole frame of 5 ms."""
    return mean(framed(sound, FRAME_MS * PER_MS))


def trim(sound: Sound) -> Sound:
    """Cut the silence at both ends, keeping onset and decay, and fade the cuts over 5 ms.

    A sound that is silent throughout comes back empty.
    """
    if not (found := _extent(sound)):
        return sound[:0]
    cut = faded(sound[found.begin : found.end].astype(np.float64), SAMPLE_RATE)
    return np.round(cut).astype(np.int16)


def rest_s(sound: Sound) -> float:
    """Measure the silence after the last sound, in seconds."""
    found = _extent(sound)
    return (len(sound) - (found.offset if found else 0)) / SAMPLE_RATE


def join(sounds: Sequence[Sound], pauses_ms: Sequence[int]) -> Sound:
    """Put sounds one after another, each followed by its pause but for the last.

    The whole lasts whole milliseconds: fewer than 24 zeros are added at the end.
    """
    parts: list[Sound] = []
    for sound, pause in zip(sounds, (*pauses_ms[: len(sounds) - 1], 0), strict=True):
        parts += [sound, np.zeros(pause * PER_MS, dtype=np.int16)]
    length = sum(len(part) for part in parts)
    parts.append(np.zeros(-length % PER_MS, dtype=np.int16))
    return np.concatenate(parts)
