"""What readers would say of each sentence of an article: its worth, and what it leans on.

Counting words and figures cannot tell what a sentence says, nor what it cannot be said without.
The last layers of a network tell both from what `language.encoder` sees in the sentences and from
where they stand; they need no more than NumPy, lie in `scoring.npz` and were trained with it
(benchmarks/training/encoder.py).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from math import erf, sqrt
from typing import TYPE_CHECKING, Any

from tingbao.errors import MALFORMED
from tingbao.language import tables
from tingbao.language.encoder import WIDTH, states
from tingbao.language.simplified import simplified
from tingbao.language.text import size

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

EARLIER, LATER = range(-1, -13, -1), range(1, 5)  # sentences that one may lean on
DISTANCES = (*EARLIER, *LATER)
_LEAST = 0.05  # a chance that is told


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A sentence in its article: its text in simplified characters, and where it stands."""

    text: str
    paragraph: int
    opens: bool  # its paragraph


@dataclass(frozen=True, slots=True)
class Worth:
    """What a sentence is worth to a listener, as readers would say.

    `lead` is the share of the news that it tells, `news` its worth from 0 to 3 in a briefing of
    one minute, `fact` the weight of the facts that it tells: one weighs 3 where it is the news, 2
    where it is needed to understand that, else 1. `junk` is the chance that the sentence is none
    of the article: a caption, credit, link or advertisement.
    """

    lead: float
    news: float
    fact: float
    junk: float


@dataclass(frozen=True, slots=True)
class Reading:
    """What is read in the sentences of an article.

    `leans` has for each sentence the others that it may not be said without, with the chance that
    a listener is lost or misled: 他 without the person, a question without its answer.
    """

    worths: tuple[Worth, ...]
    leans: tuple[dict[int, float], ...]


def read(title: str, sentences: Sequence[Seen]) -> Reading:
    """Read the sentences of an article under its title, which may be empty.

    Raises:
        EngineError: The network's files are damaged or missing.
    """
    if not sentences:
        return Reading((), ())
    pooled = states(simplified(title), [one.text for one in sentences])
    return _layers().reading(pooled, placed(sentences))


def placed(sentences: Sequence[Seen]) -> NDArray[np.float32]:
    """Tell where each sentence stands and how long it is, in numbers around 0."""
    import numpy as np

    sizes = [size(one.text) for one in sentences]
    many, last = len(sentences), sentences[-1].paragraph
    rows = [
        [
            1 / (1 + at),
            at / many,
            1 / (1 + one.paragraph),
            one.opens,
            one.paragraph == last,
            np.log(many) - 3,
            np.log1p(its) - 3.5,
            min(its, 120) / 60 - 0.7,
            np.log1p(sum(sizes)) - 7,
        ]
        for at, (one, its) in enumerate(zip(sentences, sizes, strict=True))
    ]
    return np.array(rows, dtype=np.float32)


@dataclass(frozen=True, slots=True)
class _Layers:
    weights: dict[str, NDArray[Any]]

    def reading(self, pooled: NDArray[np.float32], places: NDArray[np.float32]) -> Reading:
        """Read sentences from their states and their places, a row each."""
        rows = self.placed(pooled, places)
        return Reading(tuple(Worth(*row) for row in self.said(rows).tolist()), self.leans(rows))

    def placed(
        self, pooled: NDArray[np.float32], places: NDArray[np.float32]
    ) -> NDArray[np.float32]:
        """Put beside the state of each sentence what its place tells."""
        import numpy as np

        bent = self._layer(places, "place")
        bent *= np.vectorize(lambda value: (1 + erf(value / sqrt(2))) / 2, "f")(bent)
        return np.hstack([pooled, bent])

    def said(self, rows: NDArray[np.float32]) -> NDArray[np.float32]:
        """Give what each sentence is worth, in the order of `Worth`."""
        import numpy as np

        return self._layer(np.maximum(self._layer(rows, "hidden"), 0), "out")

    def leans(self, rows: NDArray[np.float32]) -> tuple[dict[int, float], ...]:
        """Give for each sentence the others that it may need, with the chance that it does."""
        import numpy as np

        found: tuple[dict[int, float], ...] = tuple({} for _ in rows)
        for way, distances in (("earlier", EARLIER), ("later", LATER)):
            asks, bends = np.split(self._layer(rows, f"{way}.asks"), 2, axis=1)
            gives, bent = np.split(self._layer(rows, f"{way}.gives"), 2, axis=1)
            for far in distances:
                mine = np.arange(max(0, -far), len(rows) - max(0, far))
                number = DISTANCES.index(far)
                sums = bends[mine] + bent[mine + far] + self.weights[f"{way}.distance"][number]
                both = np.hstack([asks[mine] * gives[mine + far], np.maximum(sums, 0)])
                odds = self._layer(both, f"{way}.lean")[:, 0] + self.weights[f"{way}.odds"][number]
                chances = (1 / (1 + np.exp(-odds))).tolist()
                for at, chance in zip(mine.tolist(), chances, strict=True):
                    if chance >= _LEAST:
                        found[at][at + far] = chance
        return found

    def _layer(self, rows: NDArray[np.float32], name: str) -> NDArray[np.float32]:
        import numpy as np

        # no product of BLAS: its threads would wait for each other, turning, beside other programs
        found = np.einsum("ij,kj->ik", rows, self.weights[f"{name}.w"]) + self.weights[f"{name}.b"]
        return np.asarray(found, dtype=np.float32)


def release() -> None:
    """Let go of the last layers, 3 MB; what is read next loads them again."""
    _layers.cache_clear()


@cache
def _layers() -> _Layers:
    import numpy as np

    layers = _Layers(tables.arrays(__package__, "scoring.npz"))
    alone = placed([Seen(text="", paragraph=0, opens=True)])
    try:  # with a sentence, which asks for all of them
        layers.reading(np.zeros((1, 2 * WIDTH), dtype=np.float32), alone)
    except MALFORMED as error:
        raise tables.damaged("scoring.npz") from error
    return layers
