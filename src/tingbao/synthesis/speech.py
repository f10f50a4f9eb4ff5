"""A worded script to speech: who speaks, and who goes on when an engine fails."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import accumulate, groupby, pairwise
from threading import Thread

from tingbao.errors import EngineError, TingbaoError
from tingbao.model import Cue, Line, Role, Script
from tingbao.store import Passing
from tingbao.synthesis import cache
from tingbao.synthesis.engine import BYTES_PER_MS, SAMPLE_RATE, Engine, Options
from tingbao.synthesis.rendering import ONCE, Part, Performance
from tingbao.synthesis.voice_selection import Casting

DEFAULT = Casting()
FIRST = 14  # syllables of the first chunk of a stream: some three seconds


@dataclass(frozen=True, slots=True, kw_only=True)
class Speech:
    """What an engine said: the lines one after another, without pauses between.

    There is one cue a line, in order, and they tile the PCM without a gap.
    `engines` names, per line, the engine and voice that spoke it ("kokoro/yunxi").
    """

    pcm: bytes
    sample_rate: int
    cues: tuple[Cue, ...]
    engines: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """A line that was said: 24 kHz PCM of whole milliseconds, and who said it, `engine/voice`."""

    pcm: bytes
    engine: str


def sounding(casting: Casting) -> str:
    """Name all that the sound of a script depends on beside it: engine, voices, length of chunks.

    That is of the first engine. Empty where it cannot be opened, so that another will speak.

    Raises:
        UsageError: No such engine or voice, or a speed out of range.
    """
    engine, parts = casting.parts()[0]
    try:
        speaker = engine.open(replace(casting.options, warn=None))
    except EngineError:
        return ""
    return repr((engine.NAME, speaker.version, speaker.syllables, parts))


def warm(casting: Casting) -> None:
    """Begin to load what the first engine needs, in a thread of its own.

    Who speaks before that is done waits for it, and is told what went wrong.
    """
    engine = casting.engines()[0]

    def load() -> None:
        with suppress(TingbaoError):
            engine.open(casting.options).warm()

    Thread(target=load, name=f"{engine.NAME}-warming").start()


def speak(
    script: Script,
    casting: Casting = DEFAULT,
    *,
    takes: Mapping[int, int] = ONCE,
    on_line: Callable[[int, int], None] | None = None,
) -> Speech:
    """Say a worded script as `lines` does, and give the whole.

    Returns:
        The lines one after another, 24 kHz, each of whole milliseconds.
    """
    spoken = list(lines(script, casting, takes=takes, on_line=on_line))
    ends = list(accumulate((len(line.pcm) // BYTES_PER_MS for line in spoken), initial=0))
    spans = enumerate(pairwise(ends))
    return Speech(
        pcm=b"".join(line.pcm for line in spoken),
        sample_rate=SAMPLE_RATE,
        cues=tuple(Cue(line=number, start_ms=start, end_ms=end) for number, (start, end) in spans),
        engines=tuple(line.engine for line in spoken),
    )


def lines(
    script: Script,
    casting: Casting = DEFAULT,
    *,
    takes: Mapping[int, int] = ONCE,
    on_line: Callable[[int, int], None] | None = None,
) -> Iterator[Spoken]:
    """Say a worded script and give its lines in order, a section as soon as it is whole.

    What comes after is spoken meanwhile.

    Args:
        script: Its lines have their spoken form.
        casting: Who speaks. Where an engine fails, the next says the whole section again,
            and what comes after it.
        takes: Lines that were said before and not understood, and how often, to 2; they are
            then said in smaller pieces, and then more slowly.
        on_line: Told after each line how many of how many are spoken; may raise to stop.

    Raises:
        UsageError: No such engine or voice, or a speed out of range.
        EngineError: No engine could say it, or not whole; the message names the line.
    """
    options = casting.options
    castings = casting.parts()
    last = _last_of_sections(script.lines)
    given = 0
    for engine, parts in castings:
        held: list[Spoken] = []
        left = {number: script.lines[number] for number in range(given, len(script.lines))}
        try:
            performance = _performance(engine, parts, options)
            for number, spoken in enumerate(_said(performance, left, takes), given):
                held.append(spoken)
                if on_line:
                    on_line(number + 1, len(script.lines))
                if number in last:
                    yield from held
                    given += len(held)
                    held.clear()
        except EngineError as error:
            if engine is castings[-1][0]:
                raise
            if options.warn:
                options.warn(Passing(f"{engine.NAME} failed, the next engine goes on: {error}"))
        else:
            return


def stream(text: str, casting: Casting = DEFAULT) -> Iterator[bytes]:
    """Say one worded text, the host's with the first engine, and give its PCM piece by piece.

    The first piece comes soon.

    Raises:
        UsageError: No such engine or voice, or a speed out of range.
        EngineError: The engine could not say it, or not whole.
    """
    alone = replace(casting, guest_voice="", guest_speed=None)  # a guest is not to be found
    engine, parts = alone.parts()[0]
    line = Line(kind="body", section=None, written=text, spoken=text)
    for piece in _performance(engine, parts, casting.options).pieces({0: line}, first=FIRST):
        yield piece.pcm


def _performance(engine: Engine, parts: Mapping[Role, Part], options: Options) -> Performance:
    """Open an engine for its parts, and what was spoken before."""
    folder = options.config.cache / "speech" if options.config.cache else None
    return Performance(
        engine=engine,
        parts=parts,
        cache=cache.opened(options.config.store, folder, warn=options.warn),
        speaker=engine.open(options),
        threads=options.config.threads,
    )


def _said(
    performance: Performance, lines: Mapping[int, Line], takes: Mapping[int, int]
) -> Iterator[Spoken]:
    """Join the pieces of each line."""
    said = bytearray()
    for piece in performance.pieces(lines, takes=takes):
        said += piece.pcm
        if piece.last:
            voice = performance.parts[lines[piece.line].role].voice
            yield Spoken(pcm=bytes(said), engine=f"{performance.engine.NAME}/{voice.name}")
            said.clear()


def _last_of_sections(lines: Sequence[Line]) -> set[int]:
    """Give the number of the last line of each run of one section."""
    runs = groupby(range(len(lines)), key=lambda number: lines[number].section)
    return {max(run) for _, run in runs}
