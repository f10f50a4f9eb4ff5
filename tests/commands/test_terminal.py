"""What a stranger wrote reaches the terminal, the files and the feed as words and no more."""

from __future__ import annotations

import io
import json
import re
import sys
from typing import TYPE_CHECKING

import pytest
from tests.web_server import serving

from tingbao.commands import console
from tingbao.sanitizing import clean

if TYPE_CHECKING:
    from pathlib import Path

EVIL = "\x1b]0;x\x07\x9b31m\x7f\u202e\u2066"
MARKUP = (
    *("[/]", "[red]", "[bold", "\\[", ":smile:", "[@click=x]"),
    "[link=http://example.org]点[/link]",
)
SENTENCE = "西湖边积雪5厘米，游客比昨天多了两成，断桥上站满了人。"


def _page(title: str) -> bytes:
    escaped = "".join(f"&#{ord(each)};" for each in title)
    body = f"<p>{SENTENCE}</p>" * 6
    return (
        f"<html><head><title>{escaped}</title></head><body><article><h1>{escaped}</h1>{body}"
        f"<h2>{escaped}</h2>{body}<h2>二{escaped}</h2>{body}</article></body></html>"
    ).encode()


@pytest.mark.parametrize("markup", MARKUP)
def test_markup_in_a_title_is_shown_as_it_stands(run, tmp_path: Path, markup: str) -> None:
    """Law: a title is words; no bracket in it is obeyed, stops a run, or is lost."""
    source = tmp_path / "page.html"
    source.write_bytes(_page(f"杭州{markup}下雪了"))
    ran = run("make", source, "-o", tmp_path / "show", "--engine", "silent")
    assert ran.code == 0, ran.err
    assert f"杭州{markup}下雪了" in ran.out.replace("\n", "")


def test_a_table_on_a_terminal_obeys_no_title(monkeypatch: pytest.MonkeyPatch) -> None:
    """Law: the only escapes that a terminal gets are those of the table's own bold type."""
    shown = io.StringIO()
    shown.isatty = lambda: True  # type: ignore[method-assign]
    monkeypatch.setattr(sys, "stdout", shown)
    monkeypatch.setenv("TERM", "xterm-256color")
    console.result_table("".join(MARKUP) + EVIL, [("name" + EVIL, "".join(MARKUP) + EVIL)])
    drawn = shown.getvalue()
    assert "[link=http://example.org]" in drawn.replace("\n", "")
    assert clean(re.sub(r"\x1b\[[\d;]*m", "", drawn)) == re.sub(r"\x1b\[[\d;]*m", "", drawn)
    assert "\x1b]8" not in drawn


def test_nothing_unseen_reaches_stream_or_file(run, tmp_path: Path) -> None:
    """Law: streams, feed, pages, transcripts, tags and JSON hold no control and no turned text."""
    source = tmp_path / "page.html"
    source.write_bytes(_page(f"杭州{EVIL}下雪了"))
    for more in ((), ("--json",)):
        ran = run("make", source, "-o", tmp_path / "show", "--engine", "silent", *more)
        assert ran.code == 0, ran.err
        assert clean(ran.out + ran.err) == ran.out + ran.err
    for path in (tmp_path / "show").rglob("*.*"):
        if path.suffix in {".xml", ".html", ".vtt", ".srt", ".json"}:
            text = path.read_text("utf-8").removeprefix("\ufeff")
            assert clean(text) == text, path
        if path.suffix == ".mp3":
            tag = path.read_bytes()[:4096]
            assert "下雪了".encode("utf-16-le") in tag
            assert "\u202e".encode("utf-16-le") not in tag
            assert "\x1b]".encode("utf-16-le") not in tag


def test_what_a_server_says_is_cleaned(run) -> None:
    """Law: an address that a redirect leads to is told without what a terminal obeys."""
    with serving() as base:
        for location in ("http://[%1B]0;x%07", "ftp://%C2%9B31m/", "http://a%E2%80%AEb:1:2/"):
            ran = run("sections", f"{base}/to/{location}", "--allow-private")
            assert ran.code == 3, ran.err
            assert clean(ran.err) == ran.err
            assert len(ran.err.splitlines()) == 1


def test_lines_in_are_lines_out(run) -> None:
    """Law: `normalize` and `pronounce` pass no escape on, and keep one line a line."""
    for command in ("normalize", "pronounce"):
        ran = run(command, stdin=f"第一{EVIL}行\n第二行\n".encode())
        assert ran.code == 0, ran.err
        assert clean(ran.out) == ran.out
        assert len(ran.out.splitlines()) == 2


def test_json_says_what_there_was(run) -> None:
    """Law: JSON keeps its value; what nobody sees is spelled out in it."""
    ran = run("normalize", "--json", f"第{EVIL}一")
    assert ran.code == 0, ran.err
    assert clean(ran.out) == ran.out
    assert json.loads(ran.out)["written"] == f"第{EVIL}一"


@pytest.mark.parametrize("argument", ["no\x1b]0;x\x07file", "no\u202efile", "no\nfile"])
def test_an_argument_is_told_clean(run, argument: str) -> None:
    """Law: a message about what was typed, or what a script passed on, is one clean line."""
    ran = run("sections", argument)
    assert ran.code == 3
    assert clean(ran.err) == ran.err
    assert len(ran.err.splitlines()) == 1
