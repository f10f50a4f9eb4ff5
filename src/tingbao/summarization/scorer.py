"""How much each sentence is worth in a short briefing, by trees grown on labels.

A language model in the part of an editor gave every sentence of 271 articles a worth from 0
to 3 in briefings of one minute and of two, and said which are none of the article. Extremely
randomized trees map `features`, and where each stands among its article's (in standard
deviations), to the three. The trees are in `scorer.npz` (recipe:
benchmarks/training/scorer.py, which says how they compare with a linear model).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from tingbao.language.text import Text
from tingbao.summarization.features import features

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from tingbao.summarization.features import Seen

_SOFT = 0.3  # added to a spread, so that what hardly varies tells little
HIGHEST = 3.0


@dataclass(frozen=True, slots=True)
class Worth:
    """A sentence's worth from 0 to 3, as the news of one minute and as a fact of two.

    `junk` is the chance that it is none of the article: a caption, credit, link or advertisement.
    """

    news: float
    fact: float
    junk: float


def worths(title: str, sentences: Sequence[Seen]) -> tuple[Worth, ...]:
    """Give the worth of each sentence of an article."""
    import numpy as np

    if not sentences:
        return ()
    found = np.clip(grown(matrix(title, sentences), _trees()), 0, HIGHEST)
    return tuple(Worth(*map(float, row)) for row in found)


def grown(rows: NDArray[np.float32], trees: Mapping[str, NDArray[Any]]) -> NDArray[np.float32]:
    """Give the mean of what the trees say of each row.

    Args:
        rows: A row of numbers a sentence.
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


def matrix(title: str, sentences: Sequence[Seen]) -> NDArray[np.float32]:
    """Give the features of each sentence, and after them how each stands in its article."""
    import numpy as np

    headline = Text.of(title)
    rows = np.array(features(headline.simple, headline.tags, sentences), dtype=np.float32)
    stands = (rows - rows.mean(axis=0)) / (rows.std(axis=0) + _SOFT)
    return np.hstack([rows, stands])


@cache
def _trees() -> dict[str, NDArray[Any]]:
    import numpy as np

    with files(__package__).joinpath("scorer.npz").open("rb") as file, np.load(file) as stored:
        trees = {name: stored[name] for name in stored.files}
    return trees | {"value": trees["value"].astype(np.float32)}
