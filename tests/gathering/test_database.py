"""The memory in a database that a team shares, where one is named."""

from __future__ import annotations

import os
from datetime import timedelta
from hashlib import sha256
from uuid import uuid4

import pytest
from tests.feed_sites import NOW

from tingbao.gathering import memory
from tingbao.gathering.item import Item, Reading, key
from tingbao.gathering.memory import Told
from tingbao.model import Reference, Story
from tingbao.services.web import Validators

SERVER = os.environ.get("TINGBAO_DATABASE", "")


@pytest.fixture(params=["sqlite", "server"])
def place(request, tmp_path):
    """Name a database of one's own: a file, and a new one of the server in TINGBAO_DATABASE."""
    if request.param == "sqlite":
        yield str(tmp_path / "daily.sqlite")
        return
    if not SERVER:
        pytest.skip("no server is named by TINGBAO_DATABASE")
    from sqlalchemy import create_engine, make_url, text

    name = f"tingbao_{uuid4().hex[:8]}"
    server = create_engine(SERVER, isolation_level="AUTOCOMMIT")
    with server.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    yield make_url(SERVER).set(database=name).render_as_string(hide_password=False)
    with server.connect() as connection:
        connection.execute(text(f"DROP DATABASE {name}"))
    server.dispose()


def _item(at, **more):
    url = f"https://example.com/{at}" + "".join(
        f"/{sha256(bytes([n])).hexdigest()}" for n in range(more.pop("deep", 0))
    )
    return Item(
        key=key(url),
        source="https://example.com/feed",
        url=url,
        site="晨报",
        author="",
        content="<p>开工。</p>",
        published=NOW,
        seen=NOW,
        digest="d",
        rank=at,
        **{"title": f"水厂{at}", **more},
    )


def _reading(*items):
    mark = Validators(etag='"1"', modified="")
    return Reading(source="https://example.com/feed", items=items, validators=mark)


def test_what_was_read_comes_back(place):
    """Law: reports come back as they were, in their order, and again after another reading."""
    items = (_item(1), _item(2), _item(3, deep=200))
    with memory.opened(place) as kept:
        kept.remember([_reading(*items)], NOW)
        kept.remember([_reading(*items)], NOW + timedelta(hours=1))
        assert [one.url for one in kept.listed("https://example.com/feed")] == [
            one.url for one in items
        ]
        found = kept.known([one.key for one in items])
        assert found[items[0].key] == items[0]
        assert set(found) == {one.key for one in items}
        assert kept.validators()["https://example.com/feed"].etag == '"1"'
    with memory.opened(place) as kept:
        assert kept.forget(before=NOW + timedelta(hours=2)) == len(items)


def test_what_was_told_is_what_the_catalogue_says(place):
    """Law: the told stories of a show are replaced as a whole, those of another stay."""
    source = Reference(title="水厂开工", url="https://example.com/1", site="晨报", published=NOW)
    story = Story(title="水厂开工", references=(source,), words="水厂 开工", update=True)
    told = (Told(slug="a", moment=NOW, story=story), Told(slug="b", moment=NOW, story=story))
    with memory.opened(place) as kept:
        kept.agree("one", told)
        kept.agree("other", told[:1])
        assert kept.told("one") == told
        kept.agree("one", told[1:])
        assert kept.told("one") == told[1:]
        assert kept.told("other") == told[:1]
