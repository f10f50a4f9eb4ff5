"""The opened model: phonemes to sound.

A process has one model. What one speaker has loaded the next one finds, whichever thread
it is on: a line that is heard in the studio does not wait for it again.
"""

from __future__ import annotations

import os
from functools import lru_cache
from threading import Lock
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np

from tingbao.errors import EngineError
from tingbao.synthesis.kokoro import building, questions, symbols

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable
    from pathlib import Path

    from tingbao.synthesis.engine import Options, Voice

T = TypeVar("T")
K = TypeVar("K", bound="Hashable")

MOST_WORKERS = 4  # each takes some 250 MB for a long chunk
SYLLABLES = 60
FULL = 0.75 * 32767  # the loudest of 66 sentences went a little beyond 1


def _once(call: Callable[[K], T]) -> Callable[[K], T]:
    """Call for one argument once; who asks meanwhile waits and gets the same."""
    remembered, lock = lru_cache(maxsize=1)(call), Lock()

    def once(argument: K) -> T:
        with lock:
            return remembered(argument)

    return once


@_once
def _choice(folder: Path | None) -> building.Choice:
    return building.choose(folder)


@_once
def _model(choice: building.Choice) -> Any:
    return building.load(choice)


class Kokoro:
    """A speaker of the protocol. The model is loaded at the first chunk that is not cached."""

    syllables = SYLLABLES
    exact = False

    def __init__(self, options: Options) -> None:
        self._options = options
        self._told: set[str] = set()  # characters without a reading
        self._choice = _choice(options.cache / "models" if options.cache else None)

    @property
    def version(self) -> str:
        """Name the graph and the runtime."""
        return self._choice.name

    @property
    def workers(self) -> int:
        """Say one chunk on each core."""
        return max(1, min(MOST_WORKERS, os.cpu_count() or 1))

    def score(self, text: str) -> str:
        """Write a chunk as phonemes, with a mark where a question rises."""
        from tingbao import g2p

        lexicon = self._options.words()
        unread = set(g2p.unread(text, lexicon=lexicon)) - self._told
        if unread and self._options.warn:
            self._told |= unread
            characters = "、".join(sorted(unread))
            self._options.warn(
                f"{characters} has no known reading and is not said: add it to lexicon.tsv"
            )
        return questions.marked(text, g2p.phonemes(text, lexicon=lexicon))

    def say(self, score: str, voice: Voice, speed: float) -> bytes:
        """Speak phonemes with a voice or a blend, at its own speed times `speed`."""
        count = len(symbols.tokens(score))
        if not 0 < count <= symbols.LONGEST:
            raise EngineError(
                f"{count} phonemes are not between 1 and {symbols.LONGEST}", where=score[:40]
            )
        samples = building.run(_model(self._choice), score, voice.name, speed)
        pcm: bytes = np.clip(np.rint(samples * FULL), -32768, 32767).astype("<i2").tobytes()
        return pcm

    def warm(self) -> None:
        """Load the model."""
        _model(self._choice)

    def close(self) -> None:
        """Keep the model: the next speaker of the process takes it."""
