"""`tingbao serve DIR`: page, feed and audio over HTTP."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from tingbao.commands import console
from tingbao.errors import InputError

INTERRUPTED = 130


def serve(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="What `tingbao make` wrote.")],
    *,
    host: Annotated[
        str, typer.Option(help="The address to listen on; 0.0.0.0 for the whole network.")
    ] = "127.0.0.1",
    port: Annotated[
        int, typer.Option(min=0, max=65535, help="The port; 0 takes any free one.")
    ] = 8000,
) -> None:
    """Serve the page, the feed and the audio of a folder, with byte ranges."""
    _require(folder)
    from tingbao.publishing.server import app, listener

    listening = listener.bind(host, port)
    console.message(f"{folder}: {_address(*listening.getsockname()[:2])} (Ctrl-C stops)")
    try:
        listener.server(app.application(folder)).run(sockets=[listening])
    except KeyboardInterrupt:
        raise typer.Exit(INTERRUPTED) from None


def _require(folder: Path) -> None:
    if not folder.is_dir():
        mend = "give the folder that `tingbao make -o DIR` wrote"
        raise InputError("no such folder", where=str(folder), mend=mend)
    if not (folder / "feed.xml").is_file():
        mend = f"make an episode first with `tingbao make SOURCE -o {folder}`"
        raise InputError("there is no feed in the folder", where=str(folder), mend=mend)


def _address(host: str, port: int) -> str:
    shown = f"[{host}]" if ":" in host else host
    return f"http://{shown}:{port}/"
