"""Markdown to blocks, by markdown-it-py's CommonMark parser with tables."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from tingbao.model import Article, Byline
from tingbao.sources import article, bylines, dates, days, front_matter, html, tables
from tingbao.sources import text as plain
from tingbao.sources.evidence import is_furniture
from tingbao.sources.outline import CLOSED, CODE, Block, bold_level, bound, flowed, headed, titled

LONGEST = 1_000_000  # characters with all marks and links
MOST_LINES = 20_000  # that have something on them
_FOOTNOTE = re.compile(  # or what opens and closes a box: :::tip, > [!NOTE]
    r"^:{3,}.*$|^>[ \t]*\[![A-Za-z]+\]"
    r"|^\[\^[^\]\s]{1,60}\]:.*(?:\n[ \t]+\S.*)*|\[\^[^\]\s]{1,60}\]"
    r"|(?<![A-Za-z0-9_#])!\[[^\]\n]{0,60}\](?![\[(])",  # a picture that lost its address
    re.MULTILINE,
)
_HEADING = re.compile(r"^#{1,6}[ \t]+\S", re.MULTILINE)
_TIGHT = re.compile(r"^(#{2,6})(?=[^#\s])", re.MULTILINE)  # ##小题, as many write
_TASK = re.compile(r"^\[[ xX]\]\s+")  # an item that is done or to be done
_PICTURE = re.compile(r"!\[[^\]\n]{0,200}\]\(([^)\s]{1,400})")
_TAG = re.compile(r"<[/!?]?([^\s<>/]*)")
_PROSE_TAGS = frozenset({"p", "div", "span", "br"})
_CODE = Block(text=CODE)
_COMMENT = re.compile(r"^\s*(?://|#|--)|^[\x00-\x7f]+$", re.MULTILINE)
_CODED = 0.25  # of characters that are ASCII, in sentences at most
_LEFT = re.compile(r"(?<!\*)\*\*(?!\*)|(?<!~)~~(?!~)")  # CommonMark sees none in 远**“近”**远


def looks_like(text: str) -> bool:
    """Tell whether a text without a telling name is Markdown: front matter or # headings."""
    return has_front_matter(text) or bool(_HEADING.search(text))


def has_front_matter(text: str) -> bool:
    """Tell whether fields below a line of hyphens or pluses come first, as Jekyll's and Hugo's."""
    return front_matter.read(text)[1] != text


def read(text: str, *, source: str, note: Callable[[str], None] | None = None) -> Article:
    """Make an Article of Markdown.

    A paragraph that is bold as a whole and short is a heading below those with #. Items of
    an ordered list keep their numbers, a table is said row by row (`tables`), a line says
    that code was left out, blocks of HTML are read as such; pictures and footnote marks are
    left out. `note` is told what else is, as `article.assemble` does.

    Raises:
        InputError: There are no words in it, or too many.
    """
    bound(len(text), LONGEST, "characters", where=source)
    bound(sum(map(bool, text.splitlines())), MOST_LINES, "lines", where=source)
    front, body = front_matter.read(text)
    blocks = headed(list(_blocks(body, source)))
    title = front.get("title", "")
    if not title:
        title, blocks = titled(blocks)
    return article.assemble(
        blocks,
        source=source,
        note=note,
        title=title,
        published=dates.stated(front.get("published", "")),
        guess=days.of_pictures(_PICTURE.findall(body), [block.text for block in blocks]),
        byline=_byline(front),
    )


def _byline(front: dict[str, str]) -> Byline:
    """Read who wrote and edited it; an outlet that signs as author is the source."""
    author = bylines.names(front.get("author", ""))
    outlet = author if bylines.is_site(author) else bylines.signs(front.get("author", ""))
    return Byline(
        source=front.get("source", "") or outlet,
        author="" if outlet else author,
        editor=bylines.names(front.get("editor", "")),
        site=bylines.of_address(front.get("address", "")),
    )


