"""Waiting for what others do: as long as a busy machine may need, and no longer than it takes."""

from __future__ import annotations

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
