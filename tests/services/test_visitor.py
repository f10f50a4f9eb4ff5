"""Many pages of one host: who waits for a turn, and who is told to have failed."""

from __future__ import annotations

import time
from contextlib import suppress

import pytest
from tests import feed_sites

from tingbao.services import web
from tingbao.services.visitor import AT_ONCE, PER_HOST, Visitor

ANSWER_S = 0.4
MINUTE_S = 4 * ANSWER_S
PAGES = 12  # of which the last are asked when a minute of the first is over
LIMIT = 10_000


@pytest.fixture
def slow():
    """Serve a host that answers slowly, and always."""
    with feed_sites.site() as one:
        one.slow_s = ANSWER_S
        one.pages.update({f"/{at}": b"<p>x</p>" for at in range(PAGES)})
        yield one


@pytest.fixture
def guest(monkeypatch):
    """Visit with a minute that is shorter than all pages of the host take, and never asks again."""
    monkeypatch.setattr(web, "WHOLE", MINUTE_S)
    assert AT_ONCE > PER_HOST
    assert PAGES / PER_HOST * ANSWER_S > MINUTE_S
    return Visitor(sleep=lambda _: None, allow_private=True)


@pytest.mark.parametrize("named", [True, False])
def test_a_page_that_waits_for_its_turn_loses_nothing_of_its_minute(slow, guest, named):
    """Law: however many pages stand before it in our own queue, each has a server's minute."""
    places = [f"{slow.url}/{at}" for at in range(PAGES)]
    pages = guest.each(lambda place: guest.fetch(place, limit=LIMIT, named=named), places)
    assert [page.url for page in pages] == places
    assert slow.most <= PER_HOST


def test_who_is_asked_too_late_has_not_failed(slow, guest):
    """Law: a host whose pages were not all there by our time is asked for others as before."""
    until = time.monotonic() + 3.5 * ANSWER_S

    def look(place):
        with suppress(web.UnfetchedError):
            return guest.fetch(place, limit=LIMIT, until=until)

    found = guest.each(look, [f"{slow.url}/{at}" for at in range(PAGES)])
    assert None in found
    assert guest.fetch(f"{slow.url}/0", limit=LIMIT).body
