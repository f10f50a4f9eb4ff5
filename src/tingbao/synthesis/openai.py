"""Any server that speaks OpenAI's `/v1/audio/speech`: CosyVoice, Kokoro-FastAPI and others."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from tingbao.errors import EngineError, UsageError
from tingbao.services import http, retry
from tingbao.services.retry import TRIES, TransientError, persist
from tingbao.synthesis.engine import Voice

if TYPE_CHECKING:
    from tingbao.synthesis.engine import Options

NAME = "openai"
_HINTS = {
    0: "check the address and its certificate",
    401: "check the key",
    403: "check the key",
    407: "check the proxy's name and password",
}
LIMIT = 64 << 20  # bytes of audio that one chunk may have at most


def defaults(options: Options) -> tuple[str, str]:
    """Name the voice of the settings for both, or two that many servers have."""
    return (
        (options.openai_voice, options.openai_voice) if options.openai_voice else ("alloy", "nova")
    )


def voices() -> tuple[Voice, ...]:
    """Name none: the protocol has no way to ask."""
    return ()


def voice(name: str) -> Voice:
    """Take any name; the server knows."""
    return Voice(name=name, title=name, language="zh", gender="unknown", fingerprint=name)


def open(options: Options) -> OpenAI:  # noqa: A001  # the name that the protocol gives it
    """Check that there is an address."""
    address = urlsplit(options.openai_base_url)
    if address.scheme not in ("http", "https") or not address.netloc:
        raise UsageError(
            "the engine openai needs the address of a server",
            where=options.openai_base_url,
            hint='set base_url under [openai] in tingbao.toml, as in "http://127.0.0.1:8880/v1"',
        )
    return OpenAI(options)


class OpenAI:
    """A speaker of the protocol."""

    workers = 2
    syllables = 120
    exact = False

    def __init__(self, options: Options) -> None:
        self._options = options
        self._address = f"{options.openai_base_url.rstrip('/')}/audio/speech"

    @property
    def version(self) -> str:
        """Name the server and the model; who else answers there is another version."""
        return f"openai-1 {self._address} {self._options.openai_model}"

    def score(self, text: str) -> str:
        """Write a chunk with homophones where the user's lexicon asks for another reading."""
        return self._options.homophones(text)

    def say(self, score: str, voice: Voice, speed: float) -> bytes:
        """Ask for a chunk, again where it may pass."""
        return persist(lambda: self._ask(score, voice, speed), key=score, service=self._address)

    def warm(self) -> None:
        """Have nothing to load."""

    def _ask(self, text: str, voice: Voice, speed: float) -> bytes:
        from tingbao.synthesis import decoding

        body = {
            "model": self._options.openai_model,
            "voice": voice.name,
            "input": text,
            "response_format": "wav",
            "speed": speed,
        }
        try:
            data = http.post(
                self._address,
                body,
                key=self._options.openai_key,
                timeout=retry.REQUEST_S,
                limit=LIMIT,
                proxy=self._options.proxy,
            )
        except http.UnansweredError as error:
            raise self._refusal(error) from error
        if not data:
            raise TransientError("no audio came")
        try:
            return decoding.pcm(data)
        except ValueError as error:
            raise TransientError("the audio cannot be decoded", tries=2) from error

    def _refusal(self, error: http.UnansweredError) -> Exception:
        """Tell a refusal that may pass from one that will not."""
        what = f"{error}{_message(error.said)}"
        if error.passing:
            return TransientError(what, wait_s=error.wait_s, tries=TRIES if error.status else 3)
        hint = _HINTS.get(error.status, "check model, voice and address")
        return EngineError(f"the server refused ({what})", where=self._address, hint=hint)


def _message(body: bytes) -> str:
    """Find what an error says of itself."""
    try:
        found = json.loads(body)["error"]["message"]
    except (ValueError, KeyError, TypeError):
        return ""
    return f": {str(found)[:120]}"
