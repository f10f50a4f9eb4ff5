"""An audit that looked at nothing is no audit that found nothing."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

AUDITED = Path(__file__).parents[1] / ".ci" / "audited"
CLEAN = {"name": "a", "version": "1", "vulns": []}
SKIPPED = {"name": "b", "skip_reason": "Dependency not found on PyPI and could not be audited"}
BAD = {"name": "c", "version": "2", "vulns": [{"id": "PYSEC-1", "fix_versions": ["3"]}]}


@pytest.mark.skipif(not AUDITED.exists(), reason="a source distribution has no .ci")
@pytest.mark.parametrize(
    ("packages", "code", "says"),
    [
        ([CLEAN, SKIPPED], 0, "1 of 2 packages looked at, 0 known faults"),
        ([CLEAN, BAD, SKIPPED], 1, "mended in 3"),
        ([SKIPPED], 3, "NOTHING WAS AUDITED"),
        ([], 3, "0 of 0 packages looked at"),
        (None, 3, "NOTHING WAS AUDITED"),  # where there is no index, there is no list
    ],
)
def test_what_was_not_looked_at_is_not_called_sound(packages, code, says) -> None:
    """Law: a known fault fails, and so does an audit that learned nothing of any package."""
    told = "" if packages is None else json.dumps({"dependencies": packages})
    done = subprocess.run(
        [sys.executable, AUDITED], input=told, capture_output=True, text=True, check=False
    )
    assert done.returncode == code, done.stderr
    assert says in done.stdout
