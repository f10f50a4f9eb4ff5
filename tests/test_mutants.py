"""The faults on purpose of benchmarks can still be made."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "tingbao"


def _rows(name: str) -> list[list[str]]:
    table = (ROOT / "benchmarks" / name).read_text(encoding="utf-8").splitlines()
    lines = (line for line in table if line and line[0] != "#")
    return list(csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.mark.parametrize("row", _rows("mutants.tsv"), ids=lambda row: f"{row[0]} {row[1][:30]}")
def test_what_a_mutant_breaks_is_there(row: list[str]) -> None:
    """Law: each fault of mutants.tsv has its place in the source, and tests to see it."""
    place, before, after, tests = row
    broken = before.replace(r"\n", "\n").replace("\\\\", "\\")
    assert broken in (SOURCE / place).read_text(encoding="utf-8")
    assert after != before
    assert all((ROOT / test.partition("::")[0]).exists() for test in tests.split())


def test_what_is_broken_by_rule_is_there() -> None:
    """Law: each area of mutating.tsv, and each change that is none, names a file of the source."""
    files = {row[1] for row in _rows("mutating.tsv")}
    files |= {row[0] for row in _rows("mutating.same.tsv")}
    assert all((SOURCE / name).is_file() for name in files)
