"""How much each sentence is worth in a short briefing, by trees grown on what readers said.

A language model in the part of an editor gave every sentence of 421 articles a worth from 0 to
3 as the news, and said which are none of the article; of 418, some of them the same, it wrote
down the facts that a briefing should tell, before any briefing was made. Extremely randomized
trees map `features`, and where each stands among its article's (in standard deviations), to the
first two (`scorer.npz`) and to the weight of the facts that the sentence tells (`facts.npz`).
Recipe, and how they compare with a linear model: benchmarks/training/scorer.py.
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


@dataclass(frozen=True, slots=True)
class Worth:
    """A sentence's worth as the news, from 0 to 3, and the weight of the facts that it tells.

    A fact weighs 3 where it is the news, 2 where it is needed to understand that, else 1. `junk`
    is the chance that the sentence is none of the article: a caption, credit, link or
    advertisement.
    """

    news: float
    fact: float
    junk: float


def worths(title: str, sentences: Sequence[Seen]) -> tuple[Worth, ...]:
    """Give the worth of each sentence of an article."""
    if not sentences:
        return ()
    rows = matrix(title, sentences)
    news, junk = grown(rows, trees("scorer")).T.tolist()
    facts = grown(rows, trees("facts"))[:, 0].tolist()
    return tuple(map(Worth, news, facts, junk))


def matrix(title: str, sentences: Sequence[Seen]) -> NDArray[np.float32]:
    """Give the features of each sentence, and after them how each stands in its article."""
    import numpy as np

    headline = Text.of(title)
    rows = np.array(features(headline.simple, headline.tags, sentences), dtype=np.float32)
    stands = (rows - rows.mean(axis=0)) / (rows.std(axis=0) + _SOFT)
    return np.hstack([rows, stands])
