"""`tingbao feed check` passes what we write and finds what is broken, each with its source."""

from __future__ import annotations

import os
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

import pytest
from lxml import etree
from tests.published import SHOW, Publish, article
from typer.testing import CliRunner

from tingbao import publishing
from tingbao.checking import channel, episode, fetching, items
from tingbao.checking import feed as feeds
from tingbao.commands.app import app
from tingbao.errors import InputError
from tingbao.model import Show
from tingbao.publishing.feed import categories

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def errors(source: Path | str) -> set[str]:
    """The rules that a feed breaks."""
    return {f.rule for f in feeds.check(str(source)) if f.level == "error"}


def test_what_we_write_passes_without_a_warning(publish: Publish, tmp_path: Path) -> None:
    """Law: a show with all its facts set has nothing to mend."""
    publish()
    publish(article=article("另一篇"))
    assert [f for f in feeds.check(str(tmp_path)) if f.level != "ok"] == []


def test_without_a_base_url_it_is_valid_and_says_what_is_missing(
    publish: Publish, tmp_path: Path
) -> None:
    """Law: a local feed has no error, and warnings name the settings to publish it."""
    publish(show=Show())
    findings = [f for f in feeds.check(str(tmp_path)) if f.level != "ok"]
    assert {f.level for f in findings} == {"warning"}
    assert "base_url" in " ".join(f.found for f in findings)


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        ("<itunes:explicit>false", "<itunes:explicit>clean", "itunes:explicit"),
        ('text="News"', 'text="Nws"', "itunes:category"),
        ("<language>zh-cn", "<language>Chinese, simplified", "language code"),
        ("<podcast:locked", "<podcast:lucked", "XML"),
        ('length="', 'length="1', "enclosure length"),
        ('type="audio/mpeg"', 'type="audio/mp4"', "enclosure type"),
        ("<itunes:duration>", "<itunes:duration>00:", "itunes:duration"),
        ("<pubDate>", "<pubDate>Someday ", "pubDate"),
        ("<guid isPermaLink", "<gid isPermaLink", "XML"),
        ("/cover.jpg", "/script.json", "cover"),
        ("transcript.vtt", "transcript.vxt", "file"),
        ('rss+xml"/>', 'rss+xml"/><atom:link rel="next" href="feed-9.xml"/>', "rel=next"),
    ],
)
def test_each_fault_is_found(
    publish: Publish, tmp_path: Path, *, old: str, new: str, rule: str
) -> None:
    """Law: each rule fails for what breaks it."""
    publish()
    path = tmp_path / "feed.xml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    assert rule in errors(tmp_path)


def test_files_are_read_not_only_named(publish: Publish, tmp_path: Path) -> None:
    """Law: a damaged file behind a sound feed is an error."""
    folder = tmp_path / publish().slug
    (folder / "chapters.json").write_text('{"chapters": [{"startTime": 5}]}')
    (folder / "transcript.vtt").write_text("WEBVTT\n\nno times\n")
    (folder / "cover.jpg").write_bytes((folder / "cover.jpg").read_bytes()[:5000])
    mp3 = folder / f"{folder.name}.mp3"
    mp3.write_bytes(bytes(mp3.stat().st_size))
    assert errors(tmp_path) == {"chapters file", "transcript", "cover", "audio"}


def test_a_description_too_long_is_cut_at_a_character(publish: Publish, tmp_path: Path) -> None:
    """Law: no description passes 4,000 bytes, and none is cut within a character."""
    publish(show=Show(description="长" * 3000, base_url="https://e.org"))
    assert "description length" not in errors(tmp_path)
    assert "长…</description>" in (tmp_path / "feed.xml").read_text(encoding="utf-8")


@pytest.fixture
def served(tmp_path: Path) -> Iterator[str]:
    """Serve the folder on loopback with the standard library, which knows no ranges."""

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(tmp_path)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_a_url_is_followed_and_its_server_judged(
    publish: Publish, tmp_path: Path, served: str
) -> None:
    """Law: by URL every file is fetched, and a server that cannot seek is an error."""
    publish(show=Show(base_url=served, email="a@example.org"))
    found = feeds.check(f"{served}/feed.xml")
    assert "byte ranges" in {f.rule for f in found if f.level == "error"}
    assert "CORS" in {f.rule for f in found if f.level == "warning"}
    assert not any(f.rule == "file" for f in found)
    (tmp_path / "feed.xml").write_text("<html/>")
    assert errors(f"{served}/feed.xml") == {"RSS"}
    with pytest.raises(InputError, match="404"):
        feeds.check(f"{served}/none.xml")


def test_the_command_ends_with_6_and_prints_sources(publish: Publish, tmp_path: Path) -> None:
    """Law: exit 0 for a sound feed, an error's line with its source otherwise, 3 for none."""
    publish()
    done = CliRunner().invoke(app, ["feed", "check", str(tmp_path)])
    assert done.exit_code == 0
    assert "0 errors" in done.stdout
    (tmp_path / "cover.jpg").unlink()
    done = CliRunner().invoke(app, ["feed", "check", str(tmp_path)])
    assert done.exception.exit_code == 6
    assert "cover.jpg" in done.stdout
    with pytest.raises(InputError):
        feeds.check(str(tmp_path / "none"))


