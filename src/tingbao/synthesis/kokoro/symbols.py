"""Phonemes to the model's tokens."""

from __future__ import annotations

from functools import cache

from tingbao.language import tables

LONGEST = 510  # tokens the model takes, without the zero at both ends


def tokens(phonemes: str) -> list[int]:
    """Translate phonemes; a symbol that the model does not know is left out."""
    table = _table()
    return [table[symbol] for symbol in phonemes if symbol in table]


@cache
def _table() -> dict[str, int]:
    rows = tables.rows(__package__, "symbols.tsv")
    return {chr(int(code.removeprefix("U+"), 16)): int(token) for code, token, *_ in rows}
