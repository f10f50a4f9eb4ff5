"""Many listeners, slow ones, and ports that are taken."""

from __future__ import annotations

import resource
import socket
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest
from tests.patience import LONG_S, until
from tests.serving import serving

from tingbao.errors import UsageError
from tingbao.server import listener
from tingbao.server.app import application

LISTENERS = 200
PIECE = 4096
SIZE = 16 * 1024 * 1024  # more than the system keeps for who does not read


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A folder with one large file."""
    show = tmp_path_factory.mktemp("listeners")
    (show / "a.mp3").write_bytes(bytes(range(256)) * (SIZE // 256))
    return show


def _connect(port: int) -> socket.socket:
    return socket.create_connection(("127.0.0.1", port), timeout=LONG_S)


def test_two_hundred_listeners_at_once_all_get_their_bytes(client):
    """Law: 200 open answers at the same time do not disturb each other."""
    started = []
    try:
        for number in range(LISTENERS):
            one = _connect(client.port)
            head = f"GET /a.mp3 HTTP/1.1\r\nHost: x\r\nRange: bytes={number}-{PIECE * 500}\r\n\r\n"
            one.sendall(head.encode())
            started.append(one)

        def listen(number: int) -> bytes:
            got = b""
            while len(got.partition(b"\r\n\r\n")[2]) < PIECE:
                got += started[number].recv(PIECE)
            return got

        with ThreadPoolExecutor(16) as pool:
            answers = list(pool.map(listen, range(LISTENERS)))
    finally:
        for one in started:
            one.close()
    for number, answer in enumerate(answers):
        head, _, body = answer.partition(b"\r\n\r\n")
        assert head.startswith(b"HTTP/1.1 206 ")
        assert body[:256] == bytes((number + n) % 256 for n in range(256))


def _closed_within(one: socket.socket, seconds: float) -> bool:
    one.settimeout(seconds)
    try:
        while one.recv(65536):
            pass
    except ConnectionError:
        return True
    except TimeoutError:
        return False
    return True


def test_there_are_descriptors_for_all_who_may_come():
    """Law: a low limit is raised to a socket and a file each; a high one, or a hard one, stays."""
    before = resource.getrlimit(resource.RLIMIT_NOFILE)
    try:
        for soft, wanted in ((256, 1000), (999, 1000), (1001, 1001)):
            resource.setrlimit(resource.RLIMIT_NOFILE, (soft, before[1]))
            listener.make_room()
            assert resource.getrlimit(resource.RLIMIT_NOFILE) == (wanted, before[1])
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, before)


def test_who_sends_no_request_is_let_go(client, monkeypatch):
    """Law: a connection that never completes a request's head is closed; the rest go on."""
    monkeypatch.setattr(listener, "REQUEST_S", 0.2)
    with _connect(client.port) as silent, _connect(client.port) as slow:
        slow.sendall(b"GET /a.mp3 HTTP/1.1\r\nHost:")
        assert _closed_within(silent, LONG_S)
        assert _closed_within(slow, LONG_S)
    monkeypatch.setattr(listener, "REQUEST_S", LONG_S)
    with _connect(client.port) as second:
        second.sendall(b"HEAD /a.mp3 HTTP/1.1\r\nHost: x\r\n\r\n")
        assert second.recv(65536).startswith(b"HTTP/1.1 200 ")
        monkeypatch.setattr(listener, "REQUEST_S", 0.2)
        second.sendall(b"HEAD /a.mp3 HTTP/1.1\r\n")
        assert _closed_within(second, LONG_S)
    monkeypatch.setattr(listener, "REQUEST_S", LONG_S)
    assert client.head("/a.mp3").status_code == 200


def _read_all(one: socket.socket) -> int:
    """Count what comes until the other side ends it, gently or not."""
    got = 0
    try:
        while piece := one.recv(65536):
            got += len(piece)
    except ConnectionError:
        pass
    return got


