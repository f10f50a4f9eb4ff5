"""Asking again: how often, how long, and when no more."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tingbao.errors import EngineError
from tingbao.services import web
from tingbao.services.retry import (
    DEADLINE_S,
    FIRST_WAIT_S,
    LONGEST_WAIT_S,
    TRIES,
    TransientError,
    patiently,
    persist,
)


class Clock:
    """A clock that only waiting moves."""

    def __init__(self) -> None:
        self.now = 0.0
        self.waits: list[float] = []

    def __call__(self) -> float:
        """Tell the time."""
        return self.now

    def sleep(self, seconds: float) -> None:
        """Wait."""
        self.waits.append(seconds)
        self.now += seconds


def _failing(wait_s: float, tries: int = TRIES, **options) -> tuple[Clock, str]:
    clock = Clock()

    def call() -> None:
        raise TransientError("no luck", wait_s=wait_s, tries=tries)

    with pytest.raises(EngineError) as caught:
        persist(call, service="it", clock=clock, sleep=clock.sleep, **{"key": "a", **options})
    return clock, str(caught.value)


@given(st.text(max_size=9), st.integers(1, 8))
def test_waits_grow_spread_and_end(key: str, tries: int) -> None:
    """Law: each wait is about twice the last, up to the longest, and the last try ends it."""
    clock, said = _failing(0.0, tries, key=key)
    assert f"after {tries} tries" in said
    assert len(clock.waits) == tries - 1
    for turn, wait in enumerate(clock.waits):
        plain = min(LONGEST_WAIT_S, FIRST_WAIT_S * 2**turn)
        assert 0.75 * plain <= wait <= 1.25 * plain


def test_requests_that_failed_together_do_not_come_back_together() -> None:
    """Law: the waits of different texts differ, and those of one text are always the same."""
    firsts = {key: _failing(0.0, key=key)[0].waits[0] for key in "abcdefgh"}
    assert len(set(firsts.values())) > 6
    assert _failing(0.0, key="a")[0].waits[0] == firsts["a"]


@given(st.floats(0, DEADLINE_S * 2))
def test_what_the_service_asks_is_kept_or_not_waited_for(wait_s: float) -> None:
    """Law: no wait is shorter than asked, and none passes the deadline."""
    clock, _ = _failing(wait_s)
    assert all(wait >= wait_s for wait in clock.waits)
    assert clock.now <= DEADLINE_S


def test_tries_and_waits_share_a_pages_minute(monkeypatch):
    """Law: what tries took and what was waited between them is gone for the next."""
    monkeypatch.setattr(web, "WHOLE", 10.0)
    left = []

    def call(allowance):
        left.append(allowance.left_s)
        with allowance.spent():
            raise web.UnfetchedError("no luck", wait_s=6.0)

    with pytest.raises(web.UnfetchedError):
        patiently(call, sleep=lambda _: None)
    assert left == [10.0, pytest.approx(4.0, abs=0.5)]
