"""One engine speaking lines: chunk by chunk, from the cache or anew, each chunk examined."""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tingbao.errors import EngineError
from tingbao.speaking.cache import Cache, digest
from tingbao.speaking.chunks import Chunk, divide, halve
from tingbao.speaking.pauses import pause_ms
from tingbao.speaking.syllables import count

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tingbao.model import Line, Role
    from tingbao.speaking.engine import Engine, Speaker, Voice
    from tingbao.speaking.sound import Sound

FORM = "1"  # of what is kept; raise it when trimming, gate or pauses change


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Who speaks: a voice of the engine at a speed (1 being the voice's own)."""

    voice: Voice
    speed: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Performance:
    """An engine that was opened, the parts it plays and the cache."""

    engine: Engine
    speaker: Speaker
    parts: Mapping[Role, Part]
    cache: Cache

    def lines(self, lines: Mapping[int, Line]) -> Iterator[tuple[int, bytes]]:
        """Speak lines, given by their numbers, and give each as PCM, in order.

        Raises:
            EngineError: A line could not be said, or not whole. Those before it were given.
        """
        pool = ThreadPoolExecutor(self.speaker.workers, thread_name_prefix=self.engine.NAME)
        try:
            tasks = {number: self._submit(pool, line) for number, line in lines.items()}
            for number, line in lines.items():
                yield number, self._line(number, line, tasks.pop(number))
        finally:
            pool.shutdown(wait=True, cancel_futures=True)

    def _submit(self, pool: ThreadPoolExecutor, line: Line) -> list[tuple[Chunk, Future[bytes]]]:
        part = self.parts[line.role]
        return [
            (chunk, pool.submit(self.chunk, chunk, part))
            for chunk in divide(line.spoken, syllables=self.speaker.syllables)
        ]

    def _line(self, number: int, line: Line, tasks: list[tuple[Chunk, Future[bytes]]]) -> bytes:
        try:
            sounds = [(chunk, task.result()) for chunk, task in tasks]
        except EngineError as error:
            raise EngineError(
                f"line {number + 1} was not spoken: {error.what}",
                where=error.where or line.spoken[:40],
                mend=error.mend or "say it in other words, or use another voice or engine",
            ) from error
        return _joined(sounds, self.parts[line.role].speed)

    def chunk(self, chunk: Chunk, part: Part) -> bytes:
        """Speak one chunk; what comes out wrong is said again in smaller pieces."""
        score = self.speaker.score(chunk.text)
        name = digest(
            (
                FORM,
                self.speaker.version,
                part.voice.fingerprint,
                f"{part.speed:.4f}",
                chunk.text,
                score,
            )
        )
        kept = self.cache.get(name)
        if kept is not None:
            return kept
        pcm = self.speaker.say(score, part.voice, part.speed)
        if not self.speaker.exact:
            pcm = self._examined(pcm, chunk, part)
        self.cache.put(name, pcm)
        return pcm

    def _examined(self, pcm: bytes, chunk: Chunk, part: Part) -> bytes:
        from tingbao.speaking import gate, sound

        said: Sound = sound.trim(sound.of(pcm))
        wrong = gate.fault(said, count(chunk.text), speed=part.speed, tuning=part.voice.tuning)
        if not wrong:
            return said.tobytes()
        pieces = halve(chunk.text)
        if len(pieces) < 2:  # noqa: PLR2004  # it cannot be cut
            raise EngineError(f"{wrong}", where=chunk.text)
        return _joined([(piece, self.chunk(piece, part)) for piece in pieces], part.speed)


def _joined(sounds: list[tuple[Chunk, bytes]], speed: float) -> bytes:
    from tingbao.speaking import sound

    return sound.join(
        [sound.of(pcm) for _, pcm in sounds],
        [pause_ms(chunk.text, speed=speed) for chunk, _ in sounds],
    ).tobytes()
