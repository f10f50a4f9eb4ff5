"""An audio file of any form that libsndfile reads, to samples."""

from __future__ import annotations

from io import BytesIO
from math import gcd

import numpy as np
import soundfile
from numpy.typing import NDArray

from tingbao.audio.resampling import resample

_RATIO = 1000  # 11025 Hz are 147 to the 320 of 24 kHz


def decoded(data: bytes, rate: int) -> NDArray[np.float32]:
    """Decode MP3, WAV, FLAC or Ogg to mono floats from -1 to 1, `rate` a second.

    Raises:
        ValueError: It is no audio file that libsndfile reads, or of a rate in no simple ratio to
            that which is wanted: to resample it would take gigabytes.
    """
    try:
        signal, own = soundfile.read(BytesIO(data), dtype="float32", always_2d=True)
    except soundfile.LibsndfileError as error:
        raise ValueError(str(error)) from error
    if max(own, rate) // gcd(own, rate) > _RATIO:
        raise ValueError(f"{own} Hz are no rate of sound")
    return resample(signal.mean(axis=1), own, rate)
