"""Each rule owns a golden file of the same name: sentences and how they are said."""

from __future__ import annotations

from pathlib import Path

import pytest

from tingbao.normalization import normalize
from tingbao.normalization.rules import RULES

GOLDEN = Path(__file__).parent / "golden"


def cases(rule: str) -> list[tuple[str, str]]:
    """Read a golden file."""
    lines = (GOLDEN / f"{rule}.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("# ")]
    return [(written, spoken) for written, spoken in rows]


@pytest.mark.parametrize("rule", [rule.name for rule in RULES])
def test_rule_keeps_to_its_golden_file(rule):
    """What a rule said once it says again, and it is this rule that said it."""
    found = cases(rule)
    assert found
    for written, spoken in found:
        wording = normalize(written)
        assert wording.spoken == spoken
        assert rule in {edit.rule for edit in wording.edits}, written


def test_every_golden_file_belongs_to_a_rule():
    """No golden file is left behind when a rule goes."""
    assert {path.stem for path in GOLDEN.glob("*.tsv")} == {rule.name for rule in RULES}


def test_rules_are_named_once():
    """The order of RULES is the only order there is."""
    names = [rule.name for rule in RULES]
    assert len(names) == len(set(names))
