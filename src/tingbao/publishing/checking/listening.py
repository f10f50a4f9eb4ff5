"""Is what was meant what is heard? A transcriber listens, and the two are aligned in pinyin.

Both sides are said out (figures as words) and compared as toneless syllables, so that the
transcriber's choice of character, script or numeral does not count as a fault of the voice.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Literal, Protocol

from tingbao.errors import InputError, UsageError
from tingbao.publishing.checking.aligning import align
from tingbao.publishing.checking.findings import judge

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

    from tingbao.publishing.checking.findings import Finding

RATE = 16000
_WINDOW_MS = 25_000  # a Whisper model hears 30 s at once
_REST_MS = 150  # taken along before and after
_HALF = 0.5
_WORST = 5  # lines that are named
_TOKEN = re.compile(r"([a-z]+)|([\u3400-\u9fff〇]+)")

Verdict = Literal["good", "unclear", "missing", "doubled"]


class Transcriber(Protocol):
    """Writes down what is said."""

    def __call__(self, signal: NDArray[np.float32]) -> str:
        """Transcribe mono audio of 16 kHz, at most 30 s."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A line that was to be said, in spoken form, and when it sounds."""

    spoken: str
    start_ms: int
    end_ms: int


@dataclass(frozen=True, slots=True, kw_only=True)
class HeardLine:
    """How a line was understood: syllables wrong of syllables in all."""

    line: int
    start_ms: int
    spoken: str
    heard: str
    wrong: int
    syllables: int
    verdict: Verdict

    @property
    def rate(self) -> float:
        """The line's error rate."""
        return self.wrong / max(1, self.syllables)


def whisper(model: Path) -> Transcriber:
    """Load a Whisper model in CTranslate2's form.

    Raises:
        UsageError: faster-whisper is not installed, or there is no such model.
    """
    try:
        from faster_whisper import WhisperModel
    except ImportError as error:
        mend = "install it with: pip install 'tingbao[listen]'"
        raise UsageError("--listen needs faster-whisper", mend=mend) from error
    try:
        loaded = WhisperModel(str(model), device="cpu", compute_type="int8", local_files_only=True)
    except (OSError, ValueError, RuntimeError) as error:
        mend = "name the folder of a model in CTranslate2's form with --model"
        raise UsageError("cannot load the listener's model", where=str(model), mend=mend) from error

    def transcribe(signal: NDArray[np.float32]) -> str:
        segments, _ = loaded.transcribe(
            signal, language="zh", beam_size=5, condition_on_previous_text=False, temperature=0.0
        )
        return "".join(segment.text for segment in segments)

    return transcribe


def listen(
    mp3: bytes,
    lines: Sequence[Said],
    transcribe: Transcriber,
    *,
    only: Collection[int] | None = None,
) -> tuple[HeardLine, ...]:
    """Listen to an episode, some lines at a time.

    Args:
        mp3: Its audio.
        lines: What was to be said, in order.
        transcribe: Writes down what is said.
        only: The lines that are of interest; None for all.

    Raises:
        InputError: The audio cannot be decoded.
    """
    signal = _decoded(mp3)
    found: list[HeardLine] = []
    wanted = set(range(len(lines)) if only is None else only)
    for first, last in _windows(lines):
        if wanted.isdisjoint(range(first, last)):
            continue
        begin = max(0, lines[first].start_ms - _REST_MS) * RATE // 1000
        end = (lines[last - 1].end_ms + _REST_MS) * RATE // 1000
        found += _judged(lines, first, last, transcribe(signal[begin:end]))
    return tuple(line for line in found if line.line in wanted)


def findings(heard: Sequence[HeardLine], limit: float) -> Iterator[Finding]:
    """Judge what was heard: the error rate (in per cent), then the worst lines with their times."""
    if not heard:
        return
    rate = 100 * error_rate(heard)
    found = f"{rate:.2f} % of syllables misheard, at most {limit:g}"
    yield judge(rate <= limit, "heard", found)
    worst = sorted((line for line in heard if line.wrong), key=lambda line: -line.rate)
    for place, each in enumerate(worst):
        good = each.verdict == "unclear"
        if good and place >= _WORST:
            continue  # a line that is missing is always told
        found = f"{each.wrong} of {each.syllables}: {each.spoken}  heard: {each.heard}"
        where = f"{each.start_ms / 1000:.1f} s"
        yield judge(good, f"line {each.verdict}", found, where=where, advice=good)


def error_rate(heard: Sequence[HeardLine]) -> float:
    """Give syllables wrong of all."""
    return sum(line.wrong for line in heard) / max(1, sum(line.syllables for line in heard))


def _windows(lines: Sequence[Said]) -> list[tuple[int, int]]:
    """Group lines, [first, last), that a model can hear at once."""
    groups: list[tuple[int, int]] = []
    first = 0
    for index in range(1, len(lines) + 1):
        if index == len(lines) or lines[index].end_ms - lines[first].start_ms > _WINDOW_MS:
            groups.append((first, index))
            first = index
    return groups if lines else []


def _judged(lines: Sequence[Said], first: int, last: int, text: str) -> list[HeardLine]:
    wanted = [_syllables(line.spoken) for line in lines[first:last]]
    meant = [(syllable, line) for line, said in enumerate(wanted) for syllable in said]
    got = _syllables(_said_out(text))
    missed, extra, heard = align(meant, got, len(wanted))
    return [
        HeardLine(
            line=first + at,
            start_ms=lines[first + at].start_ms,
            spoken=lines[first + at].spoken,
            heard=" ".join(heard[at]),
            wrong=missed[at] + extra[at],
            syllables=len(said),
            verdict=_verdict(len(said), missed[at], extra[at], len(heard[at])),
        )
        for at, said in enumerate(wanted)
    ]


def _verdict(syllables: int, missed: int, extra: int, heard: int) -> Verdict:
    if not missed and not extra:
        return "good"
    if syllables and heard < _HALF * syllables:
        return "missing"
    if syllables and extra > _HALF * syllables:
        return "doubled"
    return "unclear"


def _syllables(text: str) -> tuple[str, ...]:
    """Read a text as toneless syllables and Latin words."""
    from pypinyin import Style, lazy_pinyin

    found: list[str] = []
    for latin, chinese in _TOKEN.findall(text.lower()):
        found += [latin] if latin else lazy_pinyin(chinese, style=Style.NORMAL)
    return tuple(found)


def _said_out(text: str) -> str:
    from tingbao.wording import normalize

    return normalize(text).spoken


def _decoded(mp3: bytes) -> NDArray[np.float32]:
    import soundfile

    from tingbao.mastering.resampling import resample

    try:
        signal, rate = soundfile.read(BytesIO(mp3), dtype="float32", always_2d=True)
    except soundfile.LibsndfileError as error:
        raise InputError("cannot decode the audio", mend="is it an MP3?") from error
    return resample(signal.mean(axis=1), rate, RATE)
