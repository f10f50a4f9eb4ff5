"""Speech to a finished, chaptered MP3: `recording.record`, and its tags."""

from tingbao.mastering import aigc
from tingbao.mastering.id3 import tag

__all__ = ["aigc", "tag"]
