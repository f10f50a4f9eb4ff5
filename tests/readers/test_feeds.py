"""The feed, as two parsers in JavaScript see it; two in Python read it in tests/publishing."""

from __future__ import annotations

from functools import reduce
from operator import getitem
from typing import TYPE_CHECKING, Any

import pytest
from tests.published import MOMENT

from tingbao.publishing import feed

if TYPE_CHECKING:
    from .conftest import Published

BASE = "https://example.org/pod"
ITEM, AUDIO, AUDIOS = ("items", 0), ("items", 0, "enclosure"), ("items", 0, "enclosures", 0)
PATHS: dict[str, dict[str, tuple[str | int, ...]]] = {  # where each parser puts what it read
    "partytime": {
        "show": ("title",),
        "cover": ("itunesImage",),
        "title": (*ITEM, "title"),
        "guid": (*ITEM, "guid"),
        "address": (*AUDIO, "url"),
        "bytes": (*AUDIO, "length"),
        "type": (*AUDIO, "type"),
        "seconds": (*ITEM, "duration"),
    },
    "feedsmith": {
        "show": ("title",),
        "cover": ("itunes", "image"),
        "title": (*ITEM, "title"),
        "guid": (*ITEM, "guid", "value"),
        "address": (*AUDIOS, "url"),
        "bytes": (*AUDIOS, "length"),
        "type": (*AUDIOS, "type"),
        "seconds": (*ITEM, "itunes", "duration"),
    },
}


@pytest.mark.parametrize("parser", PATHS)
def test_parsers_see_the_same(parser: str, published: Published) -> None:
    """Law: show, cover, title, guid, audio and length are what we wrote."""
    episode, read = published.episode, published.node[parser]
    seen: dict[str, Any] = {
        fact: reduce(getitem, path, read) for fact, path in PATHS[parser].items()
    }
    assert seen == {
        "show": "听报",
        "cover": f"{BASE}/cover.jpg",
        "title": episode.title,
        "guid": episode.guid,
        "address": f"{BASE}/{episode.file}",
        "bytes": episode.bytes,
        "type": "audio/mpeg",
        "seconds": round(episode.duration_ms / 1000),
    }


def test_simple_chapters_are_read(published: Published) -> None:
    """Law: the chapters of Podlove, which partytime does not read, are ours."""
    read = published.node["feedsmith"]["items"][0]["psc"]["chapters"]
    ours = [chapter.title for chapter in published.episode.chapters]
    assert [chapter["title"] for chapter in read] == ours


def test_the_podcast_namespace_is_understood_tag_by_tag(published: Published) -> None:
    """Law: the namespace's own parser and a second one read every one of its tags we write."""
    node = published.node
    read, other = node["partytime"], node["feedsmith"]["podcast"]
    item, second = read["items"][0], node["feedsmith"]["items"][0]["podcast"]
    assert read["guid"] == other["guid"]
    assert read["locked"] is True
    assert read["podcastOwner"] == other["locked"]["owner"] == "show@example.org"
    assert read["medium"] == other["medium"] == "podcast"
    assert read["podcastFunding"][0]["url"] == other["fundings"][0]["url"]
    hosts = [(person["name"], person["role"].lower()) for person in read["podcastPeople"]]
    assert hosts == [("小北", "host"), ("小云", "co-host")]
    credits_ = [(person["display"], person["role"]) for person in second["persons"]]
    assert credits_ == [("小北", "host"), ("小云", "co-host"), ("张三", "author")]
    assert item["podcastPeople"][2]["group"] == "Writing"  # as the taxonomy spells it
    assert item["podcastChapters"]["type"] == second["chapters"]["type"]
    assert [kind["type"] for kind in second["transcripts"]] == ["text/vtt", "application/x-subrip"]
    assert len(item["podcastTranscripts"]) == 2
    marks = [{"value": feed.text("ai"), "purpose": "ai-content"}]
    assert read["podcastTxt"] == item["podcastTxt"] == marks
    assert other["updateFrequency"]["complete"] is False


def test_dates_and_links_are_read(published: Published) -> None:
    """Law: the moment of publication and the feed's own address come through."""
    node = published.node
    item = node["partytime"]["items"][0]
    assert item["pubDate"] == f"{MOMENT:%Y-%m-%dT%H:%M:%S}.000Z"
    assert node["partytime"]["pubsub"]["self"] == f"{BASE}/feed.xml"
