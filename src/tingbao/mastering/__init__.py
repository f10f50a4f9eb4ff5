"""Speech to a finished, chaptered MP3."""

from tingbao.mastering import aigc
from tingbao.mastering.id3 import tag
from tingbao.mastering.loudness import LOUDNESS, TRUE_PEAK
from tingbao.mastering.recording import SoundDesign, record

__all__ = ["LOUDNESS", "TRUE_PEAK", "SoundDesign", "aigc", "record", "tag"]
