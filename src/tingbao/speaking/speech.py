"""A worded script to speech: who speaks, and who goes on when an engine fails."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from itertools import groupby
from threading import Thread
from typing import TYPE_CHECKING

from tingbao.errors import EngineError, UsageError
from tingbao.model import Cue, Line, Speech
from tingbao.speaking.cache import Cache
from tingbao.speaking.engine import BYTES_PER_MS, SAMPLE_RATE, Options
from tingbao.speaking.engines import ENGINES, chain
from tingbao.speaking.performance import ONCE, Part, Performance, Piece

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from tingbao.config import Config
    from tingbao.model import Role, Script
    from tingbao.speaking.engine import Engine

SLOWEST, FASTEST = 0.5, 2.0
FIRST = 14  # syllables of the first chunk of a stream: some three seconds


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """A line that was said: 24 kHz PCM of whole milliseconds, and who said it, `engine/voice`."""

    pcm: bytes
    engine: str


def options(config: Config, *, warn: Callable[[str], None] | None = None) -> Options:
    """Take from the settings what engines need."""
    return Options(
        cache=config.cache,
        lexicon=config.lexicon,
        proxy=config.proxy,
        openai_base_url=config.openai.base_url,
        openai_model=config.openai.model,
        openai_key=config.openai.key,
        openai_voice=config.openai.voice,
        warn=warn,
    )


def warm(engine: str, options: Options) -> None:
    """Begin to load what the first engine of a chain needs, in a thread of its own.

    Who speaks before that is done waits for it, and is told what went wrong.
    """
    module = ENGINES[chain(engine)[0]]

    def load() -> None:
        with suppress(EngineError):
            module.open(options).warm()

    Thread(target=load, name=f"{module.NAME}-warming").start()


def speak(
    script: Script,
    *,
    engine: str = "kokoro",
    voice: str = "",
    speed: float = 1.0,
    guest_voice: str = "",
    guest_speed: float | None = None,
    takes: Mapping[int, int] = ONCE,
    options: Options | None = None,
    on_line: Callable[[int, int], None] | None = None,
) -> Speech:
    """Say a worded script as `lines` does, and give the whole.

    Returns:
        The lines one after another, 24 kHz, each of whole milliseconds.
    """
    return assemble(
        list(
            lines(
                script,
                engine=engine,
                voice=voice,
                speed=speed,
                guest_voice=guest_voice,
                guest_speed=guest_speed,
                takes=takes,
                options=options,
                on_line=on_line,
            )
        )
    )


def lines(
    script: Script,
    *,
    engine: str = "kokoro",
    voice: str = "",
    speed: float = 1.0,
    guest_voice: str = "",
    guest_speed: float | None = None,
    takes: Mapping[int, int] = ONCE,
    options: Options | None = None,
    on_line: Callable[[int, int], None] | None = None,
) -> Iterator[Spoken]:
    """Say a worded script and give its lines in order, a section as soon as it is whole.

    What comes after is spoken meanwhile.

    Args:
        script: Its lines have their spoken form.
        engine: A name of ENGINES, several with commas between, or "auto". Where one
            fails, the next says the whole section again, and what comes after it.
        voice: The host's voice, empty for the engine's default.
        speed: Of the host, 1 being the voice's own; from 0.5 to 2.
        guest_voice: The guest's voice, empty for the engine's default.
        guest_speed: Of the guest; as the host where None.
        takes: Lines that were said before and not understood, and how often, to 2; they are
            then said in smaller pieces, and then more slowly.
        options: The cache folder and what the engines need.
        on_line: Told after each line how many of how many are spoken; may raise to stop.

    Raises:
        UsageError: No such engine or voice, or a speed out of range.
        EngineError: No engine could say it, or not whole; the message names the line.
    """
    options = options or Options()
    names = chain(engine)
    _check_speed(speed)
    second = speed if guest_speed is None else guest_speed
    _check_speed(second)
    wanted: dict[Role, tuple[str, float]] = {"host": (voice, speed), "guest": (guest_voice, second)}
    engines = [ENGINES[name] for name in names]
    castings = [_cast(module, wanted, engines, options) for module in engines]
    last = _last_of_sections(script.lines)
    given = 0
    for module, parts in zip(engines, castings, strict=True):
        held: list[Spoken] = []
        left = {number: script.lines[number] for number in range(given, len(script.lines))}
        try:
            for number, spoken in enumerate(_said(module, parts, left, options, takes), given):
                held.append(spoken)
                if on_line:
                    on_line(number + 1, len(script.lines))
                if number in last:
                    yield from held
                    given += len(held)
                    held.clear()
        except EngineError as error:
            if module is engines[-1]:
                raise
            if options.warn:
                options.warn(f"{module.NAME} failed, the next engine goes on: {error}")
        else:
            return


def stream(
    text: str,
    *,
    engine: str = "kokoro",
    voice: str = "",
    speed: float = 1.0,
    options: Options | None = None,
) -> Iterator[bytes]:
    """Say one worded text and give its PCM piece by piece, the first one soon.

    Raises:
        UsageError: No such engine or voice, or a speed out of range.
        EngineError: The engine could not say it, or not whole.
    """
    options = options or Options()
    module = ENGINES[chain(engine)[0]]
    _check_speed(speed)
    found = module.voice(voice or module.defaults(options)[0])
    line = Line(kind="body", section=None, written=text, spoken=text)
    parts: dict[Role, Part] = {"host": Part(voice=found, speed=speed)}
    for piece in _perform(module, parts, {0: line}, options, first=FIRST):
        yield piece.pcm


def _check_speed(speed: float) -> None:
    if not SLOWEST <= speed <= FASTEST:
        raise UsageError(f"cannot speak at speed {speed:g}", mend="give one from 0.5 to 2")


def _cast(
    module: Engine,
    wanted: Mapping[Role, tuple[str, float]],
    engines: Sequence[Engine],
    options: Options,
) -> dict[Role, Part]:
    """Give each role a voice; one that only another engine of the chain has becomes the default."""
    parts: dict[Role, Part] = {}
    for (role, (name, speed)), default in zip(
        wanted.items(), module.defaults(options), strict=True
    ):
        try:
            voice = module.voice(name or default)
        except UsageError:
            if not any(_has(other, name) for other in engines if other is not module):
                raise
            voice = module.voice(default)
        parts[role] = Part(voice=voice, speed=speed)
    return parts


def _has(module: Engine, name: str) -> bool:
    try:
        module.voice(name)
    except UsageError:
        return False
    return True


def _perform(
    module: Engine,
    parts: Mapping[Role, Part],
    lines: Mapping[int, Line],
    options: Options,
    *,
    first: int = 0,
    takes: Mapping[int, int] = ONCE,
) -> Iterator[Piece]:
    folder = options.cache / "speech" if options.cache else None
    cache = Cache(folder, warn=options.warn)
    speaker = module.open(options)
    try:
        performance = Performance(engine=module, speaker=speaker, parts=parts, cache=cache)
        yield from performance.pieces(lines, first=first, takes=takes)
    finally:
        speaker.close()
        cache.evict()


def _said(
    module: Engine,
    parts: Mapping[Role, Part],
    lines: Mapping[int, Line],
    options: Options,
    takes: Mapping[int, int],
) -> Iterator[Spoken]:
    """Join the pieces of each line."""
    said = bytearray()
    for piece in _perform(module, parts, lines, options, takes=takes):
        said += piece.pcm
        if piece.last:
            voice = parts[lines[piece.line].role].voice
            yield Spoken(pcm=bytes(said), engine=f"{module.NAME}/{voice.name}")
            said.clear()


def _last_of_sections(lines: Sequence[Line]) -> set[int]:
    """Give the number of the last line of each run of one section."""
    runs = groupby(range(len(lines)), key=lambda number: lines[number].section)
    return {max(run) for _, run in runs}


def assemble(spoken: Sequence[Spoken]) -> Speech:
    """Put all lines of a script one after another."""
    cues: list[Cue] = []
    start = 0
    for number, line in enumerate(spoken):
        end = start + len(line.pcm) // BYTES_PER_MS
        cues.append(Cue(line=number, start_ms=start, end_ms=end))
        start = end
    return Speech(
        pcm=b"".join(line.pcm for line in spoken),
        sample_rate=SAMPLE_RATE,
        cues=tuple(cues),
        engines=tuple(line.engine for line in spoken),
    )
