"""eSpeak NG where its program is installed: understood with effort, so a last resort."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from functools import partial

from tingbao.errors import EngineError
from tingbao.synthesis.engine import Options, Speaker, Tuning, Voice, find

NAME = "espeak"
PROGRAM = "espeak-ng"
WORDS_A_MINUTE = 170  # about 4.5 syllables a second in Mandarin
TIMEOUT_S = 60
_MAN = Voice(
    name="cmn",
    title="eSpeak 普通话",
    language="zh-CN",
    gender="male",
    fingerprint="cmn",
    licence="GPL-3.0 program, installed by the user",
    tuning=Tuning(shortest=0.4, longest=3.0),
)
_WOMAN = replace(
    _MAN, name="cmn+f2", title="eSpeak 普通话（女声）", gender="female", fingerprint="cmn+f2"
)
_VOICES = (_MAN, _WOMAN)


def defaults(options: Options) -> tuple[str, str]:
    """Name the host's voice and the guest's."""
    del options
    return _MAN.name, _WOMAN.name


def voices() -> tuple[Voice, ...]:
    """Name the two Mandarin voices."""
    return _VOICES


def voice(name: str) -> Voice:
    """Find a voice by its name."""
    return find(name, _VOICES, NAME)


def open(options: Options) -> Speaker:  # noqa: A001  # the name that the protocol gives it
    """Find the program, and say that this voice is a makeshift."""
    program = shutil.which(PROGRAM)
    if program is None:
        raise EngineError(
            f"the program {PROGRAM} is not installed", hint="install it, or use --engine kokoro"
        )
    if options.warn:
        options.warn("espeak speaks: a makeshift voice that is hard to understand")
    return Speaker(
        version="espeak-1",
        workers=2,
        syllables=60,
        score=options.homophones,
        say=partial(_say, program),
    )


def _say(program: str, text: str, voice: Voice, speed: float) -> bytes:
    from tingbao.synthesis import sound

    words = str(round(WORDS_A_MINUTE * speed))
    command = [program, "-v", voice.name, "-s", words, "-b", "1", "--stdin", "--stdout"]
    try:
        done = subprocess.run(  # noqa: S603  # the text goes in by stdin, not as an argument
            command, input=text.encode(), capture_output=True, timeout=TIMEOUT_S, check=True
        )
        return sound.decoded(done.stdout)
    except (OSError, subprocess.SubprocessError, ValueError) as error:
        raise EngineError(f"{PROGRAM} failed: {error}", where=text[:40]) from error
