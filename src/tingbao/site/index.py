"""The pages that list episodes."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from tingbao.language.times import weekday
from tingbao.site import formats
from tingbao.site.episode import scale
from tingbao.site.line_breaks import phrased
from tingbao.site.markup import Html, fill, join, neighbour, template, text, visible
from tingbao.site.timeline import small

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

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
) -> Html:
    """Write what stands between masthead and footer.

    Args:
        records: What this page lists, the newest first.
        show: The show's facts.
        addresses: Where the subscribe button leads, `apple`, and the feed's own, `feed`.
        newer: The page with newer episodes, if there is one.
        older: The page with older ones, if there is one.
    """
    months = join(_month(list(group)) for _, group in groupby(records, key=_month_of))
    return fill(
        template(__package__, "index.html"),
        scale=scale(show.title),
        show=visible(show.title),
        summary=show.description,
        **addresses,
        months=months or Html('<p class="empty">还没有节目。做好第一期，它就会出现在这里。</p>'),
        turn=_turn(newer, older),
    )


def _month_of(record: Record) -> tuple[int, int]:
    return record.episode.published.year, record.episode.published.month


def _month(records: Sequence[Record]) -> Html:
    return fill(
        '<section class="month"><h2>$month</h2><ol>$rows</ol></section>\n',
        month=formats.month(records[0].episode.published),
        rows=join(_row(record) for record in records),
    )


def _row(record: Record) -> Html:
    episode = record.episode
    count = len(episode.chapters)
    return fill(
        '<li><time class="day" datetime="$iso"><b>$day</b><span>$weekday</span></time>'
        '<div><h3><a href="$slug/index.html"><bdi>$title</bdi></a></h3>'
        '<p class="summary"><bdi>$summary</bdi></p></div>'
        '<p class="gist">$ripple<span>$length$chapters</span></p></li>\n',
        iso=episode.published.date().isoformat(),
        day=episode.published.day,
        weekday=weekday(episode.published),
        slug=episode.slug,
        title=phrased(episode.title),
        summary=_gist(episode.summary),
        ripple=small(record.waveform),
        length=formats.length(episode.duration_ms),
        chapters=f" · {count} 章" if count > 1 else "",
    )


def _gist(summary: str) -> str:
    return summary if len(summary) <= _GIST else f"{summary[: _GIST - 1]}…"


def _turn(newer: Neighbour | None, older: Neighbour | None) -> Html:
    """Lead to the pages beside this one, and where these are not the ends, to the ends."""
    sides = [(older, "older", "next", "更早的节目"), (newer, "newer", "prev", "更近的节目")]
    links = [
        neighbour(name, rel, page.name, page.month, label)
        for page, name, rel, label in sides
        if page
    ]
    if not links:
        return text("")
    ends = [(older, FIRST, "最早的节目"), (newer, NEWEST, "最新的节目")]
    far = [
        fill('<a class="end" href="$to">$label</a>', to=to, label=label)
        for page, to, label in ends
        if page and page.name != to
    ]
    return fill('<nav class="turn" aria-label="翻页">$links</nav>', links=join([*links, *far]))
