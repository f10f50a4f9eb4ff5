"""Which events of a day are told, in what order, how long, and why not the others.

Here `[daily]` topics, exclude, weights and window count, and here a story waits for its update.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta, tzinfo
from functools import lru_cache
from itertools import chain
from math import log2, log10
from operator import itemgetter
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from tingbao.config import Daily
from tingbao.gathering import clustering, fingerprint, meaning, tolls
from tingbao.gathering.clustering import Report
from tingbao.gathering.item import Item, is_chinese
from tingbao.gathering.meaning import Meaning
from tingbao.gathering.memory import Told, words_of
from tingbao.language import patterns, tables, times
from tingbao.language.patterns import Pattern
from tingbao.language.simplified import simplified
from tingbao.language.text import Text

if TYPE_CHECKING:
    from tingbao.gathering.clustering import Matrix

MOST = 1500  # reports of a day that are compared with each other, the newest
_GRAVE = 2  # words of weight in a headline that count, each as another source; ten dead do again
_FAR = 0.5  # ... of which so much is left of harm abroad
_HIGH = 3  # other sources that the highest body of a state counts for
_NEW = 0.3  # what the last minute counts
_FAIR = 3.0  # worth of a report that many a show would have ...
_GREAT, _DULL = 0.2, 0.5  # ... and what each grade above and below it counts ...
_LEAST = 0.2  # ... of which so much of the weight is left
_LESS = 0.4  # grades that a report may be worth less than what it heads
_ASIDE = 0.5  # of its weight that is left to a comment, a column, a review or a question ...
_OLD = 0.5  # ... for each day, of two, that it was before all that is news ...
_LATE = 2
_TALK = 3  # outlets of which an event is news today, whenever it was
_LIGHT = 0.85  # ... and to a game or a film, which lead where nothing else is nearly as weighty
_TOPIC = 1.0  # what a topic of yours is worth, as much as a second source
_ROUNDUP = "；"  # parts the headline of many events, which is of no one subject
_QUARTER = timedelta(hours=6)  # of a day, in which reports tell of one stage of an event
_SHORT = 3  # times shorter than the longest, a report does not head its event for being newer
_STAGE = timedelta(hours=3)  # after which an event has come to another stage ...
_STAGED = 0.5  # ... where reports of the two are so near in what they mean ...
_HEADS = 0.5  # ... and the later one weighs so much beside the earlier
_WHOLE = 2000  # characters of a report from which a longer one tells no more
_LEAD = 1.6  # of the time of another story
_NEW_FIGURE = 0.3  # share of new weight that makes news, with a new figure ...
_NEW_WORDS = 0.75  # ... and without
_BULLETIN = Pattern(
    r"(?!{paper})[^\s:：{stop}]{0,8}(?:(?:{bulletin}|{digest})(?:[(（].*)?"
    r"|{digest}(?:(?:[:：]|{bar}).*[；;]|(?<!{section}){bar}).*"
    rf"|{{section}}{{bar}}\s*{times.DATE.pattern}.{{0,5}})"
    rf"|{times.DATE.pattern}[^\s:：{{stop}}]{{0,3}}{{gist}}",
    __package__,
)
_BACKGROUND = Pattern(  # 3月15日发布的意见, 此前3月5日
    f"{{earlier}}{times.DATE.pattern}|{times.DATE.pattern}[^{{stop}}]{{0,6}}{{of}}", __package__
)
_DATELINE = Pattern(  # 北京11月9日电
    rf"{times.DATE.pattern}{{wire}}(?=\W|{{wired}}|$)", __package__
)
_SAID = {
    **{kind: Pattern(f"{{{kind}}}", __package__) for kind in ("day", "harm", "denies")},
    "ahead": Pattern(r"{ahead}|{eve}(?=\W|$)", __package__),
}
_LATIN = re.compile("[A-Za-z]+")
_BREAK = re.compile(r"[。！？!?\n]")
_WEIGHTLESS = Pattern("{weightless}", __package__)
_SUPREME = Pattern(
    r"(?:(?<!{party})|{ruling}){supreme}(?!{member})|{ruling}\w{0,8}{congress}", __package__
)
_HARM = Pattern(
    lambda: "|".join(f"{{{each}}}" for each in ("harm", *patterns.words("happening", __package__))),
    __package__,
)
_ABSENT = Pattern("{absent}(?!{tried})", __package__)
_ENDS = Pattern("{ends}", __package__)
_UNDONE = Pattern(r"{undone}\w{0,2}?{ends}", __package__)
_PAST = timedelta(days=300)  # 12月31日 in January is of last year


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """A report that is not told, and why."""

    title: str
    url: str
    reason: str

    @classmethod
    def of(cls, item: Item, reason: str) -> LeftOut:
        """Leave a report out."""
        return cls(title=item.title, url=item.url or item.source, reason=reason)


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """An event to be told: its reports, that it is told from first; `told` is what was told of it.

    `further` are the other events of its subject, the weightiest first, which are told inside it.
    `minutes` is its share of the show, `reason` why it stands where it stands.
    """

    items: tuple[Item, ...]
    score: float
    reason: str
    desk: str
    told: tuple[Told, ...] = ()
    further: tuple[Planned, ...] = ()
    minutes: float = 0.0

    @property
    def reports(self) -> tuple[Item, ...]:
        """Every report of its subject."""
        return (*self.items, *chain.from_iterable(event.items for event in self.further))

    @property
    def title(self) -> str:
        """The headline of the report that it is told from."""
        return self.items[0].title


@dataclass(frozen=True, slots=True, kw_only=True)
class Sorted:
    """What a day offers: a story of each subject, by weight, and what is none of today's."""

    events: tuple[Planned, ...]
    left_out: tuple[LeftOut, ...]


