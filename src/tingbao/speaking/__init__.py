"""A worded Script to speech."""

from tingbao.speaking.engine import Engine, Options, Speaker, Tuning, Voice
from tingbao.speaking.engines import ENGINES, host
from tingbao.speaking.speech import speak

__all__ = ["ENGINES", "Engine", "Options", "Speaker", "Tuning", "Voice", "host", "speak"]
