"""How long a speaker is silent between two chunks of a line."""

from __future__ import annotations

from tingbao.store import share

# Milliseconds at speed 1, on top of the 85 ms of onset and decay that trimming leaves. At a
# comma inside a chunk the embedded voices leave 250 ms from sound to sound (median of 77).
# In the evening news of CCTV a pause is 0.67 syllables long within a clause, 1.5 between clauses
# and 3 between sentences (9th Phonetic Conference of China, 2010, on pauses in television news):
# at 5.9 syllables a second 115, 255 and 510 ms.
ONSET_MS = 85
MARKS = {"。": 450, "！": 450, "？": 480, "；": 300, "：": 250, "，": 180, "、": 100, "": 40}
SPREAD = 0.12


def pause_ms(text: str, *, speed: float) -> int:
    """Give the silence after a chunk: by its closing mark, varied by its text, never by chance."""
    base = MARKS.get(text[-1:], MARKS[""])
    return round(base * (1 + SPREAD * (share(text) * 2 - 1)) / speed)
