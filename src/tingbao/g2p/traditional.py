"""A text in traditional characters, read by the words of its simplified twin: traditional.tsv.

The twin has as many characters, so that a place in it is one in the text. Where a simplified
character stands for several, what was written says more: 發 fa1 and 髮 fa4 are both 发.
"""

from __future__ import annotations

import re
from functools import cache

from tingbao.g2p.tables import rows
from tingbao.language.simplified import simplified


def twin(text: str) -> str:
    """Give a text in simplified characters, one for one; a simplified text as it is."""
    found = list(simplified(text).translate(_becomes()))
    for kept in _stays().finditer(text):
        found[kept.start()] = kept.group()
    return "".join(found)


def told(text: str) -> dict[int, str]:
    """Give the places whose reading the traditional character tells, with their syllables."""
    return {
        place: _told()[character] for place, character in enumerate(text) if character in _told()
    }


@cache
def _told() -> dict[str, str]:
    return {c: row[2] for row in rows("traditional.tsv") if row[0] == "told" for c in row[1]}


@cache
def _becomes() -> dict[int, str]:
    return {
        ord(c): row[2] for row in rows("traditional.tsv") if row[0] == "becomes" for c in row[1]
    }


@cache
def _stays() -> re.Pattern[str]:
    return re.compile("|".join(row[1] for row in rows("traditional.tsv") if row[0] == "stays"))
