"""A worded Script to speech."""

from tingbao.speaking.casting import Casting, cast
from tingbao.speaking.engine import SAMPLE_RATE, Engine, Options, Speaker, Tuning, Voice
from tingbao.speaking.engines import ENGINES, host
from tingbao.speaking.speech import Spoken, assemble, lines, speak, stream, warm

__all__ = [
    "ENGINES",
    "SAMPLE_RATE",
    "Casting",
    "Engine",
    "Options",
    "Speaker",
    "Spoken",
    "Tuning",
    "Voice",
    "assemble",
    "cast",
    "host",
    "lines",
    "speak",
    "stream",
    "warm",
]
