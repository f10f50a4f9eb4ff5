"""A question in JSON to a service over HTTP: its answer, or why there is none.

Used by the stages that may ask a service: the language model and the speech server.
"""

from __future__ import annotations

import http.client
import json
import re
import socket
import ssl
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import Any

_PIECE = 65_536  # bytes read at once, and kept of a refusal
_KEY = re.compile(r"[!-~]*")
_PASSING = frozenset({408, 409, 425, 429})
_SERVER_ERROR, _UNKNOWN_METHOD = 500, 501


@dataclass(eq=False)
class UnansweredError(Exception):
    """Why there is no answer.

    `passing` tells whether asking again may help, `wait_s` the seconds that the service asks
    to wait before; `status` is HTTP's, 0 where there was none, and `said` begins what the service
    said with it.
    """

    reason: str
    passing: bool
    status: int = 0
    said: bytes = b""
    wait_s: float = 0.0


def post(
    address: str, body: dict[str, Any], *, key: str, timeout: float, limit: int, proxy: str = ""
) -> bytes:
    """Ask once.

    `key` is a bearer's or empty, `timeout` in seconds for the whole answer, however steadily it
    drips, `limit` in bytes; without a `proxy`, that of the environment is used.

    Raises:
        UnansweredError: There is no whole answer.
    """
    headers = {"Content-Type": "application/json", "User-Agent": "tingbao"}
    if not _KEY.fullmatch(key):
        what = "the key cannot be sent: it may hold letters, digits and signs of ASCII, no blank"
        raise UnansweredError(what, passing=False)
    if key:
        headers["Authorization"] = f"Bearer {key}"
    proxies = {"http": proxy, "https": proxy} if proxy else None
    opener = urllib.request.build_opener(urllib.request.ProxyHandler(proxies), _Nowhere(), _Open())
    if not address.startswith(("http://", "https://")):
        raise UnansweredError(f"no address: {address}", passing=False)
    try:
        request = urllib.request.Request(  # noqa: S310  # the scheme is checked above
            address, json.dumps(body).encode(), headers
        )
        until = time.monotonic() + timeout
        with opener.open(request, timeout=timeout) as answer:
            return _received(answer, until, limit)
    except urllib.error.HTTPError as error:
        raise _refusal(error) from error
    except ValueError as error:  # as urllib has it for addresses, http.client.InvalidURL too
        raise UnansweredError(f"no address: {address}", passing=False) from error
    except (OSError, http.client.HTTPException) as error:
        what, passing = broken(error)
        raise UnansweredError(what, passing=passing) from error


class _Nowhere(urllib.request.HTTPRedirectHandler):
    """Goes where no answer leads: the key is for the service that the user named."""

    def redirect_request(self, *_: Any) -> None:
        """Leave it an answer of its status."""


@contextmanager
def deadline(sock: socket.socket, seconds: float) -> Iterator[None]:
    """End a connection that drips: its own timeout bounds only the time between two bytes."""
    late = threading.Event()

    def end() -> None:
        late.set()
        with suppress(OSError):  # it may have ended by itself in this moment
            sock.shutdown(socket.SHUT_RDWR)

    timer = threading.Timer(seconds, end)
    timer.daemon = True
    timer.start()
    try:
        yield
    except (OSError, http.client.HTTPException) as error:
        if late.is_set():
            raise TimeoutError from error
        raise
    finally:
        timer.cancel()
    if late.is_set():
        raise TimeoutError


class _Bounded(http.client.HTTPConnection):
    """A connection on which the head of an answer has its time, and no more."""

    def getresponse(self) -> http.client.HTTPResponse:
        """Wait for the head."""
        with deadline(self.sock, self.timeout or 0):
            return super().getresponse()


class _Secure(_Bounded, http.client.HTTPSConnection):
    """Likewise, by TLS."""


class _Open(urllib.request.HTTPHandler, urllib.request.HTTPSHandler):
    def http_open(self, request: urllib.request.Request) -> http.client.HTTPResponse:
        """Ask by HTTP."""
        return self.do_open(_Bounded, request)

    def https_open(self, request: urllib.request.Request) -> http.client.HTTPResponse:
        """Ask by HTTPS."""
        return self.do_open(_Secure, request)


def asked_s(after: str | None, date: str | None) -> float:
    """Read how many seconds a service asks to wait: Retry-After in seconds or as a time (RFC 9110).

    A time counts from the service's own `Date`, so that no clock has to be right.
    """
    if not after:
        return 0.0
    if re.fullmatch(r"[0-9]{1,9}", after):
        return float(after)
    try:
        then, now = parsedate_to_datetime(after), parsedate_to_datetime(date or "")
        return max(0.0, (then - now).total_seconds())
    except (ValueError, TypeError, OverflowError):
        return 0.0


def _received(answer: http.client.HTTPResponse, until: float, limit: int) -> bytes:
    data = bytearray()
    while piece := answer.read1(_PIECE):
        data += piece
        if len(data) > limit:
            raise UnansweredError("the answer is too long", passing=True)
        if time.monotonic() > until:
            raise TimeoutError
    if answer.length:  # bytes that were announced and did not come
        raise UnansweredError("the answer was cut short", passing=True)
    return bytes(data)


def _refusal(error: urllib.error.HTTPError) -> UnansweredError:
    said = b""
    with error, suppress(OSError, http.client.HTTPException):  # its words may not come
        said = error.read1(_PIECE)  # what is there: a dripping one is waited for no longer
    status = error.code
    return UnansweredError(
        f"HTTP {status}",
        passing=status in _PASSING or (status >= _SERVER_ERROR and status != _UNKNOWN_METHOD),
        status=status,
        said=said,
        wait_s=asked_s(error.headers.get("Retry-After"), error.headers.get("Date")),
    )


def broken(error: Exception) -> tuple[str, bool]:
    """Say why a connection did not hold, and whether the next one may."""
    reason = error.reason if isinstance(error, urllib.error.URLError) else error
    if isinstance(reason, TimeoutError):
        return "it did not answer in time", True
    if isinstance(reason, ssl.SSLError):
        why = getattr(reason, "verify_message", "") or reason.reason or "TLS failed"
        return f"no secure connection: {why}", False
    if isinstance(reason, str):  # so urllib says that it found nobody to ask
        return reason, False
    if isinstance(reason, ValueError):  # as http.client has it for a chunk of -5 bytes
        return "its answer makes no sense", True
    return getattr(reason, "strerror", None) or str(reason) or type(reason).__name__, True
