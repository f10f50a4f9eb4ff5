"""Episode folders: what is in them, and that publishing again changes nothing."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import eyed3
import feedparser
import mutagen.id3
import podcastparser
import pytest

from tingbao import publishing
from tingbao.errors import OutputError, UsageError

from .conftest import MOMENT, SHOW, Publish, article

if TYPE_CHECKING:
    from pathlib import Path

    from tingbao.model import Recording

NAMES = {
    "index.html",
    "script.json",
    "transcript.vtt",
    "transcript.srt",
    "chapters.json",
    "cover.jpg",
}


def snapshot(folder: Path) -> dict[str, tuple[bytes, int]]:
    """Every file with its bytes and time."""
    return {
        str(path.relative_to(folder)): (path.read_bytes(), path.stat().st_mtime_ns)
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_the_folder_holds_what_the_design_names(publish: Publish, tmp_path: Path) -> None:
    """Law: DIR/<slug>/ holds the audio and its six companions, DIR the feed."""
    episode = publish()
    assert episode.slug.startswith("2026-11-24-zhi-hui-cheng-xia-hao-xian-shou-qi-")
    found = {path.name for path in (tmp_path / episode.slug).iterdir()}
    assert found == NAMES | {f"{episode.slug}.mp3", "episode.json"}
    assert (tmp_path / "feed.xml").is_file()
    assert (tmp_path / episode.file).stat().st_size == episode.bytes


def test_publishing_again_touches_no_file(publish: Publish, tmp_path: Path) -> None:
    """Law: the same content again, at a later moment, changes no byte and no file's time."""
    first = publish()
    before = snapshot(tmp_path)
    again = publish(moment=MOMENT + timedelta(days=3))
    assert again == first
    assert snapshot(tmp_path) == before
    assert publishing.earlier(tmp_path, article()) == first
    assert publishing.earlier(tmp_path, article("别的")) is None


def test_rebuilding_gives_the_same_bytes(publish: Publish, tmp_path: Path) -> None:
    """Law: the feed is a function of the folders."""
    publish()
    publish(article=article("另一篇"), moment=MOMENT - timedelta(days=400))
    before = (tmp_path / "feed.xml").read_bytes()
    (tmp_path / "feed.xml").unlink()
    known = publishing.build(tmp_path, SHOW)
    assert (tmp_path / "feed.xml").read_bytes() == before
    assert len(known) == 2
    assert not known.left_out


def test_corrected_audio_gets_a_new_address_and_keeps_the_rest(
    publish: Publish, tmp_path: Path, recording: Recording
) -> None:
    """Law: audio made anew keeps guid and date and has an address that no app has cached."""
    first = publish()
    publish(recording=replace(recording, mp3=recording.mp3 + bytes(417)))
    entry = feedparser.parse((tmp_path / "feed.xml").read_bytes()).entries[0]
    assert entry.id == first.guid
    assert entry.enclosures[0].href == f"https://example.org/pod/{first.file}?v=2"


def test_two_readers_understand_the_feed(publish: Publish, tmp_path: Path) -> None:
    """Law: feedparser and podcastparser see the episode, its length, chapters and audio."""
    episode = publish()
    data = (tmp_path / "feed.xml").read_bytes()
    seen = feedparser.parse(data)
    assert not seen.bozo
    assert seen.feed.title == "听报"
    assert seen.entries[0].title == episode.title
    assert seen.entries[0].enclosures[0].length == str(episode.bytes)
    parsed = podcastparser.parse(
        "https://example.org/pod/feed.xml", (tmp_path / "feed.xml").open("rb")
    )
    item = parsed["episodes"][0]
    assert item["guid"] == episode.guid
    assert item["total_time"] == round(episode.duration_ms / 1000)
    assert item["published"] == MOMENT.timestamp()
    assert [c["title"] for c in item["chapters"]] == ["导语", "产业"]
    assert item["enclosures"][0]["file_size"] == episode.bytes


def test_two_readers_understand_the_tag(publish: Publish, tmp_path: Path) -> None:
    """Law: eyeD3 and mutagen read title, chapters in order, cover and the mark of AI."""
    episode = publish()
    path = tmp_path / episode.file
    tag = eyed3.load(path).tag
    assert tag.version == (2, 3, 0)
    assert (tag.title, tag.artist, tag.album) == (episode.title, "编辑部", "听报")
    assert str(tag.recording_date) == "2026-11-24T07:30" or str(tag.getBestDate()).startswith(
        "2026"
    )
    assert [(c.title, c.times) for c in tag.chapters] == [
        (c.title, (c.start_ms, c.end_ms)) for c in episode.chapters
    ]
    assert tag.images[0].mime_type == "image/jpeg"
    read = mutagen.id3.ID3(path, translate=False)
    mark = json.loads(read["TXXX:AIGC"].text[0])
    assert mark["ProduceID"] == episode.guid
    assert mark["ContentProducer"] == "编辑部"
    assert read["CTOC:toc"].child_element_ids == ["chp0", "chp1"]


def test_deleting_leaves_the_others_untouched(publish: Publish, tmp_path: Path) -> None:
    """Law: deletion removes one folder and one item; of the others only the pages' links change."""
    first = publish()
    other = publish(article=article("另一篇"))
    page = tmp_path / other.slug / "index.html"
    assert first.slug in page.read_text(encoding="utf-8")
    before = snapshot(tmp_path / other.slug)
    publishing.delete(tmp_path, first.slug, SHOW)
    assert first.slug not in page.read_text(encoding="utf-8")
    assert not (tmp_path / first.slug).exists()
    before["index.html"] = snapshot(tmp_path / other.slug)["index.html"]
    assert snapshot(tmp_path / other.slug) == before
    assert [e.id for e in feedparser.parse((tmp_path / "feed.xml").read_bytes()).entries] == [
        other.guid
    ]
    with pytest.raises(UsageError, match="no episode"):
        publishing.delete(tmp_path, "../" + other.slug, SHOW)


def test_damaged_folders_are_left_out_and_named(publish: Publish, tmp_path: Path) -> None:
    """Law: a folder that lost a file costs the feed that episode only."""
    good = publish()
    bad = publish(article=article("另一篇"))
    (tmp_path / bad.file).write_bytes(b"short")
    (tmp_path / "notes").mkdir()
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "episode.json").write_text("{}")
    known = publishing.build(tmp_path, SHOW)
    assert [record.episode.guid for record in known] == [good.guid]
    assert {name for name, _ in known.left_out} == {bad.slug, "broken"}


def test_a_clock_going_backwards_is_only_an_order(publish: Publish, tmp_path: Path) -> None:
    """Law: an episode dated before the others goes below them; none changes its date."""
    publish()
    publish(article=article("旧闻"), moment=datetime(1999, 1, 1, tzinfo=UTC))
    titles = [e.title for e in feedparser.parse((tmp_path / "feed.xml").read_bytes()).entries]
    assert titles == [article().title, "旧闻"]


def test_a_file_where_the_folder_should_be_is_said(publish: Publish, tmp_path: Path) -> None:
    """Law: an output that is no folder is an OutputError with a mend, and nothing is written."""
    publish()
    (tmp_path / "file").write_text("x")
    with pytest.raises(OutputError, match="choose another folder"):
        publishing.publish(
            tmp_path / "file",
            article=article(),
            script=None,  # type: ignore[arg-type]  # never reached
            speech=None,  # type: ignore[arg-type]
            recording=None,  # type: ignore[arg-type]
            show=SHOW,
            moment=MOMENT,
        )
