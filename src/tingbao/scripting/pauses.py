"""How long it is silent after a line; what a clause within one takes is in `synthesis.pauses`."""

from __future__ import annotations

from dataclasses import replace

from tingbao.model import Line
from tingbao.store import share

PAUSES = {
    "opening": 600,
    "menu": 800,
    "heading": 600,
    "sentence": 430,
    "paragraph": 700,
    "section": 1050,
    "closing": 600,
    "notice": 0,
}
"""Silence after a line, in milliseconds, before it is varied; the voice's own end adds some 180.

A newsreader rests about three syllables after a sentence, 430 ms at seven a second. Mandarin is
heard as most natural with 0.6 s between sentences (Lin, Nakajima, Liu, Ueda and Remijn, Kyushu
University, "The influence of comma- and period-pause duration on the listener's impression of
speeches made in Mandarin Chinese"), which 430 and the voice's end make. Readers rest 200 to 980
ms between sentences and 400 to 1,340 between paragraphs, slower ones up to 1,360 and 1,800
(Kazlauskienė and Kalašinskaitė, Respectus Philologicus 37 (42), 2020): a paragraph takes 1.6
sentences here, a story 2.4.
"""
_SPREAD = 0.1  # of a pause, either way: nobody breathes like a clock


def breathed(line: Line) -> Line:
    """Vary the pause after a line by its words, so that the same line always has the same."""
    swing = share(line.written) * 2 - 1
    return replace(line, pause_ms=round(line.pause_ms * (1 + _SPREAD * swing)))
