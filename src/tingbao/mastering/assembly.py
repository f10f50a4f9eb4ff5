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
    from collections.abc import Callable, Iterator

    from pydub import AudioSegment

    from tingbao.mastering.timeline import Place, Timeline


def assemble(
    timeline: Timeline, *, line: Callable[[Place], bytes], chime: bytes
) -> Iterator[AudioSegment]:
    """Render the timeline from its first sample to its last.

    Args:
        timeline: Where everything goes.
        line: Gives the PCM of a place, 16-bit mono at 44.1 kHz, exactly `length` samples.
        chime: PCM of the chime.
    """
    chimes = list(timeline.chimes)
    bell = _segment(chime)
    now = 0
    for place in timeline.places:
        if chimes and chimes[0] < place.at:
            at = chimes.pop(0)
            yield _silence(at - now) + bell
            now = at + len(chime) // 2
        yield _silence(place.at - now) + _segment(line(place))
        now = place.at + place.length
    yield _silence(timeline.length - now)


def _silence(samples: int) -> AudioSegment:
    return _segment(bytes(2 * samples))


def _segment(pcm: bytes) -> AudioSegment:
    with warnings.catch_warnings():  # pydub misses ffmpeg at import; we never ask for it
        warnings.simplefilter("ignore", RuntimeWarning)
        from pydub import AudioSegment

    return AudioSegment(data=pcm, sample_width=2, frame_rate=RATE, channels=1)
