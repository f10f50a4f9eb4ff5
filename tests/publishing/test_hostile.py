"""A show's folder as others may leave it: cut files, absurd records, links to what is hidden."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

import feedparser
import pytest
from tests.published import SHOW, Publish, article

from tingbao import publishing, site, store
from tingbao.checking import feed as feeds
from tingbao.publishing import catalogue, files, record, serialization, targets
from tingbao.publishing.record import DamagedError

if TYPE_CHECKING:
    from pathlib import Path

DEEP = b"[" * 200_000 + b"]" * 200_000
ABSURD = {
    "deep": DEEP,
    "deep inside": b'{"version": 1, "made_with": ' + DEEP + b"}",
    "digits": b'{"version": ' + b"9" * 5000 + b"}",
    "no text": b"\xff\xfe\x00",
    "empty": b"",
    "a number": b"1",
    "null": b"null",
    "a list": b"[[]]",
}


@pytest.mark.parametrize("harm", ["gone", "cut", "a folder", "record gone", "record absurd"])
def test_an_old_episode_that_is_harmed_stops_no_new_one(
    publish: Publish, tmp_path: Path, harm: str
) -> None:
    """Law: whatever became of an old episode, the next is published, and it is named and left."""
    old = publish()
    audio, kept = tmp_path / old.file, tmp_path / old.slug / record.NAME
    if harm in {"gone", "a folder"}:
        audio.unlink()
    if harm == "a folder":
        audio.mkdir()
    if harm == "cut":
        audio.write_bytes(audio.read_bytes()[:-100])
    if harm == "record gone":
        kept.unlink()
    if harm == "record absurd":
        kept.write_bytes(DEEP)
    told: list[str] = []
    new = publish(article=article("新的一篇"), note=told.append)
    entries = feedparser.parse((tmp_path / "feed.xml").read_bytes()).entries
    assert [entry.id for entry in entries] == [new.guid]
    assert [old.slug in line for line in told] == ([] if harm == "record gone" else [True])
    assert [f.rule for f in feeds.check(str(tmp_path)) if f.level == "error"] == []
    publish()  # of its own article it is made whole again
    assert len(feedparser.parse((tmp_path / "feed.xml").read_bytes()).entries) == 2


def test_a_memory_that_names_an_episode_twice_is_none(publish: Publish, tmp_path: Path) -> None:
    """Law: whatever was done to the catalogue's memory, the feed offers an episode once."""
    publish()
    kept = json.loads((tmp_path / catalogue.NAME).read_bytes())
    kept["rows"] *= 2
    (tmp_path / catalogue.NAME).write_text(json.dumps(kept), "utf-8")
    publish(article=article("新的一篇"))
    entries = feedparser.parse((tmp_path / "feed.xml").read_bytes()).entries
    assert len(entries) == len({entry.id for entry in entries}) == 2


def test_an_episode_is_deleted_beside_one_that_is_harmed(publish: Publish, tmp_path: Path) -> None:
    """Law: deleting an episode looks at its neighbours, and a harmed one does not stop it."""
    bad, good = publish(), publish(article=article("另一篇"))
    (tmp_path / bad.file).unlink()
    publishing.delete(tmp_path, good.slug, SHOW, site.write)
    assert not (tmp_path / good.slug).exists()


@pytest.mark.parametrize("data", ABSURD.values(), ids=ABSURD)
def test_absurd_json_is_damage_and_no_fault(publish: Publish, tmp_path: Path, data: bytes) -> None:
    """Law: whatever the JSON files of the show hold, a new episode is made, and sent."""
    show = tmp_path / "show"
    for title, name in (("一", record.NAME), ("二", "script.json")):
        old = publish(output=show, article=article(title))
        (show / old.slug / name).write_bytes(data)
    for name in (catalogue.NAME, targets.MEMORY):
        (show / name).write_bytes(data)
    publish(output=show, article=article("新的一篇"))
    assert len(publishing.build(show, SHOW, site.write)) == 2
    targets.send(show, str(tmp_path / "there"))
    assert (tmp_path / "there" / "feed.xml").is_file()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("duration_ms", 10**300),
        ("bytes", -(10**300)),
        ("loudness", float("nan")),
        ("waveform", [float("inf")]),
        ("published", "0001-01-01T00:00:00+14:00"),
        ("published", "9999-12-31T23:59:59-12:00"),
        ("file", "../../etc/passwd"),
        ("file", "/etc/passwd"),
        ("slug", "../x"),
        ("season", 10**30),
    ],
)
def test_a_value_that_no_episode_has_is_damage(
    publish: Publish, tmp_path: Path, field: str, value: object
) -> None:
    """Law: of the right kind is not enough; what no episode can be is left out and named."""
    path = tmp_path / publish().slug / record.NAME
    plain = json.loads(path.read_text("utf-8"))
    (plain["episode"] if field in plain["episode"] else plain)[field] = value
    path.write_text(json.dumps(plain), "utf-8")
    with pytest.raises(DamagedError):
        catalogue.sound(path.parent)
    assert len(publishing.build(tmp_path, SHOW, site.write).left_out) == 1


