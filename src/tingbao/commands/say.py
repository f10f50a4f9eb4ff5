"""`tingbao say TEXT -o FILE.wav`: one text, one voice."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated

import typer

from tingbao.commands import console
from tingbao.commands.options import Engine, Speed, Voice
from tingbao.commands.settings import settings
from tingbao.errors import InputError, OutputError, UsageError

SUFFIXES = {".wav": "WAV", ".flac": "FLAC", ".mp3": "MP3", ".ogg": "OGG"}
LONGEST = 20_000  # characters: an hour; more is an article, and `make` has chapters for it
STREAM_HEADER = 0xFFFFFFFF  # the length of a WAV that is not known yet


def say(
    text: Annotated[str, typer.Argument(help="What to say; - reads stdin.")],
    *,
    output: Annotated[
        Path, typer.Option("-o", "--output", help="FILE.wav, .flac, .mp3 or .ogg; - streams WAV.")
    ],
    voice: Voice = None,
    engine: Engine = None,
    speed: Speed = None,
) -> None:
    """Say one text with one voice."""
    from tingbao import normalization, synthesis

    config = settings(voice=voice, engine=engine, speed=speed)
    written = "\n".join(console.lines()) if text == "-" else text
    if str(output) != "-":
        form(output)
    if len(written) > LONGEST:
        raise InputError("the text is too long to say", hint="put it into a file for tingbao make")
    worded = "。".join(
        normalization.normalize(line).spoken for line in written.splitlines() if line
    )
    spoken = synthesis.stream(worded, synthesis.cast(config, warn=console.message))
    if str(output) == "-":
        with console.printing():
            _stream(spoken)
    else:
        write(output, spoken)
        console.result(str(output))


def _stream(pieces: Iterable[bytes]) -> None:
    """Send a WAV of unknown length to stdout, each piece as soon as it is spoken."""
    from tingbao.synthesis import SAMPLE_RATE

    rate = SAMPLE_RATE.to_bytes(4, "little")
    second = (2 * SAMPLE_RATE).to_bytes(4, "little")
    unknown = STREAM_HEADER.to_bytes(4, "little")
    form = b"\x10\0\0\0\1\0\1\0" + rate + second + b"\2\0\x10\0"  # PCM, mono, 16 bits
    sys.stdout.buffer.write(b"RIFF" + unknown + b"WAVEfmt " + form + b"data" + unknown)
    for piece in pieces:
        sys.stdout.buffer.write(piece)
        sys.stdout.buffer.flush()


def form(path: Path) -> str:
    """Tell the form of an audio file by its suffix.

    Raises:
        UsageError: There is no such form.
    """
    if path.suffix.lower() not in SUFFIXES:
        known = ", ".join(SUFFIXES)
        raise UsageError("cannot tell the form of the audio", where=str(path), hint=f"use {known}")
    return SUFFIXES[path.suffix.lower()]


def write(path: Path, pieces: Iterator[bytes]) -> None:
    """Write an audio file of the form that its suffix names; whole or not at all.

    Raises:
        UsageError: Its suffix names no form; told before anything is spoken.
        InputError: There is nothing in the text that can be said.
        OutputError: The file cannot be written.
    """
    import io

    import numpy as np
    import soundfile

    from tingbao import store
    from tingbao.synthesis import SAMPLE_RATE

    kind = form(path)
    pcm = b"".join(pieces)
    if not pcm:
        raise InputError("there is nothing to say", hint="give a text with words in it")
    data = io.BytesIO()
    soundfile.write(data, np.frombuffer(pcm, "<i2"), SAMPLE_RATE, format=kind)
    try:
        store.write(path, data.getvalue())
    except OSError as error:
        raise OutputError(
            "cannot write the audio", where=str(path), hint=error.strerror or "check the folder"
        ) from error
