"""What a listener gets of the folder, and what nobody gets."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urljoin

import pytest
from starlette.routing import Route
from tests.serving import serving

from tingbao.server.app import application
from tingbao.server.files import MOST_RANGES, meaningful

from .conftest import Client

if TYPE_CHECKING:
    from pathlib import Path

AUDIO = bytes(range(256)) * 40
SLUG = "2023-05-05-qian-tang-0123ab"
BROKEN = "2023-05-06-broken-ffffff"
KINDS = {
    "feed.xml": "application/rss+xml; charset=utf-8",
    "index.html": "text/html; charset=utf-8",
    f"{SLUG}/{SLUG}.mp3": "audio/mpeg",
    f"{SLUG}/transcript.vtt": "text/vtt; charset=utf-8",
    f"{SLUG}/transcript.srt": "application/x-subrip; charset=utf-8",
    f"{SLUG}/chapters.json": "application/json+chapters",
    f"{SLUG}/episode.json": "application/json",
    f"{SLUG}/cover.jpg": "image/jpeg",
    f"{SLUG}/index.html": "text/html; charset=utf-8",
}
AUDIO_URL = f"/{SLUG}/{SLUG}.mp3"


HIDDEN = (".hidden/page.html", ".studio/jobs.json", f"{SLUG}/.partial.mp3", f"{SLUG}/.mp3")
UNKNOWN = ("tingbao.toml", "noextension")


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    """A show with an episode, a broken one, and much that is nobody's business."""
    show = tmp_path_factory.mktemp("serving") / "show"
    for name in (*KINDS, *HIDDEN, *UNKNOWN, "evil.example/index.html"):
        path = show / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(AUDIO if name.endswith(f"{SLUG}.mp3") else name.encode())
    (show / "empty").mkdir()
    (show / BROKEN).mkdir()
    (show / BROKEN / "episode.json").write_text("{")
    (show / BROKEN / f"{BROKEN}.mp3").write_bytes(b"")
    (show.parent / "secret.txt").write_text("secret")
    (show / "link.txt").symlink_to(show.parent / "secret.txt")
    (show / "loop").symlink_to("loop")
    (show / "outside").symlink_to(show.parent)
    (show / "inside.mp3").symlink_to(show / SLUG / f"{SLUG}.mp3")
    (show / "shown.json").symlink_to(".studio/jobs.json")
    (show / "shelf.json").symlink_to(".shelf.json")
    return show


@pytest.mark.parametrize("name", KINDS)
def test_every_file_has_its_type_and_opens_to_web_players(client, name):
    """Law: each file of an episode comes with its media type, an ETag, ranges and CORS."""
    answer = client.get(f"/{name}")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == KINDS[name]
    assert answer.headers["access-control-allow-origin"] == "*"
    assert answer.headers["accept-ranges"] == "bytes"
    assert answer.headers["etag"]
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "script-src 'self'" in answer.headers["content-security-policy"]


def test_a_folder_is_its_index_page(client):
    """Law: a folder answers with its index.html, at an address that ends in a slash."""
    assert client.get("/").text == "index.html"
    assert client.get(f"/{SLUG}/").text == f"{SLUG}/index.html"
    answer = client.get(f"/{SLUG}")
    assert (answer.status_code, answer.headers["location"]) == (307, f"/{SLUG}/")


@pytest.mark.parametrize(
    ("header", "start", "end"),
    [
        ("bytes=0-0", 0, 1),
        ("bytes=100-199", 100, 200),
        ("bytes=100-", 100, len(AUDIO)),
        ("bytes=-10", len(AUDIO) - 10, len(AUDIO)),
        ("bytes=-99999999", 0, len(AUDIO)),
        ("bytes=100-99999999", 100, len(AUDIO)),
        ("BYTES=5-6", 5, 7),
    ],
)
def test_a_range_gets_exactly_its_bytes(client, header, start, end):
    """Law: 206 with the bytes asked for, and a Content-Range that says which they are."""
    answer = client.get(AUDIO_URL, headers={"Range": header})
    assert answer.status_code == 206
    assert answer.content == AUDIO[start:end]
    assert answer.headers["content-range"] == f"bytes {start}-{end - 1}/{len(AUDIO)}"
    assert answer.headers["content-length"] == str(end - start)


@pytest.mark.parametrize(
    "header",
    [
        "",
        "bytes",
        "bytes=",
        "bytes=-",
        "bytes=a-b",
        "bytes=9-3",
        "bytes=1--2",
        "bytes=0x10-0x20",
        "bytes=\xb2-\xb3",
        "bytes=1-2-3",
        "lines=1-2",
        "bytes=0-1;q=1",
        "bytes=" + ",".join(f"{n}-{n}" for n in range(0, 2 * MOST_RANGES + 2, 2)),
        "bytes=" + "0-" * 300,
        "bytes=" + "9" * 4000 + "-",
    ],
)
def test_a_senseless_range_gets_the_whole_file(client, header):
    """Law: a Range that is none is ignored, as RFC 9110 14.2 asks; it is never an error."""
    answer = client.get(AUDIO_URL, headers={"Range": header})
    assert answer.status_code == 200
    assert answer.content == AUDIO
    assert not meaningful(header)


