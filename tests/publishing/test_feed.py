"""What the feed holds, held against PSP-1 and the podcast namespace name by name."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from lxml import etree
from tests.published import SHOW, Publish, article

from tingbao import publishing, site
from tingbao.checking import feed as feeds
from tingbao.errors import UsageError
from tingbao.model import Byline, Person
from tingbao.publishing.feed import NAMESPACES

if TYPE_CHECKING:
    from pathlib import Path

# Podcast Standards Project, PSP-1, and what Apple and the podcast namespace recommend beside it
CHANNEL = (
    "atom:link[@rel='self'][@type='application/rss+xml']",
    "title",
    "description",
    "link",
    "language",
    "copyright",
    "itunes:category/@text",
    "itunes:explicit",
    "itunes:image/@href",
    "itunes:author",
    "itunes:owner/itunes:name",
    "itunes:owner/itunes:email",
    "itunes:type",
    "podcast:guid",
    "podcast:locked[@owner]",
    "podcast:medium",
    "podcast:updateFrequency",
    "podcast:funding[@url]",
    "podcast:person[@role][@group]",
    "podcast:txt[@purpose='ai-content']",
)
ITEM = (
    "title",
    "description",
    "content:encoded",
    "link",
    "guid[@isPermaLink='false']",
    "pubDate",
    "enclosure[@url][@length][@type='audio/mpeg']",
    "itunes:duration",
    "itunes:image/@href",
    "itunes:explicit",
    "itunes:episodeType",
    "itunes:season",
    "itunes:episode",
    "podcast:season",
    "podcast:episode",
    "podcast:transcript[@type='text/vtt']",
    "podcast:transcript[@type='application/x-subrip']",
    "podcast:chapters[@type='application/json+chapters']",
    "podcast:person",
    "podcast:txt[@purpose='ai-content']",
    "psc:chapters/psc:chapter[@start][@title]",
)


def _root(folder: Path) -> etree._Element:
    return etree.fromstring((folder / "feed.xml").read_bytes())


def _found(element: etree._Element, path: str) -> list[str]:
    """Give the texts or attributes that a path names."""
    nodes = element.xpath(path, namespaces=NAMESPACES)
    return [node if isinstance(node, str) else (node.text or "") for node in nodes]


@pytest.mark.parametrize("path", CHANNEL)
def test_the_channel_has_every_tag_asked_for(publish: Publish, tmp_path: Path, path: str) -> None:
    """Law: each tag of PSP-1 and each recommended one is there, and repeats nothing."""
    publish()
    found = _found(_root(tmp_path), f"channel/{path}")
    assert len(found) == (2 if "person" in path else 1)


@pytest.mark.parametrize("path", ITEM)
def test_an_item_has_every_tag_asked_for(publish: Publish, tmp_path: Path, path: str) -> None:
    """Law: likewise for an episode, season and number included where they are set."""
    publish(season=2, number=7)
    found = _found(_root(tmp_path), f"channel/item/{path}")
    assert len(found) == (3 if "person" in path else 2 if "psc" in path else 1)


def test_persons_are_the_hosts_and_an_episode_adds_who_wrote_the_article(
    publish: Publish, tmp_path: Path
) -> None:
    """Law: authors are credited as authors, beside the hosts whom an item's persons replace."""
    byline = Byline(source="杭州日报", author="文/李婷婷 王禹舜")
    publish(article=replace(article(), byline=byline))
    publish(article=replace(article("无名"), byline=Byline()))
    root = _root(tmp_path)
    hosts = ["小北", "小云"]
    assert _found(root, "channel/podcast:person") == hosts
    assert _found(root, "channel/podcast:person/@role") == ["host", "co-host"]
    assert _found(root, "channel/podcast:person/@img") == ["https://example.org/b.jpg"]
    by_title = {item.findtext("title"): item for item in root.iter("item")}
    written = by_title[article().title]
    assert _found(written, "podcast:person") == [*hosts, "李婷婷", "王禹舜"]
    assert _found(written, "podcast:person/@role")[2:] == ["author", "author"]
    assert _found(written, "podcast:person/@group")[2:] == ["writing", "writing"]
    assert _found(by_title["无名"], "podcast:person") == []


def test_nothing_that_is_not_set_is_said(publish: Publish, tmp_path: Path) -> None:
    """Law: without funding, persons, copyright and mail their tags are absent, not empty."""
    publish(show=replace(SHOW, funding_url="", persons=(), copyright="", email=""))
    root = _root(tmp_path)
    for path in ("podcast:funding", "podcast:person", "copyright", "itunes:owner/itunes:email"):
        assert _found(root, f"channel/{path}") == []
    publish(show=replace(SHOW, persons=(Person(name="小北", group=""),)))
    assert _found(_root(tmp_path), "channel/podcast:person/@group") == []


@pytest.mark.parametrize(
    ("given", "written"),
    [
        ("https://example.org:8443/a/b/", "https://example.org:8443/a/b"),
        ("http://例子.中国/播客 节目", "http://xn--fsqu00a.xn--fiqs8s/%E6%92%AD%E5%AE%A2%20%E8%8A%82%E7%9B%AE"),
        ("https://Example.ORG/%E6%92%AD", "https://example.org/%E6%92%AD"),
        ("http://[::1]:8000", "http://[::1]:8000"),
        (" https://example.org ", "https://example.org"),
    ],
)  # fmt: skip
def test_an_address_as_people_write_it_becomes_one_that_every_app_can_ask_for(
    publish: Publish, tmp_path: Path, given: str, written: str
) -> None:
    """Law: port, path and Chinese are kept, in ASCII, in everything that the feed names."""
    mute = replace(SHOW, funding_url="", persons=())  # whose addresses are not ours
    publish(show=replace(mute, base_url=given, chapter_pictures=True))
    root = _root(tmp_path)
    named = [url for path in ("//@url", "//@href") for url in _found(root, path)]
    assert f"{written}/feed.xml" in named
    assert all(url.isascii() and url.startswith(f"{written}/") for url in named)
    assert len(named) == 7
    assert not [f for f in feeds.check(str(tmp_path)) if f.level == "error"]


@pytest.mark.parametrize(
    "wrong",
    ["example.org/show", "ftp://e.org", "https://", "https://e.org/?a=1", "https://e.org/#a",
     "https://e.org:port/", "https://" + "长" * 100 + ".org", "https://me:secret@e.org", "播客",
     "https://my show.org", "https://my show.org/a"],
)  # fmt: skip
def test_what_is_no_address_is_refused_before_anything_is_made(tmp_path: Path, wrong: str) -> None:
    """Law: a base URL below which nothing can be found is one line, and no secret is shown."""
    with pytest.raises(UsageError, match="base_url") as caught:
        publishing.refuse(replace(SHOW, base_url=wrong))
    assert "secret" not in str(caught.value)
    with pytest.raises(UsageError):
        publishing.build(tmp_path, replace(SHOW, base_url=wrong), site.write)
    assert list(tmp_path.iterdir()) == []
