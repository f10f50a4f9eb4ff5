"""The font that covers are set in, and what it can draw.

`benchmarks/training/cover_font.py` made it.
"""

from __future__ import annotations

from importlib.resources import files

FONT = "NotoSansSC-Bold-subset.otf"
NAMES = "names.txt"
"""Characters of names and places that GB 2312 lacks, most of them of level 3 of the State
Council's 通用规范汉字表 (2013)."""
_EXTRA = "—‘’“”…·•【】〔〕《》〈〉「」『』€£¥™№℃％‰〇"


def characters() -> set[str]:
    """Give every character of GB 2312, NAMES, ASCII and Latin-1, and the extra punctuation."""
    rows = (bytes([row, cell]) for row in range(0xA1, 0xF8) for cell in range(0xA1, 0xFF))
    chinese = {code.decode("gb2312", "ignore") for code in rows} - {""}
    names = set((files(__package__) / NAMES).read_text(encoding="utf-8").replace("\n", ""))
    latin = {chr(code) for code in [*range(0x20, 0x7F), *range(0xA0, 0x100)]}
    return chinese | names | latin | set(_EXTRA)
