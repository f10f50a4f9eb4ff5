"""The process that writes drafts: beside the listeners' server, and after it in every queue.

A draft takes seconds of a processor; in a thread of the server every one of them would be taken
from its listeners. What goes wrong in this process, even its death, is one draft's own misfortune.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from concurrent.futures import CancelledError
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from threading import Lock, Timer
from typing import Any

from tingbao.errors import InputError, TingbaoError
from tingbao.runners.pool import Pool

# Seconds without a draft after which the process is ended, and gives its memory back.
IDLE_S = 60.0
# Seconds that a draft may take: twenty slow pages, or a language model that thinks.
LONGEST_S = 600.0
MOST_BYTES = 3 << 29  # of memory, 1.5 GB: five times what the longest article takes
_NICENESS = 5


class Writer:
    """Does one call at a time in a process, begun when it is needed and ended when it is not.

    All methods may be called from any thread.
    """

    def __init__(self) -> None:
        """Begin no process yet."""
        self._turn = Lock()
        self._pool = Pool(1)
        self._closed = False
        self._idle = Timer(IDLE_S, self._rest)

    def do(self, call: Callable[..., Any], *arguments: Any) -> Any:
        """Have a call done, and give what it gives.

        The process imports the function by its name; arguments are copied.

        Raises:
            InputError: The process died of it, or it took too long.
            TingbaoError: As the call does.
            RuntimeError: Any other error of the call's, in its words.
        """
        unfinished = InputError(
            "the draft was not finished", hint="it took too much memory or time: give less"
        )
        with self._turn:
            if self._closed:
                raise unfinished
            self._idle.cancel()
            future = self._pool.submit(_modestly, MOST_BYTES, call, *arguments)
            try:
                return future.result(LONGEST_S)
            except (BrokenProcessPool, CancelledError, MemoryError) as error:
                raise unfinished from error
            except TingbaoError:
                raise
            except Exception as error:
                if not future.done():
                    self._pool.close()
                    self._pool = Pool(1)
                    raise unfinished from error
                told = RuntimeError(f"{type(error).__name__}: {error}")
                told.add_note(str(error.__cause__))  # where it was, in that process
                raise told from error
            finally:
                self._idle = Timer(IDLE_S, self._rest)
                self._idle.daemon = True
                self._idle.start()

    def close(self) -> None:
        """End the process at once, and begin no other."""
        self._closed = True
        self._idle.cancel()
        self._pool.close()

    def _rest(self) -> None:
        """End the process; the next draft begins another."""
        with self._turn:
            self._pool.close()
            self._pool = Pool(1)


def _modestly(most_bytes: int, call: Callable[..., Any], *arguments: Any) -> Any:
    """Do a call behind everyone else, in no more than so much memory, where that can be set."""
    if sys.platform != "win32":
        import resource

        with suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, 0, max(_NICENESS, os.getpriority(os.PRIO_PROCESS, 0)))
        with suppress(OSError, ValueError):
            _, most = resource.getrlimit(resource.RLIMIT_DATA)
            resource.setrlimit(resource.RLIMIT_DATA, (most_bytes, most))
    return call(*arguments)
