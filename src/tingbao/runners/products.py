"""What a batch makes of each article: an episode of the show, or its script alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol

from tingbao import publishing, site
from tingbao.config import Config
from tingbao.model import Article, Script
from tingbao.publishing import files
from tingbao.publishing.serialization import to_json
from tingbao.publishing.slug import content_hash, slug
from tingbao.runners import tasks
from tingbao.runners.tasks import Written
from tingbao.store import STAGING

_DIGITS = 12  # of the content's hash in a file's name: no two of a million texts share them


class Product(Protocol):
    """A kind of product: what a worker does for it, and how it is kept at home."""

    @property
    def call(self) -> Callable[..., Any]:
        """Give what a worker does with an article, the settings and a time."""

    def present(self, article: Article) -> bool:
        """Tell whether it was made of just this text before."""

    def moment(self, article: Article) -> datetime | None:
        """Give the time that an earlier one of the same article has."""

    def keep(self, made: Any) -> str:
        """Put it in place, whole or not at all, and give its name.

        Raises:
            OutputError: It cannot be written.
        """


@dataclass(frozen=True, slots=True)
class Episodes:
    """Episodes of one show. Whoever works on its folder meanwhile is waited for."""

    config: Config
    note: Callable[[str], None]
    call: Callable[..., Any] = field(default=tasks.record, init=False)

    def present(self, article: Article) -> bool:
        """Look into the show's folder."""
        return publishing.present(self.config.output, article) is not None

    def moment(self, article: Article) -> datetime | None:
        """Give the time at which it was published; a correction keeps that."""
        earlier = publishing.earlier(self.config.output, article)
        return earlier.published if earlier else None

    def keep(self, made: tasks.Recorded) -> str:
        """Publish it."""
        episode = publishing.publish(
            self.config,
            article=made.article,
            script=made.script,
            recording=made.recording,
            moment=made.moment,
            pages=site.write,
            note=self.note,
        )
        return episode.slug


@dataclass(frozen=True, slots=True)
class Scripts:
    """A JSON file for each article; `plain` gives what is written there of a script."""

    output: Path
    plain: Callable[[Script], Any]
    clock: Callable[[], datetime]
    call: Callable[..., Any] = field(default=tasks.write, init=False)

    def present(self, article: Article) -> bool:
        """Look for a file that the text gave its name."""
        return any(self.output.glob(f"*-{content_hash(article)[:_DIGITS]}.json"))

    def moment(self, article: Article) -> datetime | None:
        """Give none: a script is said when it is said."""
        del article
        return None

    def keep(self, made: Written) -> str:
        """Write the file."""
        name = f"{slug(made.script.title, self.clock(), content_hash(made.article), _DIGITS)}.json"
        with files.failures(self.output):
            self.output.mkdir(parents=True, exist_ok=True)
            for old in self.output.glob(f"*-{content_hash(made.article)[:_DIGITS]}.json"):
                if old.name != name and not old.name.startswith(STAGING):
                    old.unlink()
        files.write(self.output / name, to_json(self.plain(made.script)))
        return name
