"""The ASGI application that shows a folder."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from starlette.applications import Starlette
from starlette.datastructures import MutableHeaders
from starlette.middleware import Middleware
from starlette.routing import BaseRoute, Mount
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from tingbao.server.error_pages import HANDLERS
from tingbao.server.files import Files

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; media-src 'self'; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
)
_HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
}


def application(folder: Path, *, routes: Sequence[BaseRoute] = ()) -> Starlette:
    """Build the application.

    `routes` stand before the files, as those of the studio.
    """
    return Starlette(
        routes=[*routes, Mount("/", Files(directory=folder))],
        middleware=[Middleware(_guarded)],
        exception_handlers=HANDLERS,
    )


def headed(send: Send, headers: Mapping[str, str]) -> Send:
    """Give what sends an answer with these headers, save those that it has."""

    async def sent(message: Message) -> None:
        if message["type"] == "http.response.start":
            own = MutableHeaders(raw=message["headers"])
            for name, value in headers.items():
                own.setdefault(name, value)
        await send(message)

    return sent


def _guarded(app: ASGIApp) -> ASGIApp:
    """Add the headers that keep a page from running what is not its own."""

    async def answered(scope: Scope, receive: Receive, send: Send) -> None:
        await app(scope, receive, headed(send, _HEADERS))

    return answered
