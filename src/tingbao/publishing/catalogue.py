"""The episodes of a show in the order of time, each read from its folder when it is needed.

What lies where is kept in `.shelf.json`, so that adding to ten thousand episodes reads the
three hundred of the newest pages and not them all. The file is only a memory:
where it does not fit what the folders show, everything is read anew.
"""

from __future__ import annotations

import json
import os
from collections.abc import Collection, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from itertools import takewhile
from math import isfinite
from operator import attrgetter
from pathlib import Path

from tingbao import store
from tingbao.errors import MALFORMED
from tingbao.publishing import files, record
from tingbao.publishing.record import DamagedError, Record

NAME = ".shelf.json"
_VERSION = 1
Stamp = tuple[int, int]  # mtime in ns and size of an episode.json
_place = attrgetter("seconds", "slug")


@dataclass(frozen=True, slots=True)
class Entry:
    """Where an episode stands: its time in seconds, its folder, and what the folder showed.

    An episode that is left out of the feed has a reason instead of a time.
    """

    seconds: float
    slug: str
    stamp: Stamp
    reason: str = ""


@dataclass(slots=True, eq=False)
class Catalogue(Sequence[Record]):
    """Records from the oldest to the newest, loaded on demand.

    `unfit` cannot be offered. The first `settled` records are what they were, where they
    were, the last time; 0 if that is not known.
    """

    output: Path
    entries: tuple[Entry, ...]
    unfit: tuple[Entry, ...] = ()
    settled: int = 0
    _loaded: dict[str, Record] = field(default_factory=dict)

    def __len__(self) -> int:
        """Count the episodes."""
        return len(self.entries)

    def __getitem__(self, place: int) -> Record:  # type: ignore[override]  # slices nobody takes
        """Give one record.

        Raises:
            DamagedError: Its folder was damaged since the catalogue was read.
        """
        slug = self.entries[place].slug
        if slug not in self._loaded:
            self._loaded[slug] = sound(self.output / slug)
        return self._loaded[slug]

    @property
    def left_out(self) -> tuple[tuple[str, str], ...]:
        """Folders that cannot be offered, and why."""
        return tuple((entry.slug, entry.reason) for entry in self.unfit)

    def near(self, slugs: Collection[str]) -> tuple[int, ...]:
        """Give the places of episodes, and of those before and after them, which name them."""
        places = (place for place, slug in enumerate(self.slugs) if slug in slugs)
        around = {near for place in places for near in (place - 1, place, place + 1)}
        return tuple(sorted(around & set(range(len(self)))))

    @property
    def slugs(self) -> tuple[str, ...]:
        """The folders' names, in order."""
        return tuple(entry.slug for entry in self.entries)


def sound(folder: Path) -> Record:
    """Read a folder's record, and see that the audio it names is there.

    Raises:
        DamagedError: Something is missing or not what was published.
    """
    entry = record.load(folder / record.NAME)
    if entry.episode.slug != folder.name:
        raise DamagedError(f"its record names the folder {entry.episode.slug!r}")
    place, _, name = entry.episode.file.partition("/")
    if place != folder.name or not name or "/" in name or name.startswith("."):
        raise DamagedError(f"its record names the file {entry.episode.file!r}")
    try:
        size = (folder / name).stat().st_size
    except OSError as error:
        raise DamagedError("its audio is missing") from error
    if size != entry.episode.bytes:
        raise DamagedError("its audio is not the one that was published")
    return entry


def read(output: Path) -> Catalogue:
    """Read every folder."""
    loaded: dict[str, Record] = {}
    rows = [_entry(output, slug, stamp, loaded) for slug, stamp in _stamps(output).items()]
    guids = {slug: kept.episode.guid for slug, kept in loaded.items()}
    newest = {guids.get(row.slug): row for row in sorted(rows, key=lambda row: row.stamp)}
    for at, row in enumerate(rows):
        there = newest[guids.get(row.slug)]
        if not row.reason and row is not there:  # a run was killed while it moved the episode
            rows[at] = replace(row, reason=f"its episode moved to {there.slug}")
    return _catalogue(output, rows, loaded)


