"""Any server that speaks OpenAI's `/v1/audio/speech`: CosyVoice, Kokoro-FastAPI and others."""

from __future__ import annotations

import http.client
import json
import ssl
import time
import urllib.error
import urllib.request
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from tingbao.errors import EngineError, UsageError
from tingbao.speaking import persistence
from tingbao.speaking.engine import Voice
from tingbao.speaking.persistence import Passing, persist

if TYPE_CHECKING:
    from tingbao.speaking.engine import Options

NAME = "openai"
_MENDS = {401: "check the key", 403: "check the key", 407: "check the proxy's name and password"}
PIECE = 65_536  # bytes
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
            mend='set base_url under [openai] in tingbao.toml, as in "http://127.0.0.1:8880/v1"',
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
        proxies = {"http": options.proxy, "https": options.proxy} if options.proxy else None
        self._http = urllib.request.build_opener(urllib.request.ProxyHandler(proxies))

    @property
    def version(self) -> str:
        """Name the server and the model; who else answers there is another version."""
        return f"openai-1 {self._address} {self._options.openai_model}"

    def score(self, text: str) -> str:
        """Write a chunk with homophones where the user's lexicon asks for another reading."""
        from tingbao import pronouncing

        return pronouncing.homophones(text, self._options.words())

    def say(self, score: str, voice: Voice, speed: float) -> bytes:
        """Ask for a chunk, again where it may pass."""
        return persist(lambda: self._ask(score, voice, speed), key=score, service=self._address)

    def warm(self) -> None:
        """Have nothing to load."""

    def close(self) -> None:
        """Have nothing to let go of: each request has a connection of its own."""

    def _ask(self, text: str, voice: Voice, speed: float) -> bytes:
        from tingbao.speaking import decoding

        body = {
            "model": self._options.openai_model,
            "voice": voice.name,
            "input": text,
            "response_format": "wav",
            "speed": speed,
        }
        headers = {"Content-Type": "application/json"}
        if self._options.openai_key:
            headers["Authorization"] = f"Bearer {self._options.openai_key}"
        request = urllib.request.Request(  # noqa: S310  # `open` let only http and https through
            self._address, json.dumps(body).encode(), headers
        )
        try:
            with self._http.open(request, timeout=persistence.REQUEST_S) as response:
                data = _received(response)
                cut_short = bool(response.length)  # bytes that were announced and did not come
        except urllib.error.HTTPError as error:
            raise self._refusal(error) from error
        except (http.client.HTTPException, urllib.error.URLError, OSError) as error:
            raise self._broken(error) from error
        if cut_short or not data:
            raise Passing("the audio was cut short" if data else "no audio came")
        try:
            return decoding.pcm(data)
        except ValueError as error:
            raise Passing("the audio cannot be decoded", tries=2) from error

    def _refusal(self, error: urllib.error.HTTPError) -> Exception:
        """Tell a refusal that may pass from one that will not."""
        said = _message(error.read(4096))
        if error.code in (408, 429) or error.code >= 500:  # noqa: PLR2004  # HTTP: server errors
            wait = persistence.asked_s(error.headers.get("Retry-After"), error.headers.get("Date"))
            return Passing(f"refused ({error.code}{said})", wait_s=wait)
        mend = _MENDS.get(error.code, "check model, voice and address")
        return EngineError(
            f"the server refused ({error.code}{said})", where=self._address, mend=mend
        )

    def _broken(self, error: Exception) -> Exception:
        """Tell a connection that may hold the next time from one that will not."""
        reason = getattr(error, "reason", error)
        if isinstance(reason, TimeoutError):
            return Passing("it did not answer in time", tries=2)
        if isinstance(reason, ssl.SSLError):
            mend = "check the address and its certificate"
            return EngineError(f"no secure connection: {reason}", where=self._address, mend=mend)
        return Passing(f"the connection failed ({type(reason).__name__})", tries=3)


def _received(response: http.client.HTTPResponse) -> bytes:
    """Read an answer piece by piece, up to the limit and not beyond the time."""
    until = time.monotonic() + persistence.REQUEST_S
    data = bytearray()
    while len(data) < LIMIT and (piece := response.read1(PIECE)):
        data += piece
        if time.monotonic() > until:
            raise TimeoutError
    return bytes(data)


def _message(body: bytes) -> str:
    """Find what an error says of itself."""
    try:
        found = json.loads(body)["error"]["message"]
    except (ValueError, KeyError, TypeError):
        return ""
    return f": {str(found)[:120]}"