def _blocks(text: str, source: str) -> Iterator[Block]:
    from markdown_it import MarkdownIt

    reader = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    tokens = reader.parse(_TIGHT.sub(r"\1 ", _FOOTNOTE.sub("", text)))
    rows: list[list[str]] | None = None
    level, number = 0, ""
    for token, item in _itemized(tokens):
        match token.type:
            case "heading_open":
                level = int(token.tag[1])
            case "list_item_open":
                number = f"{token.info}. " if token.info else ""
            case "fence" | "code_block" | "html_block":
                yield from _verbatim(token.content, token.type, source)
            case "table_open":
                rows = []
            case "tr_open" if rows is not None:
                rows.append([])
            case "table_close":
                yield from (Block(text=row) for row in tables.sentences(rows or ()))
                rows = None
            case "inline" if rows:
                rows[-1].append(_plain(token.children or ()))
            case "inline":
                said = _inline(token.children or (), level)
                yield from _numbered(said, number, item=item)
                level, number = 0, ""


def _verbatim(written: str, kind: str, source: str) -> list[Block]:
    """Read what is no Markdown: HTML, paragraphs that are indented, or code."""
    if kind == "html_block" or (kind == "code_block" and _is_prose(written)):
        return html.blocks(written, source=source)
    return plain.blocks(written) if kind == "code_block" and _is_told(written) else [_CODE]


def _is_prose(code: str) -> bool:
    """Tell whether what is indented is paragraphs of a page, and no sample of its markup."""
    return code.lstrip().startswith("<") and {*_TAG.findall(code)} <= _PROSE_TAGS


def _is_told(code: str) -> bool:
    """Tell whether what is indented is sentences in Chinese, as many indent their paragraphs."""
    shown = re.sub(r"\s", "", code)
    coded = sum(map(str.isascii, shown))
    told = all(CLOSED.search(line) for line in code.rstrip().split("\n\n"))
    return told and not _COMMENT.search(code) and coded <= _CODED * len(shown)


def _itemized(tokens: Sequence[Any]) -> Iterator[tuple[Any, bool]]:
    """Give each token, and whether an item of a list is around it."""
    depth = 0
    for token in tokens:
        depth += token.nesting if token.type.startswith("list_item") else 0
        yield token, depth > 0


def _numbered(blocks: Iterator[Block], number: str, *, item: bool) -> Iterator[Block]:
    """Put an item's number before its first block, and tell of each whether a list has it."""
    for block in blocks:
        text = _TASK.sub("", block.text) if item else block.text
        yield replace(block, text=f"{number}{text}", item=item)
        number = ""


def _inline(children: Sequence[Any], level: int) -> Iterator[Block]:
    text = _plain(children)
    if not text:
        return
    if not level and _is_bold(children):
        level = bold_level(text)
    for line in [text] if level else text.split("\n"):
        yield Block(text=line, level=level)


def _is_bold(children: Sequence[Any]) -> bool:
    shown = [child for child in children if child.type != "text" or child.content.strip()]
    return (
        len(shown) > 2  # noqa: PLR2004  # open, text, close
        and shown[0].type == "strong_open"
        and shown[-1].type == "strong_close"
        and sum(child.type == "strong_open" for child in shown) == 1
    )


def _plain(children: Sequence[Any]) -> str:
    """Give the text of a paragraph; the credit that stands beside a picture is a line by itself."""
    parts: list[str] = []
    line, shown = "", False
    for child in children:
        if child.type in {"text", "code_inline"}:
            parts.append(child.content)
            line += child.content
        elif child.type in {"hardbreak", "softbreak"}:
            apart = child.type == "hardbreak" or (shown and is_furniture(line))
            parts.append("\n" if apart else "\v")
            line, shown = "", False
        shown = shown or child.type == "image"
    return flowed(_LEFT.sub("", "".join(parts)).split("\v")).strip()
