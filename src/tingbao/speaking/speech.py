"""A worded script to speech: who speaks, and who goes on when an engine fails."""

from __future__ import annotations

from itertools import groupby
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
    """Say a worded script.

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

    Returns:
        The lines one after another, 24 kHz, each of whole milliseconds.

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
    spoken: dict[int, tuple[bytes, str]] = {}
    for module, parts in zip(engines, castings, strict=True):
        left = {i: line for i, line in enumerate(script.lines) if i not in spoken}
        try:
            said = bytearray()
            for piece in _perform(module, parts, left, options, takes=takes):
                said += piece.pcm
                if not piece.last:
                    continue
                voice_name = parts[script.lines[piece.line].role].voice.name
                spoken[piece.line] = (bytes(said), f"{module.NAME}/{voice_name}")
                said.clear()
                if on_line:
                    on_line(len(spoken), len(script.lines))
            break
        except EngineError as error:
            if module is engines[-1]:
                raise
            spoken = _whole_sections(script.lines, spoken)
            if options.warn:
                options.warn(f"{module.NAME} failed, the next engine goes on: {error}")
    return _assemble(spoken)


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


def _whole_sections(
    lines: Sequence[Line], spoken: Mapping[int, tuple[bytes, str]]
) -> dict[int, tuple[bytes, str]]:
    """Keep of what was spoken the runs of one section that are complete."""
    kept: dict[int, tuple[bytes, str]] = {}
    for _, run in groupby(range(len(lines)), key=lambda i: lines[i].section):
        numbers = list(run)
        if all(i in spoken for i in numbers):
            kept.update((i, spoken[i]) for i in numbers)
    return kept


def _assemble(spoken: Mapping[int, tuple[bytes, str]]) -> Speech:
    """Put the lines one after another, in the order of the script."""
    cues: list[Cue] = []
    start = 0
    for i in sorted(spoken):
        end = start + len(spoken[i][0]) // BYTES_PER_MS
        cues.append(Cue(line=i, start_ms=start, end_ms=end))
        start = end
    return Speech(
        pcm=b"".join(spoken[i][0] for i in sorted(spoken)),
        sample_rate=SAMPLE_RATE,
        cues=tuple(cues),
        engines=tuple(spoken[i][1] for i in sorted(spoken)),
    )
