"""Ctrl-C: noted when it comes, because what it breaks off may fail otherwise or swallow it."""

from __future__ import annotations

import signal
import threading
from types import FrameType
from typing import NoReturn

_CAME = threading.Event()


def watch() -> None:
    """Note Ctrl-C from now on, where this is the main thread's to do."""
    _CAME.clear()
    main_thread = threading.current_thread() is threading.main_thread()
    if main_thread and signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, _interrupt)


def came() -> bool:
    """Tell whether there was one; an import that it breaks off fails with other errors."""
    return _CAME.is_set()


def heed() -> None:
    """Stop for one that was lost: what it raises inside a destructor or a callback is ignored.

    Raises:
        KeyboardInterrupt: There was one.
    """
    if _CAME.is_set():
        raise KeyboardInterrupt


def _interrupt(number: int, frame: FrameType | None) -> NoReturn:
    _CAME.set()
    signal.default_int_handler(number, frame)
