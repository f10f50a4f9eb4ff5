"""Chinese family names: how common they are, and how they are read."""

from __future__ import annotations

from functools import cache

from tingbao.language.tables import rows


@cache
def surnames(*kinds: str) -> frozenset[str]:
    """Give the names of some kinds: common, other, rare, double.

    >>> sorted(surnames("rare"))
    ['区', '员', '尉', '朴', '种']
    """
    return frozenset(row[0] for row in rows(__package__, "surnames.tsv") if row[1] in kinds)


@cache
def readings() -> dict[str, str]:
    """Give the syllable of each name that is read otherwise than its character elsewhere.

    >>> readings()["单"]
    'shan4'
    """
    return {row[0]: row[2] for row in rows(__package__, "surnames.tsv") if row[2:]}
