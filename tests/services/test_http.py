"""One question over HTTP, its answer bounded in size; faults by kind are in the clients' tests."""

from __future__ import annotations

import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from tests.patience import LONG_S

from tingbao.services.http import UnansweredError, asked_s, post

DRIPS: list[None] = []  # pieces of a head that does not end
LED: list[str] = []  # keys that came by a GET
HEARD = threading.Event()  # a refusal without its words


class Echo(BaseHTTPRequestHandler):
    """Gives back what it got, and says who asked."""

    def do_POST(self) -> None:
        """Answer."""
        data = self.rfile.read(int(self.headers["Content-Length"]))
        while self.path == "/dripping":  # until nobody listens any more
            try:
                self.wfile.write(b"HTTP/1.1 200 OK\r\n" if not DRIPS else b"X-Drip: 1\r\n"[:4])
                DRIPS.append(time.sleep(0.05))
            except OSError:
                return
        if self.path == "/wordless":
            self.send_response(400)
            self.send_header("Content-Length", "9")
            self.end_headers()
            HEARD.wait(LONG_S)
            return
        self.send_response(302 if self.path == "/elsewhere" else 200)
        self.send_header("Location", "/")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def do_GET(self) -> None:
        """Answer whoever was led here."""
        self.rfile.read(0)
        self.server.led.append(self.headers["Authorization"])
        self.send_error(404)

    def log_message(self, *_args) -> None:
        """Stay quiet."""


@pytest.fixture
def address():
    """A server on loopback."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Echo)
    server.led = LED
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}/"
    server.shutdown()
    server.server_close()
    thread.join()


def test_an_answer_may_be_as_long_as_its_limit(address: str) -> None:
    """Law: an answer of the limit is whole, and one byte more is none."""
    body = {"text": "好" * 1000}
    size = len(json.dumps(body))
    said = post(address, body, key="", timeout=LONG_S, limit=size)
    assert json.loads(said) == body
    with pytest.raises(UnansweredError, match="too long"):
        post(address, body, key="", timeout=LONG_S, limit=size - 1)


@pytest.mark.parametrize(
    "address", ["", "file:///etc/passwd", "ftp://a/b", "http://", "http://[::"]
)
def test_what_is_no_address_is_not_asked_again(address: str) -> None:
    """Law: only http and https are asked, and a mistaken address is final."""
    with pytest.raises(UnansweredError) as caught:
        post(address, {}, key="", timeout=LONG_S, limit=10)
    assert not caught.value.passing


@pytest.mark.parametrize(
    ("after", "date", "seconds"),
    [
        ("7", None, 7),
        (None, None, 0),
        ("soon", None, 0),
        ("-3", None, 0),
        ("Tue, 24 Nov 2026 08:00:30 GMT", "Tue, 24 Nov 2026 08:00:00 GMT", 30),
        ("Tue, 24 Nov 2026 07:00:00 GMT", "Tue, 24 Nov 2026 08:00:00 GMT", 0),
        ("Tue, 24 Nov 2026 08:00:30 GMT", None, 0),
    ],
)
def test_both_forms_of_retry_after_are_read(after, date, seconds) -> None:
    """Law: seconds, or a time held against the service's own clock; anything else is none."""
    assert asked_s(after, date) == seconds


def test_a_key_goes_where_the_user_said_and_nowhere_else(address: str) -> None:
    """Law: an answer that leads elsewhere is a refusal, and nobody else is sent the key."""
    with pytest.raises(UnansweredError, match="HTTP 302"):
        post(f"{address}elsewhere", {}, key="secret", timeout=LONG_S, limit=10)
    assert LED == []


@pytest.mark.parametrize("key", ["密钥", "a b", "a\nb", "a\r\nX: y"])
def test_a_key_that_no_header_holds_is_named(address: str, key: str) -> None:
    """Law: what is wrong is the key and not the address; nothing is sent, and no secret shown."""
    with pytest.raises(UnansweredError, match="the key cannot be sent") as caught:
        post(address, {}, key=key, timeout=LONG_S, limit=10)
    assert not caught.value.passing
    assert key not in str(caught.value)


def test_a_refusal_whose_words_do_not_come_is_one(address: str) -> None:
    """Law: what a service says with its status is not needed to know that it refused."""
    with pytest.raises(UnansweredError, match="HTTP 400") as caught:
        post(f"{address}wordless", {}, key="", timeout=0.5, limit=10)
    HEARD.set()
    assert (caught.value.status, caught.value.said) == (400, b"")


def test_a_head_that_drips_is_waited_for_no_longer_than_a_silent_one(address: str) -> None:
    """Law: the time for an answer is for all of it, whatever comes how steadily."""
    with pytest.raises(UnansweredError, match="in time"):
        post(f"{address}dripping", {}, key="", timeout=0.5, limit=10)
    assert DRIPS
