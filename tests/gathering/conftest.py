"""A show that follows five loopback feeds of sixty reports of twelve events."""

from __future__ import annotations

import pytest
from tests import feed_sites


@pytest.fixture
def site():
    """Serve on loopback."""
    with feed_sites.site() as made:
        yield made


@pytest.fixture
def quiet():
    """Give a progress."""
    return feed_sites.Quiet()


@pytest.fixture
def morning(site, tmp_path, monkeypatch):
    """Give the settings of the show; the working folder is its own."""
    monkeypatch.chdir(tmp_path)
    return feed_sites.show(site, tmp_path)
