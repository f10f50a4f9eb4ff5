"""Articles that grow where a reader may pay twice for it, and what reading one costs.

The costs are counted, not timed: the lines of Python that run, and the bytes that are held at
most.
"""

from __future__ import annotations

import gc
import sys
import tracemalloc
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

SENTENCE = "这是一个完整的句子，说的是今天发生的事情。"
PROSE = f"<p>{SENTENCE * 3}</p>" * 3


def _page(inside: str = "", head: str = "") -> str:
    return (
        f"<html><head>{head}<meta charset=utf-8></head><body><article>{PROSE}{inside}</article>"
        "</body></html>"
    )


def _feed(inside: str) -> str:
    return f"<rss version='2.0'><channel><title>源</title>{inside}</channel></rss>"


# What is repeated, and what stands around it.
KINDS: dict[str, tuple[str, Callable[[str], str]]] = {
    "title": ("a-", lambda many: _page(head=f"<title>{many}</title>")),
    "items": ("<li>第一条。</li>", lambda many: _page(f"<ol>{many}</ol>")),
    "empty items": ("<li>", lambda many: _page(f"<ol>{many}</ol>")),
    "items alone": ("<li>第一条。</li>", lambda many: f"<ol>{many}</ol>"),
    "breaks": ("字<br>", _page),
    "paragraphs": ("<p>短句。</p>", _page),
    "headings": ("<h2>短</h2>", _page),
    "rows": ("<tr><td>甲<td>乙", lambda many: _page(f"<table>{many}</table>")),
    "cells": ("<td>甲", lambda many: _page(f"<table><tr>{many}</table>")),
    "empty rows": (
        "<tr><td>",
        lambda many: _page(f"<table><tr><td colspan=100>甲{many}</table>"),
    ),
    "wide rows": (
        f"<tr>{'<td>' * 900}",
        lambda many: _page(f"<table>{many}</table>"),
    ),
    "nested": ("<div>", _page),
    "links": ("<a href=x>链接</a>", _page),
    "attributes": (" a=1", lambda many: _page(f"<p{many}>字</p>")),
    "comments": ("<!-- -->", lambda many: many + _page()),
    "hidden": ("<i style='opacity:0'>", _page),
    "Markdown rows": ("|x|y|\n", lambda many: f"# 题\n\n{SENTENCE}\n\n|a|b|\n|-|-|\n{many}"),
    "Markdown items": ("- 一\n", lambda many: f"# 题\n\n{many}"),
    "Markdown headings": ("# 短\n\n字\n\n", str),
    "Markdown brackets": ("[", lambda many: f"# 题\n\n{SENTENCE}{many}"),
    "Markdown stars": ("*a_", lambda many: f"# 题\n\n{SENTENCE}{many}"),
    "Markdown ticks": ("` ", lambda many: f"# 题\n\n{SENTENCE}{many}"),
    "Markdown pictures": ("![会议](", lambda many: f"# 题\n\n{SENTENCE}{many}"),
    "photographers": ("记者 张三 摄 ", lambda many: f"# 题\n\n{SENTENCE}{many}"),
    "fields": ("a: b\n", lambda many: f"---\n{many}---\n# 题\n\n{SENTENCE}"),
    "lines": ("短句。\n", str),
    "marks": ("（", lambda many: SENTENCE + many),
    "spaces": (" ", lambda many: f"{SENTENCE}{many}{SENTENCE}"),
    "entries": ("<item><title>一</title></item>", _feed),
    "an entry": (
        "&lt;p&gt;短句。",
        lambda many: _feed(f"<item><description>{many}</description></item>"),
    ),
}


def grown(kind: str, size: int) -> bytes:
    """Give a source of a kind, of about so many bytes."""
    unit, around = KINDS[kind]
    return around(unit * (size // len(unit.encode()))).encode()


def cost(call: Callable[[], object]) -> tuple[int, int]:
    """Count the lines that a call runs, and the most bytes that it holds at once.

    It is called once for each: what counts lines would be counted among the bytes, four times
    as slowly.
    """
    ran = 0

    def watch(_frame: object, event: str, _arg: object) -> object:
        nonlocal ran
        ran += event == "line"
        return watch

    before = sys.gettrace()
    sys.settrace(watch)
    try:
        call()
    finally:
        sys.settrace(before)
    gc.collect()
    tracemalloc.start()
    try:
        call()
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    return ran, most
