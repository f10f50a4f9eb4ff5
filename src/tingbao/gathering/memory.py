"""What was read, told and where, in a database that can be lost.

What was read saves fetching it again, and says since when it is known. What was told is a
copy of what the catalogue of published episodes says: it is brought into line with it at
each run, so that neither a kill nor a lost file makes a story told twice or never. Every
change is one transaction. The place is a path (SQLite) or the URL of any database that
SQLAlchemy knows, for a team.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from tingbao import store
from tingbao.errors import OutputError
from tingbao.gathering.item import Item, Reading, Visited, key
from tingbao.model import Article, Reference, Story
from tingbao.results import dump, load
from tingbao.services.web import Validators

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine, Table


_MANY = 400  # values of one question
_PASSWORD = re.compile(r"(?<=://)[^/]*@")  # and the name before it, which no message tells
_TIMES = frozenset(("published", "seen", "changed"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A story that an episode of a show has told, and when."""

    slug: str
    moment: datetime
    story: Story

    @property
    def keys(self) -> frozenset[str]:
        """The reports it was told from."""
        return frozenset(key(one.url) for one in self.story.references if one.url)


def words_of(told: Iterable[Told]) -> frozenset[str]:
    """Give the words that told stories are known by."""
    return frozenset(word for one in told for word in one.story.words.split())


@dataclass(frozen=True, slots=True)
class Memory:
    """The database, open.

    Raises:
        OutputError: By every method, where the database cannot be read or written.
    """

    place: str
    _engine: Engine
    _tables: dict[str, Table]
    _write: bool = True

    def validators(self) -> dict[str, Validators]:
        """Give, of every source that was read, what its server said of its state."""
        with self._begin() as connection:
            rows = connection.execute(self._tables["source"].select())
            return {row.url: Validators(etag=row.etag, modified=row.modified) for row in rows}

    def listed(self, source: str) -> tuple[Item, ...]:
        """Give what a source listed when it was read the last time, from the top."""
        table, looked = self._tables["item"], self._tables["source"]
        here = (table.c.source == source) & (looked.c.url == source)
        query = table.select().where(here, table.c.listed == looked.c.read)
        with self._begin() as connection:
            return tuple(map(_item, connection.execute(query.order_by(table.c.rank)).mappings()))

    def known(self, keys: Sequence[str]) -> dict[str, Item]:
        """Give those of these reports that were seen before."""
        return {row["key"]: _item(row) for row in self._rows("item", keys)}

    def pages(self, keys: Sequence[str]) -> dict[str, Visited]:
        """Give what the pages of these reports gave, as far as they were read."""
        found = {}
        for row in self._rows("page", keys):
            # What does not suit is another's, or of another version.
            with suppress(ValueError, TypeError, AttributeError):
                article = load(Article | None, row["article"].encode())
                mark = Validators(etag=row["etag"], modified=row["modified"])
                found[row["key"]] = Visited(
                    key=row["key"], digest=row["digest"], article=article, validators=mark
                )
        return found

    def visit(self, visited: Sequence[Visited]) -> None:
        """Keep what pages gave, as `remember` does."""
        if not self._write:
            return
        rows = {
            one.key: {
                "key": one.key,
                "digest": one.digest,
                "etag": one.validators.etag,
                "modified": one.validators.modified,
                "article": dump(one.article).decode(),
            }
            for one in visited
        }
        with self._begin() as connection:
            _replace(connection, self._tables["page"], rows)

    def remember(self, readings: Sequence[Reading], now: datetime) -> None:
        """Keep what was read, as a whole; a memory that is only looked at stays as it is."""
        if not self._write:
            return
        table, looked = self._tables["item"], self._tables["source"]
        stamp = _stamp(now)
        rows: dict[str, dict[str, Any]] = {}
        with self._begin() as connection:
            for one in readings:
                same = looked.c.url == one.source
                if one.unchanged:
                    connection.execute(looked.update().where(same).values(looked=stamp))
                    continue
                rows |= {item.key: _row(item) | {"listed": stamp} for item in one.items}
                mark = one.validators
                values = {"etag": mark.etag, "modified": mark.modified, "title": one.title}
                when = {"url": one.source, "read": stamp, "looked": stamp}
                connection.execute(looked.delete().where(same))
                connection.execute(looked.insert().values(values | when))
            _replace(connection, table, rows)

    def agree(self, show: str, told: Sequence[Told]) -> None:
        """Let what was told of a show be what its catalogue says, and nothing else."""
        stories, sources = self._tables["told"], self._tables["told_from"]
        if self.told(show) == tuple(told):
            return
        with self._begin() as connection:
            for table in (stories, sources):
                connection.execute(table.delete().where(table.c.show == show))
            for place, one in enumerate(told):
                story = one.story
                row = _row(story) | {"slug": one.slug, "moment": one.moment.isoformat()}
                del row["references"]
                connection.execute(stories.insert().values(show=show, place=place, **row))
                for rank, each in enumerate(story.references):
                    where = {"show": show, "place": place, "rank": rank}
                    connection.execute(sources.insert().values(_row(each) | where))

    def told(self, show: str) -> tuple[Told, ...]:
        """Give what was told of a show, as far as it is known here."""
        stories, sources = self._tables["told"], self._tables["told_from"]
        references: dict[int, list[Reference]] = {}
        with self._begin() as connection:
            query = sources.select().where(sources.c.show == show)
            ordered = query.order_by(sources.c.place, sources.c.rank)
            for row in connection.execute(ordered).mappings():
                one = Reference(**_values(row, "show", "place", "rank"))
                references.setdefault(row["place"], []).append(one)
            query = stories.select().where(stories.c.show == show).order_by(stories.c.place)
            return tuple(
                Told(
                    slug=row.slug,
                    moment=datetime.fromisoformat(row.moment),
                    story=Story(
                        title=row.title,
                        references=tuple(references.get(row.place, ())),
                        words=row.words,
                        update=row.update,
                    ),
                )
                for row in connection.execute(query)
            )

    def forget(self, *, before: datetime | None = None, source: str = "") -> int:
        """Forget reports: those last listed before a time, of one source or address, or all.

        What was told is not forgotten: that is what the published episodes say.

        Returns:
            How many.
        """
        from sqlalchemy import select

        table, looked = self._tables["item"], self._tables["source"]
        gone, left = table.delete(), looked.delete()
        if before is not None:
            gone = gone.where(table.c.listed < _stamp(before))
            left = left.where(looked.c.looked < _stamp(before))
        if source:
            gone = gone.where((table.c.source == source) | (table.c.key == key(source)))
            left = left.where(looked.c.url == source)
        with self._begin() as connection:
            connection.execute(left)
            count = int(connection.execute(gone).rowcount)
            pages = self._tables["page"]
            connection.execute(pages.delete().where(pages.c.key.not_in(select(table.c.key))))
            return count

    def _rows(self, name: str, keys: Sequence[str]) -> list[Any]:
        table = self._tables[name]
        with self._begin() as connection:
            return [
                row
                for at in range(0, len(keys), _MANY)
                for row in connection.execute(
                    table.select().where(table.c.key.in_(keys[at : at + _MANY]))
                ).mappings()
            ]

    @contextmanager
    def _begin(self) -> Iterator[Connection]:
        with _failures(self.place), self._engine.begin() as connection:
            yield connection


