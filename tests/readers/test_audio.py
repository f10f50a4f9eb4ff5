"""An episode's MP3, as five readers of tags and three decoders see it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import av
import eyed3
import mutagen.mp3
import pytest

from tingbao.publishing import cover

from .conftest import Published, ran

if TYPE_CHECKING:
    from pathlib import Path

ROUNDING = 0.08  # seconds: whole MP3 frames, and eyeD3 counts the one that holds the header


@dataclass(frozen=True, kw_only=True)
class Seen:
    """What a reader tells of a file; `cover` is the size of the picture in bytes."""

    title: str
    artist: str
    album: str
    seconds: float
    chapters: list[tuple[str, int, int]]
    cover: int


def _mutagen(path: Path) -> Seen:
    file = mutagen.mp3.MP3(path)
    tag = file.tags
    listed = [tag[f"CHAP:{name}"] for name in tag["CTOC:toc"].child_element_ids]
    return Seen(
        title=str(tag["TIT2"]),
        artist=str(tag["TPE1"]),
        album=str(tag["TALB"]),
        seconds=file.info.length,
        chapters=[(str(c.sub_frames["TIT2"]), c.start_time, c.end_time) for c in listed],
        cover=len(tag["APIC:"].data),
    )


def _eyed3(path: Path) -> Seen:
    file = eyed3.load(path)
    return Seen(
        title=file.tag.title,
        artist=file.tag.artist,
        album=file.tag.album,
        seconds=file.info.time_secs,
        chapters=[(c.title, c.times.start, c.times.end) for c in file.tag.chapters],
        cover=len(file.tag.images[0].image_data),
    )


def _pyav(path: Path) -> Seen:
    with av.open(str(path)) as file:
        picture = next(s for s in file.streams if s.type == "video")
        return Seen(
            title=file.metadata["title"],
            artist=file.metadata["artist"],
            album=file.metadata["album"],
            seconds=file.duration / 1_000_000,
            chapters=[(c["metadata"]["title"], c["start"], c["end"]) for c in file.chapters()],
            cover=next(p.size for p in file.demux(picture) if p.size),
        )


def _ffprobe(path: Path) -> Seen:
    shown = json.loads(
        ran("ffprobe", "-v", "quiet", "-show_chapters", "-show_format", "-show_packets",
            "-select_streams", "v", "-of", "json", path)
    )  # fmt: skip
    tags: dict[str, Any] = shown["format"]["tags"]
    return Seen(
        title=tags["title"],
        artist=tags["artist"],
        album=tags["album"],
        seconds=float(shown["format"]["duration"]),
        chapters=[(c["tags"]["title"], c["start"], c["end"]) for c in shown["chapters"]],
        cover=int(shown["packets"][0]["size"]),
    )


def _music_metadata(node: dict[str, Any]) -> Seen:
    shown = node["music-metadata"]
    common, chapters = shown["common"], shown["format"]["chapters"]
    assert shown["quality"]["warnings"] == []
    return Seen(
        title=common["title"],
        artist=common["artist"],
        album=common["album"],
        seconds=shown["format"]["duration"],
        chapters=[(c["title"], round(c["start"] * 1000), round(c["end"] * 1000)) for c in chapters],
        cover=common["picture"][0]["data"],
    )


@pytest.mark.parametrize("reader", [_mutagen, _eyed3, _pyav, _ffprobe, _music_metadata])
def test_five_readers_see_the_same(reader: Any, published: Published) -> None:
    """Law: title, names, length, every chapter with its times, and the cover, are what we wrote."""
    episode = published.episode
    seen: Seen = reader(published.node if reader is _music_metadata else published.mp3)
    front = cover.reduced((published.folder / episode.slug / "cover.jpg").read_bytes())
    assert (seen.title, seen.artist, seen.album) == (episode.title, "编辑部", "听报")
    assert abs(seen.seconds - episode.duration_ms / 1000) < ROUNDING
    assert seen.chapters == [(c.title, c.start_ms, c.end_ms) for c in episode.chapters]
    assert seen.cover == len(front)


def test_the_mark_of_ai_is_found_under_its_key(published: Published) -> None:
    """Law: a reader finds TXXX:AIGC, and in it the object of GB 45438-2025."""
    native = published.node["music-metadata"]["native"]["ID3v2.3"]
    (mark,) = (frame["value"] for frame in native if frame["id"] == "TXXX:AIGC")
    assert json.loads(mark)["AIGC"]["ProduceID"] == published.episode.guid


def test_mp3val_has_nothing_to_mend(published: Published) -> None:
    """Law: every frame is sound, and nothing but a tag lies around them."""
    said = ran("mp3val", published.mp3)
    assert "WARNING" not in said, said
    assert "ERROR" not in said, said
    assert "MPEG 1 Layer III), +ID3v2, CBR" in said


def test_mpg123_decodes_it_to_the_end_and_shows_its_names(published: Published) -> None:
    """Law: a strict decoder finds no fault and reads title, artist and album."""
    said = ran("mpg123", "--utf8", "--test", "--long-tag", published.mp3)
    assert "error" not in said.lower(), said
    assert "warning" not in said.lower(), said
    for name in (published.episode.title, "编辑部", "听报", "2026"):
        assert name in said
