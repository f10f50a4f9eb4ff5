"""The seed's script, word by word.

`python tests/scripting/test_golden.py` writes the files anew; read the difference
aloud before you commit it.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from tingbao import length, segmentation, sources
from tingbao.config import Config

ROOT = Path(__file__).parent.parent.parent
GOLDEN = Path(__file__).parent / "golden"
MOMENT = datetime(2026, 11, 24, 8, 0)  # noqa: DTZ001  # a Tuesday; the wall clock is what is said
MINUTES = (1, 3, 5)


def told(minutes):
    """Give the seed's script as text, a line of it a line."""
    article = segmentation.divide(sources.read(str(ROOT / "seeds" / "qiantang-smart-city.txt")))
    script = length.draft(article, Config(minutes=minutes), moment=MOMENT, syllables_per_second=5.3)
    rows = [
        f"{line.kind}\t{'-' if line.section is None else line.section}\t{line.written}"
        for line in script.lines
    ]
    return "\n".join(rows) + "\n"


@pytest.mark.parametrize("minutes", MINUTES)
def test_the_seed_is_told_so(minutes):
    """A change of the script is a change of the golden file, seen and read."""
    assert told(minutes) == (GOLDEN / f"qiantang-{minutes}.tsv").read_text(encoding="utf-8")


if __name__ == "__main__":
    for number in MINUTES:
        (GOLDEN / f"qiantang-{number}.tsv").write_text(told(number), encoding="utf-8")
