"""Trees grown on labels, read from a file of NumPy arrays."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from tingbao.language import tables

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy as np
    from numpy.typing import NDArray


def grown(rows: NDArray[np.float32], trees: Mapping[str, NDArray[Any]]) -> NDArray[np.float32]:
    """Give the mean of what the trees say of each row.

    Args:
        rows: A row of numbers for each sentence, or for each pair of them.
        trees: Nodes of all trees one after another: `roots` of the trees; per node `feature`
            (−1 in a leaf), `threshold`, `left` and `right` (the nodes that follow where the
            feature is at most the threshold, and where it is more), and `value`.
    """
    import numpy as np

    total: NDArray[np.float32] = np.zeros((len(rows), trees["value"].shape[1]), dtype=np.float32)
    every = np.arange(len(rows))
    for root in trees["roots"]:
        at = np.full(len(rows), root)
        while (inner := trees["feature"][at] >= 0).any():
            less = rows[every, trees["feature"][at]] <= trees["threshold"][at]
            at = np.where(inner, np.where(less, trees["left"][at], trees["right"][at]), at)
        total += trees["value"][at]
    return np.divide(total, np.float32(len(trees["roots"])))


@cache
def trees(name: str) -> dict[str, NDArray[Any]]:
    """Read the trees of NAME.npz in this package."""
    found = tables.arrays(__package__, f"{name}.npz")
    return found | {"value": found["value"].astype("f4")}