@contextmanager
def opened(place: str, *, write: bool = True) -> Iterator[Memory]:
    """Open a memory, made where there is none.

    `place` is a path, or a database's URL as SQLAlchemy takes it; without `write`, `remember`
    keeps nothing.

    Raises:
        OutputError: It cannot be opened.
    """
    from sqlalchemy import create_engine
    from sqlalchemy.exc import ArgumentError, NoSuchModuleError

    url = place if "://" in place else f"sqlite:///{store.named(place)}"
    place = _PASSWORD.sub("", place)
    metadata, tables = _schema()
    try:
        engine = create_engine(url)
    except (ArgumentError, NoSuchModuleError, ImportError) as error:
        hint = "give a path, or a URL such as postgresql+psycopg://host/name and its driver"
        raise OutputError("no such database", where=place, hint=hint) from error
    try:
        with _failures(place):
            metadata.create_all(engine)
        yield Memory(place, engine, tables, write)
    finally:
        engine.dispose()


@contextmanager
def _failures(place: str) -> Iterator[None]:
    from sqlalchemy.exc import SQLAlchemyError

    try:
        yield
    except (SQLAlchemyError, TypeError, ValueError) as error:  # no rows, or rows of another's
        why = str(getattr(error, "orig", None) or error).splitlines()[0]
        hint = "check that it can be written; a damaged file may be removed, it is made anew"
        raise OutputError(f"the memory fails: {why}", where=place, hint=hint) from error


def _schema() -> tuple[Any, dict[str, Table]]:
    from sqlalchemy import Boolean, Column, Integer, MetaData, Table, Text

    metadata = MetaData()

    def table(name: str, keys: str, texts: str, numbers: str = "", flags: str = "") -> Table:
        return Table(
            name,
            metadata,
            *(Column(one, Text, primary_key=True) for one in keys.split()),
            *(Column(one, Text) for one in texts.split()),
            *(Column(one, Integer) for one in numbers.split()),
            *(Column(one, Boolean) for one in flags.split()),
        )

    made = (
        table("source", "url", "title etag modified read looked"),
        table(
            "item",
            "key",
            "source url title site author content published seen digest changed listed",
            "rank",
            "archived",
        ),
        table("page", "key", "digest etag modified article"),
        table("told", "", "show slug moment title words", "place", "update"),
        table("told_from", "", "show title url site published", "place rank"),
    )
    return metadata, {one.name: one for one in made}


def _replace(connection: Connection, table: Table, rows: Mapping[str, dict[str, Any]]) -> None:
    """Put rows, by their keys, in the place of those that were there."""
    names = list(rows)
    for at in range(0, len(names), _MANY):
        connection.execute(table.delete().where(table.c.key.in_(names[at : at + _MANY])))
    if rows:
        connection.execute(table.insert(), list(rows.values()))


def _row(value: Item | Story | Reference) -> dict[str, Any]:
    return {
        name: each.isoformat() if isinstance(each, datetime) else each
        for name, each in ((one.name, getattr(value, one.name)) for one in fields(value))
    }


def _values(row: Any, *but: str) -> dict[str, Any]:
    return {
        name: datetime.fromisoformat(each) if each and name in _TIMES else each
        for name, each in row.items()
        if name not in but
    }


def _item(row: Any) -> Item:
    return Item(**_values(row, "listed"))


def _stamp(moment: datetime) -> str:
    """Write a time so that texts are in the order of the times."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")
