"""What speaks for a class of figures and against it, in weights: data/evidence.tsv."""

from __future__ import annotations

import re
from functools import cache

from tingbao.normalization.tables import rows


def weight(kind: str, left: str, right: str) -> int:
    """Add up what the text on both sides says for a class of figures; more than 0 is a yes.

    Args:
        kind: The class: year.
        left: Some characters before the figure.
        right: Some characters after it.
    """
    return sum(
        points
        for before, after, points in _rows(kind)
        if before.search(left) and after.match(right)
    )


@cache
def _rows(kind: str) -> tuple[tuple[re.Pattern[str], re.Pattern[str], int], ...]:
    return tuple(
        (re.compile(f"(?:{left})$"), re.compile(right), int(points))
        for name, left, right, points in rows("evidence")
        if name == kind
    )
