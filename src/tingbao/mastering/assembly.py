"""The plan made sound: pydub joins lines, pauses and chimes, one line at a time.

Pieces are handed on as they are made. A whole hour is never in memory, and nothing is
copied again and again by appending to what is already long. pydub's fades and its silence
count in milliseconds and lose part of one, so lengths here are always of samples.
"""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING

from tingbao.mastering.mp3 import RATE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from pydub import AudioSegment

    from tingbao.mastering.timeline import Place, Timeline

_LONGEST = 30 * RATE  # samples of silence in one piece


def assemble(
    timeline: Timeline, *, line: Callable[[Place], bytes], sounds: Mapping[str, bytes]
) -> Iterator[AudioSegment]:
    """Render the timeline from its first sample to its last.

    Args:
        timeline: Where everything goes.
        line: Gives the PCM of a place, 16-bit mono at 44.1 kHz, exactly `length` samples.
        sounds: PCM of each sound that the timeline names.
    """
    now = 0
    marks = list(timeline.sounds)
    for place in (*timeline.places, None):
        while marks and (place is None or marks[0][0] < place.at):
            at, name = marks.pop(0)
            yield _silence(at - now) + _segment(sounds[name])
            now = at + len(sounds[name]) // 2
        if place is not None:
            yield _silence(place.at - now) + _segment(line(place))
            now = place.at + place.length
    while now < timeline.length:
        rest = min(_LONGEST, timeline.length - now)
        yield _silence(rest)
        now += rest


def _silence(samples: int) -> AudioSegment:
    return _segment(bytes(2 * samples))


def _segment(pcm: bytes) -> AudioSegment:
    with warnings.catch_warnings():  # pydub misses ffmpeg at import; we never ask for it
        warnings.simplefilter("ignore", RuntimeWarning)
        from pydub import AudioSegment

    return AudioSegment(data=pcm, sample_width=2, frame_rate=RATE, channels=1)
