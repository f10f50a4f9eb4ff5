"""The fonts that covers are set in: ours, and the machine's own for rare names and other scripts.

`benchmarks/training/cover_font.py` made ours.
"""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

from tingbao.language import tables

if TYPE_CHECKING:
    from PIL.ImageFont import FreeTypeFont

FONT = "NotoSansSC-Bold-subset.otf"
NAMES = "names.txt"
"""Characters of names and places that GB 2312 lacks, most of them of level 3 of the State
Council's 通用规范汉字表 (2013)."""
_EXTRA = "—‘’“”…·•【】〔〕《》〈〉「」『』€£¥™№℃％‰〇"
_NOTHING = "\U0010ffff"  # no character, so every font shows its sign of a missing one
_PROBE = 40  # pixels


def characters() -> set[str]:
    """Give what ours can draw: GB 2312, NAMES, ASCII and Latin-1, and the extra punctuation."""
    rows = (bytes([row, cell]) for row in range(0xA1, 0xF8) for cell in range(0xA1, 0xFF))
    chinese = {code.decode("gb2312", "ignore") for code in rows} - {""}
    names = set((files(__package__) / NAMES).read_text(encoding="utf-8").replace("\n", ""))
    latin = {chr(code) for code in [*range(0x20, 0x7F), *range(0xA0, 0x100)]}
    return chinese | names | latin | set(_EXTRA)


@lru_cache(maxsize=64)
def system(size: int) -> FreeTypeFont | None:
    """Load the first font of the machine's that there is, or None."""
    from PIL import ImageFont

    for name, face in _faces():
        try:
            return ImageFont.truetype(name, size, index=int(face))
        except OSError:  # not here
            continue
    return None


def _faces() -> tuple[tuple[str, ...], ...]:
    return tables.rows(__package__, "faces.tsv")


@lru_cache(maxsize=1024)
def system_has(character: str) -> bool:
    """Tell whether the machine's font can draw a character."""
    type_ = system(_PROBE)
    if type_ is None:
        return False
    drawn, missing = (type_.getmask(text) for text in (character, _NOTHING))
    return (drawn.size, bytes(drawn)) != (missing.size, bytes(missing))
