"""What a traditional character tells of its reading: traditional.tsv.

Where a simplified character stands for several, what was written says more: 發 fa1 and 髮 fa4
are both 发.
"""

from __future__ import annotations

from functools import cache

from tingbao.g2p.tables import rows


def told(text: str) -> dict[int, str]:
    """Give the places whose reading the traditional character tells, with their syllables."""
    return {
        place: _told()[character] for place, character in enumerate(text) if character in _told()
    }


@cache
def _told() -> dict[str, str]:
    return {c: row[2] for row in rows("traditional.tsv") if row[0] == "told" for c in row[1]}
