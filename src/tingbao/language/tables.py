"""Tables of facts: TSV files beside the code that asks for them, read once."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


def lines(text: str) -> Iterator[tuple[int, str]]:
    """Number the lines of a table, from 1; empty ones and those that begin with # are none."""
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip() and not line.startswith("#"):
            yield number, line


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

    >>> kinds("tingbao.summarization", "roles.tsv")["agent"][:2]
    ('被', '由')
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
