"""A loopback server that speaks the read-aloud protocol, faults included.

Each connection takes the next behaviour of `plan`, and the last one for ever:
"ok", "short" (half of the audio, and no end), "third" (a third of it, and nothing amiss), "empty",
"reset", "torn" (reset in the middle), "403", "skew" (403 until the token fits a clock one hour
ahead), any other status, "garbage" (no MP3), "html" (audio of another type), "path" (a message
of an unknown kind), "silence" (sound that is none), "hang" (no answer), "drip" (audio that never
ends).
"""

from __future__ import annotations

import asyncio
import io
import json
import re
import threading
import time
from dataclasses import dataclass, field
from email.utils import formatdate
from typing import Self

import numpy as np
import soundfile
from aiohttp import WSMsgType, web
from tests.patience import LONG_S

HOUR = 3600
SYLLABLE_S = 0.22


def speech(seconds: float, rate: int = 24_000) -> np.ndarray:
    """Make something that is as loud as speech and as uneven."""
    t = np.arange(int(seconds * rate)) / rate
    tone = np.sin(2 * np.pi * 180 * t) + 0.5 * np.sin(2 * np.pi * 1130 * t)
    return (0.2 * tone * (0.55 + 0.45 * np.sin(2 * np.pi * 4.5 * t))).astype(np.float32)


def mp3(seconds: float, silent: bool = False) -> bytes:  # noqa: FBT001, FBT002  # a server's plan
    """Encode it as the service does: 24 kHz mono MP3."""
    out = io.BytesIO()
    soundfile.write(out, speech(seconds) * (0 if silent else 1), 24_000, format="MP3")
    return out.getvalue()


@dataclass
class Service:
    """The server, in a thread of its own; `asked` holds every text that was spoken."""

    plan: list[str] = field(default_factory=lambda: ["ok"])
    asked: list[str] = field(default_factory=list)
    voices: list[str] = field(default_factory=list)
    connections: int = 0
    speaking: set[int] = field(default_factory=set)
    most_at_once: int = 0
    tokens: list[str] = field(default_factory=list)
    lingers: bool = True
    retry_after: str = "0"
    url: str = ""

    def __enter__(self) -> Self:
        """Start, and wait until it listens."""
        self._loop = asyncio.new_event_loop()
        ready = threading.Event()
        self._thread = threading.Thread(target=self._run, args=(ready,), daemon=True)
        self._thread.start()
        assert ready.wait(LONG_S)
        return self

    def __exit__(self, *_: object) -> None:
        """Stop."""
        self.lingers = False
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(LONG_S)

    def _run(self, ready: threading.Event) -> None:
        asyncio.set_event_loop(self._loop)
        app = web.Application()
        app.router.add_get("/edge/v1", self._connect)
        runner = web.AppRunner(app)
        self._loop.run_until_complete(runner.setup())
        site = web.TCPSite(runner, "127.0.0.1", 0)
        self._loop.run_until_complete(site.start())
        port = site._server.sockets[0].getsockname()[1]
        self.url = f"ws://127.0.0.1:{port}/edge/v1?TrustedClientToken=x"
        ready.set()
        self._loop.run_forever()
        self._loop.run_until_complete(runner.cleanup())
        self._loop.close()

    async def _connect(self, request: web.Request) -> web.StreamResponse:
        how = self.plan[min(self.connections, len(self.plan) - 1)]
        self.connections += 1
        self.tokens.append(request.query.get("Sec-MS-GEC", ""))
        ahead = formatdate(time.time() + HOUR, usegmt=True)
        if how == "skew" and len(set(self.tokens)) < 2:
            return web.Response(status=403, headers={"Date": ahead})
        if how.isdigit():
            return web.Response(status=int(how), headers={"Retry-After": self.retry_after})
        self.speaking.add(id(request))
        self.most_at_once = max(self.most_at_once, len(self.speaking))
        try:
            return await self._speak(request, how)
        finally:
            self.speaking.discard(id(request))

    async def _speak(self, request: web.Request, how: str) -> web.WebSocketResponse:
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        async for message in socket:
            if message.type is WSMsgType.TEXT and "Path:ssml" in message.data:
                break
        else:
            return socket
        text = re.search(r"<prosody[^>]*>(.*)</prosody>", message.data, re.DOTALL).group(1)
        self.asked.append(text)
        self.voices.append(re.search(r"voice name='([^']*)'", message.data).group(1))
        await asyncio.sleep(0.02)
        if how == "reset":
            request.transport.abort()
            return socket
        await socket.send_str("X-RequestId:1\r\nPath:turn.start\r\n\r\n{}")
        if how in ("hang", "drip"):
            await self._linger(socket, how)
            return socket
        if how == "path":
            await socket.send_str("X-RequestId:1\r\nPath:advertisement\r\n\r\n{}")
        seconds = SYLLABLE_S * len(text) / (3 if how == "third" else 1)
        if how != "empty":
            data = mp3(seconds / 2 if how in ("short", "torn") else seconds, how == "silence")
            data = b"\x00" * 5000 if how == "garbage" else data
            await _send_audio(socket, data, b"text/html" if how == "html" else b"audio/mpeg")
            if how == "torn":
                request.transport.abort()
                return socket
            await _send_boundary(socket, text, seconds)
        self.speaking.discard(id(request))  # before the client hears the end, and asks for more
        if how != "short":
            await socket.send_str("X-RequestId:1\r\nPath:turn.end\r\n\r\n{}")
        await socket.close()
        return socket

    async def _linger(self, socket: web.WebSocketResponse, how: str) -> None:
        """Send nothing, or a little audio again and again, until the client gives up."""
        data = mp3(0.2)
        while not socket.closed and self.lingers:
            if how == "drip":
                try:
                    await _send_audio(socket, data)
                except ConnectionError:
                    return
            await asyncio.sleep(0.05)


async def _send_audio(
    socket: web.WebSocketResponse, data: bytes, kind: bytes = b"audio/mpeg"
) -> None:
    header = b"X-RequestId:1\r\nContent-Type:" + kind + b"\r\nPath:audio\r\n"
    for start in range(0, len(data), 4096):
        part = data[start : start + 4096]
        await socket.send_bytes(len(header).to_bytes(2, "big") + header + part)


async def _send_boundary(socket: web.WebSocketResponse, text: str, seconds: float) -> None:
    facts = {"Offset": 0, "Duration": int(seconds * 1e7), "text": {"Text": text}}
    body = json.dumps({"Metadata": [{"Type": "SentenceBoundary", "Data": facts}]})
    await socket.send_str(f"X-RequestId:1\r\nPath:audio.metadata\r\n\r\n{body}")
