"""Who is let in, and who is not."""

from __future__ import annotations

import socket

import pytest
from tests.patience import LONG_S
from tests.serving import TOKEN

from .conftest import ARTICLE, open_studio

DRAFT = {"sources": [ARTICLE], "engine": "silent", "minutes": 1}
EVERYTHING = (
    ("GET", "/studio/"),
    ("GET", "/studio/studio.js"),
    ("GET", "/studio/api/events"),
    ("POST", "/studio/api/draft"),
    ("POST", "/studio/api/hear"),
    ("POST", "/studio/api/jobs"),
    ("POST", "/studio/api/jobs/0/cancel"),
    ("POST", "/studio/api/jobs/0/again"),
)


@pytest.mark.parametrize(("method", "path"), EVERYTHING)
def test_without_the_token_nothing_is_shown_or_done(door, method, path):
    """Law: no cookie or a wrong one: 403, whatever is asked."""
    for cookie in ("", f"tingbao-{door.port}=guess", f"tingbao-1={TOKEN}"):
        status, _, answer = door.ask(method, path, DRAFT, Cookie=cookie)
        assert status == 403
        assert TOKEN not in answer.decode()


@pytest.mark.parametrize(("method", "path"), EVERYTHING)
@pytest.mark.parametrize(
    "host",
    ["evil.example", "evil.example:8000", "localhost.evil.example", "127.0.0.1.evil.example"],
)
def test_a_foreign_host_is_not_ours(door, method, path, host):
    """Law: a name that was made to lead here (DNS rebinding) gets nothing, token or not."""
    status, _, _ = door.ask(method, path, DRAFT, Host=host)
    assert status == 421


@pytest.mark.parametrize(
    "origin", ["", "null", "https://evil.example", "http://127.0.0.1:1", "http://127.0.0.1"]
)
def test_writes_come_from_our_own_page(door, origin):
    """Law: a write without our own Origin is refused."""
    assert door.post("draft", DRAFT, Origin=origin)[0] == 403


@pytest.mark.parametrize("token", ["", "guess", TOKEN[:-1], TOKEN + "x", "\xe9"])
def test_writes_bring_the_token_in_a_header(door, token):
    """Law: the cookie alone, which a browser sends by itself, is not enough to write."""
    assert door.post("draft", DRAFT, X_Tingbao_Token=token)[0] == 403


def test_the_address_with_the_token_opens_once(door):
    """Law: the token in the address becomes a cookie that scripts and other sites do not have."""
    status, headers, _ = door.ask("GET", f"/studio/?token={TOKEN}", Cookie="")
    assert (status, headers["location"]) == (307, "/studio/")
    cookie = headers["set-cookie"]
    assert TOKEN in cookie
    assert headers["cache-control"] == "no-store"
    for word in ("HttpOnly", "SameSite=strict", "Path=/studio"):
        assert word in cookie
    assert door.ask("GET", "/studio/?token=guess", Cookie="")[0] == 403


def test_uploads_are_limited(door):
    """Law: more than the limit is refused by its announced length, and by its real one."""
    assert door.post("draft", b"x" * 2_000_001)[0] == 413
    head = (
        f"POST /studio/api/draft HTTP/1.1\r\nHost: 127.0.0.1:{door.port}\r\n"
        f"Origin: http://127.0.0.1:{door.port}\r\nCookie: tingbao-{door.port}={TOKEN}\r\n"
        f"X-Tingbao-Token: {TOKEN}\r\nTransfer-Encoding: chunked\r\n\r\n"
    )
    with socket.create_connection(("127.0.0.1", door.port), timeout=LONG_S) as one:
        one.sendall(head.encode())
        for _ in range(25):
            one.sendall(b"186a0\r\n" + b"x" * 100_000 + b"\r\n")
        assert one.recv(100).startswith(b"HTTP/1.1 413 ")


def test_answers_are_not_kept_by_anyone(door):
    """Law: what the studio answers is not cached and runs nothing from elsewhere."""
    _, headers, page = door.ask("GET", "/studio/")
    assert headers["cache-control"] == "no-store"
    assert "script-src 'self'" in headers["content-security-policy"]
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert b"<script>" not in page


def test_the_jobs_are_not_served(door, folder):
    """Law: the studio's own files are not among those that listeners get."""
    (folder / ".studio").mkdir(exist_ok=True)
    (folder / ".studio" / "0123456789abcdef.json").write_text("{}")
    for path in ("/.studio/0123456789abcdef.json", "/%2estudio/0123456789abcdef.json"):
        assert door.ask("GET", path)[0] == 404
    assert door.ask("GET", "/studio")[0] in {307, 403}
    assert door.ask("GET", "/studio/../../etc/passwd")[0] == 404
    assert door.ask("GET", "/studio/nothing.js")[0] == 404


def test_private_addresses_stay_closed_whatever_the_settings_say(tmp_path):
    """Law: allow_private is for the command line; the studio never reads inside a network."""
    with open_studio(tmp_path, allow_private=True) as door:
        places = ("127.0.0.1:1", "[::1]:1", "10.0.0.1", "169.254.169.254", "2130706433", "0x7f.1")
        for place in places:
            status, answer = door.post("draft", {**DRAFT, "sources": [f"http://{place}/"]})
            assert (status, "内部网络" in answer["problem"]) == (422, True), place
        own = f"http://127.0.0.1:{door.port}/studio/?token={TOKEN}"
        assert door.post("draft", {**DRAFT, "sources": [own]})[0] == 422


def test_the_loopback_of_ipv6_works_as_well(tmp_path):
    """Law: on ::1 the studio opens, writes and hears as it does on 127.0.0.1."""
    with open_studio(tmp_path, host="::1") as door:
        status, headers, _ = door.ask("GET", f"/studio/?token={TOKEN}", Cookie="")
        assert (status, headers["location"]) == (307, "/studio/")
        assert door.post("draft", DRAFT)[0] == 200
        assert door.post("draft", DRAFT, Origin=f"http://127.0.0.1:{door.port}")[0] == 403
        assert door.ask("GET", "/studio/", Host="[::2")[0] == 421
        for host in ("127.0.0.1:99999", "127.0.0.1:x", "[::1]:x", "localhost:\xb2", "[::1"):
            assert door.ask("GET", "/studio/", Host=host)[0] < 500  # as long as it is no fault


@pytest.mark.parametrize("length", ["-1", "1e3", "9" * 5000, "2000001", "0x10", "\xb2"])
def test_a_senseless_length_is_refused(door, length):
    """Law: a Content-Length that is none, or too long, is refused and the server lives."""
    head = (
        f"POST /studio/api/draft HTTP/1.1\r\nHost: 127.0.0.1:{door.port}\r\n"
        f"Origin: http://127.0.0.1:{door.port}\r\nCookie: tingbao-{door.port}={TOKEN}\r\n"
        f"X-Tingbao-Token: {TOKEN}\r\nContent-Length: {length}\r\n\r\n"
    )
    with socket.create_connection(("127.0.0.1", door.port), timeout=LONG_S) as one:
        one.sendall(head.encode("latin-1"))
        assert one.recv(100).startswith((b"HTTP/1.1 400 ", b"HTTP/1.1 413 "))
    assert door.ask("GET", "/studio/")[0] == 200


def test_no_page_of_elsewhere_may_frame_the_studio(door):
    """Law: every answer of the studio, refusals too, forbids framing and sniffing."""
    for cookie in ("", f"tingbao-{door.port}={TOKEN}"):
        _, headers, _ = door.ask("GET", "/studio/", Cookie=cookie)
        assert "frame-ancestors 'none'" in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["cache-control"] == "no-store"
