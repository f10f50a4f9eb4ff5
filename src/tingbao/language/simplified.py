"""Traditional characters as simplified ones, one for one, so that positions stay the same.

For analysis only: the transcript keeps what was written.
"""

from __future__ import annotations

from functools import cache

from tingbao.language import tables


def simplified(text: str) -> str:
    """Give a text of the same length in simplified characters."""
    return text.translate(_table())


@cache
def _table() -> dict[int, int]:
    found: dict[int, int] = {}
    for olds, news in tables.rows(__package__, "simplified.tsv"):
        found |= str.maketrans(olds, news)
    return found
