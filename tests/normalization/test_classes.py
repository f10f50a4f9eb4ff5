"""Each class owns a golden file of the same name: sentences and how they are said."""

from __future__ import annotations

from pathlib import Path

import pytest

from tingbao.normalization import normalize
from tingbao.normalization.classes import CLASSES

GOLDEN = Path(__file__).parent / "golden"


def cases(name: str) -> list[tuple[str, str]]:
    """Read a golden file."""
    lines = (GOLDEN / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("# ")]
    return [(written, spoken) for written, spoken in rows]


@pytest.mark.parametrize("name", CLASSES)
def test_class_keeps_to_its_golden_file(name):
    """What was said once is said again, and it is taken for what it was taken for."""
    found = cases(name)
    assert found
    for written, spoken in found:
        wording = normalize(written)
        assert wording.spoken == spoken
        assert name in {edit.rule for edit in wording.edits}, written


def test_every_golden_file_belongs_to_a_class():
    """No golden file is left behind when a class goes."""
    assert {path.stem for path in GOLDEN.glob("*.tsv")} == set(CLASSES)
