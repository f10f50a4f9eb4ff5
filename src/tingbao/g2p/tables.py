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


class Sorted:
    """A large table whose lines are sorted by bytes: found by bisection, never parsed whole."""

    def __init__(self, name: str) -> None:
        self._bytes = files(__package__).joinpath(name).read_bytes()
        self._found: dict[str, list[list[str]]] = {}

    def starting_with(self, prefix: str) -> list[list[str]]:
        """Give the fields of the lines that begin with a prefix; asked again, at no cost."""
        if prefix not in self._found:
            self._found[prefix] = self._find(prefix.encode("utf-8", "surrogatepass"))
        return self._found[prefix]

    def _find(self, key: bytes) -> list[list[str]]:
        table = self._bytes
        low = end = tables.bisected(table, key)
        while table.startswith(key, end):
            end = table.index(b"\n", end) + 1
        return [line.split("\t") for line in table[low:end].decode("utf-8").splitlines()]


@cache
def sorted_table(name: str) -> Sorted:
    """Open a large table of this folder, once."""
    return Sorted(name)


def weights(name: str) -> dict[str, NDArray[Any]]:
    """Read the arrays of a network of this folder as float32; errors are those of `arrays`."""
    found = tables.arrays(__package__, name)
    return {each: values.astype("f4") for each, values in found.items()}
