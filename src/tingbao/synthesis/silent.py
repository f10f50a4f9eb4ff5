"""An engine that says nothing for as long as the embedded voices take; for tests and dry runs."""

from __future__ import annotations

import math
from functools import cache

from tingbao.synthesis import kokoro
from tingbao.synthesis.engine import BYTES_PER_MS, Options, Speaker, Voice, find

NAME = "silent"
_NAMES = ("silent", "quiet")


def defaults(options: Options) -> tuple[str, str]:
    """Name the host's voice and the guest's."""
    del options
    return _NAMES


@cache
def voices() -> tuple[Voice, ...]:
    """Name the two voices: they take as long as the embedded host and guest."""
    spoken = map(kokoro.voice, kokoro.defaults(Options()))
    return tuple(
        Voice(
            name=name,
            title="无声",
            language="zh-CN",
            gender="unknown",
            fingerprint=f"{name} {voice.tuning}",
            tuning=voice.tuning,
        )
        for name, voice in zip(_NAMES, spoken, strict=True)
    )


def voice(name: str) -> Voice:
    """Find a voice by its name."""
    return find(name, voices(), NAME)


def open(options: Options) -> Speaker:  # noqa: A001  # the name that the protocol gives it
    """Make silence ready; it needs nothing."""
    del options
    return Speaker(
        version="silent-2", workers=1, syllables=60, score=lambda text: text, say=_say, exact=True
    )


def _say(text: str, voice: Voice, speed: float) -> bytes:
    """Give zeros for whole milliseconds, as many as the voice takes for the text."""
    seconds = voice.tuning.seconds(text, speed=speed)
    return bytes(math.ceil(1000 * seconds) * BYTES_PER_MS)
