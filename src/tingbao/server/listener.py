"""One uvicorn on one address, with its port taken before anything else happens."""

from __future__ import annotations

import asyncio
import errno
import ipaddress
import socket
import sys
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import Any

import uvicorn
from starlette.types import ASGIApp
from uvicorn.protocols.http.h11_impl import H11Protocol

from tingbao.errors import UsageError

# Each may hold a socket and a file, and 1,024 descriptors is the usual limit of a process.
MOST_CONNECTIONS = 400
OTHER_FILES = 200  # descriptors for all else: episodes in the making, the studio
# Of them, those of one address: a whole office listens at once, and others still can.
FROM_ONE = 300
WAITING = 100  # connections that may keep us waiting for a request; one more ...
PATIENCE_S = 1.0  # ... and those that have for so long are closed, the longest first
REQUEST_S = 20.0
STALL_S = 60.0


def make_room() -> None:
    """Let this process open what all connections need, as far as the system lets it.

    Where descriptors run out, asyncio tries to take a connection thousands of times a second.
    """
    if sys.platform != "win32":
        import resource

        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        wanted = OTHER_FILES + 2 * MOST_CONNECTIONS
        if hard != resource.RLIM_INFINITY:
            wanted = min(wanted, hard)
        if soft != resource.RLIM_INFINITY and soft < wanted:
            with suppress(OSError, ValueError):
                resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))


def bind(host: str, port: int) -> socket.socket:
    """Take the address, so that a taken port is one clear line and not a log.

    Raises:
        UsageError: The address is taken, not allowed, or not one of this machine.
    """
    where = f"{host}:{port}"
    if not host:  # which the system takes for every address
        raise UsageError("--host is empty", hint="give a name or IP, or leave --host out")
    try:
        family, kind, proto, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        listening = socket.socket(family, kind, proto)
    except (OSError, UnicodeError, OverflowError) as error:
        raise UsageError(
            "no such address", where=where, hint="give --host as a name or IP"
        ) from error
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(address)
        listening.listen(socket.SOMAXCONN)
    except OSError as error:
        listening.close()
        hint = _HINTS.get(error.errno or 0, error.strerror or "choose another --host or --port")
        raise UsageError("cannot listen there", where=where, hint=hint) from error
    return listening


def origin(host: str) -> str:
    """Name who stands behind an address: itself, or of IPv6 the network of one customer, a /64."""
    try:
        ip = ipaddress.IPv6Address(host.partition("%")[0])
    except ValueError:
        return host
    return str(ip.ipv4_mapped or ipaddress.IPv6Network((ip, 64), strict=False))


_HINTS = {
    errno.EADDRINUSE: "the port is taken; choose another with --port, or 0 for any free one",
    errno.EACCES: "this port needs rights you do not have; choose one above 1023 with --port",
    errno.EADDRNOTAVAIL: "--host is no address of this machine; leave it out for this machine only",
}


def server(
    app: ASGIApp,
    *,
    ready: Callable[[], None] = lambda: None,
    ending: Callable[[], None] = lambda: None,
) -> uvicorn.Server:
    """Prepare a server; `run(sockets=[bind(...)])` serves until interrupted.

    `ready` is called once when it serves, and an interruption ends it in order; `ending` once when
    the end begins, so that streams without an end can end: answers under way then have two
    seconds.
    """
    settings = uvicorn.Config(
        app,
        http=partial(Guarded, waiting={}, connected=Counter()),  # type: ignore[arg-type]  # makes one
        ws="none",
        lifespan="off",
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        limit_concurrency=MOST_CONNECTIONS,
        timeout_keep_alive=15,
        timeout_graceful_shutdown=2,
    )
    return _Server(settings, ready, ending)


class _Server(uvicorn.Server):
    def __init__(
        self, settings: uvicorn.Config, ready: Callable[[], None], ending: Callable[[], None]
    ) -> None:
        super().__init__(settings)
        self._ready, self._ending = ready, ending

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self._ready()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._ending()
        await super().shutdown(sockets)


class Guarded(H11Protocol):
    """uvicorn's HTTP/1.1, letting go of who sends no request or takes no answer.

    A request's head has REQUEST_S to arrive; an answer that waits on its reader is cut
    off after STALL_S without progress (a paused player asks again from where it was).
    Of one address and without a request there may be only so many, so that nobody crowds out
    the others. Those of one server share the count of who is `connected`, and of those
    `waiting`, the longest first, since when.
    """

    def __init__(
        self, *, waiting: dict[Guarded, float], connected: Counter[str], **given: Any
    ) -> None:
        super().__init__(**given)
        self.waiting, self.connected = waiting, connected
        self._clock: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as its base
        """Start waiting for a request."""
        super().connection_made(transport)
        self._give(REQUEST_S)
        self._wait()
        self._origin = origin(self.client[0] if self.client else "")
        self.connected[self._origin] += 1
        if self.connected[self._origin] > FROM_ONE:
            self.leave()

    def data_received(self, data: bytes) -> None:
        """Start waiting for the rest of a later request on the same connection."""
        if self._clock is None and (self.cycle is None or self.cycle.response_complete):
            self._give(REQUEST_S)
        super().data_received(data)

    def handle_events(self) -> None:
        """Stop waiting for a request once there is one."""
        before = self.cycle
        super().handle_events()
        if self.cycle is not before:
            self._give(None)
            self.waiting.pop(self, None)

    def on_response_complete(self) -> None:
        """Wait for the next request on the same connection, as long as nobody needs the place."""
        super().on_response_complete()
        if not self.transport.is_closing() and self.cycle and self.cycle.response_complete:
            self._wait()

    def pause_writing(self) -> None:
        """Start waiting for the reader."""
        super().pause_writing()
        self._give(STALL_S)

    def resume_writing(self) -> None:
        """Stop waiting for the reader."""
        super().resume_writing()
        self._give(None)

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait for nothing more."""
        self._give(None)
        self.waiting.pop(self, None)
        self.connected[self._origin] -= 1
        if not self.connected[self._origin]:
            del self.connected[self._origin]
        super().connection_lost(exc)

    def _wait(self) -> None:
        """Take a place among those who wait; where there is none, those who waited long go."""
        now = self.loop.time()
        self.waiting.pop(self, None)
        self.waiting[self] = now
        for one, since in list(self.waiting.items())[: max(0, len(self.waiting) - WAITING)]:
            if now - since > PATIENCE_S:
                one.leave()

    def leave(self) -> None:
        """Give up the place and the connection."""
        self.waiting.pop(self, None)
        self.transport.abort()

    def _give(self, seconds: float | None) -> None:
        if self._clock is not None:
            self._clock.cancel()
        self._clock = self.loop.call_later(seconds, self.transport.abort) if seconds else None
