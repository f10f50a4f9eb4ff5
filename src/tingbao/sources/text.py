"""Plain text to blocks: lines, paragraphs, and lines that an editor has wrapped."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from tingbao.model import Article
from tingbao.sources import article
from tingbao.sources.outline import CLOSED, Block, flowed

WRAPPED = 24  # columns; lines that are all shorter were not wrapped by an editor
PAGE = 60  # columns of a line by which a paragraph alone shows that it was wrapped
RAGGED = 8  # columns by which wrapped lines may differ, for a word or mark that moved on
_BREAK = re.compile(r"\r\n|[\r\n\u2028\u2029\x85\f\v]")
_FIGURE = re.compile(r"(?<=\d)\n(?=\d)")  # is one, on whichever lines a wrap puts it
_BULLET = re.compile(r"^\s*[-*+•·●○▪■□◆◇▶►※]\s+(?=\S)")


def read(text: str, *, source: str, note: Callable[[str], None] | None = None) -> Article:
    """Make an Article of plain text: one section without a heading.

    `note` is told what is left out, as `article.assemble` does.

    Raises:
        InputError: There are no words in it.
    """
    return article.assemble(blocks(text), source=source, note=note)


def blocks(text: str) -> list[Block]:
    """Split into paragraphs: at every line end, or at empty lines where lines are wrapped.

    A post has lines of its readers below a report whose lines are wrapped.
    """
    groups: list[list[str]] = [[]]
    for line in map(str.rstrip, _BREAK.split(text)):
        if not line or (groups[-1] and _starts_paragraph(line)):
            groups.append([])
        if line:
            groups[-1].append(line)
    if _is_wrapped(groups):
        return [_block(group) for group in groups if group]
    wide = max((_width(group) for group in groups if _is_wrapped([group])), default=0)
    return [
        _block(lines)
        for group in groups
        for lines in ([group] if _fills(group, wide) else [[line] for line in group])
    ]


def _fills(group: list[str], wide: int) -> bool:
    """Tell whether lines are those of one paragraph on a page so wide."""
    full = [line for line in group[:-1] if _columns(line) >= wide - RAGGED]
    return wide >= PAGE and len(full) == len(group) - 1


def _block(group: list[str]) -> Block:
    lines = (line.strip(" 　\t") for line in [_BULLET.sub("", group[0]), *group[1:]])
    written = _FIGURE.sub("", "\n".join(lines))
    return Block(text=flowed(written.split("\n")), item=bool(_BULLET.match(group[0])))


def _starts_paragraph(line: str) -> bool:
    return line.startswith(("　", "    ", "\t")) or bool(_BULLET.match(line))


def _is_wrapped(groups: list[list[str]]) -> bool:
    inner = [line for group in groups for line in group[:-1]]
    if len(inner) < 2:  # noqa: PLR2004  # one line proves nothing
        return False
    widest = max(map(_width, filter(None, groups)))
    even = sum(_columns(line) >= widest - RAGGED for line in inner)
    stops = sum(bool(CLOSED.search(line)) for line in inner)
    return widest >= WRAPPED and even >= 0.8 * len(inner) and stops <= 0.5 * len(inner)


def _width(group: list[str]) -> int:
    return max(map(_columns, group))


def _columns(line: str) -> int:
    return sum(1 + (unicodedata.east_asian_width(character) in "WF") for character in line)
