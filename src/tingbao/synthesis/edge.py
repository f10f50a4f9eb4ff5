"""The Edge read-aloud service, through the edge-tts client: online, no key.

It takes text and no phonemes: what it would misread is written with homophones. One
request is one chunk of ours, far below the length at which the service cuts.
"""

from __future__ import annotations

import re
from functools import cache

from tingbao.errors import EngineError, UsageError
from tingbao.language import tables
from tingbao.language.text import size
from tingbao.services import http, retry
from tingbao.services.retry import TransientError, persist
from tingbao.synthesis.engine import SAMPLE_RATE, Options, Speaker, Tuning, Voice

NAME = "edge"
SERVICE = "the Edge speech service"
WORKERS = 4  # requests at once: more are refused
TICKS = 10_000_000  # a second, in the service's clock
SLACK_S = 0.4  # the last boundary may lie so far behind the audio's end
COVERED = 0.9  # of the letters that its boundaries name: a connection that broke named fewer
_FULL = re.compile(r"[a-z]{2,3}-[A-Z]{2}(-[a-z]+)?-\w+Neural")
_SHORT = re.compile(r"(?:.*-)?(\w+)Neural")
_TUNING = Tuning(syllables_per_second=4.6)


def defaults(options: Options) -> tuple[str, str]:
    """Name the host's voice and the guest's."""
    del options
    return "zh-CN-YunxiNeural", "zh-CN-XiaoxiaoNeural"


@cache
def voices() -> tuple[Voice, ...]:
    """Name the Chinese voices; the service has others, known by their full names."""
    return tuple(_voice(*row) for row in tables.rows(__package__, "edge.tsv"))


def _voice(name: str, title: str, gender: str) -> Voice:
    return Voice(
        name=name,
        title=title,
        language="-".join(name.split("-")[:2]),
        gender="female" if gender == "female" else "male" if gender == "male" else "unknown",
        fingerprint=name,
        licence="service",
        tuning=_TUNING,
    )


def voice(name: str) -> Voice:
    """Find a voice by its full name or the short one (xiaoxiao)."""
    short = {m.group(1).lower(): v for v in voices() if (m := _SHORT.fullmatch(v.name))}
    known: dict[str, Voice] = {v.name.lower(): v for v in voices()} | short
    if found := known.get(name.lower()):
        return found
    if _FULL.fullmatch(name):
        return _voice(name, name, "unknown")
    raise UsageError(f"the engine {NAME} has no voice {name!r}", hint=f"it has {', '.join(short)}")


def open(options: Options) -> Speaker:  # noqa: A001  # the name that the protocol gives it
    """Make the client ready; the first request will tell whether the service answers."""

    def say(text: str, voice: Voice, speed: float) -> bytes:
        return persist(lambda: _ask(options, text, voice, speed), key=text, service=SERVICE)

    return Speaker(
        version="edge-1",
        workers=WORKERS,
        syllables=240,  # some 700 bytes of text; the service cuts after ten minutes of sound
        score=options.homophones,
        say=say,
    )


def _ask(options: Options, text: str, voice: Voice, speed: float) -> bytes:
    """Ask once for a chunk."""
    import asyncio

    import aiohttp
    from edge_tts import exceptions

    from tingbao.synthesis import sound

    try:
        stream = _stream(text, voice.name, speed, options.config.proxy)
        data, end_s, named = asyncio.run(asyncio.wait_for(stream, retry.REQUEST_S))
    except aiohttp.ClientResponseError as error:
        raise _refusal(error) from error
    except exceptions.SkewAdjustmentError as error:
        raise EngineError(
            "the service refused (403) and tells no time", where=SERVICE, hint="set the clock"
        ) from error
    except exceptions.NoAudioReceived as error:
        raise TransientError(f"no audio for the voice {voice.name}", tries=3) from error
    except aiohttp.ClientSSLError as error:  # the same handshake would fail again
        raise EngineError(
            f"no secure connection: {error}", where=SERVICE, hint="check the proxy"
        ) from error
    except TimeoutError as error:
        raise TransientError("it did not answer in time", tries=2) from error
    except (exceptions.EdgeTTSException, aiohttp.ClientError, OSError) as error:
        raise TransientError(f"the connection failed ({type(error).__name__})", tries=3) from error
    try:
        pcm = sound.decoded(data)
    except ValueError as error:
        raise TransientError("the audio cannot be decoded") from error
    broke = size(named) < COVERED * size(text)
    if broke or len(pcm) / 2 / SAMPLE_RATE + SLACK_S < end_s:
        raise TransientError("the audio was cut short")
    return pcm


async def _stream(text: str, voice: str, speed: float, proxy: str) -> tuple[bytes, float, str]:
    """Collect the audio, where its last sentence ends (in seconds), and all sentences."""
    import edge_tts

    client = edge_tts.Communicate(
        text,
        voice,
        rate=f"{round((speed - 1) * 100):+d}%",
        proxy=proxy or None,
        connect_timeout=10,
        receive_timeout=30,
    )
    data = bytearray()
    end, named = 0.0, ""
    async for message in client.stream():
        if message["type"] == "audio":
            data += message["data"]
        else:
            end = max(end, (message["offset"] + message["duration"]) / TICKS)
            named += message["text"]
    return bytes(data), end, named


def _refusal(error: Exception) -> Exception:
    """Tell a refusal that may pass from one that will not."""
    status = getattr(error, "status", 0)
    if status == 429 or status >= 500:  # noqa: PLR2004  # HTTP: too many requests, server errors
        headers = getattr(error, "headers", None) or {}
        wait_s = http.asked_s(headers.get("Retry-After"), headers.get("Date"))
        return TransientError(f"refused ({status})", wait_s=wait_s)
    if status == 407:  # noqa: PLR2004  # HTTP: proxy authentication required
        hint = "put name and password into the proxy's address"
        return EngineError(f"the proxy refused ({status})", where=SERVICE, hint=hint)
    return EngineError(
        f"the service refused ({status})", where=SERVICE, hint="update edge-tts, or --engine kokoro"
    )
