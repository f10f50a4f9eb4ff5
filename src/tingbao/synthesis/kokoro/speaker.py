"""The opened model: phonemes to sound.

A process has one model. What one speaker has loaded the next one finds, whichever thread
it is on: a line that is heard in the studio does not wait for it again.
"""

from __future__ import annotations

import contextlib
import os
from functools import lru_cache
from math import inf
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

from tingbao.errors import EngineError
from tingbao.synthesis.kokoro import building, questions, symbols

if TYPE_CHECKING:
    from tingbao.synthesis.engine import Options, Voice

MOST_WORKERS = 4  # each takes some 170 MB for a long chunk
SYLLABLES = 60
FEW_SYLLABLES = 30  # where memory is to be saved: 100 MB less
SHORT_MB = 1_500  # of a machine or container; where there is less, one worker speaks
LIMITS = (  # of a container, control groups version 2 and 1
    Path("/sys/fs/cgroup/memory.max"),
    Path("/sys/fs/cgroup/memory/memory.limit_in_bytes"),
)
FULL = 0.75 * 32767  # the loudest of 66 sentences went a little beyond 1


_choosing, _loading = Lock(), Lock()  # who asks meanwhile waits, and gets the same
_chosen = lru_cache(maxsize=1)(building.choose)
_loaded = lru_cache(maxsize=1)(building.load)


def _model(choice: building.Choice) -> Any:
    with _loading:
        return _loaded(choice)


def release() -> None:
    """Let go of the model, some 600 MB after an episode; who speaks next loads it again."""
    with _loading:
        _loaded.cache_clear()


def memory_mb(limits: tuple[Path, ...] = LIMITS) -> float:
    """Give the memory of this machine, or of the container if that has less; inf if unknown."""
    found = [inf]
    with contextlib.suppress(AttributeError, ValueError, OSError):  # Windows has no sysconf
        found.append(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e6)
    for limit in limits:
        with contextlib.suppress(ValueError, OSError):  # no container, or "max"
            found.append(int(limit.read_text(encoding="ascii")) / 1e6)
    return min(found)


class Kokoro:
    """A speaker of the protocol. The model is loaded at the first chunk that is not cached."""

    exact = False

    def __init__(self, options: Options) -> None:
        self._options = options
        self._told: set[str] = set()  # characters without a reading
        with _choosing:
            self._choice = _chosen(options.cache / "models" if options.cache else None)

    @property
    def version(self) -> str:
        """Name the graph and the runtime."""
        return self._choice.name

    @property
    def workers(self) -> int:
        """Say one chunk on each core, and one at a time where memory is short."""
        if self._options.memory == "small" or memory_mb() < SHORT_MB:
            return 1
        return max(1, min(MOST_WORKERS, os.cpu_count() or 1))

    @property
    def syllables(self) -> int:
        """Say shorter chunks where memory is to be saved."""
        return FEW_SYLLABLES if self._options.memory == "small" else SYLLABLES

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
        import numpy as np

        samples = building.run(_model(self._choice), score, voice.name, speed)
        pcm: bytes = np.clip(np.rint(samples * FULL), -32768, 32767).astype("<i2").tobytes()
        return pcm

    def warm(self) -> None:
        """Load the model."""
        _model(self._choice)
