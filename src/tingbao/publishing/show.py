"""A show's folder as a whole: its feed, its pages, and taking an episode away.

Pages and feed are written under one lock; who writes the pages is told by whoever calls.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

from tingbao import __version__
from tingbao.errors import UsageError
from tingbao.model import Episode, Show
from tingbao.publishing import catalogue, cover, feed, files, record
from tingbao.publishing.catalogue import Catalogue
from tingbao.publishing.record import DamagedError, Record
from tingbao.results import NOTHING, Results
from tingbao.sanitizing import clean
from tingbao.services.address import is_whole

Pages = Callable[..., None]  # writes the pages beside the feed: `site.write`
_TO_PUBLISH = "to publish, set in [show] of tingbao.toml"
_JOINER = re.compile(  # between the two symbols of one
    "(?<=[\u2190-\u2bff\ufe0f\U0001f000-\U0001faff])\u200d(?=[\u2190-\u2bff\U0001f000-\U0001faff])"
)
_RETIRED = ".retired.json"


def build(output: Path, show: Show, pages: Pages) -> Catalogue:
    """Write pages and feed from the folders alone.

    Raises:
        UsageError: There is no such folder, or no feed can be made of the show's facts.
        OutputError: Something could not be written.
    """
    refuse(show)
    if not output.is_dir():
        hint = "name the show's folder"
        raise UsageError("there is no such folder", where=str(output), hint=hint)
    with files.locked(output):
        files.sweep(output)
        _hide_paths(output)
        for left in output.glob(f"*/{_RETIRED}"):  # of a run that was killed while deleting
            files.remove(left.parent)
        return renew(output, show, pages)


def _hide_paths(output: Path) -> None:
    """Take the paths of sources out of records that were written when these still held them."""
    for path in output.glob(f"*/{record.NAME}"):
        try:
            kept = record.load(path)
        except DamagedError:
            continue
        origin = "\n".join(record.addresses(kept.source))
        if (kept.source, kept.origin) != (record.public(kept.source), origin):
            clean = replace(kept, source=record.public(kept.source), origin=origin)
            files.write(path, record.dump(clean))


def refuse(show: Show, cache: Path | None = None) -> None:
    """Refuse facts that no feed can be made of, before anything is spoken for it.

    In `cache` the cover is kept as it is published.

    Raises:
        UsageError: An address is none, the language or a category is not known to directories, or
            the cover cannot be used.
    """
    feed.base(show.base_url)
    for name, what, hint in _faults(show):
        raise UsageError(what, where=f"[show] {name}", hint=hint)
    if show.cover:
        cover.picture(Path(show.cover), Results(cache))


def _faults(show: Show) -> Iterator[tuple[str, str, str]]:
    """Give what neither RSS nor Apple allows, which an app would drop without a word.

    Each is the setting, what is wrong with it, and the mend.
    """
    if not show.title.strip():
        yield "title", "the show has no title", "give it one, or leave the line out"
    for name, value in asdict(show).items():
        bare = _JOINER.sub("", value) if isinstance(value, str) else ""
        if clean(bare) != bare:
            yield name, f"the {name} has characters that nobody sees", "type it anew"
    if not feed.LANGUAGE.fullmatch(show.language):
        yield "language", f"there is no language {show.language!r}", "write one as zh-cn"
    if show.email and not feed.MAIL.fullmatch(show.email):
        yield "email", f"{show.email!r} is no mail address", "write one as me@example.org"
    known = feed.categories()
    inner = known.get(show.category)
    if inner is None:
        hint = f"give one of {', '.join(known)}"
        yield "category", f"Apple has no category {show.category!r}", hint
    elif show.subcategory and show.subcategory not in inner:
        hint = f"give one of {', '.join(sorted(inner))}, or none" if inner else "leave it out"
        yield "subcategory", f"{show.category!r} has no subcategory {show.subcategory!r}", hint
    links = [("funding_url", show.funding_url)]
    links += [("img of a person", one.img) for one in show.persons]
    links += [("href of a person", one.href) for one in show.persons]
    for name, url in links:
        if url and not is_whole(url):
            yield name, f"{url!r} is no web address", "write one as https://example.org/page"


def missing(show: Show) -> tuple[str, ...]:
    """Give what [show] still lacks before directories take the feed, a line each."""
    wanted = (
        (show.base_url, "base_url: the address at which this folder will be served"),
        (show.email, "email: directories send their confirmation there"),
    )
    return tuple(f"{_TO_PUBLISH}: {what}" for value, what in wanted if not value)


def of_day(output: Path, day: str) -> tuple[Record, ...]:
    """Give the episodes that a daily show has of a day, as 2026-11-27; the oldest first."""
    start = datetime.fromisoformat(day).replace(tzinfo=UTC) - timedelta(days=1)
    return tuple(one for one in catalogue.since(output, start) if one.day == day)


def complete(output: Path, show: Show, made: Record, pages: Pages) -> None:
    """Bring an episode into the feed whose run was killed before it came there.

    Raises:
        OutputError: The feed could not be written.
    """
    place = output / feed.NAME
    with files.failures(place):
        there = place.is_file() and made.episode.guid.encode() in place.read_bytes()
    if not there:
        build(output, show, pages)


def lacking(known: Catalogue) -> tuple[tuple[str, str], ...]:
    """Give what the feed names of an episode and is not there: its folder, and the file."""
    return tuple(
        (slug, name)
        for slug in known.slugs
        for name in feed.BESIDE
        if not (known.output / slug / name).is_file()
    )


def delete(output: Path, slug: str, show: Show, pages: Pages) -> Episode:
    """Take an episode away: its place in pages and feed first, then its folder.

    Raises:
        UsageError: There is no episode of that slug.
        OutputError: It could not be removed.
    """
    with files.locked(output):
        files.sweep(output)
        known = catalogue.recall(output, _key(show), frozenset()) or catalogue.read(output)
        try:
            episode = _episode(known, slug)
        except DamagedError:  # since the memory of the catalogue was written
            known = catalogue.read(output)
            episode = _episode(known, slug)
        beside = {known.slugs[place] for place in known.near({slug})}
        retire(output / slug)
        renew(output, show, pages, changed=frozenset({slug}), rewritten=beside)
        files.remove(output / slug)
    return episode


def _episode(known: Catalogue, slug: str) -> Episode:
    """Give an episode of the catalogue.

    Raises:
        UsageError: There is none of that slug.
        DamagedError: It is not what it was.
    """
    if slug not in known.slugs:
        some = ", ".join(known.slugs[-5:]) or "none"
        raise UsageError(
            f"there is no episode {slug!r}", where=str(known.output), hint=f"known are {some}"
        )
    return known[known.slugs.index(slug)].episode


def retire(folder: Path) -> None:
    """Let a folder no longer count as an episode; what the feed names stays until it is renewed."""
    with files.failures(folder):
        (folder / record.NAME).rename(folder / _RETIRED)


def renew(
    output: Path,
    show: Show,
    pages: Pages,
    *,
    changed: frozenset[str] | None = None,
    rewritten: Iterable[str] = (),
    results: Results = NOTHING,
) -> Catalogue:
    """Bring pages and feed up to date, the feed last; the folder has to be locked.

    `changed` are the folders that are new, other or gone since the last time, None looks at all;
    `rewritten` are more whose pages to write.
    """
    key = _key(show)
    if changed is not None and (known := catalogue.recall(output, key, changed)):
        try:
            due = known.near({*changed, *rewritten})
            return _bring(known, show, partial(pages, due=due), results)
        except DamagedError:  # an episode that was whole the last time is not: look at them all
            pass
    return _bring(catalogue.read(output), show, pages, results)


def _bring(known: Catalogue, show: Show, pages: Pages, results: Results) -> Catalogue:
    """Write what `known` calls for.

    Raises:
        DamagedError: An episode is not what `known` says.
        OutputError: Something could not be written.
    """
    front = known.output / feed.COVER
    with files.failures(front):
        present = front.read_bytes() if front.is_file() else b""
    drawn = cover.show_cover(show, present, results)
    if drawn is not None:
        files.write(front, drawn)
    pages(known.output, known, show, settled=known.settled, results=results)
    _write_feed(known, show, results)
    catalogue.remember(known, _key(show))
    return known


def _write_feed(known: Catalogue, show: Show, results: Results) -> None:
    """Write the pages of the feed, the one that is subscribed to last."""
    output = known.output
    ranges = feed.pages(len(known))
    count = len(ranges)
    written = []
    for number, places in enumerate(ranges, 1):
        name = feed.page_name(number, count)
        written.append(name)
        full = number < count - 2  # the newest ones name a neighbour that may be new
        if full and places.stop <= known.settled and (output / name).is_file():
            continue
        records = tuple(replace(known[place], waveform=()) for place in reversed(places))
        page = results.made(
            "feed",
            *(records, show, number, count),
            kind=bytes,
            make=lambda _: feed.render(records, show, number=number, count=count),  # noqa: B023  # at once
        )
        files.write(output / name, page)
    with files.failures(output):
        for old in output.glob("feed-*.xml"):
            if old.name not in written:
                old.unlink()


def _key(show: Show) -> str:
    """Name everything but the episodes that pages and feed are made from."""
    return hashlib.sha256(f"{__version__}{show!r}".encode("utf-8", "replace")).hexdigest()
