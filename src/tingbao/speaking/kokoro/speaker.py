"""The opened model: phonemes to sound."""

from __future__ import annotations

import os
import threading
from typing import TYPE_CHECKING, Any

import numpy as np

from tingbao.errors import EngineError
from tingbao.speaking.kokoro import building, symbols

if TYPE_CHECKING:
    from tingbao.speaking.engine import Options, Voice

MOST_WORKERS = 4  # each takes some 250 MB for a long chunk
SYLLABLES = 60
FULL = 0.75 * 32767  # the loudest of 66 sentences went a little beyond 1


class Kokoro:
    """A speaker of the protocol. The model is loaded at the first chunk that is not cached."""

    syllables = SYLLABLES
    exact = False

    def __init__(self, options: Options) -> None:
        self._options = options
        self._choice = building.choose(options.cache / "models" if options.cache else None)
        self._session: Any = None
        self._lock = threading.Lock()

    @property
    def version(self) -> str:
        """Name the graph and the runtime."""
        return self._choice.name

    @property
    def workers(self) -> int:
        """Say one chunk on each core."""
        return max(1, min(MOST_WORKERS, os.cpu_count() or 1))

    def score(self, text: str) -> str:
        """Write a chunk as phonemes."""
        from tingbao import pronouncing

        return pronouncing.phonemes(text, lexicon=self._options.words())

    def say(self, score: str, voice: Voice, speed: float) -> bytes:
        """Speak phonemes with a voice or a blend, at its own speed times `speed`."""
        count = len(symbols.tokens(score))
        if not 0 < count <= symbols.LONGEST:
            raise EngineError(
                f"{count} phonemes are not between 1 and {symbols.LONGEST}", where=score[:40]
            )
        samples = building.run(self._model(), score, voice.name, speed)
        pcm: bytes = np.clip(np.rint(samples * FULL), -32768, 32767).astype("<i2").tobytes()
        return pcm

    def close(self) -> None:
        """Let go of the model."""
        self._session = None

    def _model(self) -> Any:
        with self._lock:
            if self._session is None:
                self._session = building.load(self._choice)
            return self._session
