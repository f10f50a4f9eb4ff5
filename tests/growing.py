"""Articles that grow where a reader may pay twice for it, and what reading one costs.

The costs are counted, not timed: the lines of Python that run, and the bytes that are held at
most.
"""

from __future__ import annotations

import gc
import sys
import tracemalloc
from datetime import date
from itertools import product
from string import ascii_uppercase
from typing import TYPE_CHECKING

from tingbao.model import Article, Byline, Section

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
    "links of a list": ("新闻的标题\n\n", lambda many: f"# 题\n\n{SENTENCE}\n\n相关阅读\n\n{many}"),
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

_HAN = [chr(number) for number in range(0x4E00, 0x9F00)]
_NAMES = ["".join(letters) for letters in product(ascii_uppercase, repeat=3)]
# What is told one after the other, by its number.
STORIES: dict[str, Callable[[int], str]] = {
    "others": lambda at: f"{_HAN[at]}{_HAN[-at]}市昨天建成{at}座桥。",
    "alike": lambda at: f"{SENTENCE[:-1]}{at}。",
    "he": lambda _: "他说工期不会拖延了。",
    "this": lambda _: "这意味着工期会拖延。",
    "short names": lambda at: f"{_NAMES[at]}（{_NAMES[at]}X）说{_NAMES[at]}X好。",
    "reproaches": lambda at: "林国平否认受贿。" if at % 2 else "林国平涉嫌受贿。",
    "people": lambda at: f"副市长张{_HAN[at]}{_HAN[-at]}认为工期不会拖延。",
    "the same people": lambda at: f"张{_HAN[at % 50]}{_HAN[-at % 50]}认为工期会拖延{at}天。",
    "lead-ins": lambda _: "具体要求如下：",
    "what hangs": lambda at: f"购买了第{at}张车票的；" if at else "不予退票：",
    "counted": lambda at: f"第{'一二三四五六七八九十'[at % 10]}是要认真修好{_HAN[at]}桥。",
    "questions": lambda at: f"为什么{_HAN[at]}桥会倒塌？",
    "quotations": lambda at: f"“我们会修好{_HAN[at]}桥。”",
    "but": lambda at: f"但是{_HAN[at]}桥还没有修好。",
}


def story(kind: str, many: int) -> Article:
    """Give an article of so many sentences of a kind, thirty a paragraph."""
    told = [STORIES[kind](at) for at in range(many)]
    paragraphs = ("".join(told[at : at + 30]) for at in range(0, many, 30))
    return Article(
        title="工期",
        source="东湖日报",
        byline=Byline(),
        published=date(2026, 7, 5),
        sections=(Section(heading=None, paragraphs=("局长林国平昨日宣布。", *paragraphs)),),
    )


def grown(kind: str, size: int) -> bytes:
    """Give a source of a kind, of about so many bytes."""
    unit, around = KINDS[kind]
    return around(unit * (size // len(unit.encode()))).encode()


def ran(call: Callable[[], object]) -> int:
    """Count the lines that a call runs."""
    count = 0

    def watch(_frame: object, event: str, _arg: object) -> object:
        nonlocal count
        count += event == "line"
        return watch

    before = sys.gettrace()
    sys.settrace(watch)
    try:
        call()
    finally:
        sys.settrace(before)
    return count


def held(call: Callable[[], object]) -> int:
    """Give the most bytes that a call holds at once."""
    gc.collect()
    tracemalloc.start()
    try:
        call()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def cost(call: Callable[[], object]) -> tuple[int, int]:
    """Give the lines that a call runs and the most bytes that it holds, from a call each.

    What counts lines would be counted among the bytes, four times as slowly.
    """
    return ran(call), held(call)
