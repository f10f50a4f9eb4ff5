"""Whatever audio file a service sends, to the room's PCM."""

from __future__ import annotations

import io
from math import gcd

import numpy as np

from tingbao.synthesis.engine import SAMPLE_RATE


def pcm(data: bytes) -> bytes:
    """Decode MP3, WAV, FLAC or Ogg to signed 16-bit mono at 24 kHz.

    Raises:
        ValueError: It is no audio file that libsndfile reads.
    """
    import soundfile

    try:
        samples, rate = soundfile.read(io.BytesIO(data), dtype="float32", always_2d=True)
    except soundfile.LibsndfileError as error:
        raise ValueError(str(error)) from error
    mono = samples.mean(axis=1)
    if rate != SAMPLE_RATE and len(mono):
        from scipy.signal import resample_poly

        shared = gcd(rate, SAMPLE_RATE)
        mono = resample_poly(mono, SAMPLE_RATE // shared, rate // shared)
    whole: bytes = np.clip(np.rint(mono * 32767), -32768, 32767).astype("<i2").tobytes()
    return whole
