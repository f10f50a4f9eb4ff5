"""The folder's files: starlette's StaticFiles, narrowed to what a listener may have.

So are Range headers (RFC 9110, section 14): those that make no sense are as good as none.
"""

from __future__ import annotations

import os
import re
import stat
from pathlib import Path
from urllib.parse import quote

import anyio.to_thread
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response
from starlette.staticfiles import StaticFiles
from starlette.types import Receive, Scope, Send

from tingbao.publishing.files import is_public
from tingbao.publishing.media import media_type

INDEX = "index.html"
# Ranges in one request that any player asks for; more is an attack, not a listener.
MOST_RANGES = 16
_RANGES = re.compile(r"bytes=\s*(?P<specs>[0-9,\s-]{1,512})")
_RANGE = re.compile(r"(?P<first>[0-9]{1,18})-(?P<last>[0-9]{0,18})|-(?P<suffix>[0-9]{1,18})")

CORS = {
    # Web players fetch feed, chapters, transcripts and audio from pages of their own.
    "access-control-allow-origin": "*",
    "access-control-expose-headers": "Accept-Ranges, Content-Length, Content-Range, ETag",
}
PREFLIGHT = {
    **CORS,
    "access-control-allow-methods": "GET, HEAD",
    "access-control-allow-headers": "Range, If-Range, If-None-Match",
    "access-control-max-age": "86400",
}


class Files(StaticFiles):
    """A folder, read only.

    Served are the types of `media.tsv`; anything under a name that starts with a dot
    (episodes being made, jobs) is not found, and so is what symbolic links lead outside.
    """

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request; a Range that makes no sense is dropped before it is parsed."""
        if scope["type"] == "http":
            if scope["method"] == "OPTIONS":
                await Response(status_code=204, headers=PREFLIGHT)(scope, receive, send)
                return
            header = Headers(scope=scope).get("range")
            if header is not None and not meaningful(header):
                kept = [pair for pair in scope["headers"] if pair[0].lower() != b"range"]
                scope = {**scope, "headers": kept}
        await super().__call__(scope, receive, send)

    def get_path(self, scope: Scope) -> str:
        """Give the path below the folder; hidden names and strange ones are not found."""
        parts = [part for part in scope["path"].split("/") if part]
        if any(part.startswith(".") or "\\" in part or "\0" in part for part in parts):
            raise HTTPException(404)
        return "/".join(parts) or "."

    async def get_response(self, path: str, scope: Scope) -> Response:
        """Answer for a file, or for a folder's index page."""
        if scope["method"] not in {"GET", "HEAD"}:
            raise HTTPException(405, headers={"Allow": "GET, HEAD, OPTIONS"})
        full, found = await self._look(path)
        if found is not None and stat.S_ISDIR(found.st_mode):
            if not scope["path"].endswith("/"):
                return RedirectResponse(f"/{quote(path)}/")
            path = f"{path}/{INDEX}"
            full, found = await self._look(path)
        elif scope["path"].endswith("/"):
            raise HTTPException(404)  # a file is no folder; its links would lead astray
        kind = media_type(path.rpartition("/")[2])
        if found is None or kind is None or not stat.S_ISREG(found.st_mode):
            raise HTTPException(404)
        if not os.access(full, os.R_OK):
            raise HTTPException(404)
        response = self.file_response(full, found, scope)
        response.headers.update(CORS)
        # Names stay while contents may change (a new title): ask again, the ETag is cheap.
        response.headers["cache-control"] = "no-cache"
        if "content-type" in response.headers:
            response.headers["content-type"] = kind
        return response

    async def _look(self, path: str) -> tuple[str, os.stat_result | None]:
        try:
            full, found = await anyio.to_thread.run_sync(self.lookup_path, path)
            home = Path(self.directory or "")
            if await anyio.to_thread.run_sync(is_public, home, home / path):
                return full, found
        except (OSError, ValueError, RuntimeError):
            pass  # too long, no permission on the way, a loop of links, surrogates
        return "", None


def meaningful(header: str) -> bool:
    """Tell whether a Range header is one to obey.

    A server must ignore units that it does not know and ranges that are no ranges
    (section 14.2), so such a request gets the whole file, as if it had no Range.
    Whether a meaningful range lies inside the file (206) or not (416) is asked later.
    """
    match = _RANGES.fullmatch(header.strip().lower())
    specs = [spec.strip() for spec in match["specs"].split(",")] if match else []
    return 0 < len(specs) <= MOST_RANGES and all(map(_ordered, specs))


def _ordered(spec: str) -> bool:
    match = _RANGE.fullmatch(spec)
    return match is not None and not (match["last"] and int(match["first"]) > int(match["last"]))
