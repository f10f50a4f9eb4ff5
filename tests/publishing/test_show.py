"""The show's folder as a whole: what is brought up to date is what a rebuild would write."""

from __future__ import annotations

import os
import shutil
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import feedparser
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.published import SHOW

from tingbao import site
from tingbao.errors import OutputError, UsageError
from tingbao.model import Chapter, Episode, Person, Show
from tingbao.publishing import (
    catalogue,
    feed,
    files,
    record,
    show,
)
from tingbao.site import index

START = datetime(2026, 1, 1, tzinfo=UTC)


def put(output: Path, slug: str, day: int, *, title: str = "标题") -> None:
    """Lay down a folder as publishing would, with ten bytes of audio."""
    folder = output / slug
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{slug}.mp3").write_bytes(bytes(10))
    episode = Episode(
        slug=slug,
        guid=f"guid-{slug}",
        title=title,
        summary="摘要。",
        published=START + timedelta(days=day),
        duration_ms=61_000,
        chapters=(Chapter(title="导语", start_ms=0, end_ms=61_000),),
        file=f"{slug}/{slug}.mp3",
        bytes=10,
    )
    entry = record.Record(episode=episode, content=slug, audio=slug)
    (folder / record.NAME).write_bytes(record.dump(entry))


def published(output: Path) -> dict[str, bytes]:
    """Everything that is served, the memory left out."""
    return {
        str(path.relative_to(output)): path.read_bytes()
        for path in output.rglob("*")
        if path.is_file() and not path.name.startswith(".")
    }


@pytest.mark.parametrize(
    ("facts", "says"),
    [
        ({"title": "早\u202e报"}, "nobody sees"),
        ({"author": "早\u200b报"}, "author has characters that nobody sees"),
        ({"description": "早\u200d报"}, "description has characters that nobody sees"),
        ({"title": " "}, "title"),
        ({"language": "中文"}, "language"),
        ({"language": "zh-cn\n"}, "language"),
        ({"category": "news"}, "category"),
        ({"subcategory": "Design"}, "subcategory"),
        ({"category": "History", "subcategory": "Rome"}, "leave it out"),
        ({"funding_url": "javascript:alert(1)"}, "funding_url"),
        ({"email": "me at example.org"}, "email"),
        ({"persons": (Person(name="甲", href="example.org"),)}, "href"),
        ({"persons": (Person(name="甲", img="https://a b/c.jpg"),)}, "img"),
    ],
)
def test_what_no_app_takes_is_refused(facts: dict[str, Any], says: str) -> None:
    """Law: a language, a category or an address that is none is named before anything is made."""
    with pytest.raises(UsageError, match=says) as caught:
        show.refuse(replace(SHOW, **facts))
    assert "[show]" in str(caught.value)
    show.refuse(replace(SHOW, category="News", subcategory="Daily News"))
    show.refuse(
        replace(SHOW, description="早报，一位\U0001f469\u200d\U0001f3eb和❤\ufe0f\u200d\U0001f525")
    )


@settings(max_examples=12)
@given(st.lists(st.tuples(st.integers(0, 11), st.booleans()), max_size=12))
def test_bringing_up_to_date_is_rebuilding(steps: list[tuple[int, bool]]) -> None:
    """Law: after any additions, changes and removals the files are those of a full rebuild."""
    with pytest.MonkeyPatch.context() as patch, TemporaryDirectory() as name:
        patch.setattr(os, "fsync", lambda _: None)
        patch.setattr(os, "sync", lambda: None, raising=False)
        patch.setattr(feed, "PER_PAGE", 3)
        patch.setattr(index, "PER_PAGE", 2)
        output = Path(name)
        for step, (number, gone) in enumerate(steps):
            slug = f"e-{number}"
            if gone and (output / slug).exists():
                show.delete(output, slug, SHOW, site.write)
            else:
                put(output, slug, day=number * 7 % 12, title=f"第{step}版")
                with files.locked(output):
                    show.renew(output, SHOW, site.write, changed=frozenset({slug}))
        before = published(output)
        for served in [*output.glob("*.xml"), *output.glob("*.html"), output / catalogue.NAME]:
            served.unlink(missing_ok=True)
        show.build(output, SHOW, site.write)
        assert published(output) == before or not steps


