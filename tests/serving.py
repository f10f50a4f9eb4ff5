"""Real servers on loopback, for whoever asks them: http.client, sockets, a browser."""

from __future__ import annotations

import itertools
import threading
import time
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from tests.patience import LONG_S

from tingbao.config import Config
from tingbao.server import app, listener
from tingbao.studio.app import Studio

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from starlette.types import ASGIApp

TOKEN = "open-sesame"  # noqa: S105  # nobody's secret


@contextmanager
def serving(
    served: ASGIApp, host: str = "127.0.0.1", ending: Callable[[], None] = lambda: None
) -> Iterator[int]:
    """Run an application until the block ends; give its port."""
    listening = listener.bind(host, 0)
    server = listener.server(served, ending=ending)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    try:
        yield listening.getsockname()[1]
    finally:
        server.should_exit = True
        thread.join(LONG_S)


@contextmanager
def serving_studio(folder: Path, host: str = "127.0.0.1", **settings: object) -> Iterator[int]:
    """Run a show with its studio, whose engine is the silent one unless told otherwise."""
    names = itertools.count(1)
    given = {"output": folder, "engine": "silent", "cache": folder / ".cache", **settings}
    studio = Studio(
        Config(**given),
        token=TOKEN,
        workers=1,
        clock=lambda: datetime.now(UTC),
        name=lambda: f"{time.time_ns():014x}{next(names):02x}"[-16:],
        names=frozenset({"localhost"}),
    )
    served = app.application(folder, routes=studio.routes())
    with serving(served, host, studio.close) as port:
        yield port
