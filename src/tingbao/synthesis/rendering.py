"""One engine speaking lines: chunk by chunk, from the cache or anew, each chunk examined."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import cache, partial
from importlib.resources import files
from types import MappingProxyType

from tingbao.errors import EngineError
from tingbao.g2p import syllables as count
from tingbao.language.text import Text
from tingbao.model import RATES, Line, Role
from tingbao.store import Store, digest
from tingbao.synthesis.chunks import divide, halve
from tingbao.synthesis.engine import BYTES_PER_MS, Engine, Speaker, Voice
from tingbao.synthesis.pauses import pause_ms

SMALLEST = 4  # syllables: in smaller pieces speech would be whole and not understood
# What makes other sound of the same chunk: joining, trimming, gate and pauses.
MAKERS = ("audio/trimming", *map("synthesis/{}".format, ("rendering", "sound", "gate", "pauses")))
ONCE: Mapping[int, int] = MappingProxyType({})
# Most syllables of a chunk and pace by the take. Of 12 lines that Whisper-base misheard, chunks of
# 14 bettered six and a slower pace seven, not the same ones; chunks of 24 none.
TAKES = ((sys.maxsize, 1.0), (14, 1.0), (sys.maxsize, 0.9))


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Who speaks: a voice of the engine at a speed (1 being the voice's own)."""

    voice: Voice
    speed: float

    def saying(self, line: Line, pace: float) -> Part:
        """Give the part with its speed in a line, `pace` times what is usual there.

        A line whose kind has a rate of its own is said at that, as far as the engine goes.
        """
        tuning, speed, syllables = self.voice.tuning, self.speed, count(line.spoken)
        if line.kind in RATES and syllables:
            speed = tuning.seconds(line.spoken) / (syllables * 60 / RATES[line.kind])
        return replace(self, speed=max(speed * pace, tuning.slowest))


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A chunk of line number `line`, whole milliseconds of PCM; `last` if the line ends here."""

    line: int
    pcm: bytes
    last: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Performance:
    """An engine that was opened, the parts it plays and the cache."""

    engine: Engine
    speaker: Speaker
    parts: Mapping[Role, Part]
    cache: Store
    threads: int = 0  # most chunks at once; 0 for as many as the speaker takes

    def pieces(
        self, lines: Mapping[int, Line], *, first: int = 0, takes: Mapping[int, int] = ONCE
    ) -> Iterator[Piece]:
        """Speak lines, given by their numbers, and give each chunk as soon as it is spoken.

        Args:
            lines: Worded lines.
            first: Most syllables of the very first chunk, so that it is there soon; 0 for
                no such limit.
            takes: How often a line was said before and not understood, 0 where it is not
                named; it is then said in smaller pieces, and then more slowly.

        Raises:
            EngineError: A line could not be said, or not whole. Those before it were given.
        """
        threads = min(self.speaker.workers, self.threads or self.speaker.workers)
        pool = ThreadPoolExecutor(threads, self.engine.NAME) if self.threads != 1 else None
        try:  # where the caller's thread is the only one, it speaks when it is asked
            tasks: list[tuple[int, Line, float, list[tuple[Text, Callable[[], bytes]]]]] = []
            for number, line in lines.items():
                limit, pace = TAKES[takes.get(number, 0)]
                limit = min(self.speaker.syllables, limit)
                chunks = divide(line.spoken, syllables=limit, first=first)
                part = self.parts[line.role].saying(line, pace)
                calls = [partial(self.chunk, chunk, part) for chunk in chunks]
                said = [pool.submit(call).result for call in calls] if pool else calls
                tasks.append((number, line, part.speed, list(zip(chunks, said, strict=True))))
                first = 0 if chunks else first
            for task in tasks:
                yield from self._line(*task)
        finally:
            if pool:
                pool.shutdown(wait=True, cancel_futures=True)

    def _line(
        self, number: int, line: Line, speed: float, chunked: list[tuple[Text, Callable[[], bytes]]]
    ) -> Iterator[Piece]:
        """Give the chunks of a line, each but the last with the pause after it."""
        for i, (chunk, say) in enumerate(chunked):
            last = i + 1 == len(chunked)
            try:
                pcm = say()
            except EngineError as error:
                raise EngineError(
                    f"line {number + 1} was not spoken: {error.what}",
                    where=error.where or line.spoken[:40],
                    hint=error.hint or "say it in other words, or use another voice or engine",
                ) from error
            pause = 0 if last else pause_ms(chunk, speed=speed)
            yield Piece(line=number, pcm=pcm + bytes(pause * BYTES_PER_MS), last=last)
        if not chunked:
            yield Piece(line=number, pcm=b"", last=True)

    def chunk(self, chunk: Text, part: Part) -> bytes:
        """Speak one chunk; what comes out wrong is said again in smaller pieces."""
        score = self.speaker.score(chunk)
        voice = (self.speaker.version, part.voice.fingerprint, f"{part.speed:.4f}")
        name = digest((_makers(), *voice, chunk, score))
        kept = self.cache.get(name)
        if kept is not None:
            return kept
        pcm = self.speaker.say(score, part.voice, part.speed)
        if not self.speaker.exact:
            pcm = self._examined(pcm, chunk, part)
        self.cache.put(name, pcm)
        return pcm

    def _examined(self, pcm: bytes, chunk: Text, part: Part) -> bytes:
        from tingbao.synthesis import gate, sound

        said = sound.of(pcm)
        wrong = gate.fault(said, chunk, speed=part.speed, tuning=part.voice.tuning)
        if not wrong:
            return sound.join([sound.trim(said)], []).tobytes()
        pieces = halve(chunk) if count(chunk) > SMALLEST else ()
        if len(pieces) < 2:  # noqa: PLR2004  # it cannot be cut
            raise EngineError(f"{wrong}", where=chunk)
        sounds = [sound.of(self.chunk(piece, part)) for piece in pieces]
        pauses = [pause_ms(piece, speed=part.speed) for piece in pieces]
        return sound.join(sounds, pauses).tobytes()


@cache
def _makers() -> str:
    folder = files("tingbao")
    return digest(folder.joinpath(f"{name}.py").read_text(encoding="utf-8") for name in MAKERS)
