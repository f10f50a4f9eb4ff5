"""A worded Script to speech."""

from tingbao.synthesis.engine import SAMPLE_RATE, Options, Tuning, Voice
from tingbao.synthesis.engines import ENGINES
from tingbao.synthesis.kokoro import release, tidy
from tingbao.synthesis.speech import Speech, lines, sounding, speak, stream, warm
from tingbao.synthesis.voice_selection import Casting, cast, host

__all__ = [
    "ENGINES",
    "SAMPLE_RATE",
    "Casting",
    "Options",
    "Speech",
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