def test_a_pair_has_two_parts(publish: Publish, tmp_path: Path) -> None:
    """Law: what is written of a tuple has as many parts as its kinds."""
    found = record.load(tmp_path / publish().slug / record.NAME)
    written = json.loads(serialization.to_json(asdict(found)))
    assert serialization.revive(record.Record, written) == found
    for wrong in (["voice"], ["voice", "yunxi", 1]):
        with pytest.raises(ValueError, match="made_with"):
            serialization.revive(record.Record, {**written, "made_with": [wrong]})


def test_what_a_killed_run_left_anywhere_is_swept(publish: Publish, tmp_path: Path) -> None:
    """Law: files half done are swept from the show, its episodes and pages, and never copied."""
    folder = tmp_path / publish().slug
    for place in (tmp_path, folder, tmp_path / "page"):
        (place / f"{store.STAGING}1-2").write_bytes(b"half")
        (place / f"{store.STAGING}folder").mkdir()
    publish(article=article("新的一篇"))
    assert not list(tmp_path.rglob(f"{store.STAGING}*"))
    (tmp_path / ".studio").mkdir()
    busy = tmp_path / ".studio" / f"{store.STAGING}1-2"
    busy.write_bytes(b"being written by another")
    publishing.build(tmp_path, SHOW, site.write)
    assert busy.exists()


SOURCES = {
    "/home/me/secret/a.txt": [],
    "C:\\Users\\me\\a.txt": [],
    "~/a.txt\nhttps://example.org/a": ["https://example.org/a"],
    "https://example.org/a\nhttp://example.org/b\nhttps://example.org/a": [
        "https://example.org/a",
        "http://example.org/b",
    ],
    "https://me:word@example.org/a": ["https://example.org/a"],
    "javascript://x\nfile:///etc/passwd": [],
    "-": [],
}


@pytest.mark.parametrize("source", SOURCES)
def test_no_path_is_published(publish: Publish, tmp_path: Path, source: str) -> None:
    """Law: addresses are linked, each by itself; no path and no password leaves the machine."""
    episode = publish(article=article(source=source))
    show = tmp_path
    said = b"".join(
        path.read_bytes()
        for path in show.rglob("*")
        if path.is_file() and files.is_public(show, path)
    )
    for secret in (b"/home/me", b"Users", b"~/a", b"me:word", b"passwd", b"javascript:"):
        assert secret not in said
    page = (show / episode.slug / "index.html").read_text("utf-8")
    notes = feedparser.parse((show / "feed.xml").read_bytes()).entries[0].content[0].value
    for text in (page, notes):
        links = [part.partition('"')[0] for part in text.split('href="')[1:]]
        assert [link for link in links if "example.org" in link and "/pod" not in link] == SOURCES[
            source
        ]


def test_a_corrected_file_is_known_again_by_its_path(publish: Publish, tmp_path: Path) -> None:
    """Law: the digest of a path tells the same file, and another file is another episode."""
    first = publish(article=article(source="/home/me/a.txt"))
    again = publish(article=article(source="/home/me/a.txt", text="今天天气不好。"))
    other = publish(article=article(source="/home/me/b.txt", text="明天天气不好。"))
    assert first.guid == again.guid != other.guid
    assert len([path for path in tmp_path.iterdir() if (path / record.NAME).exists()]) == 2


def test_a_rebuild_takes_old_paths_out(publish: Publish, tmp_path: Path) -> None:
    """Law: records that held paths when these were written are cleaned, and known again."""
    episode = publish(article=article(source="/home/me/a.txt"))
    path = tmp_path / episode.slug / record.NAME
    plain = json.loads(path.read_text("utf-8"))
    plain |= {"source": "/home/me/a.txt\nhttps://example.org/a", "origin": "/home/me/a.txt\nhttps"}
    path.write_text(json.dumps(plain), "utf-8")
    publishing.build(tmp_path, SHOW, site.write)
    kept = record.load(path)
    assert "/home" not in path.read_text("utf-8")
    assert kept.origin == "https://example.org/a"
    before = path.read_bytes()
    publishing.build(tmp_path, SHOW, site.write)
    assert path.read_bytes() == before


def test_links_to_what_is_hidden_are_not_sent(publish: Publish, tmp_path: Path) -> None:
    """Law: a symbolic link to a hidden file, or out of the show, is not published."""
    show = tmp_path / "show"
    publish(output=show)
    (show / ".env").write_text("KEY=1")
    (tmp_path / "secret.txt").write_text("KEY=2")
    (show / "a.txt").symlink_to(".env")
    (show / "b.txt").symlink_to("../secret.txt")
    (show / "c.xml").symlink_to("feed.xml")
    (show / "loop.txt").symlink_to("loop.txt")
    targets.send(show, str(tmp_path / "there"))
    sent = {path.name for path in (tmp_path / "there").iterdir()}
    assert "c.xml" in sent
    assert not sent & {"a.txt", "b.txt", "loop.txt"}
