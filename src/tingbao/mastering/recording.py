"""Speech to a finished recording: levelled, limited, assembled, encoded."""

from __future__ import annotations

from dataclasses import dataclass, field
from math import inf, isfinite, log10
from typing import TYPE_CHECKING

from tingbao.errors import EngineError
from tingbao.mastering import bells
from tingbao.mastering.assembly import assemble
from tingbao.mastering.limiter import limit, true_peak
from tingbao.mastering.loudness import Meter
from tingbao.mastering.mp3 import RATE, SCALE, encode
from tingbao.mastering.resampling import resample
from tingbao.mastering.sound import extent, faded, to_float, to_pcm, without_dc
from tingbao.mastering.timeline import chapters_of, plan
from tingbao.model import Recording

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from tingbao.mastering.sound import Extent
    from tingbao.mastering.timeline import Place, Timeline
    from tingbao.model import Script, Speech

LOUDNESS = -19.0  # LUFS of a mono programme, -16 as apps measure it
TRUE_PEAK = -1.0  # dBTP that the finished file keeps
_ENCODED = 20 * log10(SCALE)  # dB that encoding takes away
_CEILING = TRUE_PEAK - 0.8 - _ENCODED  # dBTP to render at; coding noise moves peaks a little
_TOLERANCE = 0.25  # LU off the target that is not worth rendering again
_MOST_TRIM = 3.0  # dB; what is further off holds no speech
_MOST_GAIN = 40.0  # dB; what needs more is noise
_POINTS = 480  # of the waveform
_BIN = RATE // 50  # samples that make one peak while rendering


@dataclass(frozen=True, slots=True, kw_only=True)
class Dressing:
    """What sounds beside the voice, all of it synthesised here.

    A chime between chapters; stings before the first word and after the last; a bed under
    everything; and the mark of AI in Morse, for those who do not have it spoken.
    """

    chime: bool = True
    stings: bool = False
    bed: bool = False
    morse: bool = False

    def sounds(self) -> dict[str, NDArray[np.float32]]:
        """Give each sound by the name of its place."""
        import numpy as np

        made: dict[str, NDArray[np.float32]] = {}
        opening = [bells.morse(RATE)] if self.morse else []
        if self.stings:
            opening.append(bells.opening(RATE))
            made["closing"] = bells.closing(RATE)
        if opening:
            made["opening"] = np.concatenate(opening)
        if self.chime:
            made["chime"] = bells.chime(RATE)
        return made


PLAIN = Dressing()


def master(
    speech: Speech,
    script: Script,
    *,
    headings: Sequence[str | None],
    dressing: Dressing = PLAIN,
) -> Recording:
    """Make the finished audio, without tags.

    Args:
        speech: One cue a line, tiling the PCM.
        script: The lines that were spoken, with the pause after each.
        headings: Of the article's sections, None where one has none.
        dressing: What sounds beside the voice.

    Raises:
        EngineError: The speech does not fit the script.
    """
    signals = _Lines(speech, script, [number for number, _ in chapters_of(script.lines, headings)])
    sounds = dressing.sounds()
    timeline = plan(
        script.lines,
        signals.extents,
        rate=speech.sample_rate,
        headings=headings,
        sounds={name: len(sound) for name, sound in sounds.items()},
    )
    heard = _Heard()
    bed = _Bed(timeline) if dressing.bed else None
    mp3 = encode(_render(timeline, signals, sounds, bed, heard))
    off = LOUDNESS - heard.loudness()
    if _TOLERANCE < abs(off) < _MOST_TRIM:  # limiting and chimes moved it: render once more
        heard = _Heard()
        mp3 = encode(_render(timeline, signals, sounds, bed, heard, trim=off))
    return Recording(
        mp3=mp3,
        duration_ms=timeline.chapters[-1].end_ms,
        cues=timeline.cues,
        chapters=timeline.chapters,
        loudness=round(heard.loudness(), 2),
        true_peak=round(heard.true_peak + _ENCODED, 2),
        waveform=heard.waveform(),
    )


