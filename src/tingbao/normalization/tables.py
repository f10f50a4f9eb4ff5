"""The TSV files in data/, each read when it is first needed."""

from __future__ import annotations

from functools import cache
from pathlib import Path

_DATA = Path(__file__).with_name("data")


@cache
def rows(name: str) -> tuple[tuple[str, ...], ...]:
    """Give the rows of data/NAME.tsv; lines that begin with "# " are comments."""
    text = (_DATA / f"{name}.tsv").read_text(encoding="utf-8")
    lines = (line for line in text.splitlines() if line and not line.startswith("# "))
    return tuple(tuple(line.split("\t")) for line in lines)


@cache
def mapping(name: str) -> dict[str, str]:
    """Give the first two columns of data/NAME.tsv."""
    return {row[0]: row[1] for row in rows(name)}


@cache
def words(name: str) -> frozenset[str]:
    """Give the first column of data/NAME.tsv."""
    return frozenset(row[0] for row in rows(name))


@cache
def patterns() -> dict[tuple[str, str], str]:
    """Give the regular expressions of data/patterns.tsv by rule and name."""
    return {(rule, name): pattern for rule, name, pattern in rows("patterns")}
