"""feed.xml: RSS 2.0 as podcast apps read it.

Tags after the Podcast Standards Project (PSP-1), Apple's and podcastindex.org's namespaces,
Podlove Simple Chapters and RFC 5005. An item says only what its episode.json says, so that
the same folders always give the same bytes.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Sequence
from datetime import UTC
from email.utils import format_datetime
from functools import cache, lru_cache
from html import escape
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlsplit

from tingbao.errors import UsageError
from tingbao.language import tables
from tingbao.model import Person, Show, Story
from tingbao.publishing import transcripts
from tingbao.publishing.record import Record
from tingbao.services.address import is_whole

if TYPE_CHECKING:
    from lxml.etree import _Element

NAMESPACES = {
    "atom": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "podcast": "https://podcastindex.org/namespace/1.0",
    "psc": "http://podlove.org/simple-chapters",
}
NAME = "feed.xml"
COVER = "cover.jpg"
BESIDE = (COVER, "chapters.json", "transcript.vtt", "transcript.srt")  # what an item names too
PODCAST_UUID = uuid.UUID("ead4c236-bf58-58c6-a2c6-a6b28d128cb6")
PER_PAGE = 100
LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")  # as RFC 1766 has it
MAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_LONGEST = 4000  # bytes of a description that Apple keeps
_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
SCHEDULES = {  # and their rules after RFC 5545
    "": "",
    "daily": "FREQ=DAILY",
    "weekdays": "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR",
    "weekly": "FREQ=WEEKLY",
}


def address(show: Show, path: str) -> str:
    """Give the URL of a file of the output folder; relative where no base URL is set."""
    quoted = quote(path, safe="/?=-._~")
    return f"{base(show.base_url)}/{quoted}" if show.base_url else quoted


@lru_cache(maxsize=8)
def base(url: str) -> str:
    """Give a base URL as feeds and browsers write it: ASCII, without a slash at its end.

    It may have Chinese in host or path, and a port; nothing stays nothing.

    Raises:
        UsageError: Nothing can be found below such an address.
    """
    if not url:
        return ""
    # A blank may stand in the path, not in the host.
    written = re.sub(r"(?<=[^/]/)[^/].*", lambda path: path[0].replace(" ", "%20"), url.strip())
    parts = urlsplit(written if is_whole(written) else "")
    if not parts.netloc or parts.query or parts.fragment:
        hint = "write one as https://example.org/show"
        raise UsageError("the base_url is no web address", where=url, hint=hint)
    if "@" in parts.netloc:
        hint = "leave the name and password out of it"
        raise UsageError("the base_url would publish a password", where="[show]", hint=hint)
    host = (parts.hostname or "").encode("idna").decode()
    host = f"[{host}]" if ":" in host else host
    port = f":{parts.port}" if parts.port else ""
    return f"{parts.scheme}://{host}{port}{quote(parts.path, safe='/%-._~')}".rstrip("/")


@cache
def categories() -> dict[str, frozenset[str]]:
    """Read Apple's categories and their subcategories.

    >>> "Daily News" in categories()["News"]
    True
    """
    return {name: frozenset(inner) for name, *inner in tables.rows(__package__, "categories.tsv")}


def audio_path(record: Record) -> str:
    """Give the enclosure's path; audio made anew gets an address that no app has cached."""
    again = f"?v={record.revision}" if record.revision > 1 else ""
    return f"{record.episode.file}{again}"


def page_name(number: int, count: int) -> str:
    """Name a page of so many by its number, the oldest being 1."""
    return NAME if number == count else f"feed-{number}.xml"


