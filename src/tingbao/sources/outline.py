"""Blocks of an article, and how nested headings become one flat row of sections.

A briefing has chapters, not a tree. The rule: chapters are the entries of the highest
heading level that has at least two of them; what stands above keeps its own section
where it has text of its own; what lies below is folded in as a paragraph, exactly as
written. A chapter that would hold most of a long article is opened one level further.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from tingbao.errors import InputError
from tingbao.language.text import Text
from tingbao.model import Section

CLOSED = re.compile(r"[。！？!?；;…：:][”’」』）)\"]*$")  # the end of a sentence
COMMAS = "，,、"  # behind one a line goes on in the next
CODE = "（这里有一段代码，朗读时从略。）"  # what is said of code, which no voice can read
HEADLINE = 6  # characters of one, at least
_CREDITS = 1  # lines below one
BOLD_LEVEL = 7  # a line that is bold as a whole is a heading below h6
BOLD_HEADING = 40  # characters; a longer bold line is emphasis
BOLD_SHARE = 0.5  # of all blocks; a text that is bold throughout has no bold headings
OPEN_SHARE = 0.6  # a chapter with more than this share of all characters ...
OPEN_CHARACTERS = 1200  # ... and more than this many is opened one level further
MOST_BLOCKS = 10_000  # of an article, or of the page around it


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A heading (level 1 is the highest) or, at level 0, a paragraph; `item` is one of a list."""

    text: str
    level: int = 0
    item: bool = False


def bound(number: int, most: int, what: str, *, where: str) -> None:
    """Refuse what is more than an article has.

    Raises:
        InputError: There are more than so many.
    """
    if number > most:
        raise InputError(
            f"{number:,} {what} are more than an article has",
            where=where,
            hint=f"give at most {most:,} at a time, as a chapter of a book",
        )


def flatten(blocks: Sequence[Block]) -> tuple[Section, ...]:
    """Turn blocks into sections; an empty section (a heading without text) is left out."""
    whole = sum(len(block.text) for block in blocks)
    return tuple(section for section in _flatten(list(blocks), None, whole) if section.paragraphs)


def _flatten(blocks: list[Block], heading: str | None, whole: int) -> list[Section]:
    levels = [block.level for block in blocks if block.level]
    chapter = min([level for level in levels if levels.count(level) > 1] or levels, default=1)
    sections: list[Section] = []
    name, part = heading, list[Block]()
    for block in [*blocks, Block(text="", level=1)]:  # the last one closes the last part
        if not 0 < block.level <= chapter:
            part.append(block)
            continue
        if part and _is_too_large(part, whole) and len(part) < len(blocks):
            sections.extend(_flatten(part, name, whole))
        elif part:
            texts = tuple(Text.of(inner.text) for inner in part if inner.text)
            sections.append(Section(heading=name, paragraphs=texts))
        name, part = block.text, []
    return sections


def _is_too_large(part: list[Block], whole: int) -> bool:
    size = sum(len(block.text) for block in part)
    inner = [block.level for block in part if block.level]
    return len(inner) > 1 and size > OPEN_CHARACTERS and size > OPEN_SHARE * whole


def flowed(lines: Iterable[str]) -> str:
    """Join lines that were one, with a space only between two Latin words."""
    return re.sub(r"(?<=[!-~])\v(?=[!-~])", " ", "\v".join(lines)).replace("\v", "")


def bold_level(text: str) -> int:
    """Give the level of a line that is bold as a whole: of what is long, closed or signs (——) 0."""
    closed = CLOSED.search(text) or text.endswith(tuple(COMMAS)) or text.startswith("—")
    return 0 if closed or len(text) > BOLD_HEADING else BOLD_LEVEL


def headed(blocks: list[Block]) -> list[Block]:
    """Take bold lines for headings only where there are several, and not most lines."""
    bold = sum(block.level == BOLD_LEVEL for block in blocks)
    if 1 < bold <= BOLD_SHARE * len(blocks):
        return blocks
    return [replace(block, level=0) if block.level == BOLD_LEVEL else block for block in blocks]


def titled(blocks: Sequence[Block]) -> tuple[str, list[Block]]:
    """Give the heading under which all others stand, and the rest.

    It is of the first level, or no sentence stands above it and it is no mere word, or others stand
    below it; text must be left. Of several of its level, the first has a credit below it at most.

    >>> titled([Block(text="开工", level=1), Block(text="今天开工。")])[0]
    '开工'
    >>> titled([Block(text="背景", level=2), Block(text="今天开工。")])[0]
    ''
    """
    levels = [block.level for block in blocks if block.level]
    highest = min(levels, default=0)
    places = [at for at, block in enumerate(blocks) if highest and block.level == highest]
    if not places or len(levels) == len(blocks):
        return "", list(blocks)
    place = places[0]
    long = len(blocks[place].text) >= HEADLINE
    alone = len(places) == 1 or (long and places[1] - place <= _CREDITS + 1)
    above = highest == 1 and levels[0] == 1
    if alone and (above or ((long or len(levels) > 1) and not _tells(blocks[:place]))):
        return blocks[place].text, [*blocks[:place], *blocks[place + 1 :]]
    return "", list(blocks)


def _tells(blocks: Iterable[Block]) -> bool:
    return any(not block.level and CLOSED.search(block.text) for block in blocks)
