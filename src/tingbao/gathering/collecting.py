"""Every source looked at once: what it offers today, or why it could not be had.

A broken source is named and costs the show that source only. What a server says has not
changed comes out of the memory.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from tingbao import sources as reading
from tingbao import store
from tingbao.errors import InputError, UsageError
from tingbao.gathering import item as items
from tingbao.gathering.item import Item, Reading, Trouble
from tingbao.gathering.memory import Memory
from tingbao.model import CHINA, Article
from tingbao.sanitizing import clean
from tingbao.services import web
from tingbao.services.visitor import Visitor
from tingbao.services.web import Validators
from tingbao.sources import feeds


@dataclass(frozen=True, slots=True, kw_only=True)
class Collected:
    """What all sources offer, each report once, and what could not be had."""

    items: tuple[Item, ...]
    troubles: tuple[Trouble, ...]


def collect(
    sources: Sequence[str], memory: Memory, visitor: Visitor, *, now: datetime, newest: int
) -> Collected:
    """Look at every source, and remember what was seen.

    OPML files are expanded before. `now` is aware; `newest` counts the items without a date that
    are new where a source is read the first time.
    """
    known = memory.validators()
    looked = visitor.each(
        lambda source: _look(source, known.get(source, web.NEVER), visitor, now), sources
    )
    readings: list[Reading] = []
    for one in looked:
        if one.unchanged:
            readings.append(replace(one, items=memory.listed(one.source)))
        else:
            before = memory.known(tuple(item.key for item in one.items))
            undated = None if one.source in known else newest
            placed = _placed(one.items, before, now=now, undated=undated)
            readings.append(replace(one, items=placed))
    # Of a source that gave nothing, what is known stays.
    memory.remember([one for one in readings if one.items or not one.troubles], now)
    once: dict[str, Item] = {}
    for item in (item for each in readings for item in each.items):
        once.setdefault(item.key, item)
    return Collected(
        items=tuple(once.values()),
        troubles=tuple(trouble for each in readings for trouble in each.troubles),
    )


def _placed(
    found: Sequence[Item], before: dict[str, Item], *, now: datetime, undated: int | None
) -> tuple[Item, ...]:
    """Give the items the times that we know: first seen, and last changed.

    What is dated ahead of now has no date. Of a source that is read the first time, so many
    without one are news; but none where others have one, for it may have stood there long.
    """
    believed = [replace(one, published=feeds.believed(one.published, now)) for one in found]
    if undated and any(one.published for one in believed):
        undated = 0
    placed: list[Item] = []
    bare = 0
    for one in believed:
        item = one
        old = before.get(item.key)
        if old is not None:
            changed = now if old.digest != item.digest else old.changed
            item = replace(item, seen=old.seen, changed=changed, archived=old.archived)
        elif item.published is None and undated is not None:
            bare += 1
            item = replace(item, archived=bare > undated)
        placed.append(item)
    return tuple(placed)


def _look(source: str, known: Validators, visitor: Visitor, now: datetime) -> Reading:
    try:
        if reading.is_url(source):
            return _visited(source, known, visitor, now)
        path = store.named(source)
        return _folder(path, now) if path.is_dir() else _file(path, now)
    except OSError as error:
        why = f"cannot read it: {error.strerror} ({source}): check it"
        return Reading(source=source, troubles=(Trouble(source=source, why=why),))
    except (InputError, UsageError) as error:
        return Reading(source=source, troubles=(Trouble(source=source, why=str(error)),))


def _visited(source: str, known: Validators, visitor: Visitor, now: datetime) -> Reading:
    page = visitor.fetch(source, limit=reading.LIMIT, known=known, named=True)
    if page.unchanged:
        return Reading(source=source, validators=known, unchanged=True)
    text = reading.decode(page)
    if feeds.looks_like(text):
        return replace(_feed(text, page.url, source, now), validators=page.validators)
    article = reading.read_page(page, source)
    found = _of_article(article, source, source, now)
    return Reading(source=source, items=(found,), validators=page.validators)


def _feed(text: str, base: str, source: str, now: datetime) -> Reading:
    feed = feeds.parse(text, base=base)
    if not feed.entries:
        raise InputError("the feed has no entry", where=source, hint="is it the right address?")
    title = clean(items.storable(feed.title))
    found = tuple(
        _of_entry(entry, title, source, rank, now) for rank, entry in enumerate(feed.entries)
    )
    return Reading(source=source, title=title, items=found)


def _of_entry(entry: feeds.Entry, site: str, source: str, rank: int, now: datetime) -> Item:
    link, content = items.storable(entry.link), items.storable(entry.content)
    text = items.plain(content)
    title = items.headline(clean(items.storable(entry.title)), text)
    return Item(
        key=items.key(link) if link else f"{source}#{title}",
        source=source,
        url=link,
        title=items.unmarked(title),
        site=site,
        author=clean(items.storable(entry.author)),
        content=content,
        published=entry.published.replace(tzinfo=CHINA) if entry.published else None,
        seen=now,
        digest=items.digest(title, text),
        rank=rank,
    )


def _folder(path: Path, now: datetime) -> Reading:
    """Read the texts of a folder; one that cannot be read is named."""
    found: list[Item] = []
    troubles: list[Trouble] = []
    for file in sorted(path.iterdir()):
        hidden = file.name.startswith(".")
        if file.suffix.lower() not in reading.SUFFIXES or hidden or not file.is_file():
            continue  # nor what never ends, as a pipe
        try:
            found.append(_of_file(file, str(path), now))
        except InputError as error:
            troubles.append(Trouble(source=str(file), why=str(error)))
    return Reading(source=str(path), items=tuple(found), troubles=tuple(troubles))


def _file(path: Path, now: datetime) -> Reading:
    source = str(path)
    try:
        data = store.read(path)
    except OSError as error:
        raise InputError("cannot read it", where=source, hint="check the path") from error
    text = data.decode("utf-8", "replace")
    if feeds.looks_like(text):
        return _feed(text, "", source, now)
    return Reading(source=source, items=(_of_file(path, source, now),))


def _of_file(path: Path, source: str, now: datetime) -> Item:
    written = datetime.fromtimestamp(path.stat().st_mtime, tz=UTC)
    found = _of_article(reading.read(str(path)), source, str(path), now)
    return found if found.published else replace(found, published=min(written, now))


def _of_article(article: Article, source: str, place: str, now: datetime) -> Item:
    return Item(
        key=items.key(place),
        source=source,
        url=place if reading.is_url(place) else "",
        title=items.unmarked(article.title),
        site=article.byline.source or article.byline.site,
        author=article.byline.author,
        content=items.markup(article.texts),
        published=article.published.replace(tzinfo=CHINA) if article.published else None,
        seen=now,
        digest=items.digest(article.title, "".join(article.texts)),
    )
