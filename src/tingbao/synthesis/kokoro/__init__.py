"""Kokoro-82M in this process: no network, no key, no system package."""

from __future__ import annotations

import ctypes
import sys
from contextlib import suppress

from tingbao.synthesis.engine import Options, Speaker, Voice
from tingbao.synthesis.kokoro import voice_packs

NAME = "kokoro"
HOST, GUEST = "yunmai", "xiaohe"


def defaults(options: Options) -> tuple[str, str]:
    """Name the voices that a listener understood best, English included: a man's, a woman's."""
    del options
    return HOST, GUEST


def voices() -> tuple[Voice, ...]:
    """Name the voices whose packs are here."""
    return tuple(voice_packs.cards().values())


def voice(name: str) -> Voice:
    """Find a voice or a blend."""
    return voice_packs.find(name)


def release() -> None:
    """Let go of the model that the process has loaded, if it has."""
    if loaded := sys.modules.get(f"{__name__}.speaker"):
        loaded.release()


def tidy() -> None:
    """Have the C library, if it is glibc, give back what this process has freed."""
    with suppress(AttributeError, OSError, TypeError):
        ctypes.CDLL(None).malloc_trim(0)


def open(options: Options) -> Speaker:  # noqa: A001  # the name that the protocol gives it
    """Check the weights, and load the model when there is something to say."""
    from tingbao.synthesis.kokoro.speaker import opened

    return opened(options)
