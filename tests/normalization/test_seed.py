"""The article that ships with the project, line by line as it is said (seed.txt)."""

from __future__ import annotations

from pathlib import Path

from tingbao.normalization import normalize

SEED = Path(__file__).parents[2] / "seeds" / "qiantang-smart-city.txt"
SPOKEN = Path(__file__).parent / "seed.txt"


def test_seed_is_said_as_it_was_read_and_approved():
    """Every line of the seed keeps the spoken form that a reader approved."""
    written = [line for line in SEED.read_text(encoding="utf-8").splitlines() if line]
    spoken = SPOKEN.read_text(encoding="utf-8").splitlines()
    assert [normalize(line).spoken for line in written] == spoken
