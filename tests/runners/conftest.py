"""A batch in a folder of its own, whose articles may do what they like to their workers."""

from __future__ import annotations

import os
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import feedparser
import pytest
from tests.runners import poison

from tingbao.config import Config
from tingbao.runners import Batch, Episodes, Parcel, Pool, pack

if TYPE_CHECKING:
    from collections.abc import Callable

    from tingbao.runners import Runner, Summary

ROOT = Path(__file__).parents[2]
MOMENT = datetime(2026, 11, 24, 7, 30, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Poisoned(Episodes):
    """Episodes whose worker heeds what the title says."""

    call: Callable = field(default=poison.record, init=False)


@dataclass
class Watch:
    """Keeps what it was told."""

    notes: list[str] = field(default_factory=list)
    counts: list[tuple[int, int, int]] = field(default_factory=list)
    then: Callable[[int], None] = lambda _: None

    def count(self, done: int, failed: int, total: int) -> None:
        """Keep it."""
        self.counts.append((done, failed, total))
        self.then(done + failed)

    def note(self, text: str) -> None:
        """Keep it."""
        self.notes.append(text)


@dataclass
class Desk:
    """A folder of articles, a show, and a cache."""

    folder: Path
    watch: Watch = field(default_factory=Watch)

    @property
    def config(self) -> Config:
        """Give the settings."""
        return Config(
            output=self.folder / "show",
            engine="silent",
            minutes=0.5,
            cache=self.folder / "cache",
            threads=1,
        )

    def article(self, title: str) -> str:
        """Write an article and give its path."""
        path = self.folder / f"{title}.txt"
        path.write_text(
            f"{title}的雪\n\n杭州今天下了大雪。{title}边积雪5厘米，游客比昨天多了两成。\n"
        )
        return str(path)

    def run(self, sources: list[str], runner: Runner | None = None, **changes) -> Summary:
        """Make the articles, in two processes or with a runner that is given."""
        config = replace(self.config, **changes.pop("config", {}))
        with closing(runner or Pool(2)) as opened:
            return Batch(
                runner=opened,
                product=Poisoned(config, self.watch.note),
                parcel=pack(config) if opened.remote else Parcel(config=config),
                clock=lambda: MOMENT,
                watch=self.watch,
                **changes,
            ).run(sources)

    def go(self) -> None:
        """Let those end that are held."""
        (self.folder / "go").touch()

    def held(self) -> int:
        """Count the articles that are held, or were."""
        begun = self.folder / "tries"
        paths = begun.iterdir() if begun.is_dir() else ()
        return sum(poison.HELD in path.name and path.stat().st_size > 0 for path in paths)

    def published(self) -> list[str]:
        """Give the titles in the feed, as a reader that is not ours reads them."""
        feed = feedparser.parse((self.folder / "show" / "feed.xml").read_bytes())
        return sorted(entry.title for entry in feed.entries)

    def tries(self) -> dict[str, int]:
        """Give how often each article was begun."""
        return poison.tries(self.folder)


@pytest.fixture
def desk(copied: None, importable: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """Give an empty one; workers begin as copies, and find what the tests let them do."""
    del copied, importable
    known = os.environ.get("PYTHONPATH", "")
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(filter(None, (known, str(ROOT)))))
    return Desk(tmp_path)
