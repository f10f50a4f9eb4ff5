"""Asking again, while there is hope and time: a site for a page, a service for an answer."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from tingbao.errors import EngineError
from tingbao.services.web import Allowance, UnfetchedError
from tingbao.store import share

T = TypeVar("T")
TRIES = 4
FIRST_WAIT_S = 0.5
LONGEST_WAIT_S = 20.0
DEADLINE_S = 120.0  # for a request with all its repetitions
REQUEST_S = 60.0  # for one of them, however steadily it drips
PAGE_TRIES = 3  # of which each waits four times as long as the one before


@dataclass(eq=False)
class TransientError(Exception):
    """What failed now and may work in a moment; `wait_s` is what the service asked for."""

    what: str
    wait_s: float = 0.0
    tries: int = TRIES


def patiently(call: Callable[[Allowance], T], *, sleep: Callable[[float], None]) -> T:
    """Do what fetches a page, and again after a while where that may help.

    `call` is given what the page may take, which all tries and the waits between them share, and
    raises `UnfetchedError`; anything else goes through.

    Raises:
        UnfetchedError: The last try failed, or none will help soon.
    """
    allowance, turn = Allowance(), 0
    while True:
        turn += 1
        try:
            return call(allowance)
        except UnfetchedError as error:
            wait_s = error.wait_s or FIRST_WAIT_S * 4.0 ** (turn - 1)
            late = wait_s > LONGEST_WAIT_S or wait_s >= allowance.left_s
            if not error.passing or turn == PAGE_TRIES or late:
                raise
        allowance.left_s -= wait_s
        sleep(wait_s)


def persist(
    call: Callable[[], T],
    *,
    key: str,
    service: str,
    deadline_s: float = DEADLINE_S,
    clock: Callable[[], float] = time.monotonic,
    sleep: Callable[[float], None] = time.sleep,
) -> T:
    """Call, and call again after waits that double when `TransientError` was raised.

    `key` shifts the waits by up to half, so that requests that failed together spread out; the
    message names `service`, and `deadline_s` holds for all tries together. What else `call`
    raises goes through.

    Raises:
        EngineError: It did not pass in time.
    """
    began, turn = clock(), 0
    while True:
        turn += 1
        try:
            return call()
        except TransientError as error:
            grown = min(LONGEST_WAIT_S, FIRST_WAIT_S * 2.0 ** (turn - 1))
            wait_s = max(error.wait_s, grown * (0.75 + 0.5 * share(f"{key}/{turn}")))
            if turn >= error.tries or clock() - began + wait_s > deadline_s:
                what = f"{error} after {turn} tries"
                hint = "check the network, or use --engine kokoro, which needs none"
                raise EngineError(what, where=service, hint=hint) from error
        sleep(wait_s)
