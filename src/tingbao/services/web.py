"""A page from the web: http and https only, bounded in time, size and redirects."""

from __future__ import annotations

import http.client
import re
import socket
import ssl
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, field
from math import inf
from urllib.parse import quote, urljoin, urlsplit

from tingbao.errors import InputError
from tingbao.language import tables
from tingbao.services import address
from tingbao.services.http import asked_s, broken, deadline

SILENCE = 15.0  # seconds that a server may say nothing
WHOLE = 60.0  # seconds that one page may take, with its redirects and however it drips
REDIRECTS = 5
TRIES = 4  # addresses of a host that are tried
_CHUNK = 1 << 16
_GZIP = b"\x1f\x8b"  # the begin of a member
_LATER = "try again later, or save the article's text to a file"
_MOVED = frozenset((301, 302, 303, 307, 308))
_PORTS = {"http": 80, "https": 443}
_HEADERS = {
    "User-Agent": "Mozilla/5.0 (compatible; Tingbao)",
    "Accept": "text/html, application/xhtml+xml, text/plain;q=0.9, */*;q=0.1",
    "Accept-Language": "zh-CN, zh;q=0.9, en;q=0.5",
    "Accept-Encoding": "gzip, deflate",
    "Connection": "close",
}
_PASSING = frozenset((408, 425, 429, 500, 502, 503, 504))
_GONE = frozenset((404, 410))


class UnfetchedError(InputError):
    """A page that could not be had.

    `passing` tells whether asking again may help, `status` is HTTP's (0 where there was no
    answer), `wait_s` the seconds that the server asks to wait before.
    """

    def __init__(
        self, what: str, *, passing: bool = True, status: int = 0, wait_s: float = 0.0, **told: str
    ) -> None:
        super().__init__(what, **told)
        self.passing = passing
        self.status = status
        self.wait_s = wait_s

    @property
    def gone(self) -> bool:
        """Tell whether there is no such page any longer."""
        return self.status in _GONE


def passes(error: InputError) -> bool:
    """Tell whether what kept a page away may be over later: no answer, or no name found."""
    if isinstance(error, UnfetchedError):
        return error.passing
    return isinstance(error.__cause__, OSError)


@dataclass(frozen=True, slots=True, kw_only=True)
class Validators:
    """How a server names the state of a page, to be asked whether it has changed (RFC 9110)."""

    etag: str = ""
    modified: str = ""


NEVER = Validators()  # fetched before