def pages(count: int) -> list[range]:
    """Divide so many episodes, numbered from the oldest, into pages; the last is `feed.xml`.

    Pages fill up from the oldest episode, so that a full one never changes again; the
    newest page holds a full page's worth and what came since.
    """
    archived = max(0, (count - 1) // PER_PAGE - 1)
    older = [range(page * PER_PAGE, (page + 1) * PER_PAGE) for page in range(archived)]
    return [*older, range(archived * PER_PAGE, count)]


def render(records: Sequence[Record], show: Show, *, number: int, count: int) -> bytes:
    """Render one page.

    The records are the newest first; pages are numbered from the oldest, 1, to `count`, which is
    `feed.xml`.
    """
    from lxml import etree

    rss = etree.Element("rss", {"version": "2.0"}, nsmap=NAMESPACES)
    channel = etree.SubElement(rss, "channel")
    _channel(channel, records, show, number=number, count=count)
    for record in records:
        _item(etree.SubElement(channel, "item"), record, show)
    return etree.tostring(rss, xml_declaration=True, encoding="UTF-8", pretty_print=True)


def _channel(
    channel: _Element, records: Sequence[Record], show: Show, *, number: int, count: int
) -> None:
    own = address(show, page_name(number, count))
    _add(channel, "title", show.title)
    _add(channel, "description", _cut(show.description))
    _add(channel, "link", base(show.base_url) or "index.html")
    _add(channel, "language", show.language)
    if show.copyright:
        _add(channel, "copyright", show.copyright)
    _add(channel, "generator", "Tingbao")
    if records:
        newest = max(record.episode.published for record in records)
        _add(channel, "lastBuildDate", _date(newest))
    _add(channel, "atom:link", rel="self", href=own, type="application/rss+xml")
    for relation, target in _relations(number, count):
        _add(channel, "atom:link", rel=relation, href=address(show, target))
    _add(channel, "itunes:author", show.author)
    owner = _add(channel, "itunes:owner")
    _add(owner, "itunes:name", show.author)
    if show.email:
        _add(owner, "itunes:email", show.email)
    _add(channel, "itunes:image", href=address(show, COVER))
    category = _add(channel, "itunes:category", text=show.category)
    if show.subcategory:
        _add(category, "itunes:category", text=show.subcategory)
    _add(channel, "itunes:explicit", "true" if show.explicit else "false")
    _add(channel, "itunes:type", "episodic")
    _add(channel, "podcast:guid", show_guid(show))
    _add(channel, "podcast:locked", "yes", **({"owner": show.email} if show.email else {}))
    _add(channel, "podcast:medium", "podcast")
    rule = SCHEDULES[show.schedule]
    repeats = {"rrule": rule} if rule else {}
    frequency = text(show.schedule or "seldom")
    _add(channel, "podcast:updateFrequency", frequency, complete="false", **repeats)
    _add(channel, "podcast:txt", text("ai"), purpose="ai-content")
    if show.funding_url:
        words = show.funding_text or text("funding")
        _add(channel, "podcast:funding", words, url=show.funding_url)
    _persons(channel, show.persons)


def _item(item: _Element, record: Record, show: Show) -> None:
    episode = record.episode
    folder = episode.slug
    url = address(show, audio_path(record))
    _add(item, "title", episode.title)
    _add(item, "guid", episode.guid, isPermaLink="false")
    _add(item, "pubDate", _date(episode.published))
    _add(item, "link", address(show, f"{folder}/index.html"))
    said = f"\n\n{text('ai')}"  # many apps show this and not the notes
    _add(item, "description", _cut(episode.summary, _LONGEST - len(said.encode())) + said)
    _add(item, "content:encoded", show_notes(record))
    _add(item, "enclosure", url=url, length=str(episode.bytes), type="audio/mpeg")
    _add(item, "itunes:title", episode.title)
    _add(item, "itunes:author", show.author)
    _add(item, "itunes:duration", str(max(1, round(episode.duration_ms / 1000))))
    _add(item, "itunes:image", href=address(show, f"{folder}/cover.jpg"))
    _add(item, "itunes:explicit", "true" if show.explicit else "false")
    _add(item, "itunes:episodeType", "full")
    for name, number in (("season", record.season), ("episode", record.number)):
        if number is not None:
            _add(item, f"itunes:{name}", str(number))
            _add(item, f"podcast:{name}", str(number))
    chapters = address(show, f"{folder}/chapters.json")
    _add(item, "podcast:chapters", url=chapters, type="application/json+chapters")
    for name, kind in (("vtt", "text/vtt"), ("srt", "application/x-subrip")):
        where = address(show, f"{folder}/transcript.{name}")
        facts = {"url": where, "type": kind, "language": record.language}
        _add(item, "podcast:transcript", **facts)
    authors = tuple(Person(name=a, role="author", group="writing") for a in record.byline.authors)
    if authors:  # an episode's persons stand in place of the show's, so that both are repeated
        _persons(item, (*show.persons, *authors))
    _add(item, "podcast:txt", text("ai"), purpose="ai-content")
    simple = _add(item, "psc:chapters", version="1.2")
    for chapter in episode.chapters:
        link = {"href": chapter.url} if chapter.url else {}
        start = transcripts.time(chapter.start_ms)
        _add(simple, "psc:chapter", start=start, title=chapter.title, **link)


def _persons(parent: _Element, persons: Sequence[Person]) -> None:
    for person in persons:
        facts = {"role": person.role, "group": person.group, "img": person.img, "href": person.href}
        given = {name: value for name, value in facts.items() if value}
        _add(parent, "podcast:person", person.name, **given)


def show_notes(record: Record) -> str:
    """Write the notes as HTML: summary, chapters with their times, where it comes from."""
    lines = [f"<p>{escape(record.episode.summary)}</p>"]
    rows = [
        f"<li>{transcripts.clock(chapter.start_ms).zfill(5)} {escape(chapter.title)}</li>"
        for chapter in record.episode.chapters
    ]
    lines.append(f"<ul>{''.join(rows)}</ul>")
    if record.stories:
        told = "".join(
            f"<li>{escape(story.title)}{_sources(story)}</li>" for story in record.stories
        )
        lines.append(f"<p>{text('original')}</p><ol>{told}</ol>")
    named = ((text("source"), record.byline.source), (text("author"), record.byline.author))
    credit = "；".join(f"{label}：{escape(name)}" for label, name in named if name)
    links = (_link(*original) for original in originals(record.origin))
    credit = "；".join(filter(None, (credit, *links)))
    if credit:
        lines.append(f"<p>{credit}</p>")
    lines.append(f"<p>{text('ai')}</p>")
    return "".join(lines)


def _sources(story: Story) -> str:
    """List the reports of a story, each with its day."""
    rows = []
    for one in story.references:
        link = _link(f"{one.site}：{one.title}", one.url)
        rows.append(f"<li>{link}（{one.published:%Y-%m-%d}）</li>")
    return f"<ul>{''.join(rows)}</ul>"


def _link(text: str, url: str) -> str:
    """Write what leads to an address, if there is one."""
    return f'<a href="{escape(url)}">{escape(text)}</a>' if url else escape(text)


def text(key: str) -> str:
    """Give what the feed says, in texts.tsv."""
    return tables.mapping(__package__, "texts.tsv")[key]


def originals(origin: str) -> list[tuple[str, str]]:
    """Give what a link to each original says, and where it leads; of several, each its number."""
    places = [line for line in origin.split("\n") if line.startswith(("http://", "https://"))]
    if len(places) == 1:
        return [(text("original"), places[0])]
    return [(f"{text('original')} {number}", place) for number, place in enumerate(places, 1)]


def show_guid(show: Show) -> str:
    """Give the podcast:guid: UUIDv5 of the feed's URL without scheme and trailing slash."""
    url = address(show, NAME) if show.base_url else f"tingbao.invalid/{quote(show.title)}"
    return str(uuid.uuid5(PODCAST_UUID, re.sub(r"^[a-z]+://", "", url).rstrip("/")))


def _relations(number: int, count: int) -> list[tuple[str, str]]:
    """Give the links of RFC 5005 from a page to its neighbours, and to first and last."""
    if count == 1:
        return []
    links = [("first", NAME), ("last", page_name(1, count))]
    if number > 1:
        links.append(("next", page_name(number - 1, count)))
    if number < count:
        links.append(("previous", page_name(number + 1, count)))
    return links


def _add(parent: _Element, name: str, body: str | None = None, **attributes: str) -> _Element:
    space, _, local = name.rpartition(":")
    tag = f"{{{NAMESPACES[space]}}}{local}" if space else local
    child = parent.makeelement(tag, {key: legal(value) for key, value in attributes.items()})
    parent.append(child)
    if body is not None:
        child.text = legal(body)
    return child


def legal(text: str) -> str:
    """Leave out what XML 1.0 cannot say."""
    return text if text.isprintable() else _ILLEGAL.sub("", text)


def _cut(text: str, most: int = _LONGEST) -> str:
    """Cut to the bytes a description may have, at a character."""
    data = text.encode("utf-8", "ignore")
    if len(data) <= most:
        return text
    return data[: most - 3].decode("utf-8", "ignore") + "…"


def _date(moment: Any) -> str:
    return format_datetime(moment.astimezone(UTC))
