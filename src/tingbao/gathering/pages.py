"""The pages of reports: each is read once a run, and kept for the runs after it.

What a headline does not tell, the first paragraph does: where sources give little more than
headlines, their pages are read before it is asked which reports are of one event.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from copy import copy
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import accumulate, zip_longest
from math import inf

from tingbao import sources as reading
from tingbao.errors import InputError
from tingbao.gathering import fingerprint
from tingbao.gathering.item import Item, Visited, markup
from tingbao.gathering.memory import Memory
from tingbao.language.text import Text
from tingbao.model import Article
from tingbao.services.visitor import Visitor
from tingbao.services.web import NEVER, Page, UnfetchedError, Validators, passes

TELLING = 90  # letters beside the headline from which a source tells the event
_HEAVY = 1_000_000  # bytes of a page; of 8 at once each would take some thirty times as much
_FIRST = 2000  # characters of a page after which no other paragraph is wanted to know its event


@dataclass(frozen=True, slots=True, kw_only=True)
class Pages:
    """The pages of the reports of one run, with what is known from the runs before."""

    memory: Memory
    visitor: Visitor
    _known: dict[str, Visited] = field(default_factory=dict)  # before
    _read: dict[str, Visited] = field(default_factory=dict)  # now
    _failed: dict[str, InputError] = field(default_factory=dict)
    _heavy: ThreadPoolExecutor = field(default_factory=partial(ThreadPoolExecutor, 1))

    def filled(self, reports: Sequence[Item], *, most: int, seconds: float) -> tuple[Item, ...]:
        """Give reports with what their pages say, where their sources say little.

        At most so many pages are asked for, the top of each source first, none after so many
        seconds, and of a host that failed none more. What cannot be had, or says
        nothing of its headline, leaves a report as it is.
        """
        self._known.update(self.memory.pages([one.key for one in reports]))
        bare = [one for one in reports if _is_bare(one)]
        new = [one for one in bare if not self._is_known(one)]
        until = time.monotonic() + seconds

        def look(report: Item) -> None:
            if time.monotonic() < until:
                with suppress(InputError):
                    self._visit(report, until)

        self.visitor.each(look, _in_turns(new)[:most])
        self.keep()
        keys = {one.key for one in bare}
        return tuple(self._filled(one) if one.key in keys else one for one in reports)

    def has(self, report: Item) -> bool:
        """Tell whether there is the page of a report, of this run or of one before."""
        found = self._found(report)
        return bool(found and found.article)

    def article(self, report: Item) -> Article:
        """Read the page of a report, which is asked for once; of a run before, if it changed.

        Raises:
            InputError: It cannot be had, or there is no article in it.
        """
        found = self._read.get(report.key)
        if found and found.article:
            return _of(report, found.article)
        if report.key in self._failed:
            raise self._failed[report.key]
        try:
            article = self._visit(report)
        except InputError as error:
            old = self._known.get(report.key)
            if is_gone(error) or not old or not old.article:
                raise
            article = old.article
        return _of(report, article)

    def keep(self) -> None:
        """Keep for the next run what was read, and where there was nothing to be read."""
        self.memory.visit([*self._read.values()])

    def _visit(self, report: Item, until: float = inf) -> Article:
        """Read a page, of which a run before may know what its server said of it."""
        old = self._known.get(report.key)
        before = old.article if old else None
        known = old.validators if old and before else NEVER
        try:
            page = self.visitor.fetch(report.url, limit=reading.LIMIT, known=known, until=until)
            same = before if page.unchanged else None
            article = same or self._article(page, report.url, until)
        except InputError as error:
            if not passes(error):
                self._failed[report.key] = copy(error)  # without the frames, which hold the page
                self._note(report, before if not is_gone(error) else None, known)
            raise
        self._note(report, article, known if page.unchanged else page.validators)
        return article

    def _article(self, page: Page, url: str, until: float) -> Article:
        """Find the article of a page; where it takes much memory, in a thread that all share."""

        def find() -> Article:
            if time.monotonic() >= until:
                raise UnfetchedError("it takes too long", where=url, hint="try later")
            return reading.read_page(page, url)

        return self._heavy.submit(find).result() if len(page.body) > _HEAVY else find()

    def _note(self, report: Item, article: Article | None, validators: Validators) -> None:
        self._read[report.key] = Visited(
            key=report.key, digest=report.digest, article=article, validators=validators
        )

    def _found(self, report: Item) -> Visited | None:
        return self._read.get(report.key) or self._known.get(report.key)

    def _is_known(self, report: Item) -> bool:
        """Tell whether a page was read, or was none, when its report said what it says now."""
        found = self._known.get(report.key)
        return found is not None and found.digest == report.digest

    def _filled(self, report: Item) -> Item:
        found = self._found(report)
        if not found or not found.article:
            return report
        first = _first(found.article)
        if not fingerprint.is_of(report.title, "".join(first)):
            return report
        return replace(report, content=markup(first))


def _first(article: Article) -> list[Text]:
    """Give the paragraphs by which it is known what a page tells of."""
    before = accumulate(map(len, article.texts), initial=0)  # characters
    return [text for text, start in zip(article.texts, before, strict=False) if start < _FIRST]


def _of(report: Item, article: Article) -> Article:
    """Give the article of a page if it tells of what its headline does."""
    if not fingerprint.is_of(report.title, article.title + "".join(_first(article))):
        what, hint = "its page tells of something else", "read it there"
        raise InputError(what, where=report.url or report.source, hint=hint)
    return article


def is_gone(error: InputError) -> bool:
    """Tell whether a page was withdrawn."""
    return isinstance(error, UnfetchedError) and error.gone


def _is_bare(report: Item) -> bool:
    """Tell whether a source says little of a report but its headline, and names its page."""
    if not report.url or report.url == report.source:
        return False
    title, text = (
        "".join(filter(str.isalnum, said)) for said in (report.title, report.text[:_FIRST])
    )
    return len(text.replace(title, "")) < TELLING


def _in_turns(reports: Sequence[Item]) -> list[Item]:
    """Put the first of each source before the second of any."""
    sources: dict[str, list[Item]] = {}
    for one in reports:
        sources.setdefault(one.source, []).append(one)
    return [one for row in zip_longest(*sources.values()) for one in row if one]
