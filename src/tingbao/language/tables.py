"""Tables of facts: TSV files beside the code that asks for them, read once."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def rows(package: str, name: str) -> tuple[tuple[str, ...], ...]:
    """Give the rows of a table; empty lines and those that begin with # are none.

    Args:
        package: Whose folder it lies in, as in `__package__`.
        name: Of the file.

    >>> rows("tingbao.language", "simplified.tsv")[0][0][0]
    '萬'
    """
    text = files(package).joinpath(name).read_text(encoding="utf-8")
    lines = (line for line in text.splitlines() if line and not line.startswith("#"))
    return tuple(tuple(line.split("\t")) for line in lines)
