"""The day of an article: what its text says of it goes before what is said around it.

A report names its own day: 新华社北京9月8日电, 中央社台北24日電, 今日（6月8日）. Where the page has
another, it was put up later, or is wrong. Where month or year would be a guess none is said: no
day is better than a wrong one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import date, datetime, time, timedelta

from tingbao.language.patterns import Pattern
from tingbao.language.times import YEARLESS

_DATE = r"(?:(\d{1,2})\s?月\s?)?(\d{1,2})\s?日"
_NAMED = re.compile(rf"(?<!\d){_DATE}")
_NOW = Pattern(  # 今日6月8日, 今日（8日）
    rf"(?:{{today}}|({{yesterday}}))\s*(?:[（(]|(?=\d+\s?\D\s?\d)){_DATE}", __package__
)
_YESTERDAY = Pattern(r"{yesterday}", __package__)
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)年(?:(\d{1,2})月(?:(\d{1,2})日)?)?")
_FOLDER = re.compile(r"/(20\d\d)[/-]?([01]\d)[/-]?([0-3]\d)/([^?#]+)")
_PUT_UP = 180  # days at most between a report that names its month and its page,
_BARE = 7  # ... and one that names its day alone
_SLIP = timedelta(days=1)  # by which a page may be before its report, in a zone to the west
_MONTHS = 3  # from the last month that a text names with a year to its own day
_SEVERAL = 2  # pictures
_HEAD = 8  # paragraphs in which a report names its day


def of(
    texts: Sequence[str], *, named: str, published: datetime | None, coded: datetime | None
) -> tuple[datetime | None, date | None]:
    """Give when an article was published, and the day that it names as its own.

    A day that is none (2月30日), or that the page cannot have meant, is not its own. Its year is
    `YEARLESS` where neither the page nor the text tells it.

    Args:
        texts: Its paragraphs.
        named: Its dateline; empty if it has none.
        published: As the page says.
        coded: The day by which 中央社 closes its reports.
    """
    if coded:
        return published or coded, coded.date()
    match = _NAMED.search(named)
    if match and match[1] and (day := _day(YEARLESS, match[1], match[2])):
        near = _last(day, published.date(), _PUT_UP) if published else None
        return published, near or _of_year(day, texts)
    if published:
        bare = int(match[2]) if match and not match[1] else 0
        days = (published.date() + _SLIP - timedelta(days=back) for back in range(_BARE + 2))
        return published, next((day for day in days if day.day == bare), None)
    if day := _now(texts):
        return None, _of_year(day, texts)
    return None, _of_event(texts) if named else None


def of_pictures(addresses: Iterable[str], texts: Sequence[str]) -> datetime | None:
    """Give the day that the folders of an article's pictures name, if they name one alone.

    What a text names by a later date is not that day's.

    >>> of_pictures(["/news/20200809/a.jpg", "/news/20200809/b.jpg"], ["街市重开。"])
    datetime.datetime(2020, 8, 9, 0, 0)
    """
    found = {match.groups() for match in map(_FOLDER.search, addresses) if match}
    days = {_day(*parts) for *parts, _ in found}
    day = days.pop() if len(days) == 1 and len(found) >= _SEVERAL else None
    if day and _last_named(texts) <= (day.year, day.month, day.day):
        return datetime.combine(day, time())
    return None


def _now(texts: Sequence[str]) -> date | None:
    """Give the day that a report calls today: 今日（6月8日）, or 昨天（25日） after 3月25日."""
    for match in filter(None, map(_NOW.search, texts[:_HEAD])):
        found = {day for text in texts for day in _NAMED.findall(text)}
        months = {month for month, day in found if month and int(day) == int(match[3])}
        month = match[2] or (months.pop() if len(months) == 1 else "")
        if month and (day := _day(YEARLESS, month, match[3])):
            return day + _SLIP if match[1] else day
    return None


def _of_event(texts: Sequence[str]) -> date | None:
    """Give the whole date with which a report begins, if it names none after it."""
    first = next(filter(None, (_YEAR.match(text) for text in texts if "。" in text)), None)
    if first and first[3] and not any(map(_YESTERDAY.search, texts)):
        day = _day(YEARLESS, first[2], first[3])
        found = day and _of_year(day, texts)
        return found if found and found.year == int(first[1]) else None
    return None


def _of_year(day: date, texts: Sequence[str]) -> date:
    """Give a day its year: the last that the text names, if a month of it is just before."""
    last = _last_named(texts)
    just = last[1:] <= (day.month, day.day) and day.month - last[1] <= _MONTHS
    return (last[1] and just and _day(last[0], day.month, day.day)) or day


def _last_named(texts: Sequence[str]) -> tuple[int, ...]:
    """Give the last year, month and day that a text names with the year; 0 is none."""
    found = (match for text in texts for match in _YEAR.finditer(text))
    return max((tuple(map(int, match.groups("0"))) for match in found), default=(0, 0, 0))


def _last(day: date, before: date, most: int) -> date | None:
    """Give the last such day before another, not more than so many days."""
    limit = before + _SLIP
    days = (_day(limit.year - ago, day.month, day.day) for ago in (0, 1))
    return next((one for one in days if one and 0 <= (limit - one).days <= most), None)


def _day(year: int | str, month: int | str, day: int | str) -> date | None:
    with suppress(ValueError):  # 2月30日 is no day
        return date(int(year), int(month), int(day))
    return None
