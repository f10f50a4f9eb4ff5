"""Waiting for what others do: as long as a busy machine may need, and no longer than it takes."""

from __future__ import annotations

import socket
import time
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")
LONG_S = 120.0
"""No law: only what keeps a test that fails from hanging. What waits less fails by chance."""


def until(holds: Callable[[], T], *, pause_s: float = 0.01) -> T:
    """Ask again and again until the answer is true, and give it."""
    end = time.monotonic() + LONG_S
    while not (answer := holds()):
        assert time.monotonic() < end, f"never came true; the last answer was {answer!r}"
        time.sleep(pause_s)
    return answer


def answers(port: int) -> bool:
    """Tell whether somebody listens at a port of loopback."""
    with socket.socket() as client:
        return client.connect_ex(("127.0.0.1", port)) == 0
