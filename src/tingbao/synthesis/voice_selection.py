"""Who speaks: the engines to be tried, a voice and a speed for each role."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tingbao.config import Config
from tingbao.errors import UsageError
from tingbao.model import Role
from tingbao.synthesis.engine import Engine, Options, Voice
from tingbao.synthesis.engines import ENGINES, chain
from tingbao.synthesis.rendering import Part

SLOWEST, FASTEST = 0.5, 2.0
NOTHING = Options()


@dataclass(frozen=True, slots=True, kw_only=True)
class Casting:
    """Who speaks, as asked for."""

    engine: str = "kokoro"  # a name of ENGINES, several with commas between, or "auto"
    voice: str = ""  # the host's; empty: the engine's default
    speed: float = 1.0  # of the host, 1 being the voice's own; from 0.5 to 2
    guest_voice: str = ""  # likewise
    guest_speed: float | None = None  # None: as the host
    options: Options = NOTHING

    def engines(self) -> list[Engine]:
        """Find the engines, in the order in which they are tried.

        Raises:
            UsageError: There is no such engine.
        """
        return [ENGINES[name] for name in chain(self.engine)]

    def parts(self) -> list[tuple[Engine, dict[Role, Part]]]:
        """Give each engine its voices by role.

        A voice that only another engine of the chain has becomes the default.

        Raises:
            UsageError: No such engine or voice, or a speed out of range.
        """
        engines = self.engines()
        return [(engine, self._parts_of(engine, engines)) for engine in engines]

    def _parts_of(self, engine: Engine, engines: Sequence[Engine]) -> dict[Role, Part]:
        guest_speed = self.speed if self.guest_speed is None else self.guest_speed
        host, guest = engine.defaults(self.options)
        wanted: dict[Role, tuple[str, str, float]] = {
            "host": (self.voice, host, self.speed),
            "guest": (self.guest_voice, guest, guest_speed),
        }
        parts: dict[Role, Part] = {}
        for role, (name, default, speed) in wanted.items():
            if not SLOWEST <= speed <= FASTEST:
                raise UsageError(f"cannot speak at speed {speed:g}", hint="give one from 0.5 to 2")
            try:
                voice = engine.voice(name or default)
            except UsageError:
                if not any(_has(other, name) for other in engines if other is not engine):
                    raise
                voice = engine.voice(default)
            parts[role] = Part(voice=voice, speed=speed)
        return parts


def cast(config: Config, *, warn: Callable[[str], None] | None = None) -> Casting:
    """Take from the settings who speaks; `warn` is told what the listener will notice."""
    return Casting(
        engine=config.engine,
        voice=config.voice,
        speed=config.speed,
        guest_voice=config.guest_voice,
        guest_speed=config.guest_speed,
        options=Options(config=config, warn=warn),
    )


def host(names: str, voice: str) -> Voice:
    """Find the voice that the host will have on the first engine of a chain.

    Raises:
        UsageError: There is no such engine or voice.
    """
    return Casting(engine=names, voice=voice).parts()[0][1]["host"].voice


def _has(engine: Engine, name: str) -> bool:
    try:
        engine.voice(name)
    except UsageError:
        return False
    return True
