"""The transcript of an episode as its page shows it: chapters, paragraphs, lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from math import inf
from pathlib import Path

from tingbao.model import Chapter
from tingbao.publishing import DamagedError, Spoken, load, typeset


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What is heard in a chapter, as paragraphs; `said` is the line that is its heading."""

    start_ms: int
    title: str
    said: Spoken | None
    paragraphs: tuple[tuple[Spoken, ...], ...]


def read(folder: Path) -> tuple[Spoken, ...]:
    """Read the lines of an episode's folder, in the order in which they are heard.

    A script that is missing or damaged gives none: the page then stands without a
    transcript, which is better than no page.
    """
    try:
        return tuple(replace(line, written=typeset(line.written)) for line in load(folder))
    except DamagedError:
        return ()


def parts(lines: Sequence[Spoken], chapters: Sequence[Chapter]) -> tuple[Part, ...]:
    """Divide a transcript: a part a chapter, the author's paragraphs, a line a sentence.

    What is heard before the first chapter belongs to it.
    """
    starts = [chapter.start_ms for chapter in chapters] or [0]
    starts[0] = min(0, starts[0])
    titles = [chapter.title for chapter in chapters] or ["全文"]
    return tuple(
        _part(start, title, [line for line in lines if start <= line.start_ms < end])
        for start, end, title in zip(starts, [*starts[1:], inf], titles, strict=True)
    )


def _part(start: int, title: str, lines: Sequence[Spoken]) -> Part:
    # A spoken heading that says the chapter's title, or the head of it, is the heading.
    first = lines[0] if lines else None
    said = first if first and first.kind == "heading" and _says(first.written, title) else None
    groups = groupby(enumerate(lines[1:] if said else lines), key=lambda pair: _place(*pair))
    paragraphs = tuple(tuple(line for _, line in group) for _, group in groups)
    return Part(start_ms=start, title=title, said=said, paragraphs=paragraphs)


def _says(spoken: str, title: str) -> bool:
    said = "".join(filter(str.isalnum, spoken))
    return bool(said) and "".join(filter(str.isalnum, title)).startswith(said)


def _place(number: int, line: Spoken) -> tuple[object, ...]:
    """Lines that come from one paragraph stand together; the host's own, by their kind."""
    place = line.paragraph or number if line.kind == "body" else ()
    return (line.kind, line.role, place)
