"""One line, at once: what an editor plays to hear how it will sound."""

from __future__ import annotations

import io
import logging
import wave
from threading import Lock, Thread
from typing import Literal

from tingbao import normalization, synthesis
from tingbao.config import Config
from tingbao.errors import EngineError, UsageError
from tingbao.model import Line, Script

State = Literal["cold", "warming", "warm"]
LONGEST = 400  # characters: a line, not an article
LOCAL = "kokoro"  # the engine that has a model to load; what others need lies elsewhere
_SHORT = "你好。"


class Ear:
    """Lets lines be heard, and has the model loaded before the first one is.

    `state` tells whether it is: what loads once stays for as long as the program runs.
    """

    def __init__(self) -> None:
        self.state: State = "cold"
        self._lock = Lock()

    def warm(self, config: Config) -> None:
        """Begin to load the voice in the background; a second call, or another engine, is nothing.

        A failure is logged and leaves it cold: who then listens is told why.
        """
        if config.engine != LOCAL:
            return
        with self._lock:
            if self.state != "cold":
                return
            self.state = "warming"
        # A daemon: a program that is told to end does not wait for a voice.
        Thread(target=self._load, args=(config,), name="studio-voice", daemon=True).start()

    def _load(self, config: Config) -> None:
        loaded = False
        try:
            _speak_past_the_cache(config)
            loaded = True
        except EngineError as error:
            logging.getLogger(__name__).warning("the voice is not ready: %s", error)
        finally:
            self.state = "warm" if loaded else "cold"


def _speak_past_the_cache(config: Config) -> None:
    """Say a word with the engine itself: what lies in the cache of speech loads no model."""
    engine = synthesis.ENGINES[config.engine]
    speaker = engine.open(synthesis.cast(config).options)
    speaker.say(speaker.score(_SHORT), synthesis.host(config.engine, config.voice), config.speed)


def wav(text: str, config: Config, *, guest: bool = False) -> bytes:
    """Speak a line, the host's or the guest's, and give it as a WAV file.

    Raises:
        UsageError: No words, too many, or no such voice.
        EngineError: It could not be spoken.
    """
    if not text.strip() or len(text) > LONGEST:
        raise UsageError("a line is too long or unknown", hint=f"give 1 to {LONGEST} characters")
    role: Literal["host", "guest"] = "guest" if guest else "host"
    line = Line(kind="body", section=None, written=text.strip(), role=role)
    script = normalization.word(Script(title="", lines=(line,)), phone_one=config.phone_one)
    if not script.lines[0].spoken.strip():
        raise UsageError("nothing of the line can be said", hint="write some words")
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setparams((1, 2, synthesis.SAMPLE_RATE, 0, "NONE", ""))  # mono, of 16 bits
        for said in synthesis.lines(script, synthesis.cast(config)):
            file.writeframes(said.pcm)
    return out.getvalue()
