"""Speech to a finished, chaptered MP3."""

from typing import TYPE_CHECKING, Any

from tingbao.mastering import aigc
from tingbao.mastering.id3 import tag

if TYPE_CHECKING:
    from tingbao.mastering.recording import record

__all__ = ["aigc", "record", "tag"]


def __getattr__(name: str) -> Any:
    """Load NumPy and soundfile with the first recording: its files import them at their top."""
    if name != "record":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from tingbao.mastering.recording import record

    return record
