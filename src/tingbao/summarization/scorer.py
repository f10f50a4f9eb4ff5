"""How much each sentence is worth in a short briefing, by trees grown on labels.

A language model in the part of an editor gave every sentence of 368 articles a worth from 0
to 3 in briefings of one minute and of two, and said which are none of the article. Extremely
randomized trees map `features`, and where each stands among its article's (in standard
deviations), to the three. The trees are in `scorer.npz` (recipe:
benchmarks/training/scorer.py, which says how they compare with a linear model).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tingbao.language.text import Text
from tingbao.summarization.features import features
from tingbao.summarization.forest import grown, trees

if TYPE_CHECKING:
    from collections.abc import Sequence

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
    found = np.clip(grown(matrix(title, sentences), trees("scorer")), 0, HIGHEST)
    return tuple(Worth(*map(float, row)) for row in found)


def matrix(title: str, sentences: Sequence[Seen]) -> NDArray[np.float32]:
    """Give the features of each sentence, and after them how each stands in its article."""
    import numpy as np

    headline = Text.of(title)
    rows = np.array(features(headline.simple, headline.tags, sentences), dtype=np.float32)
    stands = (rows - rows.mean(axis=0)) / (rows.std(axis=0) + _SOFT)
    return np.hstack([rows, stands])
