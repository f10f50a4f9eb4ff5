"""Any server that speaks OpenAI's `/v1/audio/speech`: CosyVoice, Kokoro-FastAPI and others."""

from __future__ import annotations

import json
from urllib.parse import urlsplit

from tingbao.errors import EngineError, UsageError
from tingbao.services import http, retry
from tingbao.services.retry import TRIES, TransientError, persist
from tingbao.synthesis.engine import Options, Speaker, Voice

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
    own = options.config.openai.voice
    return (own, own) if own else ("alloy", "nova")


def voices() -> tuple[Voice, ...]:
    """Name none: the protocol has no way to ask."""
    return ()


def voice(name: str) -> Voice:
    """Take any name; the server knows."""
    return Voice(name=name, title=name, language="zh", gender="unknown", fingerprint=name)


def open(options: Options) -> Speaker:  # noqa: A001  # the name that the protocol gives it
    """Check that there is an address."""
    address = urlsplit(options.config.openai.base_url)
    if address.scheme not in ("http", "https") or not address.netloc:
        raise UsageError(
            "the engine openai needs the address of a server",
            where=options.config.openai.base_url,
            hint='set base_url under [openai] in tingbao.toml, as in "http://127.0.0.1:8880/v1"',
        )
    url = f"{options.config.openai.base_url.rstrip('/')}/audio/speech"

    def say(text: str, voice: Voice, speed: float) -> bytes:
        return persist(lambda: _ask(url, options, text, voice, speed), key=text, service=url)

    return Speaker(
        version=f"openai-1 {url} {options.config.openai.model}",
        workers=2,
        syllables=120,
        score=options.homophones,
        say=say,
    )


def _ask(url: str, options: Options, text: str, voice: Voice, speed: float) -> bytes:
    """Ask once for a chunk."""
    from tingbao.synthesis import sound

    body = {
        "model": options.config.openai.model,
        "voice": voice.name,
        "input": text,
        "response_format": "wav",
        "speed": speed,
    }
    try:
        data = http.post(
            url,
            body,
            key=options.config.openai.key,
            timeout=retry.REQUEST_S,
            limit=LIMIT,
            proxy=options.config.proxy,
        )
    except http.UnansweredError as error:
        raise _refusal(error, url) from error
    if not data:
        raise TransientError("no audio came")
    try:
        return sound.decoded(data)
    except ValueError as error:
        raise TransientError("the audio cannot be decoded", tries=2) from error


def _refusal(error: http.UnansweredError, url: str) -> Exception:
    """Tell a refusal that may pass from one that will not."""
    what = f"{error}{_message(error.said)}"
    if error.passing:
        return TransientError(what, wait_s=error.wait_s, tries=TRIES if error.status else 3)
    hint = _HINTS.get(error.status, "check model, voice and address")
    return EngineError(f"the server refused ({what})", where=url, hint=hint)


def _message(body: bytes) -> str:
    """Find what an error says of itself."""
    try:
        found = json.loads(body)["error"]["message"]
    except (ValueError, KeyError, TypeError):
        return ""
    return f": {str(found)[:120]}"
