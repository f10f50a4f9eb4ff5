"""An MP3 decoded and measured, a few seconds at a time."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from math import inf, log10

import numpy as np
import soundfile
from numpy.typing import NDArray

from tingbao.audio.trimming import framed
from tingbao.errors import InputError
from tingbao.mastering.loudness import Gauge, Meter
from tingbao.model import Chapter

_BLOCK_S = 5
_CONTEXT = 64  # samples before a block that its true peak is measured with
_STEP_MS = 5  # of the envelope, nearly
_REST_MS = 50  # of a stretch that may be a rest
_RESTS = 0.05  # share of the stretches that are taken for rests
_DIGITAL = 1e-5  # -100 dBFS: what coding leaves of digital silence


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """What a decoder hears.

    `envelope` holds the highest absolute sample of every `window` samples, from 0 to 1;
    `sections` the integrated loudness of each chapter in LUFS, -inf where it is silent; `dc`
    the mean sample. `floor` is the level of the rests in dBFS, -inf where they are digital
    silence or there are none.
    """

    rate: int
    channels: int
    duration_ms: int
    loudness: float
    true_peak: float
    dc: float
    floor: float
    sections: tuple[float, ...]
    window: int
    envelope: NDArray[np.float32]

    def sounds(self, start_ms: int, end_ms: int) -> float:
        """Give the highest absolute sample between two times, from 0 to 1."""
        span = 1000 * self.window
        part = self.envelope[max(0, start_ms) * self.rate // span : -(-end_ms * self.rate // span)]
        return float(np.max(part, initial=0.0))


def measure(data: bytes, chapters: tuple[Chapter, ...], where: str) -> Measured:
    """Decode and measure.

    Raises:
        InputError: It cannot be decoded.
    """
    try:
        file = soundfile.SoundFile(BytesIO(data))
    except soundfile.LibsndfileError as error:
        raise InputError("cannot decode the audio", where=where, hint="is it an MP3?") from error
    with file:
        rate, channels = file.samplerate, file.channels
        window = rate * _STEP_MS // 1000
        gauge, parts = Gauge(rate, window), [Meter(rate) for _ in chapters]
        rests: list[NDArray[np.float32]] = []
        total, count = 0.0, 0
        context = np.zeros(_CONTEXT, np.float32)
        size = window * 1000 // _STEP_MS * _BLOCK_S
        while len(block := file.read(size, dtype="float32")):  # blocks() trusts the header's length
            mono = block if block.ndim == 1 else block.mean(axis=1)
            gauge.hear(mono, context)
            for meter, chapter in zip(parts, chapters, strict=True):
                begin = max(0, chapter.start_ms * rate // 1000 - count)
                end = max(0, chapter.end_ms * rate // 1000 - count)
                if begin < len(mono) and end > begin:
                    meter.add(mono[begin:end])
            context = mono[-_CONTEXT:]
            rests.append(framed(mono, rate * _REST_MS // 1000).std(axis=1))
            total += float(mono.sum(dtype=np.float64))
            count += len(mono)
    return Measured(
        rate=rate,
        channels=channels,
        duration_ms=round(count * 1000 / rate),
        loudness=gauge.integrated(),
        true_peak=gauge.true_peak,
        dc=total / max(1, count),
        floor=_floor(np.concatenate(rests)) if rests else -inf,
        sections=tuple(meter.integrated() for meter in parts),
        window=window,
        envelope=np.concatenate(gauge.peaks) if gauge.peaks else np.zeros(0, np.float32),
    )


def _floor(levels: NDArray[np.float32]) -> float:
    """Give the level below which the quietest twentieth of the stretches lies, in dBFS."""
    level = float(np.quantile(levels, _RESTS)) if len(levels) else 0.0
    return 20 * log10(level) if level > _DIGITAL else -inf
