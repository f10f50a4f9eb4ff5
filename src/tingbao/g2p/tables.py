"""The tables of this folder."""

from __future__ import annotations

from functools import cache, partial
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from tingbao.language import tables

if TYPE_CHECKING:
    from numpy.typing import NDArray


rows = partial(tables.rows, __package__)
mapping = partial(tables.mapping, __package__)


@cache
def starting_with(name: str, prefix: str) -> list[list[str]]:
    """Give the fields of the lines of a table that begin with a prefix.

    The lines are sorted by their bytes and sought by bisection: a large table is never parsed
    whole.
    """
    table, key = _bytes(name), prefix.encode("utf-8", "surrogatepass")
    low = end = tables.bisected(table, key)
    while table.startswith(key, end):
        end = table.index(b"\n", end) + 1
    return [line.split("\t") for line in table[low:end].decode("utf-8").splitlines()]


@cache
def _bytes(name: str) -> bytes:
    return files(__package__).joinpath(name).read_bytes()


def weights(name: str) -> dict[str, NDArray[Any]]:
    """Read the arrays of a network of this folder as float32; errors are those of `arrays`."""
    found = tables.arrays(__package__, name)
    return {each: values.astype("f4") for each, values in found.items()}
