"""One line, at once: what an editor plays to hear how it will sound."""

from __future__ import annotations

import io
import wave
from typing import TYPE_CHECKING

from tingbao import speaking, wording
from tingbao.errors import UsageError
from tingbao.model import Line, Script

if TYPE_CHECKING:
    from tingbao.config import Config

LONGEST = 400
"""Characters: a line, not an article."""


def wav(text: str, config: Config) -> bytes:
    """Speak a line and give it as a WAV file.

    Raises:
        UsageError: No words, too many, or no such voice.
        EngineError: It could not be spoken.
    """
    if not text.strip() or len(text) > LONGEST:
        raise UsageError("a line is too long or unknown", mend=f"give 1 to {LONGEST} characters")
    line = Line(kind="body", section=None, written=text.strip())
    script = wording.word(Script(title="", lines=(line,)), phone_one=config.phone_one)
    if not script.lines[0].spoken.strip():
        raise UsageError("nothing of the line can be said", mend="write some words")
    speech = speaking.speak(
        script,
        engine=config.engine,
        voice=config.voice,
        speed=config.speed,
        options=speaking.Options(cache=config.cache, lexicon=config.lexicon),
    )
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(speech.sample_rate)
        file.writeframes(speech.pcm)
    return out.getvalue()