def test_the_feed_may_not_point_out_of_its_folder(publish: Publish, tmp_path: Path) -> None:
    """Law: an address that climbs out of the folder is not read."""
    publish(show=Show())
    path = tmp_path / "feed.xml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('href="cover.jpg"', 'href="../../../../etc/passwd"'), "utf-8")
    found = [f for f in feeds.check(str(tmp_path)) if f.level == "error"]
    assert [f.found for f in found] == ["it lies outside the folder"]


def test_a_file_larger_than_any_is_a_finding_that_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Law: what is too large to look at is not judged by its beginning."""
    monkeypatch.setattr(fetching, "LARGEST", 4)
    (tmp_path / "x").write_bytes(b"12345")
    got = fetching.in_folder(tmp_path, "x")
    assert got
    assert "too large" in got.problem


def test_our_default_category_is_apples() -> None:
    """Law: the category that a show has by default is one of Apple's."""
    assert Show().category in categories()
    assert SHOW.category in categories()
    assert publishing.build.__doc__


BAD = (
    *("http://[::1/x", "http://[", "%00", "x" * 5000, "//a:b:c/", "http://a:99999/", ".", "pipe"),
    *("\x7f", "loop", "http:///", "file:///etc/passwd", "?", "#", "http://127.0.0.1:1/x"),
)


@pytest.mark.parametrize("address", BAD)
@pytest.mark.parametrize("where", ["enclosure", "chapters", "transcript", "image", "next"])
def test_an_address_of_any_form_is_a_finding(tmp_path: Path, address: str, where: str) -> None:
    """Law: whatever a feed names, in whatever place, the check goes on and says what is wrong."""
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "loop").symlink_to("loop")
    item = {
        "enclosure": f'<enclosure url="{address}" length="²" type="audio/mpeg"/>',
        "chapters": f'<podcast:chapters url="{address}" type="application/json+chapters"/>',
        "transcript": f'<podcast:transcript url="{address}" type="text/vtt"/>',
        "image": f'<itunes:image href="{address}"/>',
        "next": "",
    }[where]
    ahead = f'<atom:link rel="next" href="{address}"/>' if where == "next" else ""
    (tmp_path / "feed.xml").write_text(
        f"""<rss version="2.0" xmlns:podcast="https://podcastindex.org/namespace/1.0"
        xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"
        xmlns:atom="http://www.w3.org/2005/Atom"><channel>{ahead}<item><title>一</title>
        <itunes:duration>²</itunes:duration><pubDate>Mon, 01 Jan 0001 00:00 +9999</pubDate>{item}
        </item></channel></rss>""",
        "utf-8",
    )
    base = "http://127.0.0.1:1/feed.xml"
    for place in (partial(fetching.in_folder, tmp_path), partial(fetching.on_web, base)):
        list(feeds._feed((tmp_path / "feed.xml").read_bytes(), place))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"[" * 100_000,
        b'{"chapters": [{"startTime": 1' + b"0" * 400 + b', "title": "a"}]}',
        b'{"chapters": [{"startTime": NaN, "title": "a"}]}',
        b"WEBVTT\n\n" + b"9" * 5000 + b":00:00.000 --> 00:00:00.000\nx",
        b"ID3\x03\x00\x00\x00\x00\x00\x20APIC\x00\x00\x00\x0a\x00\x00\x01a\x00\x00aaaaaaaa",
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x7f\xff\xff\xff\x7f\xff\xff\xff\x08\x02\x00\x00\x00",
        b"\xff\xd8\xff\xe0",
        b"RIFF\xff\xff\xff\xffWAVE",
    ],
    ids=range(9),
)
def test_a_file_of_any_content_is_a_finding(tmp_path: Path, data: bytes) -> None:
    """Law: whatever lies where a feed points, and beside an episode, is only judged."""
    for name in ("x", "episode.json", "script.json", "chapters.json", "a.mp3"):
        (tmp_path / name).write_bytes(data)
    for name in ("transcript.vtt", "transcript.srt"):
        (tmp_path / name).write_bytes(data)
    place = partial(fetching.in_folder, tmp_path)
    item = etree.fromstring(
        '<item xmlns:p="https://podcastindex.org/namespace/1.0"><enclosure url="x"/>'
        '<p:chapters url="x"/><p:transcript url="x" type="text/vtt"/></item>'
    )
    assert any(finding.level == "error" for finding in items.check(item, place))
    list(channel.cover("x", place, ""))
    for path in (tmp_path / "a.mp3", tmp_path / "none.mp3"):
        with pytest.raises(InputError):
            episode.check(path)
    with pytest.raises(InputError):
        episode.said(tmp_path / "a.mp3")
    list(episode._beside(tmp_path / "a.mp3", (), None))
