"""The opened model: phonemes to sound.

A process has one model. What one speaker has loaded the next one finds, whichever thread
it is on: a line that is heard in the studio does not wait for it again.
"""

from __future__ import annotations

import contextlib
import os
from functools import lru_cache, partial
from math import inf
from pathlib import Path
from threading import Lock
from typing import Any

from tingbao import g2p
from tingbao.errors import EngineError
from tingbao.synthesis.engine import Options, Speaker, Voice
from tingbao.synthesis.kokoro import building, questions, symbols

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


def opened(options: Options) -> Speaker:
    """Choose the graph; the model is loaded at the first chunk that is not cached.

    One chunk is said on each core, and one at a time where memory is short.
    """
    with _choosing:
        choice = _chosen(options.config.cache / "models" if options.config.cache else None)
    small = options.config.synthesis.memory == "small"
    alone = small or memory_mb() < SHORT_MB
    return Speaker(
        version=choice.name,
        workers=1 if alone else min(MOST_WORKERS, os.cpu_count() or 1),
        syllables=FEW_SYLLABLES if small else SYLLABLES,
        score=partial(_score, options, set()),
        say=partial(_say, choice),
        warm=partial(_model, choice),
    )


def _score(options: Options, told: set[str], text: str) -> str:
    """Write a chunk as phonemes, with a mark where a question rises.

    Of characters without a reading the user is `told` once.
    """
    lexicon = options.words()
    unread = set(g2p.unread(text, lexicon=lexicon)) - told
    if unread and options.warn:
        told |= unread
        characters = "、".join(sorted(unread))
        options.warn(f"{characters} has no known reading and is not said: add it to lexicon.tsv")
    return questions.marked(text, g2p.phonemes(text, lexicon=lexicon))


def _say(choice: building.Choice, score: str, voice: Voice, speed: float) -> bytes:
    """Speak phonemes with a voice or a blend, at its own speed times `speed`."""
    count = len(symbols.tokens(score))
    if not 0 < count <= symbols.LONGEST:
        raise EngineError(
            f"{count} phonemes are not between 1 and {symbols.LONGEST}", where=score[:40]
        )
    import numpy as np

    samples = building.run(_model(choice), score, voice.name, speed)
    pcm: bytes = np.clip(np.rint(samples * FULL), -32768, 32767).astype("<i2").tobytes()
    return pcm
