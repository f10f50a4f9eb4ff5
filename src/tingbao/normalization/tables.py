"""The TSV files in data/, each read when it is first needed."""

from __future__ import annotations

from functools import cache

from tingbao.language import tables


def rows(name: str) -> tuple[tuple[str, ...], ...]:
    """Give the rows of data/NAME.tsv."""
    return tables.rows(__package__, f"data/{name}.tsv")


def mapping(name: str) -> dict[str, str]:
    """Give the first two columns of data/NAME.tsv."""
    return tables.mapping(__package__, f"data/{name}.tsv")


@cache
def words(name: str) -> frozenset[str]:
    """Give the first column of data/NAME.tsv."""
    return frozenset(row[0] for row in rows(name))


@cache
def patterns() -> dict[tuple[str, str], str]:
    """Give the regular expressions of data/patterns.tsv by rule and name, {kind} unfilled."""
    return {(rule, name): pattern for rule, name, pattern in rows("patterns")}