def test_who_takes_nothing_is_let_go(client, monkeypatch):
    """Law: an answer nobody reads is cut off, so that it holds no file open."""
    monkeypatch.setattr(listener, "STALL_S", 0.2)
    gone, lost = [], listener.Guarded.connection_lost

    def noted(guarded, exc):
        gone.append(guarded.client)
        lost(guarded, exc)

    monkeypatch.setattr(listener.Guarded, "connection_lost", noted)
    one = socket.socket()
    one.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    with one:
        one.connect(("127.0.0.1", client.port))
        one.sendall(b"GET /a.mp3 HTTP/1.1\r\nHost: x\r\n\r\n")
        until(lambda: one.getsockname() in gone)
        one.settimeout(LONG_S)
        got = _read_all(one)
    assert got < SIZE


def test_nonsense_on_the_wire_is_refused(client):
    """Law: what is no HTTP gets 400 or a closed line, and the server lives."""
    for nonsense in (b"\x16\x03\x01\x02\x00\x01\x00", b"\r\n\r\n", b"GET\r\n\r\n", b"G" * 100_000):
        with _connect(client.port) as one:
            try:
                one.sendall(nonsense + b"\r\n\r\n")
                answer = one.recv(65536)
            except ConnectionError:
                answer = b""
            assert not answer or answer.startswith(b"HTTP/1.1 400")
    assert client.head("/a.mp3").status_code == 200


def test_a_taken_port_is_one_clear_line():
    """Law: a port that is taken says so, and how to choose another."""
    with listener.bind("127.0.0.1", 0) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(UsageError, match=rf"127\.0\.0\.1:{port}.*the port is taken.*--port"):
            listener.bind("127.0.0.1", port)


@pytest.mark.parametrize("host", ["no such host", "256.1.1.1", "", "\udc80", "a" * 300, "::g"])
def test_a_senseless_address_is_one_clear_line(host):
    """Law: what is no address of this machine is a usage error, not a traceback."""
    with pytest.raises(UsageError, match="--host"):
        listener.bind(host, 0)


def _connect_from(port: int, address: str) -> socket.socket:
    return socket.create_connection(("127.0.0.1", port), LONG_S, source_address=(address, 0))


def _is_answered(port: int, address: str) -> bool:
    with _connect_from(port, address) as one:
        one.sendall(b"HEAD /a.mp3 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        try:
            return one.recv(65536).startswith(b"HTTP/1.1 200 ")
        except ConnectionError:
            return False


def test_one_address_cannot_take_every_place(client):
    """Law: 450 connections of one address that ask nothing leave room for every other."""
    idle = [_connect_from(client.port, "127.0.0.9") for _ in range(450)]
    try:
        assert all(_is_answered(client.port, f"127.0.0.{number}") for number in range(10, 40))
    finally:
        for one in idle:
            one.close()


def test_who_only_waits_makes_room(client, monkeypatch):
    """Law: whoever has waited without a request goes when others need the place, at any address."""
    monkeypatch.setattr(listener, "PATIENCE_S", 0.0)
    idle = [
        _connect_from(client.port, f"127.0.1.{number}") for number in range(1, 9) for _ in range(50)
    ]
    try:
        assert all(_is_answered(client.port, "127.0.0.1") for _ in range(20))
        closed = sum(_closed_within(one, 0.01) for one in idle)
        assert closed >= 400 - listener.WAITING
    finally:
        for one in idle:
            one.close()


def test_who_went_is_forgotten(folder, monkeypatch):
    """Law: no address that once connected takes memory for ever."""
    connected = Counter()
    monkeypatch.setattr(listener, "Counter", lambda: connected)
    with serving(application(folder)) as port:
        for number in range(10, 40):
            with _connect_from(port, f"127.0.0.{number}"):
                until(lambda own=f"127.0.0.{number}": connected[own] == 1)
        until(lambda: not connected)


@pytest.mark.parametrize(
    ("host", "own"),
    [
        ("192.0.2.1", "192.0.2.1"),
        ("::ffff:192.0.2.1", "192.0.2.1"),
        ("2001:db8:1:2:3::4", "2001:db8:1:2::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("", ""),
    ],
)
def test_a_customer_is_one_however_many_addresses_it_has(host, own):
    """Law: of IPv6, where one customer has millions of addresses, a /64 counts as one."""
    assert listener.origin(host) == own
