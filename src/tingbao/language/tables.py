"""Tables of facts and weights: TSV and NumPy files beside the code that asks for them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any
from zipfile import BadZipFile
from zlib import error as deflate_error

from tingbao.errors import MALFORMED, EngineError

if TYPE_CHECKING:
    from numpy.typing import NDArray


def lines(text: str) -> Iterator[tuple[int, str]]:
    """Number the lines of a table, from 1; empty ones and those that begin with # are none."""
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip() and not line.startswith("#"):
            yield number, line


def bisected(table: bytes, key: bytes, start: int = 0) -> int:
    r"""Find where the first line that is not less than a key starts, from a line on.

    The lines are sorted by their bytes.

    >>> bisected(b"a 1\nb 2\nb 3\n", b"b")
    4
    """
    low, high = start, len(table)
    while low < high:
        line = table.rfind(b"\n", low, (low + high) // 2) + 1 or low
        if table[line : line + len(key)] < key:
            low = table.find(b"\n", line) + 1 or high
        else:
            high = line
    return low


@cache
def rows(package: str, name: str) -> tuple[tuple[str, ...], ...]:
    """Give the fields of every row of a table.

    Args:
        package: Whose folder it lies in, as in `__package__`.
        name: Of the file.

    >>> rows("tingbao.language", "simplified.tsv")[0][0][0]
    '丟'
    """
    text = files(package).joinpath(name).read_text(encoding="utf-8")
    return tuple(tuple(line.split("\t")) for _, line in lines(text))


@cache
def mapping(package: str, name: str) -> dict[str, str]:
    """Give the second field of every row by the first."""
    return {row[0]: row[1] for row in rows(package, name)}


@cache
def kinds(package: str, name: str) -> dict[str, tuple[str, ...]]:
    """Give the second fields of the rows, by the first, which several rows share.

    >>> kinds("tingbao.summarization", "retelling.tsv")["joins"][:2]
    ('、', '和')
    """
    found: dict[str, tuple[str, ...]] = {}
    for kind, text, *_ in rows(package, name):
        found[kind] = (*found.get(kind, ()), text)
    return found


@cache
def words(package: str, name: str) -> dict[str, tuple[str, ...]]:
    """Give the words of every row, which stand in its second field with a space between, by kind.

    >>> words("tingbao.gathering", "words.tsv")["ahead"][:2]
    ('将', '即将')
    """
    return {kind: tuple(listed.split()) for kind, listed in mapping(package, name).items()}


def arrays(package: str, name: str) -> dict[str, NDArray[Any]]:
    """Read the arrays of a file of weights, which checks itself; all must be finite.

    Raises:
        EngineError: The file is damaged or missing.
    """
    import numpy as np

    try:
        with files(package).joinpath(name).open("rb") as file, np.load(file) as stored:
            return {each: np.asarray_chkfinite(stored[each]) for each in stored.files}
    except (OSError, BadZipFile, deflate_error, *MALFORMED) as error:
        raise damaged(name) from error


def damaged(name: str) -> EngineError:
    """Give the error of a file of weights that cannot be used."""
    return EngineError("the weights are damaged or missing", where=name, hint="reinstall")
