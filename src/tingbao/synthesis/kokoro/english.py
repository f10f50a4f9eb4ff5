"""English words in a Mandarin sentence: said slower, and with the sounds of an English voice.

Style is one vector a sentence, half of it sound and half prosody, and a Mandarin one hurries
English words and says them with Mandarin sounds. So the graph takes a pace for each token, and
what has English words is said a second time, with the sounds of another blend. Both times have the
prosody of the voice, and so the same lengths and pitch sample by sample: the second one is laid
over the first where the words are, and no seam is heard.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np

from tingbao.synthesis.kokoro import symbols
from tingbao.synthesis.kokoro.silence import FRAME

if TYPE_CHECKING:
    from tingbao.synthesis.kokoro.graph import Array, Graph

SPEED, PACE = "speed", "pace"
DURATIONS = "/encoder/Clip_output_0"  # [1, tokens]: the frames of each
SOUND = 128  # numbers of a style, the first ones; the others are prosody
FADE = 720  # samples: 30 ms
# English has stress and Mandarin tones; what has neither between English words (the, of) is theirs.
_STRESS, _ENDS = "ˈˌ", "→↗↓↘⤴⤻,.!?:;…—"
_LIGHT = "ɤ"  # of 的, 了 and 呢 alone: they end a stretch
_STRETCH = re.compile(
    f" ?[^ {_ENDS}{_STRESS}]*[{_STRESS}](?:[^{_ENDS}{_LIGHT}]*[{_STRESS}])?[^ {_ENDS}]* ?"
)


def hurry(graph: Graph) -> None:
    """Let an input, `pace`, float32 [1, tokens], multiply the speed, and give the durations."""
    graph.ask(PACE, "sequence_length")
    takers = graph.takers[SPEED]
    product = graph.add("Mul", [SPEED, PACE], "speed_by_token")
    for node in takers:
        node.input[:] = [product if name == SPEED else name for name in node.input]
    graph.give(DURATIONS)
    graph.index()


def stretches(score: str) -> list[tuple[int, int]]:
    """Find English words, with the spaces around them, by tokens: first one and the one behind.

    >>> stretches("ta→ ˈI fˈOn tɤ kw↘")  # token 0 is the zero before the first symbol
    [(4, 13)]
    """
    bounds = [(found.start(), found.end()) for found in _STRETCH.finditer(score)]
    return [
        (1 + len(symbols.tokens(score[:start])), 1 + len(symbols.tokens(score[:end])))
        for start, end in bounds
    ]


def paces(score: str, pace: float) -> Array:
    """Give the pace of each token, with the zero at both ends: 1 but where English is said."""
    found = np.ones((1, len(symbols.tokens(score)) + 2), np.float32)
    for first, end in stretches(score):
        found[0, first:end] = pace
    return found


def sounding(style: Array, other: Array) -> Array:
    """Give a style with the sound of another one and its own prosody."""
    return np.concatenate((other[:, :SOUND], style[:, SOUND:]), axis=1)


def laid_over(samples: Array, english: Array, durations: Array, score: str) -> Array:
    """Lay one sound over another of its length where English is said, fading in and out."""
    ends = np.cumsum(np.append(0, durations)).astype(int) * FRAME
    share = np.zeros(len(samples), np.float32)
    for first, end in stretches(score):
        share[ends[first] : ends[end]] = 1
    fade = np.hanning(FADE).astype(np.float32)
    share = np.convolve(share, fade / fade.sum(), "same")
    mixed: Array = samples + share * (english - samples)
    return mixed
