"""Phonemes to the model's tokens."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

LONGEST = 510  # tokens the model takes, without the zero at both ends


def tokens(phonemes: str) -> list[int]:
    """Translate phonemes; a symbol that the model does not know is left out."""
    table = _table()
    return [table[symbol] for symbol in phonemes if symbol in table]


@cache
def _table() -> dict[str, int]:
    text = files(__package__).joinpath("symbols.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line and line[0] != "#"]
    return {chr(int(row[0].removeprefix("U+"), 16)): int(row[1]) for row in rows}