def sort(items: Sequence[Item], told: Sequence[Told], daily: Daily, *, now: datetime) -> Sorted:
    """Find the events of a day, weigh them, and make one story of each subject.

    `told` is what the show told in the time that it remembers; `now` is aware, in its time zone.
    """
    news, left = admitted(items, told, daily, now=now)
    last = max((one.moment for one in told), default=None)
    stories = []
    for subject in _subjects(news, told):
        told_of_it = chain.from_iterable(event.told for event in subject)
        heard = [(one, _told(one).print.names) for one in told_of_it]
        fresh = []
        for event in subject:
            of_it = [one for one, named in heard if one in event.told or event.names & named]
            whys = [(item, _known(item, of_it, last, now)) for item in event.items]
            left += [LeftOut.of(item, why) for item, why in whys if why]
            if kept := tuple(item for item, why in whys if not why):
                fresh.append(replace(event, items=kept))
        story, passed = _story(fresh, daily, now)
        stories += story
        left += passed
    return Sorted(events=tuple(sorted(stories, key=_by_weight)), left_out=tuple(left))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Event:
    """The reports of an event, the most central first, what was told of it, and what happened.

    `names` are all that its reports name.
    """

    items: tuple[Item, ...]
    told: tuple[Told, ...]
    happenings: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()

    def is_counted_by(self, other: _Event, count: Item) -> bool:
        """Tell whether a count of another event may be of this one's dead.

        One that takes a count back is of the same happening; another is where none is named, but
        has a name in common.
        """
        both = self.happenings and other.happenings
        same = self is other or bool(self.happenings & other.happenings)
        return same or not (both or tolls.corrects(count) or self.names.isdisjoint(other.names))


def _subjects(news: Sequence[Item], told: Sequence[Told]) -> list[list[_Event]]:
    """Find the events of a day, those of one subject together."""
    reports = [
        Report(print=fingerprint.of(item.title, item.text), moment=item.moment) for item in news
    ]
    today = clustering.of_a_day(reports, reports)
    past = clustering.of_a_day([_told(one) for one in told], reports)
    again = clustering.likeness(past, today, again=True)
    kin = clustering.kinship(today, today)
    alike = clustering.likeness(today, today, kin=kin)
    groups = clustering.grouped(alike)
    roundups = [at for at, item in enumerate(news) if _ROUNDUP in item.title]

    def event(group: Sequence[int]) -> _Event:
        items = tuple(news[at] for at in _central(group, today, alike))
        before = tuple(
            one
            for one, near in zip(told, again, strict=True)
            if any(item.key in one.keys for item in items)
            or near[list(group)].mean() >= clustering.SAME
        )
        prints = [today[at].print for at in group]
        happened = frozenset().union(*(one.happenings for one in prints))
        named = frozenset().union(*(one.names for one in prints))
        return _Event(items=items, told=before, happenings=happened, names=named)

    events = [*map(event, groups)]
    meant = meaning.nearness([*map(_meaning, news)])
    found = clustering.subjects(today, kin, meant, groups, roundups=roundups)
    return [[events[at] for at in one] for one in found]


