"""Speech to a finished recording: levelled, limited, assembled, encoded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, islice, tee
from math import log10

import numpy as np
from numpy.typing import NDArray

from tingbao.audio.trimming import to_float, to_pcm
from tingbao.config import Sounds
from tingbao.errors import EngineError, room
from tingbao.mastering import chimes
from tingbao.mastering.assembly import assemble
from tingbao.mastering.levelling import level
from tingbao.mastering.loudness import LOUDNESS, TRUE_PEAK, Gauge
from tingbao.mastering.mp3 import SCALE, encode
from tingbao.mastering.timeline import Timeline, chapters_of
from tingbao.model import Recording, Script

_ENCODED = 20 * log10(SCALE)  # dB that encoding takes away
_CEILING = TRUE_PEAK - 0.8 - _ENCODED  # dBTP to render at; coding noise moves peaks a little
_TOLERANCE = 0.25  # LU off the target that is not worth rendering again
_MOST_TRIM = 3.0  # dB; what is further off holds no speech


def record(
    lines: Iterable[bytes],
    script: Script,
    *,
    rate: int,
    headings: Sequence[str | None],
    sound: Sounds,
    morse: bool,
) -> Recording:
    """Make the finished audio, without tags, while it is spoken: a chapter when it is whole.

    `lines` are PCM at `rate` Hz, 16-bit mono, in the script's order. `morse` begins with the mark
    of AI for those who do not have it spoken.

    Raises:
        EngineError: There are not as many lines as in the script.
        Exception: What `lines` raises.
    """
    room()
    session = _Session(script, rate, headings, sound, morse)
    lines, again = tee(lines)
    recording = session.take(lines, LOUDNESS)
    off = LOUDNESS - recording.loudness
    if _TOLERANCE < abs(off) < _MOST_TRIM:  # what sounds beside the voice moved it: once more
        recording = session.take(again, LOUDNESS + off)
    return recording


@dataclass(frozen=True, slots=True)
class _Session:
    """All that a recording is made of but for the lines."""

    script: Script
    rate: int
    headings: Sequence[str | None]
    sound: Sounds
    morse: bool

    def take(self, lines: Iterable[bytes], loudness: float) -> Recording:
        """Record the lines, the voice at a loudness in LUFS."""
        made = chimes.sounds(self.sound, morse=self.morse)
        sounds = {name: to_pcm(sound) for name, sound in made.items()}
        timeline = Timeline(
            chapters=chapters_of(self.script.lines, self.headings),
            rate=self.rate,
            sounds={name: len(pcm) // 2 for name, pcm in sounds.items()},
        )
        gauge = Gauge()
        mp3 = encode(self._heard(self._pieces(lines, loudness, timeline, sounds), timeline, gauge))
        chapters = timeline.tiled()
        return Recording(
            mp3=mp3,
            duration_ms=chapters[-1].end_ms,
            cues=tuple(timeline.cues),
            chapters=chapters,
            loudness=round(gauge.integrated() + _ENCODED, 2),
            true_peak=round(gauge.true_peak + _ENCODED, 2),
            waveform=gauge.waveform(),
        )

    def _pieces(
        self,
        lines: Iterable[bytes],
        loudness: float,
        timeline: Timeline,
        sounds: Mapping[str, bytes],
    ) -> Iterator[tuple[int, bytes]]:
        """Give everything that sounds, and the sample at which it begins."""
        coming = iter(lines)
        for _, run in groupby(enumerate(self.script.lines), lambda at: timeline.chapters[at[0]][0]):
            pauses = [line.pause_ms for _, line in run]
            spoken = list(islice(coming, len(pauses)))
            if len(spoken) < len(pauses):
                break
            levelled = level(
                spoken,
                pauses,
                rate=self.rate,
                loudness=loudness - _ENCODED,
                ceiling=10 ** (_CEILING / 20),
            )
            for line, pause in zip(levelled, pauses, strict=True):
                for at, name in timeline.place(line.kept, len(line.pcm) // 2, pause):
                    yield at, sounds[name] if name else line.pcm
        if len(timeline.cues) != len(self.script.lines) or any(True for _ in coming):
            raise EngineError(
                f"the speech does not have the script's {len(self.script.lines)} lines",
                hint="report this, it is a fault of the program",
            )
        for at, name in timeline.close():
            yield at, sounds[name] if name else b""

    def _heard(
        self, pieces: Iterable[tuple[int, bytes]], timeline: Timeline, gauge: Gauge
    ) -> Iterator[NDArray[np.int16]]:
        """Join everything over the bed, and let the gauge hear it."""
        now = 0
        for segment in assemble(pieces):
            signal = to_float(segment.raw_data)
            end = now + len(signal)
            if self.sound.bed:
                after = now >= timeline.spans[-1][1]
                signal = signal + chimes.bed(now, end, timeline.spans, last=after)
            now = end
            gauge.hear(signal)
            yield np.frombuffer(to_pcm(signal), "<i2")
