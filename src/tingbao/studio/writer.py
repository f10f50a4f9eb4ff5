"""The process that writes drafts: beside the listeners' server, and after it in every queue.

A draft takes seconds of a processor; in a thread of the server every one of them would be taken
from its listeners. What goes wrong in this process, even its death, is one draft's own misfortune.
"""

from __future__ import annotations

import multiprocessing
import os
import sys
import traceback
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from threading import Lock
from typing import Any

from tingbao.errors import InputError, TingbaoError, out_of_memory
from tingbao.runners.pool import prepare

IDLE_S = 60.0
"""Seconds without a draft after which the process ends, and gives its memory back."""
LONGEST_S = 600.0
"""Seconds that a draft may take: twenty slow pages, or a language model that thinks."""
MOST_BYTES = 3 << 29
"""Of memory, 1.5 GB: five times what the longest article takes."""
_NICENESS = 5
_UNFINISHED, _LESS = "the draft was not finished", "it took too much memory or time: give less"


class Writer:
    """Does one call at a time in a process, begun when it is needed and ended when it is not.

    All methods may be called from any thread.
    """

    def __init__(self) -> None:
        """Begin no process yet."""
        self._turn = Lock()
        self._begun: tuple[BaseProcess, Connection] | None = None
        self._closed = False

    def do(self, call: Callable[..., Any], *arguments: Any) -> Any:
        """Have a call done, and give what it gives.

        The process imports the function by its name; arguments are copied.

        Raises:
            InputError: The process died of it, or it took too long.
            TingbaoError: As the call does.
            RuntimeError: Any other error of the call's, in its words.
        """
        with self._turn:
            while not self._closed:
                self._begun = process, line = self._begun or _begin()
                try:
                    line.send((call, arguments))
                    ended = line.poll(LONGEST_S) and line.recv()
                except (EOFError, OSError):
                    ended = False
                if ended:
                    value, error = ended
                    if error:
                        raise error
                    return value
                self._begun = None
                if _end(process, line) != 0:  # zero says that it had nothing to do for too long
                    break
        raise InputError(_UNFINISHED, hint=_LESS)

    def close(self) -> None:
        """End the process at once, and begin no other."""
        self._closed = True
        if self._begun:
            self._begun[0].kill()


def _begin() -> tuple[BaseProcess, Connection]:
    context = multiprocessing.get_context("spawn")
    line, other = context.Pipe()
    process = context.Process(
        target=_work, args=(other, IDLE_S, MOST_BYTES), name="studio-drafts", daemon=True
    )
    process.start()
    other.close()  # so that its end is heard
    return process, line


def _end(process: BaseProcess, line: Connection) -> int | None:
    """End a process if it has not ended by itself; give its exit code."""
    line.close()
    process.join(1)
    process.kill()
    process.join()
    return process.exitcode


def _work(line: Connection, idle_s: float, most_bytes: int) -> None:
    """Do what comes by a line until nothing comes; each answer is a value and an error."""
    prepare(threads=1)
    _step_back(most_bytes)
    with suppress(EOFError, BrokenPipeError):  # nobody is there any more
        while line.poll(idle_s):
            line.send(_done(*line.recv()))


def _done(call: Callable[..., Any], arguments: tuple[Any, ...]) -> tuple[Any, Exception | None]:
    try:
        return call(*arguments), None
    except TingbaoError as error:
        return None, error
    except Exception as error:  # noqa: BLE001  # a bug, told where it is logged
        if out_of_memory(error):
            return None, InputError(_UNFINISHED, hint=_LESS)
        told = RuntimeError(f"{type(error).__name__}: {error}")
        told.add_note(traceback.format_exc())
        return None, told


def _step_back(most_bytes: int) -> None:
    """Let everyone else go first, and take no more than so much memory, where that can be set."""
    if sys.platform != "win32":
        import resource

        with suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, 0, max(_NICENESS, os.getpriority(os.PRIO_PROCESS, 0)))
        with suppress(OSError, ValueError):
            _, most = resource.getrlimit(resource.RLIMIT_DATA)
            resource.setrlimit(resource.RLIMIT_DATA, (most_bytes, most))
