"""The page of one episode."""

from __future__ import annotations

from itertools import groupby
from math import inf
from typing import TYPE_CHECKING

from tingbao.language.times import weekday, written
from tingbao.publishing import audio_path, clock, originals
from tingbao.site import formats
from tingbao.site.line_breaks import phrased
from tingbao.site.markup import Html, fill, join, neighbour, template, text, visible
from tingbao.site.timeline import large, marks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tingbao.model import Chapter, Episode, Show, Story
    from tingbao.publishing import Record, Spoken

ICONS = ("icon_play", "icon_back", "icon_forward")
LONG, ENDLESS = 40, 120
"""Characters from which a title is set smaller, so that it stays a title and no wall."""


def scale(title: str) -> str:
    """Name the size that a title is set in."""
    return "endless" if len(title) > ENDLESS else "long" if len(title) > LONG else ""


def body(
    record: Record,
    lines: Sequence[Spoken],
    show: Show,
    *,
    newer: Episode | None,
    older: Episode | None,
) -> Html:
    """Write what stands between masthead and footer.

    Args:
        record: The episode.
        lines: What is heard in it; none, if that is not known.
        show: The show's facts.
        newer: The next episode in time, if there is one.
        older: The one before it, if there is one.
    """
    episode = record.episode
    return fill(
        template(__package__, "episode.html"),
        title=episode.title,
        phrased=phrased(episode.title),
        scale=scale(episode.title),
        summary=episode.summary,
        show=show.title,
        iso=episode.published.isoformat(),
        date=written(episode.published),
        weekday=weekday(episode.published),
        length=formats.length(episode.duration_ms),
        clock=clock(episode.duration_ms + 500),  # to the nearest second, as `length`
        seconds=seconds(episode.duration_ms),
        size=formats.size(episode.bytes),
        audio=audio_path(record).rpartition("/")[2],
        marks=marks(episode.chapters, episode.duration_ms),
        wave=large(record.waveform, episode.chapters, episode.duration_ms),
        chapters=join(_chapter(number, item) for number, item in enumerate(episode.chapters, 1)),
        transcript=transcript(lines, episode.chapters),
        turn=turn(newer, older),
        origin=_origin(record),
        **{name: Html(template(__package__, f"{name}.svg").strip()) for name in ICONS},
    )


def _origin(record: Record) -> Html:
    """Name who wrote it, with a link to the original where that has an address."""
    named = [name for name in (record.byline.source, record.byline.author) if name]
    credit = fill("<span>$names</span>", names="　".join(named)) if named else text("")
    link = '<a href="$to" rel="noreferrer">$said</a>'
    links = [fill(link, to=place, said=said) for said, place in originals(record.origin)]
    credit = join([credit, *links])
    shown = fill('<p class="origin">$credit</p>', credit=credit) if credit else credit
    return join([shown, _sources(record.stories)]) if record.stories else shown


def _sources(stories: Sequence[Story]) -> Html:
    """List what each story of a daily show is told from."""
    rows = join(
        fill("<li>$title<ul>$reports</ul></li>", title=story.title, reports=_reports(story))
        for story in stories
    )
    shown = '<details class="sources"><summary>阅读原文</summary><ol>$rows</ol></details>'
    return fill(shown, rows=rows)


def _reports(story: Story) -> Html:
    found = []
    for one in story.references:
        name = f"{one.site}：{one.title}"
        safe = one.url.startswith(("http://", "https://"))
        link = '<a href="$to" rel="noreferrer">$name</a>' if safe else "<span>$name</span>"
        row = f"<li>{link} <time>$day</time></li>"
        found.append(fill(row, to=one.url, name=name, day=f"{one.published:%Y-%m-%d}"))
    return join(found)


def seconds(milliseconds: int) -> str:
    """Write a moment as the fragment `t=` does: 65, 65.3, 65.32."""
    return f"{milliseconds / 1000:.2f}".rstrip("0").rstrip(".")


