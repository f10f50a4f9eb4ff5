"""`tingbao serve`: what it says, when it refuses, and how it ends."""

from __future__ import annotations

import logging
import re
import signal
import socket
import subprocess
import sys
import urllib.request
from contextlib import contextmanager

import pytest
from tests.patience import LONG_S

from tingbao.commands import serve

PROGRAM = [sys.executable, "-c", "from tingbao.commands.app import main; main()", "serve"]


@contextmanager
def _serving(*arguments: str):
    """Run the command until the block ends; give what it said of its addresses.

    At the end it says one line, that it was interrupted.
    """
    process = subprocess.Popen(
        [*PROGRAM, *arguments], stderr=subprocess.PIPE, text=True, encoding="utf-8"
    )
    said = ""
    try:
        while "(Ctrl-C stops)" not in said:
            line = process.stderr.readline()
            assert line, said
            said += line
        yield said
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(LONG_S)
        last = process.stderr.read()
        process.stderr.close()
    assert process.returncode == 130
    assert last.startswith("tingbao: interrupted")
    assert last.count("\n") == 1


@pytest.fixture
def show(tmp_path):
    """A folder with a feed."""
    (tmp_path / "feed.xml").write_text("<rss/>")
    return tmp_path


def test_it_says_where_and_ends_when_interrupted(show):
    """Law: the address is on stderr and answers; Ctrl-C ends with 130 and no traceback."""
    with _serving(str(show), "--port", "0") as said:
        assert said.startswith("note: no page there yet")
        assert f"\n{show}: http://127.0.0.1:" in said
        address = re.search(r"http://\S+", said)[0]
        with urllib.request.urlopen(f"{address}feed.xml") as answer:  # noqa: S310  # our own
            assert answer.read() == b"<rss/>"


def test_the_loopback_of_ipv6_is_an_address_too(show):
    """Law: --host ::1 listens there and names itself with brackets."""
    with _serving(str(show), "--host", "::1", "--port", "0") as said:
        address = re.search(r"http://\[::1\]:\d+/", said)[0]
        with urllib.request.urlopen(f"{address}feed.xml") as answer:  # noqa: S310  # our own
            assert answer.read() == b"<rss/>"


def test_an_address_for_everybody_is_one_that_can_be_opened(show):
    """Law: --host 0.0.0.0 warns of plain HTTP, and names an address that answers."""
    for host in ("0.0.0.0", "::"):  # noqa: S104  # what is tested
        with _serving(str(show), "--host", host, "--port", "0", "--studio") as said:
            assert "plain HTTP" in said
            address = re.search(r"feed|http://\S+", said.partition(f"{show}: ")[2])[0]
            assert "0.0.0.0" not in address  # noqa: S104  # as above
            assert "[::]" not in address
            with urllib.request.urlopen(f"{address}feed.xml") as answer:  # noqa: S310  # our own
                assert answer.status == 200
            studio = re.search(r"studio: (http://\S+)", said)[1]
            opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
            with opener.open(studio) as answer:
                assert answer.status == 200
    with _serving(str(show), "--port", "0") as said:
        assert "plain HTTP" not in said


def test_the_studio_opens_an_empty_folder(tmp_path):
    """Law: with --studio the folder need not exist; the address with its token lets in."""
    folder = tmp_path / "new" / "show"
    with _serving(str(folder), "--port", "0", "--studio") as said:
        address = re.search(r"http://\S+token=\S+", said)[0]
        opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
        with opener.open(address) as answer:
            assert "放进文章" in answer.read().decode()
        with urllib.request.urlopen(address.partition("studio/")[0]) as answer:  # noqa: S310
            assert "还没有节目" in answer.read().decode()
    assert (folder / "feed.xml").is_file()


def test_a_fault_while_serving_is_one_line(capsys, monkeypatch):
    """Law: what is logged is one line with its cause; only --debug shows where it came from."""
    for debug in (False, True):
        monkeypatch.setattr(logging.getLogger(), "handlers", [])
        serve._log(debug=debug)
        error = ZeroDivisionError("by\nnothing")
        logging.getLogger("uvicorn.error").error("Exception in ASGI\n", exc_info=error)
        said = capsys.readouterr().err
        assert ("Exception in ASGI\n" in said) == debug
        assert "ZeroDivisionError: by" in said
        assert debug or said.count("\n") == 1


def test_a_folder_has_one_studio(tmp_path):
    """Law: a second studio on a folder, which would make the same jobs, is refused in one line."""
    with _serving(str(tmp_path), "--port", "0", "--studio"):
        done = subprocess.run(
            [*PROGRAM, str(tmp_path), "--port", "0", "--studio"],
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 5
        assert done.stderr.count("\n") == 1
        assert "another program has it open" in done.stderr
    with _serving(str(tmp_path), "--port", "0", "--studio") as said:
        assert "studio: http" in said


def test_an_open_studio_page_does_not_hold_the_end_back(tmp_path):
    """Law: Ctrl-C ends a stream that is being watched, and with it the program."""
    with _serving(str(tmp_path), "--port", "0", "--studio") as said:
        address, token = re.search(r"(http://\S+)studio/\?token=(\S+)", said).groups()
        port = re.search(r":(\d+)/", address)[1]
        asked = urllib.request.Request(f"{address}studio/api/events")  # noqa: S310  # our own
        asked.add_header("Cookie", f"tingbao-{port}={token}")
        watched = urllib.request.urlopen(asked)  # noqa: S310  # our own
        assert watched.readline().startswith(b"data: ")
    watched.close()


@pytest.mark.parametrize(
    ("prepare", "arguments", "code", "words"),
    [
        ("nothing", [], 3, "no such folder"),
        ("empty", [], 3, "there is no feed"),
        ("file", [], 3, "no such folder"),
        ("feed", ["--host", "no.such.host.invalid", "--port", "0"], 2, "no such address"),
        ("feed", ["--host", "192.0.2.1", "--port", "0"], 2, "no address of this machine"),
        ("feed", ["--host", "", "--port", "0"], 2, "--host is empty"),
    ],
)
def test_refusals_are_one_line(tmp_path, prepare, arguments, code, words):
    """Law: each refusal is one line with its mend, and its exit code."""
    place = tmp_path / "place"
    if prepare == "file":
        place.write_text("")
    elif prepare != "nothing":
        place.mkdir()
    if prepare == "feed":
        (place / "feed.xml").write_text("<rss/>")
    done = subprocess.run(
        [*PROGRAM, str(place), *arguments], capture_output=True, text=True, check=False
    )
    assert done.returncode == code
    assert done.stderr.count("\n") == 1
    assert words in done.stderr


def test_a_taken_port_is_one_line(show):
    """Law: a port that another program has is said so, with the way out."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        done = subprocess.run(
            [*PROGRAM, str(show), "--port", port], capture_output=True, text=True, check=False
        )
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert "the port is taken; choose another with --port" in done.stderr