def _by_weight(event: Planned) -> tuple[float, str]:
    return -event.score, event.items[0].key


def _story(
    subject: Sequence[_Event], daily: Daily, now: datetime
) -> tuple[list[Planned], list[LeftOut]]:
    """Make one story of a subject, and give the reports whose count of the dead has passed.

    Its weightiest event heads it, rather than one that counts as of old or expects what came, and
    has the weight of the others beside its own. Counts of one happening are compared.
    """
    events = [_weighed(event, daily, now=now) for event in subject]
    newest = [tolls.newest(event.items) for event in subject]
    row, gone = [], []
    for one, event in zip(subject, events, strict=True):
        counts = [
            item
            for other, item in zip(subject, newest, strict=True)
            if item and one.is_counted_by(other, item)
        ]
        if why := tolls.why_passed(event.items[0], tolls.dead(event.title), counts):
            gone += [LeftOut.of(item, why) for item in event.items]
            continue
        latest = tolls.newest(counts)
        old = latest is not None and tolls.toll(event.items[0]) not in {0, tolls.toll(latest)}
        row.append((old or _is_overtaken(event, events), *_by_weight(event), event))
    if not row:
        return [], gone
    row.sort(key=itemgetter(0, 1, 2))
    (_, _, _, first), *rest = row
    stages = [event for passed, *_, event in rest if not passed and _is_a_later_stage(event, first)]
    head = max(stages, key=_newest, default=first)
    further = [event for *_, event in row if event is not head]
    beside = [item for event in events if event is not head for item in event.items]
    weighed = _weighed(_Event(items=head.items, told=head.told), daily, beside=beside, now=now)
    reason = f"{weighed.reason}, the latest stage" if stages else weighed.reason
    return [replace(weighed, further=tuple(further), reason=reason)], gone


def _is_overtaken(event: Planned, others: Sequence[Planned]) -> bool:
    """Tell whether an event expects what a later report of its subject need not expect."""
    later = max(item.moment for item in event.items)
    return all(_says(item, "ahead") for item in event.items) and any(
        item.moment > later and not _says(item, "ahead") for one in others for item in one.items
    )


def _is_a_later_stage(event: Planned, head: Planned) -> bool:
    """Tell whether an event is what came of another of its subject hours later."""
    item = event.items[0]
    near = meaning.nearness([_meaning(item), _meaning(head.items[0])])[0, 1]
    return (
        _newest(event) - _newest(head) > _STAGE
        and near >= _STAGED
        and event.score >= _HEADS * head.score
        and _worth(event.items) >= _worth(head.items) - _LESS
        and not _says(item, "ahead")
        and not fingerprint.is_aside(item.title, item.text)
    )


def _length(item: Item) -> int:
    return min(len(item.text), _WHOLE)


def _newest(event: Planned) -> datetime:
    return max(item.moment for item in event.items)


def _worth(items: Sequence[Item]) -> float:
    return max(_meaning(item).worth for item in items)


def _meaning(item: Item) -> Meaning:
    return meaning.of(item.title, item.text)


def admitted(
    items: Sequence[Item], told: Sequence[Told], daily: Daily, *, now: datetime
) -> tuple[list[Item], list[LeftOut]]:
    """Give the reports that are news today, and why the others are none; as `sort` takes them."""
    known = frozenset(key for one in told for key in one.keys)
    whys = [(item, _refusal(item, daily, now=now, known=known)) for item in items]
    news = [item for item, why in whys if not why]
    left = [LeftOut.of(item, why) for item, why in whys if why]
    older = sorted(news, key=lambda item: item.moment, reverse=True)[MOST:]
    left += [LeftOut.of(item, f"{MOST:,} newer reports are enough") for item in older]
    beyond = {item.key for item in older}
    return [item for item in news if item.key not in beyond], left


