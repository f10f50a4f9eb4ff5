"""What some drafts do to the process that writes them, which imports this."""

from __future__ import annotations

import os
import signal
import time
from typing import TYPE_CHECKING, Any

from tingbao.errors import InputError

if TYPE_CHECKING:
    from pathlib import Path


def waiting(config: Any, *_: object) -> None:
    """Say that it has begun, wait until it may go on, and fall over a bug."""
    with (config.output / "begun").open("a") as file:
        file.write("x")
    while not (config.output / "go").exists():
        time.sleep(0.01)
    raise ZeroDivisionError


def faulty(*_: object) -> None:
    """Fall over a bug."""
    raise ZeroDivisionError("of the program")


def refusing(where: str) -> None:
    """Refuse what a user can mend, of the second article."""
    error = InputError("no words", where=where, hint="give some")
    error.add_note("second: ")
    raise error


def dying(*_: object) -> None:
    """Die, as of a fault in a library."""
    os.kill(os.getpid(), signal.SIGKILL)


def greedy(*_: object) -> int:
    """Ask for more memory than there may be."""
    return len(bytearray(1 << 40))


def endless(mark: Path) -> None:
    """Never end."""
    mark.touch()
    time.sleep(1000)


def number() -> int:
    """Give the number of the process."""
    return os.getpid()


def niceness() -> int:
    """Give how far it lets others go first."""
    return os.getpriority(os.PRIO_PROCESS, 0)