class _Lines:
    """The lines of a speech: what is kept of each, and as loud as its chapter has to be."""

    def __init__(self, speech: Speech, script: Script, chapters: Sequence[int]) -> None:
        """Listen to every line once.

        Silence between lines counts as in the recording, since loudness is gated by blocks
        that may hold some of it.
        """
        if not script.lines or len(speech.cues) != len(script.lines):
            raise EngineError(
                f"the speech has {len(speech.cues)} lines and the script {len(script.lines)}",
                mend="report this, it is a fault of the program",
            )
        import numpy as np

        rate = speech.sample_rate
        self._speech = speech
        self.extents: list[Extent] = []
        meters = [Meter(rate) for _ in range(chapters[-1] + 1)]
        for line, chapter in enumerate(chapters):
            signal = self._signal(line)
            kept = extent(signal, rate)
            self.extents.append(kept)
            pause = np.zeros(script.lines[line].pause_ms * rate // 1000, np.float32)
            meters[chapter].add(signal[kept.begin : kept.end])
            meters[chapter].add(pause)
        self._gains = [_gain(meter.integrated()) for meter in meters]

    def finished(self, place: Place, trim: float) -> bytes:
        """Give the PCM of a line as it enters the recording; `trim` is in dB."""
        cut, rate = self.extents[place.line], self._speech.sample_rate
        kept = self._signal(place.line)[cut.begin : cut.end]
        signal = faded(resample(kept, rate, RATE), RATE)
        gain = _linear(self._gains[place.chapter] + trim)
        return to_pcm(limit(signal * gain, _linear(_CEILING)))

    def _signal(self, index: int) -> NDArray[np.float32]:
        rate, cue = self._speech.sample_rate, self._speech.cues[index]
        begin, end = cue.start_ms * rate // 1000, cue.end_ms * rate // 1000
        return without_dc(to_float(self._speech.pcm[2 * begin : 2 * end]), rate)


@dataclass(slots=True)
class _Heard:
    """What is measured of a recording while it is rendered."""

    meter: Meter = field(default_factory=lambda: Meter(RATE))
    true_peak: float = -inf
    peaks: list[NDArray[np.float32]] = field(default_factory=list)

    def hear(self, signal: NDArray[np.float32]) -> None:
        """Take the next piece into account."""
        import numpy as np

        self.meter.add(signal)
        top = float(np.max(np.abs(signal), initial=0.0))
        if 2 * top > _linear(self.true_peak):
            self.true_peak = max(self.true_peak, true_peak(signal))
        bins = np.zeros(-(-len(signal) // _BIN) * _BIN, np.float32)
        bins[: len(signal)] = np.abs(signal)
        self.peaks.append(bins.reshape(-1, _BIN).max(axis=1))

    def loudness(self) -> float:
        """Give the integrated loudness that the encoded file will have, in LUFS."""
        return self.meter.integrated() + _ENCODED

    def waveform(self) -> tuple[float, ...]:
        """Give the peaks, evenly spaced over the recording, the highest of them 1."""
        import numpy as np

        peaks = np.concatenate(self.peaks)
        edges = np.linspace(0, len(peaks), min(_POINTS, len(peaks)) + 1).astype(int)
        points = np.maximum.reduceat(peaks, edges[:-1])
        return tuple(round(float(point), 3) for point in points / max(points.max(), 1e-9))


class _Bed:
    """The bed, and how loud it is where."""

    def __init__(self, timeline: Timeline) -> None:
        self._sound = bells.bed(RATE)
        spans = [(place.at, place.at + place.length) for place in timeline.places]
        self._places, self._gains = bells.ducking(spans, RATE)
        self._length = timeline.length

    def under(self, begin: int, end: int) -> NDArray[np.float32]:
        """Give the bed under samples of the recording; it fades in and out over a second."""
        import numpy as np

        at = np.arange(begin, end)
        gain = np.interp(at, self._places, self._gains)
        gain *= np.clip(np.minimum(at, self._length - at) / RATE, 0, 1)
        result: NDArray[np.float32] = (self._sound[at % len(self._sound)] * gain).astype(np.float32)
        return result


def _render(
    timeline: Timeline,
    signals: _Lines,
    sounds: Mapping[str, NDArray[np.float32]],
    bed: _Bed | None,
    heard: _Heard,
    *,
    trim: float = 0.0,
) -> Iterator[NDArray[np.int16]]:
    import numpy as np

    pcm = {name: to_pcm(sound) for name, sound in sounds.items()}
    now = 0
    for segment in assemble(timeline, line=lambda p: signals.finished(p, trim), sounds=pcm):
        signal = to_float(segment.raw_data)
        if bed is not None:
            signal = signal + bed.under(now, now + len(signal))
        now += len(signal)
        heard.hear(signal)
        yield np.frombuffer(to_pcm(signal), "<i2")


def _gain(level: float) -> float:
    """Give the gain, in dB, from a loudness to the one that is encoded; silence stays."""
    return min(LOUDNESS - _ENCODED - level, _MOST_GAIN) if isfinite(level) else 0.0


def _linear(decibels: float) -> float:
    return float(10 ** (decibels / 20))