def _central(group: Sequence[int], day: Sequence[Report], alike: Matrix) -> list[int]:
    """Put first what is most like the others of its event, and of two as like the newer."""
    near = {at: alike[at, list(group)].sum().round(6) for at in group}
    moments = {at: day[at].moment for at in group}
    return sorted(group, key=lambda at: (near[at], moments[at]), reverse=True)


def ordered(events: Sequence[Planned], minutes: float) -> tuple[Planned, ...]:
    """Put the events that are told in order and share the minutes out.

    The weightiest leads and is told longest; the others follow in groups of a desk, the
    group of the lead first, then as their weightiest does. What is of no desk stands alone.
    """
    ranks: dict[str, int] = {}
    for event in events:
        ranks.setdefault(event.desk or event.items[0].key, len(ranks))
    row = sorted(events, key=lambda event: ranks[event.desk or event.items[0].key])
    shares = [_LEAD if not at else 1.0 for at in range(len(row))]
    whole = sum(shares) or 1.0
    return tuple(
        replace(event, minutes=round(minutes * share / whole, 2))
        for event, share in zip(row, shares, strict=True)
    )


def _refusal(item: Item, daily: Daily, *, now: datetime, known: frozenset[str]) -> str:
    """Say why a report is no news, or nothing."""
    moment = item.moment
    if item.changed and item.key in known:
        moment = max(moment, item.changed)
    oldest = now - timedelta(hours=daily.window)
    text = _head(item)
    word = next((word for word in daily.exclude if word and simplified(word) in text), "")
    if item.archived:
        return "has no date and stood there before it was followed"
    if moment < oldest:
        return f"older than {daily.window:g} hours"
    if not is_chinese(text):
        return "not Chinese"
    if _BULLETIN.fullmatch(simplified(item.title)):
        return "a bulletin of several events"
    if word:
        return f"you do not want to hear of {word}"
    return _stale(item, now)


def _head(item: Item) -> str:
    """Give the headline of a report and its head in simplified characters, as our tables are."""
    return simplified(f"{item.title}\n{item.text[: fingerprint.HEAD]}")


def _stale(item: Item, now: datetime) -> str:
    """Say why what a headline promises is over: a forecast of yesterday, an event of last week."""
    written = item.moment.astimezone(now.tzinfo).date()
    if written < now.date() and _says(item, "day") and not _says(item, "harm"):
        return "what it says was true on its day only"
    if not _says(item, "ahead"):
        return ""
    title = _absolute(item.title, written)  # 明天
    days = [_date(int(m), int(d), written) for _, m, d in times.DATE.findall(title)]
    if days and all(day and day < now.date() for day in days):
        return "what it announces is over"
    return ""


def _absolute(text: str, written: date) -> Text:
    """Tell the days of a text by their dates."""
    said = Text(text)
    return times.replaced(said, times.absolute(said, written))


def _says(item: Item, kind: str) -> bool:
    """Tell whether a headline has a word of a kind."""
    return bool(_SAID[kind].search(simplified(item.title)))


def _ends(item: Item) -> bool:
    """Tell whether a headline says that something ended, and not that it may or should."""
    return bool(_ENDS.search(_UNDONE.sub("", simplified(item.title))))


def _date(month: int, day: int, near: date) -> date | None:
    try:
        found = near.replace(month=month, day=day)
    except ValueError:
        return None
    if near - found > _PAST:
        return found.replace(year=found.year + 1)
    return found


def _days_late(items: Sequence[Item], now: datetime, window: float) -> int:
    """Tell how many days the newest day that reports of an event name is before all that is news.

    Each names one, and one of them its own: in the headline or in its first sentence.
    """
    named = [_days_of(item, now.tzinfo) for item in items]
    if not all(days for _, days in named) or not any(own for own, _ in named):
        return 0
    since = (now - timedelta(hours=window)).date()
    return max(0, (since - max(max(days) for _, days in named)).days)


@lru_cache(maxsize=4096)  # an event is weighed again with its subject
def _days_of(item: Item, zone: tzinfo | None) -> tuple[bool, tuple[date, ...]]:
    """Give the days that a report names, and whether one of them is of its event."""
    written = item.moment.astimezone(zone).date()
    title, head = (_absolute(text, written) for text in _head(item).split("\n", 1))
    said = _DATELINE.sub("", head.lstrip())
    begin, *_ = _BREAK.split(said, maxsplit=1)
    own = _days(_BACKGROUND.sub("", f"{title} {begin}"), written)
    return bool(own), tuple(_days(f"{title} {said}", written))


