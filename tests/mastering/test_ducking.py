"""The bed is heard in the rests and stays far below a voice, in the audio that is published."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import numpy as np
import soundfile
from tests.mastered import master

from tingbao.config import Sounds

from .conftest import script, speak, tone

if TYPE_CHECKING:
    from tingbao.model import Recording

RATE = 44_100
BED = Sounds(chime=False, bed=True)


def _level(audio: np.ndarray, begin_ms: int, end_ms: int) -> float:
    part = audio[begin_ms * RATE // 1000 : end_ms * RATE // 1000]
    return float(20 * np.log10(np.sqrt(np.mean(np.square(part))) + 1e-9))


def _decoded(recording: Recording) -> np.ndarray:
    return soundfile.read(BytesIO(recording.mp3), dtype="float32")[0]


def test_the_bed_is_ducked_under_every_line() -> None:
    """Law: under each line the bed is 15 dB and more below the voice, and below itself in rests."""
    written = script([0, 0, 1], pause_ms=6000)
    signals = [tone(3.0), tone(2.5), tone(3.0)]
    voice = _decoded(master(speak(signals), written, headings=("一", "二"), sound=BED))
    alone = master(speak([0 * s for s in signals]), written, headings=("一", "二"), sound=BED)
    bed = _decoded(alone)
    for cue in alone.cues:
        under = _level(bed, cue.start_ms, cue.end_ms)
        assert under < _level(voice, cue.start_ms, cue.end_ms) - 15
        if cue.line < 2:
            assert under < _level(bed, cue.end_ms + 2000, cue.end_ms + 4000) - 10
