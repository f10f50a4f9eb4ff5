"""What a report means: how near it is to others, and what it is worth to a show.

Words alone tell neither that 赛题 and 考卷 may be of one thing, nor that a column is none of the
day's news. The network of `language.encoder` sees both in a headline and the beginning of its
text; what is read off it here is linear, and was learned by benchmarks/training/meaning.py.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from tingbao.language import encoder, tables
from tingbao.language.simplified import simplified

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

BEGINNING = 160  # characters of a text that are read
AXES = 192  # of the states' differences, that tell reports apart
SHAPES = {
    "mean": (encoder.WIDTH,),
    "axes": (encoder.WIDTH, AXES),
    "worth": (4 * encoder.WIDTH,),
    "constant": (),
}


@dataclass(frozen=True, slots=True, eq=False)
class Meaning:
    """What a report means.

    `direction` is of length 1, and the product of two tells how near two reports are, from -1
    to 1. `worth` is what editors who see the report by itself give it: 0 is none of a news show's,
    3 is what many a show would have, 5 could lead one, 6 is one of the great events of a month.
    """

    direction: NDArray[np.float32]
    worth: float


def of(title: str, text: str = "") -> Meaning:
    """Read a report's headline and the beginning of its text; the headline twice if it has none.

    >>> of("央行宣布下调存款准备金率").worth > of("读者来信：我家的猫").worth
    True

    Raises:
        EngineError: The network's files are damaged or missing.
    """
    return _of(title, text[:BEGINNING])


@lru_cache(maxsize=4096)  # a day's reports are asked again and again
def _of(title: str, beginning: str) -> Meaning:
    import numpy as np

    learned, seen = _learned(), states(title, beginning)
    means = seen[:, : encoder.WIDTH] - learned["mean"]
    direction = np.einsum("ij,jk->k", means, learned["axes"])
    length = float(np.sqrt((direction * direction).sum())) or 1.0
    worth = float((seen.ravel() * learned["worth"]).sum() + learned["constant"])
    return Meaning(direction=direction / length, worth=worth)


def states(title: str, text: str) -> NDArray[np.float32]:
    """Give what the network sees in a headline, and in the beginning of its text."""
    beginning = text[:BEGINNING].strip() or title
    return encoder.states("", [simplified(title), simplified(beginning)])


def nearness(meanings: Sequence[Meaning]) -> NDArray[np.float64]:
    """Tell how near each two are, from -1 to 1.

    >>> talks, match = of("中美经贸磋商在日内瓦举行"), of("女足2:1逆转夺冠")
    >>> bool(nearness([talks, match])[0, 1] < nearness([talks, of("中美日内瓦会谈结束")])[0, 1])
    True
    """
    import numpy as np

    if not meanings:
        return np.zeros((0, 0))
    rows = np.array([one.direction for one in meanings], dtype=np.float64)
    near: NDArray[np.float64] = np.einsum("ij,kj->ik", rows, rows)
    return near


@cache
def _learned() -> dict[str, NDArray[np.float32]]:
    import numpy as np

    learned = tables.arrays(__package__, "meaning.npz")
    found = {name: learned[name].astype(np.float32) for name in SHAPES if name in learned}
    if {name: each.shape for name, each in found.items()} != SHAPES:
        raise tables.damaged("meaning.npz")
    return found
