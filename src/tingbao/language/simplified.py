"""Traditional characters as simplified ones, one for one, so that positions stay the same.

For analysis only: the transcript keeps what was written.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files


def simplified(text: str) -> str:
    """Give a text of the same length in simplified characters."""
    return text.translate(_table())


@cache
def _table() -> dict[int, int]:
    rows = files(__package__).joinpath("simplified.tsv").read_text(encoding="utf-8").splitlines()
    pairs = (row.split("\t") for row in rows if row and not row.startswith("#"))
    return {ord(old): ord(new) for olds, news in pairs for old, new in zip(olds, news, strict=True)}