@dataclass(slots=True)
class Allowance:
    """The seconds that one page may still take, with its redirects and all tries.

    Those count in which its server is asked, not those in which we keep it waiting for its turn.
    """

    left_s: float = field(default_factory=lambda: WHOLE)

    @contextmanager
    def spent(self) -> Iterator[float]:
        """Count what is done within; give the time by `time.monotonic` at which it must be over."""
        began = time.monotonic()
        try:
            yield began + self.left_s
        finally:
            self.left_s -= time.monotonic() - began


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What a server sent: the final URL, the body, and what it says the body is.

    `unchanged` says that the page is what it was when it had the validators that were sent
    along; there is no body then.
    """

    url: str
    body: bytes
    media_type: str
    charset: str | None
    validators: Validators = NEVER
    unchanged: bool = False


def fetch(
    url: str,
    *,
    limit: int,
    allow_private: bool = False,
    known: Validators = NEVER,
    until: float = inf,
    allowance: Allowance | None = None,
    visit: Callable[[str], AbstractContextManager[object]] = nullcontext,
) -> Page:
    """Fetch a page.

    `limit` counts bytes of the body, compressed or not; `allow_private` lets it, or a redirect,
    lead to an address of a private network; `known` is what the server said of the page the last
    time; `until` is the time by `time.monotonic` at which nobody waits for it any longer (the
    system's resolver, which cannot be interrupted, apart). Each request, that of a redirect too, is
    made within `visit` of its URL, which may refuse it or keep it waiting; what all of them take
    is taken from the `allowance`, a whole one unless given.

    Raises:
        UnfetchedError: The server cannot be reached, or does not give it.
        InputError: It is no such address, or one of the bounds is passed.
    """
    place, allowance = url, allowance or Allowance()
    for _ in range(REDIRECTS + 1):
        with visit(place), allowance.spent() as over:
            end = min(until, over)
            found = _get(place, limit=limit, allow_private=allow_private, known=known, until=end)
        if isinstance(found, Page):
            return found
        try:
            place = urljoin(place, found)
        except ValueError as error:
            raise InputError(
                "it leads to what is no URL", where=f"{place}, to {found}", hint=_LATER
            ) from error
    raise InputError(f"more than {REDIRECTS} redirects", where=url, hint="give the final URL")


def _get(
    url: str, *, limit: int, allow_private: bool, known: Validators, until: float
) -> Page | str:
    """Give the page, or the URL that it has moved to."""
    scheme, host, port, target = _parts(url)
    addresses = address.resolve(host, port, allow_private=allow_private, where=url)
    connection = _Connection(scheme, host, port, addresses, until)
    asked = {"If-None-Match": known.etag, "If-Modified-Since": known.modified}
    conditions = {name: value for name, value in asked.items() if value}
    try:
        connection.connect()
        with deadline(connection.sock, _left(until)):
            connection.request("GET", target, headers=_HEADERS | conditions)
            response = connection.getresponse()
            location = response.getheader("Location")
            if response.status in _MOVED and location:
                return location
            unchanged = bool(conditions) and response.status == http.HTTPStatus.NOT_MODIFIED
            if response.status != http.HTTPStatus.OK and not unchanged:
                raise _refusal(response, url)
            body = b"" if unchanged else _body(response, limit=limit, where=url)
            kind = response.headers
            page = Page(
                url=url,
                body=body,
                media_type=kind.get_content_type() if response.getheader("Content-Type") else "",
                charset=kind.get_content_charset(),
                validators=Validators(
                    etag=response.getheader("ETag") or "",
                    modified=response.getheader("Last-Modified") or "",
                ),
                unchanged=unchanged,
            )
    except (OSError, ValueError, http.client.HTTPException) as error:
        what, passing = broken(error)
        hint = "try later" if passing else "check it"
        raise UnfetchedError(
            f"cannot fetch it: {what}", where=url, hint=hint, passing=passing
        ) from error
    finally:
        connection.close()
    return page


def _parts(url: str) -> tuple[str, str, int, str]:
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError as error:
        raise InputError("this is no URL", where=url, hint="check it") from error
    if parts.scheme not in _PORTS:
        raise InputError(
            f"cannot fetch {parts.scheme}:", where=url, hint="only http and https are fetched"
        )
    if not host or re.search(r"\s", host):
        raise InputError("no host in the URL", where=url, hint="check it")
    try:
        host = host if host.isascii() else host.encode("idna").decode("ascii")
    except UnicodeError as error:
        raise InputError("the URL's host is no name", where=url, hint="check it") from error
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    query = quote(parts.query, safe="/%:@!$&'()*+,;=~-._?")
    return parts.scheme, host, port or _PORTS[parts.scheme], f"{path}?{query}" if query else path


class _Connection(http.client.HTTPConnection):
    """A connection to one of the addresses that were checked, whatever the name says now."""

    def __init__(
        self, scheme: str, host: str, port: int, addresses: tuple[str, ...], until: float
    ) -> None:
        super().__init__(host, port, timeout=SILENCE)
        self.default_port = _PORTS[scheme]  # so that the Host header names no usual port
        self._context = _trust() if scheme == "https" else None
        self._addresses = addresses
        self._until = until

    def connect(self) -> None:
        failure: OSError | None = None
        for place in self._addresses[:TRIES]:
            try:
                seconds = min(SILENCE, _left(self._until))
                self.sock = socket.create_connection((place, self.port), seconds)
                break
            except OSError as error:
                failure = error
        else:
            raise failure or OSError("no address")
        if self._context:
            self.sock = self._context.wrap_socket(
                self.sock, server_hostname=self.host, do_handshake_on_connect=False
            )
            with deadline(self.sock, _left(self._until)):
                self.sock.do_handshake()


def _left(until: float) -> float:
    """Give the seconds that are left.

    Raises:
        TimeoutError: None is.
    """
    left = until - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left


def _trust() -> ssl.SSLContext:
    """Trust the system's certificates, or certifi's where Python was built without any."""
    context = ssl.create_default_context()
    if not context.cert_store_stats()["x509_ca"]:
        import certifi

        context.load_verify_locations(certifi.where())
    return context


def _refusal(response: http.client.HTTPResponse, url: str) -> UnfetchedError:
    status = response.status
    known = {code: said for code, *said in tables.rows(__package__, "refusals.tsv")}
    what, hint = known.get(str(status), (f"the server answered {status}", "try again later"))
    return UnfetchedError(
        what,
        where=url,
        hint=hint,
        passing=status in _PASSING,
        status=status,
        wait_s=asked_s(response.getheader("Retry-After"), response.getheader("Date")),
    )


def _body(response: http.client.HTTPResponse, *, limit: int, where: str) -> bytes:
    """Read and unpack the body without ever holding more than the limit of it."""
    coding = (response.getheader("Content-Encoding") or "identity").strip().lower()
    if coding not in {"identity", "gzip", "x-gzip", "deflate"}:
        raise InputError(f"the page is packed as {coding}", where=where, hint="save it to a file")
    unpack = None if coding == "identity" else _Unpacker()
    body = bytearray()
    taken = 0  # bytes as they came, of which there may be many that unpack to nothing
    while max(len(body), taken) <= limit and (chunk := response.read(_CHUNK)):
        taken += len(chunk)
        body += unpack(chunk, limit + 1 - len(body)) if unpack else chunk
    if max(len(body), taken) <= limit and (response.length or (unpack and not unpack.is_whole)):
        raise http.client.HTTPException("the connection broke off")
    if max(len(body), taken) > limit:
        raise InputError(
            f"more than {limit // 1_000_000} MB", where=where, hint="give one article at a time"
        )
    return bytes(body)


class _Unpacker:
    """gzip of one member or several, and deflate with zlib's header or without."""

    def __init__(self) -> None:
        self._inner = zlib.decompressobj(wbits=47)  # finds out whether gzip or zlib
        self._begun = False
        self._rest = b""  # after a member's end, too short to tell whether another begins

    @property
    def is_whole(self) -> bool:
        """Tell whether what was packed has come to its end, if it has begun."""
        return self._inner.eof or not self._begun

    def __call__(self, chunk: bytes, limit: int) -> bytes:
        """Unpack the next bytes, up to so many; what follows the last member is nothing."""
        data = b""
        while len(data) < limit:
            if self._inner.eof:
                chunk, self._rest = self._rest + chunk, b""
                if len(chunk) < len(_GZIP):
                    self._rest = chunk
                if not chunk.startswith(_GZIP):
                    break
                self._inner = zlib.decompressobj(wbits=47)
            data += self._unpack(chunk, limit - len(data))
            if not self._inner.eof:
                break
            chunk = self._inner.unused_data
        return data

    def _unpack(self, chunk: bytes, limit: int) -> bytes:
        try:
            data = self._inner.decompress(chunk, limit)
        except zlib.error as error:
            if self._begun:
                raise http.client.HTTPException("the page is packed wrongly") from error
            self._inner = zlib.decompressobj(wbits=-15)  # deflate as some servers send it
            try:
                data = self._inner.decompress(chunk, limit)
            except zlib.error:
                raise http.client.HTTPException("the page is packed wrongly") from error
        self._begun = True
        return data
