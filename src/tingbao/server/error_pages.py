"""What a listener reads where there is nothing to hear: the site's look, and a way back."""

from __future__ import annotations

from importlib.resources import files
from string import Template

_DEEPEST = 100
"""Folders of an address; who made up a deeper one finds the way back alone."""


def lost(raw_path: bytes) -> str:
    """Write the page for an address that leads nowhere."""
    return _page("这里没有东西", "网址可能写错了，或者这一期已经撤下。", raw_path)


def broken(raw_path: bytes) -> str:
    """Write the page for a fault of the program."""
    return _page("听报出了问题", "请过一会儿再试。", raw_path)


def _page(title: str, words: str, raw_path: bytes) -> str:
    """Lead back by a relative way, which is right below any prefix that a proxy puts before."""
    depth = raw_path.partition(b"?")[0].count(b"/") - 1
    root = "../" * min(depth, _DEEPEST) or "./"
    page = files(__package__).joinpath("error.html").read_text(encoding="utf-8")
    return Template(page).substitute(title=title, words=words, root=root)
