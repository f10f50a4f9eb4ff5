"""A day's show, planned: its stories with their texts, and everything that is not told."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from tingbao import sources as reading
from tingbao.config import Daily
from tingbao.errors import InputError
from tingbao.gathering import fingerprint, following, story_selection, tolls
from tingbao.gathering.collecting import collect
from tingbao.gathering.item import Item, Trouble
from tingbao.gathering.memory import Memory, Told, words_of
from tingbao.gathering.pages import Pages, is_gone
from tingbao.gathering.story_selection import LeftOut, Planned
from tingbao.language import times
from tingbao.language.simplified import simplified
from tingbao.language.text import Text
from tingbao.model import Article, Byline, Reference, Section, Story
from tingbao.services.visitor import Visitor

_SENTENCE = re.compile(r"[^。！？!?]*[。！？!?]+[”’」』）]*|[^。！？!?]+$")
_BREAKS_OFF = re.compile(r"\s*[\[(（]?(?:\.{3,}|…+)[\])）]?$")  # as a teaser does
_FIGURES = 60  # figures of the whole text that are kept, to know what is new later
_INSIDE = 2  # further events of a subject that are told inside its story
_NEW = 0.35  # share of a sentence's weight that was not told, of one that is said in an update


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """A story with what it is told from: articles of one section without a heading.

    The `further` ones tell what other events of its subject add.
    """

    planned: Planned
    article: Article
    story: Story
    further: tuple[Article, ...] = ()

    @property
    def parts(self) -> tuple[Article, ...]:
        """All that it is told from."""
        return (self.article, *self.further)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rundown:
    """What is told, in order; what is not, and why; what could not be had."""

    stories: tuple[Prepared, ...]
    left_out: tuple[LeftOut, ...]
    troubles: tuple[Trouble, ...]


def plan(
    sources: Sequence[str],
    told: Sequence[Told],
    daily: Daily,
    *,
    memory: Memory,
    visitor: Visitor,
    now: datetime,
    newest: int,
) -> Rundown:
    """Plan the show of a day.

    The pages of reports of which a feed gives little more than the headline are read first, as
    far as the settings allow; others that it only sums up for the stories that are told alone.

    `told` is what the show told before; `now` is aware, in the show's time zone.

    Raises:
        InputError: An OPML file cannot be read.
    """
    places = [one.url for one in following.expand(sources)]
    found = collect(places, memory, visitor, now=now, newest=newest)
    news, left = story_selection.admitted(found.items, told, daily, now=now)
    pages = Pages(memory=memory, visitor=visitor)
    filled = pages.filled(news, most=daily.pages, seconds=daily.pages_seconds)
    day = story_selection.sort(filled, told, daily, now=now)
    waiting = list(day.events)
    ready: list[Prepared] = []
    left += day.left_out
    while waiting and len(ready) < daily.stories:
        bunch = waiting[: daily.stories - len(ready)]
        del waiting[: len(bunch)]
        for made, why in visitor.each(lambda event: _prepare(event, pages, now.date()), bunch):
            ready += made
            left += why
    pages.keep()
    left += [
        LeftOut.of(item, f"{len(ready)} weightier stories fill the show")
        for event in waiting
        for item in event.reports
    ]
    by_key = {one.planned.items[0].key: one for one in ready}
    row = story_selection.ordered([one.planned for one in ready], daily.minutes)
    stories = tuple(replace(by_key[event.items[0].key], planned=event) for event in row)
    return Rundown(stories=stories, left_out=tuple(left), troubles=found.troubles)


def _prepare(event: Planned, pages: Pages, today: date) -> tuple[list[Prepared], list[LeftOut]]:
    """Read the report that a story is told from, or the next that can be read, or say why not.

    Where none of its event can be, the next event of the subject is the story.
    """
    why = "nothing in it"
    for at, item in enumerate(event.items):
        try:
            article = _article(item, pages, today)
        except InputError as error:
            why = "withdrawn" if is_gone(error) else str(error)
            continue
        chosen = replace(event, items=event.items[at:])
        if chosen.told and not (article := _news(article, chosen.told, item=item)).texts:
            why = "told before, nothing new"
            break
        return _joined(chosen, article, pages, today)
    left = [LeftOut.of(item, why) for item in event.items]
    if not event.further:
        return [], left
    others, whys = _prepare(replace(event.further[0], further=event.further[1:]), pages, today)
    return others, left + whys


def _joined(
    event: Planned, article: Article, pages: Pages, today: date
) -> tuple[list[Prepared], list[LeftOut]]:
    """Tell inside a story what the weightiest further events of its subject add to it.

    The others are left out; every report is named as a source.
    """
    known = _said(article)
    toll = tolls.toll(event.items[0])
    parts: list[Article] = []
    inside: list[Planned] = []
    for other in event.further:
        if len(parts) == _INSIDE:
            break
        try:
            part = _news(_article(other.items[0], pages, today), other.told, said=known, toll=toll)
        except InputError:
            continue
        if part.texts:
            parts.append(part)
            inside.append(other)
            known |= _said(part)
    why = f"of one subject with {event.title}"
    left = [
        LeftOut.of(item, why)
        for other in event.further
        if other not in inside
        for item in other.items
    ]
    reason = f"{event.reason}, with {len(inside)} more of its subject" if inside else event.reason
    chosen = replace(event, further=tuple(inside), reason=reason)
    story = _story(chosen, article, event.reports)
    return [Prepared(planned=chosen, article=article, story=story, further=tuple(parts))], left


def _said(article: Article) -> frozenset[str]:
    return frozenset(
        word
        for text in (article.title, *article.texts)
        for sentence in _SENTENCE.findall(text)
        for word in fingerprint.words("", sentence)
    )


def _article(item: Item, pages: Pages, today: date) -> Article:
    """Read a report whole: as the source has it, or from its page; its headline is true today.

    Raises:
        UnfetchedError: Its page is gone, or the source has nothing and the page cannot be had.
        InputError: There is no article in it.
    """
    own: Article | None = None
    try:
        own = reading.read_fragment(
            item.content,
            source=item.url or item.source,
            title=item.title,
            published=item.published.replace(tzinfo=None) if item.published else None,
            byline=Byline(author=item.author, site=item.site),
        )
    except InputError:
        if not item.url:
            raise
    whole = not item.url or (len(item.text) >= reading.WHOLE and not pages.has(item))
    if own is None or not whole:
        try:
            return _flat(pages.article(item), item, today)
        except InputError as error:
            if own is None or is_gone(error):
                raise
    return _flat(_whole(own), item, today)


def _whole(article: Article) -> Article:
    """Leave out the sentence in which a teaser breaks off, but its only one."""
    *before, last = article.texts or ("",)
    if not _BREAKS_OFF.search(last):
        return article
    kept = "".join(_SENTENCE.findall(last)[:-1])
    paragraphs = (*before, *([Text(kept)] if kept else []))
    if not paragraphs:
        return article
    return replace(article, sections=(Section(heading=None, paragraphs=paragraphs),))


def _flat(article: Article, item: Item, today: date) -> Article:
    if not article.texts:
        raise InputError("nothing in it", where=item.url or item.source, hint="read it there")
    title = Text(fingerprint.headline(item.title, item.site))
    made = replace(
        article,
        published=item.moment,
        byline=replace(article.byline, site=item.site or article.byline.site),
        sections=(Section(heading=None, paragraphs=article.texts),),
    )
    return replace(made, title=_dated(title, made.day or today, today))


def _dated(title: Text, day: date, today: date) -> Text:
    """Tell what would mean another day today by its date, but a number of which the month is open.

    >>> _dated(Text("明天起停课 今年第3次"), date(2026, 9, 3), date(2026, 9, 4))
    '9月4日起停课 今年第3次'
    """
    meant = {one.start: one.told for one in times.absolute(title, today)}
    return times.replaced(
        title,
        [
            one
            for one in times.absolute(title, day)
            if one.told != meant.get(one.start) and not one.written[0].isdecimal()
        ],
    )


def _news(
    article: Article,
    told: Sequence[Told],
    *,
    item: Item | None = None,
    said: frozenset[str] = frozenset(),
    toll: int = 0,
) -> Article:
    """Keep the sentences that say something which was not told or said, and count no other toll.

    What is done in the headline is something, in however few words, and so is the toll of the
    `item` that it is, where more have died than were told.
    """
    known = said | words_of(told)
    count = story_selection.more_dead(item, told) if item else 0
    whole = "".join(article.texts)
    done = [verb for verb in fingerprint.deeds(article.title, whole) if verb not in known]
    paragraphs: list[Text] = []
    for paragraph in article.texts:
        new = [
            text
            for text in _SENTENCE.findall(paragraph)
            if fingerprint.newness(fingerprint.words("", text), known) >= _NEW
            or any(verb in simplified(text) for verb in done)
            or (count and tolls.dead(text) == count)
            if not (toll and tolls.dead(text) not in {0, toll})
        ]
        if new:
            paragraphs.append(Text("".join(new)))
    return replace(article, sections=(Section(heading=None, paragraphs=tuple(paragraphs)),))


def _story(event: Planned, article: Article, reports: Sequence[Item]) -> Story:
    """Say what the story is known by when it comes again: its own words and its reports'."""
    words = [word for item in event.reports for word in fingerprint.words(item.title, item.text)]
    text = "".join(article.texts)
    counted = [word for word in fingerprint.figures(text) if word not in words]
    return Story(
        title=article.title,
        references=tuple(
            Reference(
                title=item.title,
                url=item.url,
                site=story_selection.outlet(item),
                published=item.moment,
            )
            for item in reports
        ),
        words=" ".join(sorted([*words, *counted[:_FIGURES]])),
        update=bool(event.told),
    )
