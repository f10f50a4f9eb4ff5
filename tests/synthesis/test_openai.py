"""The openai engine against a loopback server, fault by fault."""

from __future__ import annotations

import io
import json
import socket
import struct
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import numpy as np
import pytest
import soundfile
from tests.patience import until

from tingbao.config import Config, SpeechServer
from tingbao.errors import EngineError, UsageError
from tingbao.model import Line, Script
from tingbao.services import retry
from tingbao.synthesis import Casting, Options, speak

TEXT = "今天天气很好，我们去看潮。"
SECONDS = 2.6


def audio(seconds: float = SECONDS, rate: int = 22_050, form: str = "WAV") -> bytes:
    """Make a file that sounds about as speech does."""
    t = np.arange(int(seconds * rate)) / rate
    tone = 0.2 * np.sin(2 * np.pi * 200 * t) * (0.55 + 0.45 * np.sin(2 * np.pi * 4 * t))
    out = io.BytesIO()
    soundfile.write(out, tone, rate, format=form)
    return out.getvalue()


class Handler(BaseHTTPRequestHandler):
    """Each request takes the next behaviour of the server's plan, and the last for ever."""

    def do_POST(self) -> None:
        """Answer as planned."""
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        plan = self.server.plan
        how = plan[min(len(self.server.asked), len(plan) - 1)]
        self.server.asked.append((self.path, self.headers.get("Authorization"), body))
        if how == "reset":
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            self.connection.close()
            return
        if how in ("hang", "drip"):
            self._linger(how)
            return
        if how.isdigit():
            said = json.dumps({"error": {"message": "no such voice"}}).encode()
            self._send(int(how), said)
            return
        data = {
            "wav": audio(),
            "mp3": audio(form="MP3"),
            "48k": audio(rate=48_000),
            "odd": audio(rate=24_001),
            "slow": audio(rate=1),
            "empty": b"",
            "garbage": b"<html>oops</html>",
            "short": audio(0.1),
        }[how.removeprefix("torn-")]
        self._send(200, data, missing=100 if how.startswith("torn-") else 0)

    def _linger(self, how: str) -> None:
        """Send nothing, or a byte now and then, until the client has gone or the test is over."""
        self.send_response(200)
        self.end_headers()
        while not self.server.over.wait(0.05):
            try:
                self.wfile.write(b"R" if how == "drip" else b"")
                self.wfile.flush()
            except OSError:
                return

    def _send(self, code: int, data: bytes, *, missing: int = 0) -> None:
        self.send_response(code)
        self.send_header("Content-Length", str(len(data) + missing))
        self.send_header("Retry-After", "0")
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_args) -> None:
        """Stay quiet."""


@pytest.fixture
def server(monkeypatch):
    """Serve on loopback, with no time lost in waits."""
    monkeypatch.setattr(retry, "FIRST_WAIT_S", 0.01)
    running = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    running.plan, running.asked, running.over = ["wav"], [], threading.Event()
    thread = threading.Thread(target=running.serve_forever, daemon=True)
    thread.start()
    yield running
    running.over.set()
    running.shutdown()
    running.server_close()
    thread.join()


def _say(server, text: str = TEXT, *, address: str = "", proxy: str = "", **facts):
    script = Script(title="", lines=(Line(kind="body", section=0, written=text, spoken=text),))
    address = address or f"http://127.0.0.1:{server.server_address[1]}/v1/"
    options = Options(config=Config(openai=SpeechServer(base_url=address, **facts), proxy=proxy))
    return speak(script, Casting(engine="openai", voice="nova", options=options))


@pytest.mark.parametrize("form", ["wav", "mp3", "48k"])
def test_it_speaks_whatever_the_rate(server, form) -> None:
    """Law: audio of any form and rate becomes 24 kHz of the same length."""
    server.plan = [form]
    speech = _say(server, key="secret", model="m")
    path, key, body = server.asked[0]
    assert (path, key) == ("/v1/audio/speech", "Bearer secret")
    assert (body["model"], body["voice"], body["input"]) == ("m", "nova", TEXT)
    assert speech.cues[0].end_ms == pytest.approx(SECONDS * 1000, abs=100)
    assert speech.engines == ("openai/nova",)