def _chapter(number: int, chapter: Chapter) -> Html:
    return fill(
        '<li><button type="button" data-at="$at"><b aria-hidden="true">$numeral</b>'
        '<bdi class="name">$phrased</bdi></button>'
        '<a href="#t=$at" aria-label="$clock，链接到$title">$clock</a></li>',
        at=seconds(chapter.start_ms),
        numeral=formats.numeral(number),
        title=chapter.title,
        phrased=phrased(chapter.title),
        clock=clock(chapter.start_ms),
    )


def transcript(lines: Sequence[Spoken], chapters: Sequence[Chapter]) -> Html:
    """Write the transcript: a part a chapter, the author's paragraphs, a span a sentence.

    A part begins with the anchor that its chapter links to; a paragraph begins with its
    own. What is heard before the first chapter belongs to it.
    """
    starts = [chapter.start_ms for chapter in chapters] or [0]
    starts[0] = min(0, starts[0])
    titles = [chapter.title for chapter in chapters] or ["全文"]
    parts = (
        _part(start, title, [line for line in lines if start <= line.start_ms < end])
        for start, end, title in zip(starts, [*starts[1:], inf], titles, strict=True)
    )
    return join(parts, "\n")


def _part(start: int, title: str, lines: Sequence[Spoken]) -> Html:
    shown = fill("<bdi>$title</bdi>", title=phrased(title))
    # A spoken heading that says the chapter's title, or the head of it, is the heading.
    if lines and lines[0].kind == "heading" and _says(lines[0].written, title):
        said = seconds(lines[0].start_ms)
        shown = fill('<span data-t="$said">$shown</span>', said=said, shown=shown)
        lines = lines[1:]
    heading = fill('<h3 id="t=$at">$shown</h3>', at=seconds(start), shown=shown)
    groups = groupby(enumerate(lines), key=lambda pair: _place(*pair))
    paragraphs = join(_paragraph([line for _, line in group], start) for _, group in groups)
    return fill(
        '<section class="part">$heading$paragraphs</section>',
        heading=heading,
        paragraphs=paragraphs,
    )


def _says(spoken: str, title: str) -> bool:
    said = "".join(filter(str.isalnum, spoken))
    return bool(said) and "".join(filter(str.isalnum, title)).startswith(said)


def _place(number: int, line: Spoken) -> tuple[object, ...]:
    """Lines that come from one paragraph stand together; the host's own, by their kind."""
    place = line.paragraph or number if line.kind == "body" else ()
    return (line.kind, line.role, place)


def _paragraph(lines: Sequence[Spoken], taken: int) -> Html:
    first = lines[0]
    anchor = fill(' id="t=$at"', at=seconds(first.start_ms)) if first.start_ms != taken else ""
    sentences = join(
        fill('<span data-t="$at">$written</span>', at=seconds(line.start_ms), written=line.written)
        for line in lines
    )
    return fill(
        '<p$anchor$kind><a class="at" href="#t=$at" aria-label="从 $clock 播放">$clock</a>'
        "$voice$sentences</p>",
        anchor=anchor,
        kind=_kind(first),
        voice=Html('<span class="hidden">嘉宾：</span>') if first.role == "guest" else "",
        at=seconds(first.start_ms),
        clock=clock(first.start_ms),
        sentences=sentences,
    )


def _kind(line: Spoken) -> Html:
    """Set apart what the guest says, and what the host adds to the article."""
    if line.role == "guest":
        return Html(' class="guest"')
    return Html(' class="aside"' if line.kind in {"opening", "closing", "notice"} else "")


def turn(newer: Episode | None, older: Episode | None) -> Html:
    """Write the links to the episodes before and after."""
    sides = ((older, "older", "prev", "上一期"), (newer, "newer", "next", "下一期"))
    return join(
        neighbour(name, rel, f"../{side.slug}/index.html", label, visible(side.title))
        for side, name, rel, label in sides
        if side
    )
