"""A font of the machine's own, for characters that ours lacks: rare names, other scripts."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.ImageFont import FreeTypeFont

# file, and face in it; Pillow looks where each system keeps its fonts
_FACES = (
    ("NotoSansCJK-Bold.ttc", 2),
    ("NotoSansCJKsc-Bold.otf", 0),
    ("SourceHanSansSC-Bold.otf", 0),
    ("msyhbd.ttc", 0),
    ("PingFang.ttc", 0),
    ("Hiragino Sans GB.ttc", 2),
    ("STHeiti Medium.ttc", 1),
    ("simhei.ttf", 0),
    ("wqy-zenhei.ttc", 0),
    ("DroidSansFallbackFull.ttf", 0),
)
_NOTHING = "\U0010ffff"  # no character, so every font shows its sign of a missing one
_PROBE = 40  # pixels


@lru_cache(maxsize=64)
def font(size: int) -> FreeTypeFont | None:
    """Load the first that there is, or None."""
    from PIL import ImageFont

    for name, face in _FACES:
        try:
            return ImageFont.truetype(name, size, index=face)
        except OSError:  # not here
            continue
    return None


@lru_cache(maxsize=1024)
def has(character: str) -> bool:
    """Tell whether it can draw a character."""
    type_ = font(_PROBE)
    if type_ is None:
        return False
    drawn, missing = (type_.getmask(text) for text in (character, _NOTHING))
    return (drawn.size, bytes(drawn)) != (missing.size, bytes(missing))
