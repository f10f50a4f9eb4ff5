"""Floors under the quality of wording: raise them freely, lower them only with a word why.

The set is tests/normalization/news.tsv: sentences of our own, each with the reading that a news
reader would give. 两 counts as 二 and 幺 as 一; punctuation counts.
"""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

from tingbao.normalization import normalize

NEWS = Path(__file__).parent / "news.tsv"
FLOOR = 0.99  # of all sentences
CATEGORY_FLOOR = 0.95  # of each category's
SMALLEST = 400  # sentences
FOLD = str.maketrans("两幺", "二一")


def results() -> dict[str, list[bool]]:
    """Tell by category which sentences are said right."""
    found = defaultdict(list)
    for line in NEWS.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("# "):
            category, written, spoken = line.split("\t")
            said = normalize(written).spoken
            found[category].append(said.translate(FOLD) == spoken.translate(FOLD))
    return found


def test_news_is_said_right():
    """Of all sentences 99 % are right, and 95 % of each category."""
    found = results()
    everything = [right for rights in found.values() for right in rights]
    assert len(everything) >= SMALLEST
    assert sum(everything) / len(everything) >= FLOOR
    for category, rights in found.items():
        assert sum(rights) / len(rights) >= CATEGORY_FLOOR, category
