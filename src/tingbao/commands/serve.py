"""`tingbao serve DIR`: page, feed and audio over HTTP, and the studio."""

from __future__ import annotations

from contextlib import ExitStack, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tingbao.commands import console
from tingbao.commands.settings import now, settings
from tingbao.errors import InputError
from tingbao.sanitizing import clean

if TYPE_CHECKING:
    from collections.abc import Callable
    from ipaddress import IPv4Address, IPv6Address
    from logging import LogRecord

    from starlette.routing import BaseRoute

    from tingbao.studio.app import Studio

_PLAIN = (
    "note: this is plain HTTP: whoever is on the way can read and change it, the studio's token "
    "too; on a network that is not your own, put a proxy with TLS before it"
)


def serve(
    context: typer.Context,
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="What `tingbao make` wrote.")],
    *,
    host: Annotated[
        str, typer.Option(help="The address to listen on; 0.0.0.0 for the whole network.")
    ] = "127.0.0.1",
    port: Annotated[
        int, typer.Option(min=0, max=65535, help="The port; 0 takes any free one.")
    ] = 8000,
    studio: Annotated[
        bool, typer.Option("--studio", help="Also offer a page that makes episodes.")
    ] = False,
) -> None:
    """Serve the page, the feed and the audio of a folder, with byte ranges."""
    _log(debug=bool(context.find_root().params.get("debug")))
    if not studio:
        _require(folder)
    import ipaddress

    from tingbao.server import app, listener

    listener.make_room()
    with ExitStack() as held:
        listening = held.enter_context(listener.bind(host, port))
        bound = ipaddress.ip_address(listening.getsockname()[0].partition("%")[0])
        reached = _reached(bound) if bound.is_unspecified else str(bound)
        shown = f"[{reached}]" if ":" in reached else reached
        address = f"http://{shown}:{listening.getsockname()[1]}/"
        if not bound.is_loopback:
            console.message(_PLAIN)
        if not studio and not (folder / "index.html").is_file():
            console.message(f"note: no page there yet; `tingbao feed build {folder}` writes it")
        said = f"{folder}: {address}"
        routes: list[BaseRoute] = []
        ending: Callable[[], None] = lambda: None  # noqa: E731  # nothing to end
        if studio:
            token, opened = _studio(folder, {host, reached}, held)
            said += f"\nstudio: {address}studio/?token={token}"
            routes, ending = opened.routes(), opened.close
        server = listener.server(
            app.application(folder, routes=routes),
            ready=lambda: console.message(f"{said} (Ctrl-C stops)"),
            ending=ending,
        )
        server.run(sockets=[listening])


def _studio(folder: Path, hosts: set[str], held: ExitStack) -> tuple[str, Studio]:
    """Open the studio of a folder, for as long as `held`; give its token as well.

    Raises:
        OutputError: Another one has the folder open, and would make the same jobs.
    """
    import os
    import secrets

    from tingbao import publishing, site
    from tingbao.publishing import files
    from tingbao.studio import jobs
    from tingbao.studio.app import Studio

    held.enter_context(files.locked(folder / jobs.FOLDER, wait=False))
    config = settings(output=folder)
    if not (folder / "feed.xml").is_file():
        publishing.build(folder, config.show, site.write)
    token = secrets.token_urlsafe(24)
    opened = Studio(
        config,
        token=token,
        workers=os.cpu_count() or 1,
        clock=now,
        name=lambda: secrets.token_hex(8),
        names=frozenset({"localhost", *(host.lower() for host in hosts)}),
    )
    return token, opened


def _log(*, debug: bool) -> None:
    """Let what goes wrong while serving be one line on stderr, with its traceback to debug."""
    import logging

    shown = logging.StreamHandler()
    if not debug:
        shown.addFilter(_in_one_line)
    logging.basicConfig(handlers=[shown], level=logging.WARNING, format="%(message)s")


def _in_one_line(record: LogRecord) -> bool:
    """Put a record's error behind its message, in place of the traceback; keep the record."""
    message = " ".join(record.getMessage().split())
    error = record.exc_info[1] if record.exc_info else None
    what = " ".join(f"{type(error).__name__}: {error}".split()) if error else ""
    record.msg = clean(message if what in message else f"{message}: {what}")
    record.args, record.exc_info, record.exc_text = (), None, None
    return True


def _require(folder: Path) -> None:
    if not folder.is_dir():
        hint = "give the folder that `tingbao make -o DIR` wrote"
        raise InputError("no such folder", where=str(folder), hint=hint)
    if not (folder / "feed.xml").is_file():
        hint = f"make an episode first with `tingbao make SOURCE -o {folder}`"
        raise InputError("there is no feed in the folder", where=str(folder), hint=hint)


def _reached(everywhere: IPv4Address | IPv6Address) -> str:
    """Name the address by which others reach this machine: that of its way out, if it has one."""
    import socket

    family, far = (
        (socket.AF_INET, "192.0.2.1")  # RFC 5737 and 3849: examples, to which nothing is sent
        if everywhere.version == 4  # noqa: PLR2004  # IPv4
        else (socket.AF_INET6, "2001:db8::1")
    )
    with suppress(OSError), socket.socket(family, socket.SOCK_DGRAM) as way:
        way.connect((far, 9))
        return str(way.getsockname()[0])
    return "127.0.0.1" if family == socket.AF_INET else "::1"
