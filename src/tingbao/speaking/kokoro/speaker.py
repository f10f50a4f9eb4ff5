"""The opened model: phonemes to sound."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

import numpy as np

from tingbao.errors import EngineError
from tingbao.speaking.kokoro import cards, symbols, weights

if TYPE_CHECKING:
    from tingbao.speaking.engine import Options, Voice

THREADS = 2  # fixed, not the machine's: the same sum in the same order gives the same bytes
SYLLABLES = 60


class Kokoro:
    """A speaker of the protocol. The model is loaded at the first chunk that is not cached."""

    version = f"kokoro-1.0-{weights.SHA256[:8]}-stock"
    workers = 1
    syllables = SYLLABLES
    exact = False

    def __init__(self, options: Options) -> None:
        self._options = options
        self._session: Any = None
        self._lock = threading.Lock()

    def score(self, text: str) -> str:
        """Write a chunk as phonemes."""
        from tingbao import pronouncing

        return pronouncing.phonemes(text)

    def say(self, score: str, voice: Voice, speed: float) -> bytes:
        """Speak phonemes with a voice or a blend, at its own speed times `speed`."""
        tokens = symbols.tokens(score)
        if not 0 < len(tokens) <= symbols.LONGEST:
            raise EngineError(
                f"{len(tokens)} phonemes are not between 1 and {symbols.LONGEST}", where=score[:40]
            )
        samples = self._model().run(
            None,
            {
                "tokens": np.array([[0, *tokens, 0]], dtype=np.int64),
                "style": cards.pack(voice.name)[len(tokens) - 1][None, :],
                "speed": np.array([speed], dtype=np.float32),
            },
        )[0]
        pcm: bytes = np.clip(np.rint(samples * 32767), -32768, 32767).astype("<i2").tobytes()
        return pcm

    def close(self) -> None:
        """Let go of the model."""
        self._session = None

    def _model(self) -> Any:
        with self._lock:
            if self._session is None:
                self._session = _session(weights.read())
            return self._session


def _session(model: bytes) -> Any:
    import onnxruntime

    settings = onnxruntime.SessionOptions()
    settings.intra_op_num_threads = THREADS
    settings.inter_op_num_threads = 1
    settings.log_severity_level = 3
    return onnxruntime.InferenceSession(model, settings, providers=["CPUExecutionProvider"])
