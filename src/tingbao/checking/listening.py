"""Is what was meant what is heard? A transcriber listens, and the two are aligned in pinyin.

Both sides are said out (figures as words) and compared as toneless syllables, so that the
transcriber's choice of character, script or numeral does not count as a fault of the voice.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray

from tingbao.audio.decoding import decoded
from tingbao.audio.trimming import framed, mean
from tingbao.checking.aligning import Heard, align
from tingbao.checking.findings import Finding, judge
from tingbao.errors import InputError, UsageError
from tingbao.normalization import normalize
from tingbao.publishing.script import Spoken

Transcriber: TypeAlias = "Callable[[NDArray[np.float32]], str]"  # of 30 s at most
RATE = 16000
_FRAME = RATE // 50  # samples whose level is measured at once
_LONGEST_S = 28  # a Whisper model hears 30 s at once
_SHORTEST_S = 14
_QUIET_S = 0.3  # of a place to cut at
_REST_S = 0.5  # of silence between lines that are heard alone
_AUDIBLE = 0.005  # of full scale; a model that is given silence makes up words
_SPOKEN = 0.05  # of the loudest; what is 26 dB below it throughout is noise
_FASTEST = 9.0  # syllables a second; a model that writes more repeats itself
_HALF = 0.5
_SHORT = 4  # syllables; fewer than so many are easily misheard as others
_WORST = 5  # lines that are named
_TOKEN = re.compile(r"([a-z]+)|([\u3400-\u9fff〇]+)")

Verdict = Literal["good", "unclear", "missing", "doubled", "other"]


@dataclass(frozen=True, slots=True, kw_only=True)
class HeardLine:
    """How a line was understood: syllables wrong of syllables in all.

    An unclear line may be the listener's fault; one that is missing, doubled, or other than
    what was to be said is not.
    """

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
        hint = "install it with: pip install 'tingbao[listen]'"
        raise UsageError("--listen needs faster-whisper", hint=hint) from error
    try:
        loaded = WhisperModel(str(model), device="cpu", compute_type="int8", local_files_only=True)
    except (OSError, ValueError, RuntimeError) as error:
        hint = "name the folder of a model in CTranslate2's form with --model"
        raise UsageError("cannot load the listener's model", where=str(model), hint=hint) from error

    def transcribe(signal: NDArray[np.float32]) -> str:
        segments, _ = loaded.transcribe(
            signal, language="zh", beam_size=5, condition_on_previous_text=False, temperature=0.0
        )
        return "".join(segment.text for segment in segments)

    return transcribe


def listen(
    mp3: bytes,
    lines: Sequence[Spoken],
    transcribe: Transcriber,
    *,
    only: Collection[int] | None = None,
) -> tuple[HeardLine, ...]:
    """Listen to an episode from its beginning to its end, half a minute at a time.

    Where the lines' times are wrong, they are found all the same.

    Of the lines, in order, `only` those of interest are heard alone; None for all.

    Raises:
        InputError: The audio cannot be decoded.
    """
    try:
        signal = decoded(mp3, RATE)
    except ValueError as error:
        raise InputError("cannot decode the audio", hint="is it an MP3?") from error
    numbers = sorted(range(len(lines)) if only is None else only)
    if only is not None:
        signal = _excerpt(signal, [lines[number] for number in numbers])
    least = max(_AUDIBLE, _SPOKEN * _loudest(signal))
    got: list[str] = []
    for begin, end in _windows(signal):
        if _loudest(signal[begin:end]) > least:
            got += _heard(signal[begin:end], transcribe)
    wanted = [_syllables(lines[number].spoken) for number in numbers]
    return tuple(
        HeardLine(
            line=number,
            start_ms=lines[number].start_ms,
            spoken=lines[number].spoken,
            heard=" ".join(heard.own + heard.extra),
            wrong=len(said) - heard.right + len(heard.extra),
            syllables=len(said),
            verdict=_verdict(said, heard),
        )
        for number, said, heard in zip(numbers, wanted, align(wanted, got), strict=True)
    )


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


def _windows(signal: NDArray[np.float32]) -> Iterator[tuple[int, int]]:
    """Cut a signal where it is quietest into what a model can hear at once."""
    step = _FRAME
    width = round(_QUIET_S * RATE / step)
    power = np.square(mean(framed(signal, _FRAME)))
    level = np.convolve(power, np.ones(width), mode="same")
    begin = 0
    while len(signal) - begin > _LONGEST_S * RATE:
        first = (begin + _SHORTEST_S * RATE) // step
        near = level[first : (begin + _LONGEST_S * RATE) // step]
        end = (first + int(np.argmin(near))) * step
        yield begin, end
        begin = end
    yield begin, len(signal)


def _loudest(signal: NDArray[np.float32]) -> float:
    """Give the level (RMS) of the loudest 20 ms."""
    return float(mean(framed(signal, _FRAME)).max(initial=0.0))


def _heard(signal: NDArray[np.float32], transcribe: Transcriber) -> tuple[str, ...]:
    """Give the syllables of what a model can hear at once; what it made up is heard in parts."""
    got = _syllables(normalize(transcribe(signal)).spoken)
    if len(got) <= _FASTEST * len(signal) / RATE or len(signal) < RATE:
        return got
    middle = len(signal) // 2
    return _heard(signal[:middle], transcribe) + _heard(signal[middle:], transcribe)


def _excerpt(signal: NDArray[np.float32], lines: Sequence[Spoken]) -> NDArray[np.float32]:
    """Take lines out of an episode, with silence around each."""
    rest = np.zeros(round(_REST_S * RATE), np.float32)
    parts = [rest]
    for line in lines:
        parts += [signal[line.start_ms * RATE // 1000 : line.end_ms * RATE // 1000], rest]
    return np.concatenate(parts)


def _verdict(said: Sequence[str], heard: Heard) -> Verdict:
    if heard.right == len(said) and not heard.extra:
        return "good"
    enough = _HALF * len(said)
    if len(heard.own) < enough:
        return "missing"
    if len(said) >= _SHORT and heard.right < enough:
        return "other"
    if said and len(heard.extra) > enough:
        repeated = (Counter(heard.extra) & Counter(said)).total()
        return "doubled" if repeated > _HALF * len(heard.extra) else "other"
    return "unclear"


def _syllables(text: str) -> tuple[str, ...]:
    """Read a text as toneless syllables and Latin words."""
    from pypinyin import Style, lazy_pinyin

    found: list[str] = []
    for latin, chinese in _TOKEN.findall(text.lower()):
        found += [latin] if latin else lazy_pinyin(chinese, style=Style.NORMAL)
    return tuple(found)
