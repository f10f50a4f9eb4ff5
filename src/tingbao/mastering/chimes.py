"""Sounds made here and recorded nowhere: chime, stings, the mark of AI in Morse, and a bed."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from tingbao.config import Sounds
from tingbao.mastering.mp3 import RATE

_PARTIALS = ((1.0, 1.0, 0.42), (2.0, 0.32, 0.26), (3.01, 0.10, 0.14), (5.4, 0.03, 0.07))
"""Of a bell: multiple of the note, level, and seconds until it has fallen by 1/e."""
_ATTACK = 0.004  # seconds; shorter clicks
_LEVEL = 0.13  # linear peak: a little under the voice
_BELLS = {  # seconds that it lasts; of each bell the second and the hertz
    "chime": (1.1, ((0.0, 659.26), (0.16, 880.0))),  # E5, then the A above
    "opening": (1.9, ((0.0, 440.0), (0.18, 554.37), (0.36, 659.26), (0.54, 880.0))),  # A major
    "closing": (1.9, ((0.0, 880.0), (0.22, 659.26), (0.44, 440.0))),  # and down again
}
_DOT = 0.08  # seconds; a dash is three, a gap within a letter one, between letters three
_AI = ".- .."
_PAD = ((220.0, 277.18, 329.63), (196.0, 246.94, 293.66))  # hertz: A major, G major
_CHORD = 8.0  # seconds each
_BED = 0.06  # linear peak of the bed before it is ducked
_DUCKED = 0.2


def sounds(wanted: Sounds, *, morse: bool) -> dict[str, NDArray[np.float32]]:
    """Give each sound that is wanted by the name of its place."""
    made: dict[str, NDArray[np.float32]] = {}
    opening = [_morse()] if morse else []
    if wanted.stings:
        opening.append(_bells("opening"))
        made["closing"] = _bells("closing")
    if opening:
        made["opening"] = np.concatenate(opening)
    if wanted.chime:
        made["chime"] = _bells("chime")
    return made


def _morse() -> NDArray[np.float32]:
    """Give the rhythm short long, short short: AI in Morse, as GB 45438-2025 has it for audio."""
    parts: list[NDArray[np.float64]] = []
    for sign in _AI:
        length = {".": 1, "-": 3, " ": 0}[sign] * _DOT
        time = np.arange(int(RATE * length)) / RATE
        edge = np.clip(np.minimum(time, length - time) / 0.005, 0, 1)
        parts += [np.sin(2 * np.pi * 880 * time) * edge, np.zeros(int(RATE * _DOT))]
        if sign == " ":
            parts.append(np.zeros(int(RATE * _DOT)))
    result: NDArray[np.float32] = (_LEVEL * np.concatenate(parts)).astype(np.float32)
    return result


@cache
def _pad() -> NDArray[np.float32]:
    """Give a quiet pad of two chords, 16 s that can be repeated without a seam."""
    time = np.arange(int(RATE * _CHORD * len(_PAD))) / RATE
    sound = np.zeros_like(time)
    for index, chord in enumerate(_PAD):
        near = np.abs((time / _CHORD - index - 0.5 + 1) % len(_PAD) - 1)  # chords to its middle
        swell = np.cos(np.clip(near, 0, 1) * np.pi / 2) ** 2
        for note in chord:
            whole = round(note * time[-1]) / time[-1]  # so that the loop closes in phase
            slow = 1 + 0.2 * np.sin(2 * np.pi * 3 * time / time[-1])
            sound += swell * slow * np.sin(2 * np.pi * whole * time)
    pad: NDArray[np.float32] = (_BED * sound / np.max(np.abs(sound))).astype(np.float32)
    return pad


def bed(
    begin: int, end: int, spans: Sequence[tuple[int, int]], *, last: bool
) -> NDArray[np.float32]:
    """Give the bed under samples of the recording, up to the end of the last of `spans`.

    It fades in over the first second. What is after the last line is `last`: over it the
    bed fades out, over a second where there is one.
    """
    at = np.arange(begin, end)
    gain = np.interp(at, *_ducking(spans[-2:]))
    gain *= np.clip(at / RATE, 0, 1)
    if last:
        gain *= np.clip((end - at) / min(RATE, end - begin), 0, 1)
    result: NDArray[np.float32] = (_pad()[at % len(_pad())] * gain).astype(np.float32)
    return result


def _bells(name: str) -> NDArray[np.float32]:
    """Strike bells, samples from -1 to 1 with zero at both ends.

    Those of `chime` stand between chapters, the others before the first word and after the last.
    """
    length, notes = _BELLS[name]
    time = np.arange(int(RATE * length)) / RATE
    sound = np.zeros_like(time)
    for begin, note in notes:
        after = np.clip(time - begin, 0, None)
        attack = np.clip(after / _ATTACK, 0, 1)
        for multiple, level, fall in _PARTIALS:
            tone = np.sin(2 * np.pi * note * multiple * after)
            sound += level * tone * np.exp(-after / fall) * attack
    tail = np.clip((time[-1] - time) / 0.2, 0, 1)
    sound *= np.sin(tail * np.pi / 2) ** 2
    result: NDArray[np.float32] = (_LEVEL * sound / np.max(np.abs(sound))).astype(np.float32)
    return result


def _ducking(spans: Sequence[tuple[int, int]]) -> tuple[list[int], list[float]]:
    """Give samples and the bed's gain at them: low under speech, up in long rests.

    The bed's own peak is 0.06; under speech it is turned down by another 14 dB, so that it
    stays more than 20 dB below a voice at -19 LUFS.
    """
    ramp = RATE * 3 // 10
    places, gains = [0], [_DUCKED if spans and spans[0][0] < ramp else 1.0]
    for (_, ended), (begins, _) in pairwise(spans):
        if begins - ended > 4 * ramp:
            places += [ended, ended + ramp, begins - ramp, begins]
            gains += [_DUCKED, 1.0, 1.0, _DUCKED]
    if spans:
        places += [spans[0][0], spans[-1][1], spans[-1][1] + ramp]
        gains += [_DUCKED, _DUCKED, 1.0]
    order = sorted(range(len(places)), key=places.__getitem__)
    return [places[at] for at in order], [gains[at] for at in order]