def test_several_ranges_come_as_parts(client):
    """Law: more than one range is answered with all of them, each with its place."""
    answer = client.get(AUDIO_URL, headers={"Range": "bytes=0-1, 500-502,-3"})
    assert answer.status_code == 206
    kind, _, boundary = answer.headers["content-type"].partition("; boundary=")
    assert kind == "multipart/byteranges"
    assert answer.headers["content-length"] == str(len(answer.content))
    parts = answer.content.split(f"--{boundary}".encode())[1:-1]
    found = {}
    for part in parts:
        head, _, body = part.partition(b"\r\n\r\n")
        place = re.search(rb"content-range: bytes (\d+)-(\d+)/(\d+)", head, re.IGNORECASE)
        found[int(place[1]), int(place[2])] = body.removesuffix(b"\r\n").removesuffix(b"\n")
        assert int(place[3]) == len(AUDIO)
    end = len(AUDIO)
    assert found == {
        (0, 1): AUDIO[:2],
        (500, 502): AUDIO[500:503],
        (end - 3, end - 1): AUDIO[-3:],
    }


def test_a_range_past_the_end_is_refused_with_the_length(client):
    """Law: 416 names the length, so that a player can mend its request."""
    answer = client.get(AUDIO_URL, headers={"Range": f"bytes={len(AUDIO)}-"})
    assert answer.status_code == 416
    assert answer.headers["content-range"] == f"bytes */{len(AUDIO)}"


def test_etag_saves_the_second_download_and_guards_ranges(client):
    """Law: If-None-Match answers 304; If-Range with another ETag answers the whole new file."""
    etag = client.get(AUDIO_URL).headers["etag"]
    assert client.get(AUDIO_URL, headers={"If-None-Match": etag}).status_code == 304
    same = client.get(AUDIO_URL, headers={"Range": "bytes=0-1", "If-Range": etag})
    other = client.get(AUDIO_URL, headers={"Range": "bytes=0-1", "If-Range": '"other"'})
    assert (same.status_code, other.status_code) == (206, 200)


def test_head_tells_the_size_without_the_bytes(client):
    """Law: HEAD has GET's headers and no body."""
    answer = client.head(AUDIO_URL)
    assert (answer.status_code, answer.content) == (200, b"")
    assert answer.headers["content-length"] == str(len(AUDIO))


def test_preflight_allows_ranges_and_nothing_else(client):
    """Law: OPTIONS lets a web player ask with Range; writing methods are refused."""
    answer = client.options(AUDIO_URL, headers={"Origin": "https://player.example"})
    assert answer.status_code == 204
    assert "Range" in answer.headers["access-control-allow-headers"]
    for method in ("POST", "PUT", "DELETE", "PATCH"):
        assert client.ask(method, AUDIO_URL).status_code == 405


@pytest.mark.parametrize(
    "path",
    [
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/..%2fsecret.txt",
        "/..%5csecret.txt",
        f"/{SLUG}/../../secret.txt",
        f"/{SLUG}/%2e%2e/%2e%2e/secret.txt",
        "//etc/passwd",
        "/%2fetc/passwd",
        "/link.txt",
        "/outside/secret.txt",
        "/outside/show/feed.xml/../../secret.txt",
        f"/{SLUG}/{SLUG}.mp3/",
        "/%252e%252e/secret.txt",
        "/..;/secret.txt",
        "/secret.txt%20",
        "/feed.xml%2f..%2f..%2fsecret.txt",
        "/.hidden/page.html",
        "/.studio/jobs.json",
        "/shown.json",
        "/shelf.json",
        f"/{SLUG}/.partial.mp3",
        "/tingbao.toml",
        "/noextension",
        f"/{SLUG}/.mp3",
        "/feed.xml%00.html",
        "/" + "a" * 5000 + ".mp3",
        "/loop/loop/loop.mp3",
        "/%2e/%2e%2e/secret.txt",
        "/%ff%fe.mp3",
        "/empty/",
    ],
)
def test_what_is_hidden_or_outside_is_not_found(client, path):
    """Law: dot names, unknown types and everything outside the folder are 404, however spelled."""
    answer = client.get(path)
    assert answer.status_code == 404
    assert "这里没有东西" in answer.text


def test_a_link_inside_the_folder_is_followed(client):
    """Law: a symbolic link that stays inside is a file like another."""
    assert client.get("/inside.mp3").content == AUDIO


def test_redirects_stay_on_this_server(client):
    """Law: no spelling of an address redirects to another host."""
    answer = client.get("//evil.example")
    assert not answer.headers.get("location", "/").startswith("//")


def test_a_damaged_episode_harms_no_other(client):
    """Law: with files of one episode gone or empty, the rest is served as before."""
    assert client.get(f"/{BROKEN}/").status_code == 404
    audio = f"/{BROKEN}/{BROKEN}.mp3"
    assert client.get(audio, headers={"Range": "bytes=0-"}).status_code == 416
    assert client.get(audio).status_code == 200
    assert client.get("/").status_code == 200
    assert client.get(AUDIO_URL).content == AUDIO


@pytest.mark.parametrize("prefix", ["", "/pod", "/a/b"])
@pytest.mark.parametrize("path", ["/x.html", "/x/y", "/x/y/", "/x%2fy", "/x?a=/b/c"])
def test_the_way_back_is_right_below_any_prefix(client, prefix, path):
    """Law: the link of a page for nothing leads to the index, also where a proxy cuts a prefix."""
    answer = client.get(path)
    back = re.search(r'class="button solid" href="([^"]+)"', answer.text)[1]
    asked = f"http://show.example{prefix}{path}"
    assert urljoin(asked, back) == f"http://show.example{prefix}/index.html"


def test_a_fault_is_said_and_shows_nothing_of_the_program(folder):
    """Law: a fault of the program is a page in Chinese, with status 500 and no traceback."""

    def fail(request):
        raise ZeroDivisionError(request.url.path)

    served = application(folder, routes=[Route("/fail", fail)])
    with serving(served) as port:
        answer = Client(port).get("/fail")
    assert answer.status_code == 500
    assert "听报出了问题" in answer.text
    assert "ZeroDivisionError" not in answer.text
