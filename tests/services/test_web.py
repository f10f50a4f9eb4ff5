"""Pages over HTTP, from a real server on loopback."""

import pickle
import socket
import time

import pytest

from tingbao import sources
from tingbao.errors import InputError
from tingbao.services import address, web


@pytest.mark.parametrize(
    "path",
    ["page", "header", "meta", "lying", "bytes", "text", "gzip", "members", "deflate", "hops/4"],
)
def test_page_is_read(base, path):
    """The encoding is that of the header, the page or the bytes; packed pages are unpacked."""
    article = sources.read(f"{base}/{path}", allow_private=True)
    assert article.title == "一座小城的故事"
    assert len(article.sections[0].paragraphs) == 6
    assert article.source == f"{base}/{path}"


@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("hops/5", "more than 5 redirects"),
        ("large", "more than 10 MB"),
        ("bomb", "more than 10 MB"),
        ("broken", "packed wrongly"),
        ("picture", "image/jpeg, not a page"),
        ("feed", "a feed"),
        ("empty", "nothing in it"),
        ("short", "cannot fetch it"),
        ("cut", "cannot fetch it"),
        ("hollow", "more than 10 MB"),
        ("chunk/-5", "makes no sense"),
        ("chunk/zz", "cannot fetch it"),
        ("to/http://[::1", "what is no URL"),
        ("to/http://[", "what is no URL"),
        ("to/http://example.org:99999/", "no URL"),
        ("status/401", "login"),
        ("status/403", "refuses"),
        ("status/404", "no such page"),
        ("status/503", "answered 503"),
        ("to/ftp://example.org/a", "only http and https"),
        ("to/file:///etc/passwd", "only http and https"),
    ],
)
def test_bad_answer_is_one_clear_line(base, path, why):
    """Whatever a server does ends in one line that says what failed."""
    with pytest.raises(InputError) as caught:
        sources.read(f"{base}/{path}", allow_private=True)
    assert why in str(caught.value)
    assert "\n" not in str(caught.value)


def test_silence_and_dripping_end(base, monkeypatch):
    """A server that says nothing, or a byte now and then, is left after a time."""
    monkeypatch.setattr(web, "SILENCE", 0.3)
    monkeypatch.setattr(web, "WHOLE", 0.8)
    for path in ("silent", "drip"):
        with pytest.raises(InputError, match="did not answer"):
            sources.read(f"{base}/{path}", allow_private=True)


def test_a_page_has_its_time_and_no_more(base, monkeypatch):
    """Law: all that a page takes, asked again or not, is over when the time of one page is."""
    monkeypatch.setattr(web, "WHOLE", 0.8)
    began = time.monotonic()
    with pytest.raises(InputError, match="did not answer"):
        sources.read(f"{base}/drip", allow_private=True)
    assert time.monotonic() - began < 2 * 0.8


def test_nobody_waits_longer_than_he_will(base):
    """A page that is not there by a time is given up, whatever its server does until then."""
    for path in ("silent", "drip", "page"):
        with pytest.raises(web.UnfetchedError, match="did not answer"):
            web.fetch(
                f"{base}/{path}",
                limit=10_000,
                allow_private=True,
                until=time.monotonic() + 0.3 * (path != "page"),
            )


def test_private_addresses_are_refused(base):
    """Without leave no request is made to this machine, whatever form its address takes."""
    port = base.rpartition(":")[2]
    for host in ("127.0.0.1", "localhost", "2130706433", "0x7f.1", "[::1]", "[::ffff:127.0.0.1]"):
        with pytest.raises(InputError, match=r"private address|no address"):
            sources.read(f"http://{host}:{port}/page")


def test_redirect_into_the_private_network_is_refused(base, monkeypatch):
    """Every hop is checked: a public page may not send us to a private one."""
    public = address.is_public
    monkeypatch.setattr(address, "is_public", lambda ip: ip == "127.0.0.1" or public(ip))
    assert sources.read(f"{base}/page").title == "一座小城的故事"
    with pytest.raises(InputError, match="private address"):
        sources.read(f"{base}/to/http://10.0.0.1/secret")


def test_name_that_changes_its_address_gains_nothing(base, monkeypatch):
    """The connection goes to the address that was checked, not to what the name says later."""
    port = int(base.rpartition(":")[2])
    answers = iter(["127.0.0.1", "10.0.0.1"])
    asked = []

    def resolve(host, *_, **__):
        asked.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (next(answers), port))]

    original = socket.getaddrinfo
    monkeypatch.setattr(
        socket,
        "getaddrinfo",
        lambda host, *rest, **more: (
            resolve(host) if host == "rebind.test" else original(host, *rest, **more)
        ),
    )
    page = web.fetch(f"http://rebind.test:{port}/page", limit=10_000, allow_private=True)
    assert page.body
    assert asked == ["rebind.test"]


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("ftp://example.org/a", "only http and https"),
        ("file:///etc/passwd", "only http and https"),
        ("http://", "no host"),
        ("http://[", "no URL"),
        ("http://example.org:99999/", "no URL"),
        ("https://no such host/", "no host"),
    ],
)
def test_bad_url_is_refused(url, why):
    """What is no http URL is refused before anything is asked of the network."""
    with pytest.raises(InputError, match=why):
        sources.read(url)


def test_refused_connection_is_one_line():
    """A port on which nobody listens ends in one line."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(InputError, match="cannot fetch it"):
        sources.read(f"http://127.0.0.1:{port}/", allow_private=True)


def test_a_refusal_is_handed_over_by_a_worker():
    """Law: why a page could not be had survives the way from another process."""
    why = web.UnfetchedError("busy", where="u", hint="h", status=429, wait_s=7.0)
    back = pickle.loads(pickle.dumps(why))  # noqa: S301  # our own
    assert (str(back), back.status, back.wait_s) == (str(why), 429, 7.0)
