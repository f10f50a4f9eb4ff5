"""The pages that list episodes: which there are, and how each is divided."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from tingbao.publishing import Record

# So that the longest index, of one less than twice that, stays under 60 kB with its sheet.
PER_PAGE = 10
FIRST, NEWEST = "archive-1.html", "index.html"
_GIST = 90  # characters of a summary that two rows can hold; the episode's page has all of it


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A page beside a page: its file name, and the month of its nearest episode."""

    name: str
    month: str


def pages(count: int) -> tuple[tuple[str, range], ...]:
    """Divide so many episodes, numbered from the oldest, into pages; the newest page is first.

    Older pages never change when an episode is added: each holds PER_PAGE from the
    oldest on, and index.html the rest, from PER_PAGE to twice that.
    """
    archives = max(0, count // PER_PAGE - 1)
    older = (
        (f"archive-{number}.html", range((number - 1) * PER_PAGE, number * PER_PAGE))
        for number in range(archives, 0, -1)
    )
    return ((NEWEST, range(archives * PER_PAGE, count)), *older)


def months(records: Sequence[Record]) -> list[list[Record]]:
    """Group what a page lists, the newest first, by the month of publication."""
    return [
        list(group)
        for _, group in groupby(records, key=lambda one: f"{one.episode.published:%Y-%m}")
    ]


def gist(summary: str) -> str:
    """Cut a summary to what two rows of a list hold."""
    return summary if len(summary) <= _GIST else f"{summary[: _GIST - 1]}…"
