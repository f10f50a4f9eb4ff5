"""A worded Script to speech."""

from tingbao.synthesis.engine import (
    SAMPLE_RATE,
    Engine,
    Options,
    Speaker,
    Tuning,
    Voice,
)
from tingbao.synthesis.engines import ENGINES
from tingbao.synthesis.kokoro import release, tidy
from tingbao.synthesis.speech import (
    Speech,
    Spoken,
    lines,
    sounding,
    speak,
    stream,
    warm,
)
from tingbao.synthesis.voice_selection import Casting, cast, host

__all__ = [
    "ENGINES",
    "SAMPLE_RATE",
    "Casting",
    "Engine",
    "Options",
    "Speaker",
    "Speech",
    "Spoken",
    "Tuning",
    "Voice",
    "cast",
    "host",
    "lines",
    "release",
    "sounding",
    "speak",
    "stream",
    "tidy",
    "warm",
]