@pytest.mark.parametrize(
    "fault", ["429", "503", "reset", "empty", "garbage", "odd", "slow", "torn-wav"]
)
def test_what_can_pass_is_asked_again(server, fault) -> None:
    """Law: one fault that can pass costs one more request and nothing else."""
    server.plan = [fault, "wav"]
    assert _say(server).cues[0].end_ms > 2000
    assert len(server.asked) == 2


@pytest.mark.parametrize(("fault", "requests"), [("401", 1), ("400", 1), ("404", 1), ("503", 4)])
def test_what_does_not_pass_ends_with_the_line(server, fault, requests) -> None:
    """Law: a refusal is not repeated, and the server's own words are in the message."""
    server.plan = [fault]
    with pytest.raises(EngineError, match="no such voice") as caught:
        _say(server)
    assert caught.value.hint
    assert len(server.asked) == requests


def test_audio_cut_short_does_not_pass(server) -> None:
    """Law: audio too short for its syllables is asked for in pieces, and fails if still so."""
    server.plan = ["short"]
    with pytest.raises(EngineError, match="too short"):
        _say(server)


@pytest.mark.parametrize("fault", ["hang", "drip"])
def test_patience_has_an_end(server, fault, monkeypatch) -> None:
    """Law: an answer that does not come, or never ends, is waited for thrice and no longer."""
    monkeypatch.setattr(retry, "REQUEST_S", 0.8)
    server.plan = [fault]
    with pytest.raises(EngineError, match="did not answer in time"):
        _say(server)
    until(lambda: len(server.asked) == 3)  # it may hear of it after we left


def test_a_connection_that_cannot_be_secured_is_not_tried_again(server) -> None:
    """Law: where the handshake fails it is said so at once."""
    address = f"https://127.0.0.1:{server.server_address[1]}/v1"
    with pytest.raises(EngineError, match="no secure connection"):
        _say(server, address=address)


def test_a_proxy_that_wants_a_name_is_told_apart(server) -> None:
    """Law: a proxy's refusal has the proxy's mend."""
    server.plan = ["407"]
    with pytest.raises(EngineError, match="proxy"):
        _say(server, proxy=f"http://127.0.0.1:{server.server_address[1]}")


def test_another_engine_says_the_whole_section(server) -> None:
    """Law: a fault in the middle of a section lets the next engine say it from its beginning."""
    server.plan = ["wav", "wav", "wav", "404"]
    lines = tuple(
        Line(
            kind="body", section=n // 2, written=TEXT, spoken=f"第{'一二三四五六'[n]}句，请大家听。"
        )
        for n in range(6)
    )
    address = f"http://127.0.0.1:{server.server_address[1]}/v1"
    told: list[str] = []
    speech = speak(
        Script(title="", lines=lines),
        Casting(
            engine="openai,silent",
            options=Options(
                config=Config(openai=SpeechServer(base_url=address, voice="nova")), warn=told.append
            ),
        ),
    )
    names = [name.split("/")[0] for name in speech.engines]
    assert names in (["openai"] * 2 + ["silent"] * 4, ["silent"] * 6)  # two are asked at once
    assert len(told) == 1


def test_nobody_there(server) -> None:
    """Law: an address where nobody listens is an engine error with the mend."""
    with pytest.raises(EngineError, match="kokoro"):
        _say(server, proxy="http://127.0.0.1:9")


@pytest.mark.parametrize("address", ["", "file:///etc/passwd", "ftp://x/v1", "http://"])
def test_an_address_is_needed(address) -> None:
    """Law: without an http address the engine is a usage error that says where to set it."""
    script = Script(title="", lines=(Line(kind="body", section=0, written="好", spoken="好"),))
    options = Options(config=Config(openai=SpeechServer(base_url=address)))
    with pytest.raises(UsageError, match="base_url"):
        speak(script, Casting(engine="openai", options=options))
