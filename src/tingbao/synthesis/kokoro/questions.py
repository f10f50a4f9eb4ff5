"""Where a question rises: a mark among its phonemes, and from the mark the two curves.

The model says a question as it says a statement. What rises is the end: the last
syllables by steps, and a particle, which the model would breathe out low, held at the
height of the text and bent up. A question that asks with a word (谁, 哪里) rises less
than one that asks whether.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tingbao.language import tables
from tingbao.language.patterns import Pattern
from tingbao.synthesis.kokoro import symbols

if TYPE_CHECKING:
    import numpy as np

    Curve = np.ndarray[tuple[int, int], np.dtype[np.float32]]

WHETHER, WHAT = "⤴", "⤻"  # no symbols of the model's, so that they make no token
STRENGTH = {WHETHER: 1.0, WHAT: 0.6}
STEPS = (3.0, 2.25, 1.5, 0.75)  # semitones, from the last lexical syllable backwards
BARE_STEPS = (4.0, 3.0, 2.0, 1.0)  # ... where no particle follows it
BARE_END, PARTICLE_END = 7.0, 12.0  # semitones behind the last vowel
BARE_HOLD = 0.5  # of the last lexical syllable, whose tone has to be heard
_LEVEL = "→"
_VOWELS = re.compile("[aeiouyAIOQWYɐɑɒæɔəɚɛɜɤɨɪɯøœʊʌᵊᵻ]+")
_ASKS = re.compile(r"？[！!”’」』）)]*$")
# What asks for something, or which of two: 好不好, 来没来.
_WHAT = Pattern(r"{what}|哪(?!怕)|几(?!乎)|(.)[不没]\1", __package__)


def marked(text: str, phonemes: str) -> str:
    """Put the mark of a question before what rises last: a particle, or the closing mark.

    Args:
        text: A chunk; it asks if a question mark ends it.
        phonemes: The same in the model's symbols.
    """
    end = phonemes.rfind("?")
    asks = _ASKS.search(text)
    if end < 0 or not asks:
        return phonemes
    spoken, closing = phonemes[:end].rstrip(), phonemes[end:]
    text = text[: asks.start()]
    particle = tables.mapping(__package__, "particles.tsv").get(text[-1:])
    what = text[-1:] not in "吗嘛吧" and bool(_WHAT.search(text))
    mark = WHAT if what else WHETHER
    if particle and spoken.endswith(particle):
        return spoken.removesuffix(particle) + mark + particle + _LEVEL + closing
    return spoken + mark + closing


def contour(score: str) -> tuple[Curve, Curve]:
    """Give how pitch bends and where it is held, by the token with the zero at both ends.

    Args:
        score: Phonemes, with the mark of a question or without.

    Returns:
        Semitones, and how far pitch and energy are held, from 0 to 1; float32 [1, tokens + 2].
    """
    import numpy as np

    before, mark, last = _parted(score)
    lead = len(symbols.tokens(before))
    bend = np.zeros((1, lead + len(symbols.tokens(last)) + 2), np.float32)
    hold = np.zeros_like(bend)
    syllables = [1 + len(symbols.tokens(before[: one.start()])) for one in _VOWELS.finditer(before)]
    if not mark or not syllables:
        return bend, hold
    start = 1 + lead  # of what follows the mark
    particle = _VOWELS.search(last)
    end = start + len(symbols.tokens(last[: particle.end()] if particle else ""))
    steps, height = (STEPS, PARTICLE_END) if particle else (BARE_STEPS, BARE_END)
    for at, step in reversed(list(zip(reversed(syllables), steps, strict=False))):
        bend[0, at:start] = step
    bend[0, end:] = height
    if particle:
        hold[0, start:end] = 1
    else:
        hold[0, syllables[-1] : start] = BARE_HOLD * STRENGTH[mark]
    return bend * np.float32(STRENGTH[mark]), hold


def _parted(score: str) -> tuple[str, str, str]:
    for mark in STRENGTH:
        before, found, last = score.partition(mark)
        if found:
            return before, mark, last
    return score, "", ""
