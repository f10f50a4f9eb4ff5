"""The plan made sound: pydub joins lines, pauses and chimes, one line at a time.

Pieces are handed on as they are made. A whole hour is never in memory, and nothing is
copied again and again by appending to what is already long. pydub's fades and its silence
count in milliseconds and lose part of one, so lengths here are always of samples.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from tingbao.mastering.mp3 import RATE

if TYPE_CHECKING:
    from pydub import AudioSegment

_LONGEST = 30 * RATE  # samples of silence in one piece


def assemble(pieces: Iterable[tuple[int, bytes]]) -> Iterator[AudioSegment]:
    """Put sounds where they belong, with silence between them.

    Pieces come in the order of time: the sample at which one begins, and PCM, 16-bit mono at 44.1
    kHz; an empty one at the end makes the silence after the last.
    """
    now = 0
    for at, pcm in pieces:
        while at - now > _LONGEST:
            yield _segment(bytes(2 * _LONGEST))
            now += _LONGEST
        yield _segment(bytes(2 * (at - now))) + _segment(pcm)
        now = at + len(pcm) // 2


def _segment(pcm: bytes) -> AudioSegment:
    with warnings.catch_warnings():  # pydub misses ffmpeg at import; we never ask for it
        warnings.simplefilter("ignore", RuntimeWarning)
        from pydub import AudioSegment

    return AudioSegment(data=pcm, sample_width=2, frame_rate=RATE, channels=1)
