"""Speech that is whole, made a recording; the program itself records while it speaks."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tingbao.config import Sounds
from tingbao.mastering.recording import record

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tingbao.model import Recording, Script
    from tingbao.synthesis import Speech

PLAIN = Sounds()


def master(
    speech: Speech,
    script: Script,
    *,
    headings: Sequence[str | None],
    sound: Sounds = PLAIN,
    morse: bool = False,
) -> Recording:
    """Record the lines of a speech, a cue each."""
    rate = speech.sample_rate
    lines = (
        speech.pcm[2 * (cue.start_ms * rate // 1000) : 2 * (cue.end_ms * rate // 1000)]
        for cue in speech.cues
    )
    made = record(lines, script, rate=rate, headings=headings, sound=sound, morse=morse)
    return replace(made, engines=speech.engines)
