"""The TSV files in data/, each read when it is first needed."""

from __future__ import annotations

import re
from functools import cache

from tingbao.language import tables

_KIND = re.compile(r"\{([a-z]+)\}")


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
    """Give the regular expressions of data/patterns.tsv by rule and name.

    {kind} in one stands for any of the words of that kind, data/words.tsv, the longest first.
    """
    kinds = {
        kind: "|".join(sorted(listed.split(), key=len, reverse=True))
        for kind, listed in rows("words")
    }
    return {
        (rule, name): _KIND.sub(lambda kind: kinds[kind[1]], pattern)
        for rule, name, pattern in rows("patterns")
    }
