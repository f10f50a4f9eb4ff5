"""The visible text of an HTML page, block by block, in the order of the page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import count
from typing import Any, NamedTuple

from tingbao.sources import bylines, tables
from tingbao.sources.outline import CODE

PAIR = 2  # cells of a row that names a fact and says it
_CELL = "\x1f"  # between two cells of a table
_HEAD = "\x1e"  # before a cell that names a column or a row
_ITEM = "\x1d"  # before the number of an item; `html` lets a page's text have none of these
_PICTURE = "\x1c"  # where one stands
_DIGITS = 9  # of an item's number
_TITLE = 15  # characters; what is longer and has a full stop is no heading

_DROPPED_TAGS = """
head title script style noscript template iframe object embed svg math canvas video audio map
button select textarea input nav aside footer figure figcaption rp rt menu dialog
"""
_BLOCK_TAGS = """
address article blockquote body center dd details div dl dt fieldset form h1 h2 h3 h4 h5 h6
header hr li main ol p pre section summary table tbody tfoot thead tr ul
"""
_DROPPED, _BLOCKS = frozenset(_DROPPED_TAGS.split()), frozenset(_BLOCK_TAGS.split())
_HEADING = re.compile(r"^h([1-6])$")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_BOLD_STYLE = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_CAPTION = re.compile(
    r"(?:^|[\s_-])(?:caption|img[_-]?desc\w*|image[_-]?desc\w*|pic(?:ture)?[_-]?(?:te?xt|desc|info|note)|"
    r"photo[_-]?(?:desc|note|text))(?:$|[\s_-])",
    re.IGNORECASE,
)
_FIGURE = re.compile(r"(?:^|\s)figure(?:$|[\s_-])", re.IGNORECASE)
_SHOWN = 200  # characters of credit and caption in what a class calls a figure
_NOTE = re.compile(r"^[\[［]?\s*(?:\d{1,3}|[a-z])\s*[\]］]?$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A block of text: a heading (level 1 to 6) or not, all bold or not, `linked` characters.

    `cells` are those of a table's row, `names` says that they name the columns; `number`
    is what stands before the text of an ordered list's item; `pictured` tells that a picture
    stands with it or above it, `item` that it is in a list.
    """

    text: str
    level: int
    bold: bool
    linked: int
    cells: tuple[str, ...] = ()
    names: bool = False
    number: str = ""
    pictured: bool = False
    item: bool = False


class _Style(NamedTuple):
    """What holds inside an element; `kept` are lines, `numbers` are for an ordered list."""

    level: int = 0
    bold: bool = False
    linked: bool = False
    item: bool = False
    kept: bool = False
    numbers: Iterator[int] = iter(())


class _Run(NamedTuple):
    """Characters of one kind inside a block."""

    text: str
    style: _Style


def pieces(root: Any) -> list[Piece]:
    """Cut a page into its blocks; menus, forms, pictures and hidden parts are left out.

    A table row is one block, its cells joined by ，.
    """
    found: list[Piece] = []
    block: list[_Run] = []
    level, pictured = 0, False
    for event in (*_events(root), 0):
        if isinstance(event, _Run):
            pictured = pictured or event.text == _PICTURE
            block += [event] if event.text != _PICTURE else []
            continue
        if piece := _piece(block, level):
            found.append(replace(piece, pictured=pictured))
            pictured = False
            block = []
        # an item's number waits for the paragraph inside it
        block = [run for run in block[-1:] if run.text.startswith(_ITEM)]
        level = event
    return found


def _events(root: Any) -> Iterator[_Run | int]:
    """Walk the page: runs of text, and at each border of a block the level of what follows."""
    from lxml import etree

    styles = [_Style()]  # of the elements around
    left_out = None
    walk = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
    for event, node in walk:
        if event == "start":
            outer = styles[-1]
            number = next(outer.numbers, None) if node.tag == "li" else None
            if node.tag == "br" or node.tag in _DROPPED or _is_code(node) or _is_hidden(node):
                walk.skip_subtree()
                left_out = node
                yield from _in_place(node, outer)
                continue
            styles.append(_inside(node, outer))
            if node.tag in _BLOCKS:
                yield styles[-1].level
            mark = {"th": _HEAD, "img": _PICTURE}.get(node.tag, "")
            mark = mark if number is None else f"{_ITEM}{number}. "
            if mark:
                yield _Run(mark, styles[-1])
            yield from _runs(node.text, styles[-1])
            continue
        if event == "end" and node is not left_out:
            style = styles.pop()
            if node.tag in {"td", "th"} and node.getnext() is not None:
                yield _Run(_CELL, style)
            if node.tag in _BLOCKS:
                yield styles[-1].level
        if node is not root:
            yield from _runs(node.tail, styles[-1])


