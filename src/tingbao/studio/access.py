"""Who may use the studio: whoever was given its address, from a page of its own.

A page elsewhere on the web can make a browser send requests here, and a hostile name
server can make a foreign name lead here. So the Host must be one this server is known by,
reading takes the token (from the address once, then from a cookie that other sites' pages
do not send), and writing takes it in a header as well, from this very origin.
"""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass
from secrets import compare_digest
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from tingbao.server import app
from tingbao.server.app import headed
from tingbao.studio.words import text

HEADER = "x-tingbao-token"
# Bytes of one request: the longest article there is a use for, several times over.
LIMIT = 2_000_000
POLICY = app.POLICY.replace("media-src 'self'", "media-src 'self' blob:").replace(
    "frame-ancestors 'self'", "frame-ancestors 'none'"
)


_HEADERS = {"cache-control": "no-store", "content-security-policy": POLICY}
_LENGTH = re.compile(r"[0-9]{1,9}")


@dataclass(frozen=True, slots=True)
class Guard:
    """Lets through what is allowed; `names` are hosts without port, lower case.

    An IP address as Host is always allowed: no name server stands between.
    """

    app: ASGIApp
    token: str
    names: frozenset[str]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or pass it on."""
        left = LIMIT

        async def limited() -> Message:
            nonlocal left
            message = await receive()
            left -= len(message.get("body", b""))
            if left < 0:
                raise TooLongError
            return message

        private = headed(send, _HEADERS)
        try:
            refusal = self._refusal(Request(scope))
        except ValueError:  # a Host whose port is none
            refusal = PlainTextResponse(text("host"), 421)
        try:
            await (refusal or self.app)(scope, limited, private)
        except TooLongError:
            await _refused("large", 413)(scope, receive, private)

    def cookie(self, request: Request) -> str:
        """Name the cookie; browsers share cookies between the ports of a host."""
        return f"tingbao-{request.url.port or 80}"

    def _refusal(self, request: Request) -> Response | None:
        if not self._is_own(request.headers.get("host", "")):
            return PlainTextResponse(text("host"), 421)
        given = dict(parse_qsl(request.url.query)).get("token", "")
        if request.method == "GET" and self._is_token(given):
            return self._welcome(request)
        if not self._is_token(request.cookies.get(self.cookie(request), "")):
            return _refused("door", 403)
        return None if request.method in {"GET", "HEAD"} else self._objection(request)

    def _welcome(self, request: Request) -> Response:
        """Change the token of the address into a cookie, and leave it out of the address."""
        answer = RedirectResponse(request.url.path)
        name = self.cookie(request)
        answer.set_cookie(name, self.token, path="/studio", httponly=True, samesite="strict")
        return answer

    def _objection(self, request: Request) -> Response | None:
        """Say what speaks against a request that would change something."""
        own = f"{request.url.scheme}://{request.headers.get('host', '')}"
        if request.headers.get("origin") != own:
            return _refused("origin", 403)
        if not self._is_token(request.headers.get(HEADER, "")):
            return _refused("token", 403)
        length = request.headers.get("content-length", "0")
        if not _LENGTH.fullmatch(length) or int(length) > LIMIT:
            return _refused("large", 413)
        return None

    def _is_token(self, given: str) -> bool:
        return compare_digest(given.encode(), self.token.encode())

    def _is_own(self, host: str) -> bool:
        name = host.rpartition("]")[0][1:] if host.startswith("[") else host.partition(":")[0]
        if name.lower() in self.names:
            return True
        try:
            ipaddress.ip_address(name)
        except ValueError:
            return False
        return True


class TooLongError(Exception):
    """A body that goes on after its limit."""


def _refused(key: str, status: int) -> Response:
    return JSONResponse({"problem": text(key)}, status)
