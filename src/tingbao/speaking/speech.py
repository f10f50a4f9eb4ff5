"""A worded script to speech: who speaks, and who goes on when an engine fails."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from tingbao.errors import EngineError, UsageError
from tingbao.model import Cue, Speech
from tingbao.speaking.cache import Cache
from tingbao.speaking.engine import BYTES_PER_MS, SAMPLE_RATE, Options
from tingbao.speaking.engines import ENGINES, chain
from tingbao.speaking.performance import Part, Performance

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from tingbao.model import Line, Role, Script
    from tingbao.speaking.engine import Engine

SLOWEST, FASTEST = 0.5, 2.0


def speak(
    script: Script,
    *,
    engine: str = "kokoro",
    voice: str = "",
    speed: float = 1.0,
    guest_voice: str = "",
    guest_speed: float | None = None,
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
    for value in (speed, guest_speed if guest_speed is not None else speed):
        if not SLOWEST <= value <= FASTEST:
            raise UsageError(f"cannot speak at speed {value:g}", mend="give one from 0.5 to 2")
    second = speed if guest_speed is None else guest_speed
    wanted: dict[Role, tuple[str, float]] = {"host": (voice, speed), "guest": (guest_voice, second)}
    engines = [ENGINES[name] for name in names]
    castings = [_cast(module, wanted, engines, options) for module in engines]
    spoken: dict[int, tuple[bytes, str]] = {}
    for module, parts in zip(engines, castings, strict=True):
        left = {i: line for i, line in enumerate(script.lines) if i not in spoken}
        try:
            for i, pcm in _perform(module, parts, left, options):
                spoken[i] = (pcm, f"{module.NAME}/{parts[script.lines[i].role].voice.name}")
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
    module: Engine, parts: Mapping[Role, Part], lines: Mapping[int, Line], options: Options
) -> Iterator[tuple[int, bytes]]:
    folder = options.cache / "speech" if options.cache else None
    cache = Cache(folder, warn=options.warn)
    speaker = module.open(options)
    try:
        performance = Performance(engine=module, speaker=speaker, parts=parts, cache=cache)
        yield from performance.lines(lines)
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