def _runs(text: str | None, style: _Style) -> Iterator[_Run | int]:
    """Give the text of a node, in its parts where lines are kept."""
    parts = _parted(text or "") if style.kept else [text or ""]
    for at, part in enumerate(parts):
        if at:
            yield style.level
        if part:
            yield _Run(part, style)


def _parted(text: str) -> list[str]:
    """Part lines at an empty one, at a wide blank, and where one is further in than that before."""
    lines = text.split("\n")
    parts, before = [lines[0]], len(lines[0]) - len(lines[0].lstrip(" \t"))
    for at, line in enumerate(lines[1:], 2):
        inner = line.lstrip(" \t")
        empty = not inner.strip() and at < len(lines)
        if empty or inner.startswith("\u3000") or len(line) - len(inner) > before:
            parts.append("")
        parts[-1] += f"\n{line}"
        before = len(line) - len(inner)
    return parts


def _in_place(node: Any, style: _Style) -> Iterator[_Run | int]:
    """Give what stands for an element whose inside is not read."""
    if node.tag == "br":
        yield style.level
    elif _is_code(node):
        yield from (style.level, _Run(CODE, _Style()), style.level)


def _inside(node: Any, outer: _Style) -> _Style:
    """Say what holds inside an element."""
    heading = _HEADING.match(node.tag)
    start = node.get("start") or ""
    first = int(start) if start.isdecimal() and len(start) <= _DIGITS else 1
    bold = node.tag in {"b", "strong"} or bool(_BOLD_STYLE.search(node.get("style") or ""))
    return _Style(
        level=int(heading[1]) if heading else outer.level,
        bold=outer.bold or bold,
        linked=outer.linked or (node.tag == "a" and bool(node.get("href"))),
        item=outer.item or node.tag == "li",
        kept=outer.kept or node.tag == "pre",
        numbers=count(first) if node.tag == "ol" else iter(()),
    )


def _is_code(element: Any) -> bool:
    return element.tag == "pre" and element.find("code") is not None


def _is_hidden(element: Any) -> bool:
    return (
        element.get("hidden") is not None
        or element.get("aria-hidden") == "true"
        or bool(_HIDDEN.search(element.get("style") or ""))
        or bool(_CAPTION.search(element.get("class") or ""))
        or _is_figure(element)
        or (element.tag == "sup" and bool(_NOTE.match(element.text_content().strip())))
    )


def _is_figure(element: Any) -> bool:
    named = _FIGURE.search(element.get("class") or "")
    pictured = named and element.find(".//img") is not None
    return bool(pictured and len(element.text_content().strip()) <= _SHOWN)


def _piece(runs: list[_Run], level: int) -> Piece | None:
    marks = [run.text for run in runs if run.text.startswith(_ITEM)]
    runs = [run for run in runs if not run.text.startswith(_ITEM)]
    cells = _spaced("".join(run.text for run in runs)).split(_CELL)
    heads = [cell.lstrip(" 　").startswith(_HEAD) for cell in cells]
    cells = [cell.strip(f" 　{_HEAD}") for cell in cells]
    shown = [cell for cell in cells if cell]
    text = ("：" if len(shown) == PAIR and bylines.is_label(shown[0]) else "，").join(shown)
    if not text:
        return None
    letters = [run for run in runs if run.text.strip(f" 　\n\t{_CELL}{_HEAD}")]
    told = len(text) > _TITLE and "。" in text  # whatever the page calls it
    return Piece(
        text=text,
        level=0 if told else level,
        bold=all(run.style.bold for run in letters),
        linked=sum(len(run.text.strip()) for run in letters if run.style.linked),
        cells=tuple(cells) if len(cells) >= tables.COLUMNS else (),
        names=all(heads),
        number=marks[-1].strip(_ITEM) if marks else "",
        item=runs[0].style.item,
    )


def _spaced(text: str) -> str:
    """Collapse white space; a line break in the source between two Han is none at all."""
    text = re.sub(r"(?<=[^\x00-\xff])[ \t]*[\r\n]\s*(?=[^\x00-\xff])", "", text)
    return re.sub(r"[ \t\r\n\f\v\u00a0]+", " ", text).strip(" 　")
