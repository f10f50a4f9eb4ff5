"""Asking a service again, while there is hope and time."""

from __future__ import annotations

import hashlib
import time
from typing import TYPE_CHECKING, TypeVar

from tingbao.errors import EngineError

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")
TRIES = 4
FIRST_WAIT_S = 0.5
LONGEST_WAIT_S = 20.0
DEADLINE_S = 120.0  # for a request with all its repetitions
REQUEST_S = 60.0  # for one of them, however steadily it drips


class TransientError(Exception):
    """What failed now and may work in a moment; `wait_s` is what the service asked for."""

    def __init__(self, what: str, *, wait_s: float = 0.0, tries: int = TRIES) -> None:
        super().__init__(what)
        self.wait_s = wait_s
        self.tries = tries


def persist(
    call: Callable[[], T],
    *,
    key: str,
    service: str,
    hint: str = "check the network, or use --engine kokoro, which needs none",
    deadline_s: float = DEADLINE_S,
    clock: Callable[[], float] = time.monotonic,
    sleep: Callable[[float], None] = time.sleep,
) -> T:
    """Call, and call again after growing waits when `TransientError` was raised.

    Args:
        call: Raises `TransientError` for what may pass; anything else goes through.
        key: Spreads the waits of requests that failed together.
        service: Whom the message names.
        hint: What it proposes.
        deadline_s: For all tries together.
        clock: Seconds, for the deadline.
        sleep: Waits so many seconds.

    Raises:
        EngineError: It did not pass in time.
    """
    began = clock()
    attempt = 0
    while True:
        try:
            return call()
        except TransientError as state:
            attempt += 1
            wait = max(state.wait_s, _wait_s(key, attempt))
            if attempt >= state.tries or clock() - began + wait > deadline_s:
                raise EngineError(
                    f"{state} after {attempt} tries",
                    where=service,
                    hint=hint,
                ) from state
            sleep(wait)


def _wait_s(key: str, attempt: int) -> float:
    """Double the wait each time; the key shifts it by up to half, so that requests spread out."""
    digest = hashlib.blake2b(f"{key}/{attempt}".encode(), digest_size=2).digest()
    share = int.from_bytes(digest, "big") / 0xFFFF
    wait: float = min(LONGEST_WAIT_S, FIRST_WAIT_S * 2.0 ** (attempt - 1))
    return wait * (0.75 + 0.5 * share)
