"""The pages that list episodes: which there are, and what index.html is filled with."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from tingbao.language import times
from tingbao.site import formats, timeline
from tingbao.site.line_breaks import phrased
from tingbao.site.markup import fill

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from markupsafe import Markup

    from tingbao.model import Show
    from tingbao.publishing import Record

PER_PAGE = 10
"""So that the longest index, of one less than twice that, stays under 60 kB with its sheet."""
FIRST, NEWEST = "archive-1.html", "index.html"
_GIST = 90
"""Characters of a summary that two rows can hold; the episode's page has all of it."""


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


def body(
    records: Sequence[Record],
    show: Show,
    addresses: Mapping[str, str],
    *,
    newer: Neighbour | None,
    older: Neighbour | None,
) -> Markup:
    """Write what stands between masthead and footer.

    Args:
        records: What this page lists, the newest first.
        show: The show's facts.
        addresses: Where the subscribe button leads, `apple`, and the feed's own, `feed`.
        newer: The page with newer episodes, if there is one.
        older: The page with older ones, if there is one.
    """
    return fill(
        __package__,
        "index.html",
        **addresses,
        months=[list(group) for _, group in groupby(records, key=_month_of)],
        show=show,
        newer=newer,
        older=older,
        first=FIRST,
        newest=NEWEST,
        gist=_gist,
        formats=formats,
        phrased=phrased,
        timeline=timeline,
        times=times,
    )


def _month_of(record: Record) -> tuple[int, int]:
    return record.episode.published.year, record.episode.published.month


def _gist(summary: str) -> str:
    return summary if len(summary) <= _GIST else f"{summary[: _GIST - 1]}…"
