"""The font that covers are set in, and what it can draw; `subset.py` made it."""

from __future__ import annotations

FONT = "NotoSansSC-Bold-subset.otf"
_EXTRA = "—‘’“”…·•【】〔〕《》〈〉「」『』€£¥™№℃％‰〇"


def characters() -> set[str]:
    """Give every character of GB 2312, ASCII and Latin-1, and the extra punctuation."""
    rows = (bytes([row, cell]) for row in range(0xA1, 0xF8) for cell in range(0xA1, 0xFF))
    chinese = {code.decode("gb2312", "ignore") for code in rows} - {""}
    latin = {chr(code) for code in [*range(0x20, 0x7F), *range(0xA0, 0x100)]}
    return chinese | latin | set(_EXTRA)
