"""An audio file of any form that libsndfile reads, to samples."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import soundfile

from tingbao.audio.resampling import resample

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


def decoded(data: bytes, rate: int) -> NDArray[np.float32]:
    """Decode MP3, WAV, FLAC or Ogg to mono floats from -1 to 1, `rate` a second.

    Raises:
        ValueError: It is no audio file that libsndfile reads.
    """
    try:
        signal, own = soundfile.read(BytesIO(data), dtype="float32", always_2d=True)
    except soundfile.LibsndfileError as error:
        raise ValueError(str(error)) from error
    return resample(signal.mean(axis=1), own, rate)
