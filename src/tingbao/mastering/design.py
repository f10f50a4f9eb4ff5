"""What a recording is to be: how loud, and what sounds beside the voice."""

from __future__ import annotations

from dataclasses import dataclass

LOUDNESS = -19.0  # LUFS of a mono programme, -16 as apps measure it
TRUE_PEAK = -1.0  # dBTP that the finished file keeps


@dataclass(frozen=True, slots=True, kw_only=True)
class SoundDesign:
    """What sounds beside the voice, all of it synthesised here.

    A chime between chapters; stings before the first word and after the last; a bed under
    everything; and the mark of AI in Morse, for those who do not have it spoken.
    """

    chime: bool = True
    stings: bool = False
    bed: bool = False
    morse: bool = False


PLAIN = SoundDesign()