def _days(text: str, written: date) -> list[date]:
    """Give the days that a text names, but those of another year."""
    days = (
        _date(int(month), int(day), written)
        for year, month, day in times.DATE.findall(text)
        if not year or int(year) == written.year
    )
    return [*filter(None, days)]


def _told(told: Told) -> Report:
    story = told.story
    printed = fingerprint.known_by(story.title, story.words.split())
    return Report(print=printed, moment=told.moment)


def _known(item: Item, told: Sequence[Told], last: datetime | None, now: datetime) -> str:
    """Say why a report has nothing new for who heard the shows until the last, or nothing."""
    if told and not _is_new(item, told, now.tzinfo):
        day = max(one.moment for one in told).astimezone(now.tzinfo)
        return f"told on {day:%Y-%m-%d}, nothing new"
    if last and max(item.seen, item.changed or item.seen) <= last:
        return "known to the last show, which passed it over"
    return ""


def _is_new(item: Item, told: Sequence[Told], zone: tzinfo | None) -> bool:
    """Tell whether a report has something that was not told.

    More dead are always that, and what was done since, as its headline and its beginning say.
    """
    latest = max(one.moment for one in told)
    if max(item.moment, item.changed or item.moment) <= latest:
        return False
    if not item.changed and any(item.key in one.keys for one in told):
        return False
    if tolls.dead(item.title) and more_dead(item, told):
        return True
    known = words_of(told)
    if _is_done_since(item, told, latest.astimezone(zone).date(), zone):
        return True
    words = fingerprint.words(item.title, item.text)
    figure = any(word[0].isdigit() and word not in known for word in words)
    return fingerprint.newness(words, known) >= (_NEW_FIGURE if figure else _NEW_WORDS)


def more_dead(item: Item, told: Sequence[Told]) -> int:
    """Give how many died by a report, where more than were told in headline or text; else 0."""
    count, persons = tolls.toll(item), patterns.words("person", __package__)
    known = max(tolls.dead(one.story.title) for one in told)
    heard = words_of(told).intersection(f"{count}{person}" for person in persons)
    return count if count > known and not heard else 0


def _is_done_since(item: Item, told: Sequence[Told], last: date, zone: tzinfo | None) -> bool:
    """Tell whether a report does something on the day of the last show or later.

    What was only ahead in the headlines that were told has happened. Or its headline does it, and
    none that was told has a character of the verb: 获释 is new of 被捕, 请辞 is not of 辞职.
    """
    own, days = _days_of(item, zone)
    if not own or max(days) < last or _says(item, "ahead") or _says(item, "denies"):
        return False
    titles = [one.story.title for one in told]
    titles += [each.title for one in told for each in one.story.references]
    if all(_SAID["ahead"].search(simplified(title)) for title in titles):
        return True
    heard, known = {*simplified("".join(titles))}, words_of(told)
    deeds = fingerprint.deeds(item.title, item.text)
    new = any(verb not in known and heard.isdisjoint(verb) for verb in deeds)
    return new and not fingerprint.is_aside(item.title, item.text)


