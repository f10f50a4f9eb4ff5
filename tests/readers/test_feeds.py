"""The feed, as four parsers see it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import feedparser
import podcastparser
import pytest
from tests.publishing.conftest import MOMENT

from tingbao.publishing import feed

if TYPE_CHECKING:
    from pathlib import Path

    from .conftest import Published

BASE = "https://example.org/pod"


@dataclass(frozen=True, kw_only=True)
class Seen:
    """What a parser tells of the first item; what it does not read is None."""

    show: str
    cover: str
    title: str
    guid: str
    audio: tuple[str, int, str]
    seconds: int | None
    chapters: list[str] | None


def _feedparser(path: Path) -> Seen:
    read = feedparser.parse(path.read_bytes())
    assert not read.bozo
    item = read.entries[0]
    audio = item.enclosures[0]
    return Seen(
        show=read.feed.title,
        cover=read.feed.image.href,
        title=item.title,
        guid=item.id,
        audio=(audio.href, int(audio.length), audio.type),
        seconds=int(item.itunes_duration),
        chapters=[chapter.title for chapter in item.psc_chapters.chapters],
    )


def _podcastparser(path: Path) -> Seen:
    with path.open("rb") as file:
        read = podcastparser.parse(f"{BASE}/feed.xml", file)
    item = read["episodes"][0]
    audio = item["enclosures"][0]
    return Seen(
        show=read["title"],
        cover=read["cover_url"],
        title=item["title"],
        guid=item["guid"],
        audio=(audio["url"], audio["file_size"], audio["mime_type"]),
        seconds=item["total_time"],
        chapters=[chapter["title"] for chapter in item["chapters"]],
    )


def _partytime(read: dict[str, Any]) -> Seen:
    item = read["items"][0]
    audio = item["enclosure"]
    return Seen(
        show=read["title"],
        cover=read["itunesImage"],
        title=item["title"],
        guid=item["guid"],
        audio=(audio["url"], audio["length"], audio["type"]),
        seconds=item["duration"],
        chapters=None,
    )


def _feedsmith(read: dict[str, Any]) -> Seen:
    item = read["items"][0]
    audio = item["enclosures"][0]
    return Seen(
        show=read["title"],
        cover=read["itunes"]["image"],
        title=item["title"],
        guid=item["guid"]["value"],
        audio=(audio["url"], audio["length"], audio["type"]),
        seconds=item["itunes"]["duration"],
        chapters=[chapter["title"] for chapter in item["psc"]["chapters"]],
    )


@pytest.mark.parametrize("parser", [_feedparser, _podcastparser, _partytime, _feedsmith])
def test_four_parsers_see_the_same(parser: Any, published: Published) -> None:
    """Law: show, cover, title, guid, audio, length and chapters are what we wrote."""
    episode, node = published.episode, published.node
    ours = {_partytime: node["partytime"], _feedsmith: node["feedsmith"]}
    seen: Seen = parser(ours.get(parser, published.folder / "feed.xml"))
    assert (seen.show, seen.cover) == ("听报", f"{BASE}/cover.jpg")
    assert (seen.title, seen.guid) == (episode.title, episode.guid)
    assert seen.audio == (f"{BASE}/{episode.file}", episode.bytes, "audio/mpeg")
    assert seen.seconds == round(episode.duration_ms / 1000)
    if seen.chapters is not None:
        assert seen.chapters == [chapter.title for chapter in episode.chapters]


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
    marks = [{"value": feed.AI_TEXT, "purpose": "ai-content"}]
    assert read["podcastTxt"] == item["podcastTxt"] == marks
    assert other["updateFrequency"]["complete"] is False


def test_dates_and_links_are_read(published: Published) -> None:
    """Law: the moment of publication and the feed's own address come through."""
    node = published.node
    item = node["partytime"]["items"][0]
    assert item["pubDate"] == f"{MOMENT:%Y-%m-%dT%H:%M:%S}.000Z"
    assert node["partytime"]["pubsub"]["self"] == f"{BASE}/feed.xml"