def since(output: Path, moment: datetime) -> tuple[Record, ...]:
    """Read the episodes published from a moment on, the oldest first.

    A folder's name begins with its day, so that those before are not opened.
    """
    first = f"{moment.astimezone(UTC) - timedelta(days=1):%Y-%m-%d}"  # whatever the zone
    names = sorted(output.glob("????-??-??-*")) if output.is_dir() else []
    found = []
    for folder in names:
        if folder.name >= first:
            with suppress(DamagedError):
                found.append(sound(folder))
    late = (one for one in found if one.episode.published >= moment)
    return tuple(sorted(late, key=lambda one: one.episode.published))


def recall(output: Path, key: str, changed: frozenset[str]) -> Catalogue | None:
    """Read the memory, and of the folders those that changed.

    `key` names all else that the feed and pages are made from, `changed` the folders that are new,
    other or gone.

    Returns:
        None where there is no memory, or more changed than that.
    """
    try:
        kept = json.loads(store.read(output / NAME))
        if kept["version"] != _VERSION or kept["key"] != key:
            return None
        rows = [_kept(*row) for row in kept["rows"]]
        order = [(row.slug, row.reason) for row in sorted(rows, key=_place)]
        before = {row.slug: row.stamp for row in rows}
        if len(before) < len(rows):  # somebody wrote one twice
            return None
    except (OSError, *MALFORMED):
        return None
    found = _stamps(output)
    if {slug for slug, _ in found.items() ^ before.items()} - changed:
        return None
    rows = [row for row in rows if row.slug not in changed]
    loaded: dict[str, Record] = {}
    rows += [_entry(output, slug, found[slug], loaded) for slug in sorted(changed & found.keys())]
    known = _catalogue(output, rows, loaded)
    was = [slug for slug, reason in order if not reason]
    same = takewhile(
        lambda pair: pair[0] == pair[1] and pair[0] not in changed,
        zip(was, known.slugs, strict=False),
    )
    return replace(known, settled=sum(1 for _ in same))


def remember(known: Catalogue, key: str) -> None:
    """Keep what lies where for `recall`."""
    rows = [
        [row.seconds, row.slug, *row.stamp, row.reason] for row in (*known.entries, *known.unfit)
    ]
    data = json.dumps({"version": _VERSION, "key": key, "rows": rows}, ensure_ascii=False)
    files.write(known.output / NAME, data.encode("utf-8", "surrogatepass"))


def _catalogue(output: Path, rows: list[Entry], loaded: dict[str, Record]) -> Catalogue:
    ordered = sorted(rows, key=_place)
    offered = tuple(row for row in ordered if not row.reason)
    return Catalogue(output, offered, tuple(row for row in ordered if row.reason), _loaded=loaded)


def _kept(seconds: float, slug: str, changed: int, size: int, reason: str) -> Entry:
    """Read a row of the memory; what is no such row raises."""
    if not isfinite(seconds) or not isinstance(slug, str) or not isinstance(reason, str):
        raise ValueError("no row")
    return Entry(seconds, slug, (changed, size), reason)


def _entry(output: Path, slug: str, stamp: Stamp, loaded: dict[str, Record]) -> Entry:
    try:
        kept = loaded[slug] = sound(output / slug)
    except DamagedError as error:
        return Entry(0, slug, stamp, str(error))
    return Entry(kept.episode.published.timestamp(), slug, stamp)


def _stamps(output: Path) -> dict[str, Stamp]:
    """Look at every folder that has a record."""
    found: dict[str, Stamp] = {}
    with os.scandir(output) as entries:
        for entry in entries:
            if entry.name.startswith("."):
                continue
            try:
                seen = os.stat(f"{entry.path}/{record.NAME}")  # noqa: PTH116  # ten thousand Paths are slow
            except OSError:
                continue
            found[entry.name] = (seen.st_mtime_ns, seen.st_size)
    return found