def _weighed(event: _Event, daily: Daily, *, beside: Sequence[Item] = (), now: datetime) -> Planned:
    """Weigh an event: by its sources, its worth to a show, its age, and what you care for.

    A source with another event of its subject, one of those `beside`, counts as well. It is told
    from one of the last reports of the weightiest source that tell most, by doublings of length;
    where they count other numbers of dead or hurt, from that with the newest count; where the
    newest denies what the others say, from that; and from none that expects what the newest no
    longer does, or begins what the newest ends.
    """
    items = event.items
    weights = {item.key: _weight(item, daily) for item in items}
    outlets = {outlet(item) or item.source for item in items}
    asides = {item.key: fingerprint.is_aside(item.title, item.text) for item in items}
    counted = tolls.grown(items)
    latest = max(items, key=lambda item: (not asides[item.key], item.moment, item.key))
    denied, foretold, ended = _says(latest, "denies"), _says(latest, "ahead"), _ends(latest)
    longest, worth = max(map(_length, items)), _worth(items)
    row = sorted(
        items,
        key=lambda item: (
            item is not counted,
            not (denied and item is latest),
            not foretold and _says(item, "ahead"),
            ended and not _ends(item),
            ended and item is not latest,
            -weights[item.key],
            asides[item.key],
            _length(item) * _SHORT < longest or _meaning(item).worth < worth - _LESS,
            (now - item.moment) // _QUARTER,
            -_length(item).bit_length(),
        ),
    )
    newest = max(item.moment for item in items)
    hours = (now - newest).total_seconds() / 3600
    newness = max(0.0, 1 - hours / daily.window)
    text = "\n".join(map(_head, items))
    topics = [word for word in daily.topics if word and simplified(word) in text]
    heaviest = max(weights.values())
    titles = [_WEIGHTLESS.sub("", tolls.harmful(simplified(item.title))) for item in items]
    here = [title for title in titles if not _ABSENT.search(title)]
    toll = max(tolls.dead(item.title) for item in items)
    weighty = [f"{toll} dead"] if toll else []
    weighty += [
        word
        for word in patterns.words("weighty", __package__)
        if any(word in (_LATIN.findall(title) if word.isascii() else title) for title in here)
        and not (toll and word in patterns.words("dead", __package__))
    ]
    others = {outlet(item) or item.source for item in beside} - outlets
    supreme = any(map(_SUPREME.search, here))
    grave = min(len(weighty), _GRAVE) + (int(log10(toll)) if toll else 0)
    grave = min(grave, len(outlets) + 1)
    harm = toll > 0 or any(map(_HARM.search, weighty))
    abroad = (fingerprint.is_abroad(item.title, item.text) for item in items)
    far = harm and sum(abroad) * 2 > len(items)
    voices = len(outlets) + len(others) + grave * (_FAR if far else 1) + _HIGH * supreme
    subject = desk(row[0])
    light = not toll and subject in patterns.words("light", __package__)
    score = log2(1 + voices) + _NEW * newness + _GREAT * max(0.0, worth - _FAIR)
    score = heaviest * max(_LEAST * score, score - _DULL * max(0.0, _FAIR - worth))
    late = _days_late((*items, *beside), now, daily.window) if len(outlets) < _TALK else 0
    score *= (_LIGHT if light else 1.0) * _OLD ** min(late, _LATE)
    score *= _ASIDE if all(asides.values()) else 1.0
    score += _TOPIC * len(topics)
    reasons = [
        f"{len(outlets)} source{'s' if len(outlets) > 1 else ''}",
        *([f"{len(others)} more on its subject"] if others else []),
        f"{max(0, round(hours))} hours old",
        *([f"weighty: {'、'.join(weighty[:_GRAVE])}"] if weighty else []),
        *(["abroad"] if far else []),
        *(f"your topic {word}" for word in topics),
        *([f"of {subject}, which seldom leads"] if light else []),
        *(["no report but a comment or a question"] if all(asides.values()) else []),
        f"worth {worth:.1f} of 6 to a show",
        *(["of days before"] if late else []),
        *([f"weight {heaviest:g}"] if heaviest != 1 else []),
        *(["new since it was told"] if event.told else []),
    ]
    return Planned(
        items=tuple(row),
        score=score,
        reason=", ".join(reasons),
        desk=subject,
        told=event.told,
    )


def outlet(item: Item) -> str:
    """Name who published a report; of a file that does not say, nobody."""
    return item.site or urlsplit(item.url).hostname or ""


def desk(item: Item) -> str:
    """Name the desk that a report belongs to, or nothing."""
    title, head = simplified(item.title), simplified(item.text[: fingerprint.HEAD])
    hits = {
        name: sum(3 * title.count(word) + head.count(word) for word in words)
        for name, words in tables.words(__package__, "desks.tsv").items()
    }
    return max(hits, key=lambda name: hits[name]) if any(hits.values()) else ""


def _weight(item: Item, daily: Daily) -> float:
    """Give the weight that the settings give to a source: that of the longest part they name."""
    place = f"{item.source}\n{item.url}\n{item.site}"
    named = [part for part in daily.weights if part in place]
    return daily.weights[max(named, key=len)] if named else 1.0
