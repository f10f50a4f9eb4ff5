"""What an engine is, and the values that engines and the room exchange."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cache
from typing import Literal, Protocol

from tingbao.config import Config
from tingbao.errors import UsageError
from tingbao.g2p import Lexicon, homophones, load_lexicon
from tingbao.g2p import syllables as count

SAMPLE_RATE = 24_000
BYTES_PER_MS = SAMPLE_RATE // 1000 * 2
MARKS = "，、；：。！？"  # at which a voice waits
_words = cache(load_lexicon)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tuning:
    """How a voice speaks at speed 1, measured by benchmarks/tuning.py, or wide bounds for any.

    `syllables_per_second` is the pace over whole sentences, pauses included. A chunk lasts
    `constant_s`, `syllable_s` for each of its syllables and `mark_s` for each mark inside;
    what lasts less than `shortest` times or more than `longest` times that is not whole.
    `rest_s` is the least silence that the engine leaves after the last sound; where there is
    less, the sound broke off. `slowest` is the least speed that the engine takes, `latin` what
    a chunk of English words alone may last longer beside that, as a share.
    """

    syllables_per_second: float = 4.5
    constant_s: float = 0.25
    syllable_s: float = 0.2
    mark_s: float = 0.1
    shortest: float = 0.5
    longest: float = 2.5
    rest_s: float = 0.0
    slowest: float = 0.5
    latin: float = 0.0

    def seconds(self, text: str, *, speed: float = 1.0) -> float:
        """Give how long a chunk lasts, from its first sound to its last."""
        marks = sum(text[:-1].count(mark) for mark in MARKS)
        spoken = self.constant_s + self.syllable_s * count(text) + self.mark_s * marks
        return spoken / speed


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """A voice that an engine has.

    `fingerprint` names it so that other voice data has another name. `tuning` is
    what was measured, or bounds wide enough for any voice.
    """

    name: str
    title: str
    language: str
    gender: Literal["female", "male", "unknown"]
    fingerprint: str
    licence: str = ""
    tuning: Tuning = Tuning()


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What engines may need of their surroundings; each takes what concerns it."""

    config: Config = field(default_factory=Config)  # with cache None nothing is kept
    warn: Callable[[str], None] | None = None  # told, in one line, what the listener will notice

    def words(self) -> Lexicon:
        """Read the user's lexicon; none is an empty one.

        Raises:
            UsageError: A line of it makes no sense.
        """
        return _words(self.config.lexicon)

    def homophones(self, text: str) -> str:
        """Write a text for who takes no phonemes: with homophones where the lexicon asks for them.

        Raises:
            UsageError: As `words`.
        """
        return homophones(text, self.words())


def find(name: str, voices: Iterable[Voice], engine: str) -> Voice:
    """Find a voice of an engine by its name.

    Raises:
        UsageError: There is no such voice; the message lists those there are.
    """
    known = {voice.name: voice for voice in voices}
    if name not in known:
        raise UsageError(
            f"the engine {engine} has no voice {name!r}", hint=f"it has {', '.join(known)}"
        )
    return known[name]


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """An engine that was opened. Its calls may come from several threads, and raise EngineError.

    `version` names the engine, its program and its model, so that another sound has another name.
    It takes `workers` chunks at once, of so many `syllables` at most. `score` writes a chunk as
    the engine will read it: phonemes, or the text itself; `say` speaks a score with a voice at a
    speed: signed 16-bit mono PCM at 24 kHz. What is `exact` is taken as it is: not trimmed, not
    examined. `warm` loads what speaking needs, so that the first chunk does not wait for it.
    """

    version: str
    workers: int
    syllables: int
    score: Callable[[str], str]
    say: Callable[[str, Voice, float], bytes]
    exact: bool = False
    warm: Callable[[], object] = lambda: None


class Engine(Protocol):
    """A module that is an engine."""

    NAME: str

    def defaults(self, options: Options) -> tuple[str, str]:
        """Name the voice of the host and that of the guest, where none is asked for."""

    def voices(self) -> tuple[Voice, ...]:
        """Name the voices there are, without loading a model."""

    def voice(self, name: str) -> Voice:
        """Find a voice by what a user calls it.

        Raises:
            UsageError: There is no such voice; the message lists those there are.
        """

    def open(self, options: Options) -> Speaker:
        """Make it ready to speak.

        Raises:
            EngineError: It is not there, or cannot be used here.
        """
