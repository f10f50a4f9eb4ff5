"""Where the files that a feed names are looked for: a folder, or the web."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from http.client import HTTPException
from mimetypes import guess_type
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import unquote, urljoin, urlsplit
from urllib.request import Request, urlopen

from tingbao import store

_TIMEOUT_S = 30
LARGEST = 1 << 29  # bytes of one file; more than any episode has
_PARTIAL = 206


@dataclass(frozen=True, slots=True, kw_only=True)
class Got:
    """A file, or why it could not be had; `ranges` and `open_` are None where nothing serves."""

    data: bytes = b""
    kind: str = ""
    problem: str = ""
    ranges: bool | None = None
    open_: bool | None = None


Fetch = Callable[[str], Got | None]  # gives what lies at an address; None: not of this place


def in_folder(folder: Path, address: str, *, base: str = "") -> Got | None:
    """Read a file of a show's folder; addresses below `base` are files in it."""
    if base and address.startswith(base):
        address = address[len(base) :].lstrip("/")
    try:
        parts = urlsplit(address)
        if parts.scheme or parts.netloc:
            return None
        target = (folder / unquote(parts.path)).resolve()
        if not target.is_relative_to(folder.resolve()):
            return Got(problem="it lies outside the folder")
        if target.exists() and not target.is_file():  # a pipe would be waited for
            return Got(problem="it is no file")
        data = store.read(target, LARGEST)
    except OSError as error:
        return Got(problem=error.strerror or "cannot be read")
    except (ValueError, RuntimeError):  # as for http://[::1/x, a NUL, a loop of links
        return Got(problem="it is no address")
    return Got(data=data, kind=guess_type(target.name)[0] or "")


def on_web(base: str, address: str) -> Got | None:
    """Fetch a file, asking for a range of it so that the answer shows whether one can seek.

    Relative addresses are seen from `base`.
    """
    try:
        url = urljoin(base, address)
        scheme = urlsplit(url).scheme
    except ValueError:
        scheme = ""
    if scheme not in {"http", "https"}:
        return Got(problem="it is no web address")
    headers = {"User-Agent": "Tingbao feed check", "Range": "bytes=0-"}
    try:
        request = Request(url, headers=headers)  # noqa: S310  # the scheme was looked at
        with urlopen(request, timeout=_TIMEOUT_S) as answer:  # noqa: S310
            return Got(
                data=store.take(answer, LARGEST),
                kind=answer.headers.get_content_type(),
                ranges=answer.status == _PARTIAL,
                open_=answer.headers.get("Access-Control-Allow-Origin") == "*",
            )
    except HTTPError as error:
        return Got(problem=f"the server answers {error.code} {error.reason}")
    except (OSError, HTTPException, ValueError) as error:
        return Got(problem=str(getattr(error, "reason", error)))