def test_pages_hold_every_episode_once(tmp_path: Path) -> None:
    """Law: following rel=next from feed.xml meets every episode once, the newest first."""
    for number in range(230):
        put(tmp_path, f"e-{number:03}", number)
    show.build(tmp_path, SHOW, site.write)
    seen: list[str] = []
    name: str | None = "feed.xml"
    while name:
        parsed = feedparser.parse((tmp_path / name).read_bytes())
        seen += [entry.id for entry in parsed.entries]
        links = {link.rel: link.href for link in parsed.feed.links}
        assert links["self"] == f"https://example.org/pod/{name}"
        assert links["first"] == "https://example.org/pod/feed.xml"
        name = links["next"].rpartition("/")[2] if "next" in links else None
    assert seen == [f"guid-e-{number:03}" for number in reversed(range(230))]


def test_an_added_episode_reads_only_its_neighbours(tmp_path: Path) -> None:
    """Law: adding to many reads the newest three pages of the feed, not all."""
    for number in range(520):
        put(tmp_path, f"e-{number:03}", number)
    show.build(tmp_path, SHOW, site.write)
    archived = (tmp_path / "feed-1.xml").stat().st_mtime_ns
    put(tmp_path, "new", 1000)
    with files.locked(tmp_path):
        known = show.renew(tmp_path, SHOW, site.write, changed=frozenset({"new"}))
    assert len(known) == 521
    assert len(known._loaded) <= 321
    assert (tmp_path / "feed-1.xml").stat().st_mtime_ns == archived


@pytest.mark.parametrize("damage", [b"", b"{", b'{"version":1}', b'{"version":1,"rows":[[1]]}'])
def test_a_damaged_memory_is_only_forgotten(tmp_path: Path, damage: bytes) -> None:
    """Law: whatever the memory says, the folders decide."""
    put(tmp_path, "one", 1)
    put(tmp_path, "two", 2)
    show.build(tmp_path, SHOW, site.write)
    before = published(tmp_path)
    (tmp_path / catalogue.NAME).write_bytes(damage)
    with files.locked(tmp_path):
        show.renew(tmp_path, SHOW, site.write, changed=frozenset({"two"}))
    assert published(tmp_path) == before


def test_new_facts_of_the_show_reach_every_page(tmp_path: Path) -> None:
    """Law: another title or base URL rewrites everything, though no episode changed."""
    put(tmp_path, "one", 1)
    show.build(tmp_path, SHOW, site.write)
    with files.locked(tmp_path):
        show.renew(tmp_path, Show(title="新名"), site.write, changed=frozenset({"one"}))
    parsed = feedparser.parse((tmp_path / "feed.xml").read_bytes())
    assert parsed.feed.title == "新名"
    assert parsed.entries[0].enclosures[0].href == "one/one.mp3"


def test_a_folder_removed_by_hand_leaves_the_feed(tmp_path: Path) -> None:
    """Law: the folders are the truth, also for what was not removed by a command."""
    for number in range(3):
        put(tmp_path, f"e-{number}", number)
    show.build(tmp_path, SHOW, site.write)
    shutil.rmtree(tmp_path / "e-1")
    put(tmp_path, "e-3", 3)
    with files.locked(tmp_path):
        show.renew(tmp_path, SHOW, site.write, changed=frozenset({"e-3"}))
    parsed = feedparser.parse((tmp_path / "feed.xml").read_bytes())
    assert [entry.id for entry in parsed.entries] == ["guid-e-3", "guid-e-2", "guid-e-0"]


def test_what_is_no_show_is_said(tmp_path: Path) -> None:
    """Law: a folder that is not there is wrong usage, a file in its place cannot be written."""
    with pytest.raises(UsageError):
        show.build(tmp_path / "none", SHOW, site.write)
    (tmp_path / "file").write_text("x")
    with pytest.raises(OutputError), files.locked(tmp_path / "file"):
        pass
