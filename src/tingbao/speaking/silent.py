"""An engine that says nothing for as long as it would take; for tests and dry runs."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from tingbao.errors import UsageError
from tingbao.pronouncing import syllables as count
from tingbao.speaking.engine import BYTES_PER_MS, Tuning, Voice

if TYPE_CHECKING:
    from tingbao.speaking.engine import Options

NAME = "silent"
_NAMES = ("silent", "quiet")
PACE = 4.5  # syllables a second, the middle of the Mandarin voices that were measured
COMMA_MS = 200
_TUNING = Tuning(syllables_per_second=PACE, slowest=PACE / 2, fastest=PACE * 2)
_VOICES = tuple(
    Voice(
        name=name,
        title="无声",
        language="zh-CN",
        gender="unknown",
        fingerprint=name,
        tuning=_TUNING,
    )
    for name in _NAMES
)


def defaults(options: Options) -> tuple[str, str]:
    """Name the host's voice and the guest's."""
    del options
    return _NAMES


def voices() -> tuple[Voice, ...]:
    """Name the two voices, which sound alike."""
    return _VOICES


def voice(name: str) -> Voice:
    """Find a voice by its name."""
    for known in _VOICES:
        if known.name == name:
            return known
    raise UsageError(f"the engine {NAME} has no voice {name!r}", mend=f"it has {', '.join(_NAMES)}")


def open(options: Options) -> Silence:  # noqa: A001  # the name that the protocol gives it
    """Make silence ready; it needs nothing."""
    del options
    return Silence()


class Silence:
    """Zeros, as many as the syllables would take."""

    version = "silent-1"
    workers = 1
    syllables = 60
    exact = True

    def score(self, text: str) -> str:
        """Keep the text as it is."""
        return text

    def say(self, score: str, voice: Voice, speed: float) -> bytes:
        """Give silence in whole milliseconds: the syllables at their pace, and the commas."""
        del voice
        inner = sum(score.rstrip("，。！？；：、 ").count(mark) for mark in "，。！？；：、")
        duration = (1000 * count(score) / PACE + COMMA_MS * inner) / speed
        return bytes(math.ceil(duration) * BYTES_PER_MS)

    def warm(self) -> None:
        """Have nothing to load."""

    def close(self) -> None:
        """Have nothing to let go of."""
