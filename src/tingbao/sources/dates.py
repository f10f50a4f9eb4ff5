"""When an article was published, as Chinese pages write it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import datetime
from email.utils import parsedate_to_datetime

from tingbao.language.figures import digit, number
from tingbao.language.patterns import Pattern, words
from tingbao.model import CHINA

_NOON = 12
REPUBLIC = 1911  # 民国一年 is 1912

_DATE = Pattern(
    r"""(?x)
    (?<!\d)(?P<year>(?:19|20)\d\d)
    (?:\s*年\s*(?P<month_cn>\d{1,2})\s*月\s*(?P<day_cn>\d{1,2})\s*日
      |(?P<sep>[-/.])(?P<month>\d{1,2})(?P=sep)(?P<day>\d{1,2})(?!\d))
    (?:[\sT,，]*(?:[(（]?{weekday}[)）]?)?\s*
       (?P<half>{morning}|{evening})?\s*
       (?P<hour>\d{1,2})\s*[:：{hour}]\s*(?P<minute>\d{1,2})分?
       (?:[:：]?(?P<second>\d{2})(?!\d)秒?)?
       (?:\.\d+)?(?:\s*(?P<zone>Z|[+-]\d\d:?\d\d))?)?
    """,
    __package__,
)
_CODED = Pattern(
    r"(?:[（(][^（()）]{0,40}{staff}[^（()）]{0,40}[）)]|。)"
    r"(?P<code>\s*(?P<year>1[0-4]\d)(?P<month>[01]\d)(?P<day>[0-3]\d)\s*)$",
    __package__,
)
_DIGITS = Pattern("[{digit}]")
_MAIL = re.compile(  # Mon, 29 Jun 2020 09:24:07 +0000
    r"(?:[A-Z][a-z]{2}, )?\d{1,2} [A-Z][a-z]{2} \d{4} \d\d:\d\d(?::\d\d)? (?:[+-]\d{4}|GMT|UTC)"
)
_PUBLISHED = Pattern(r"{published}{when}?\s*[：:]", __package__)
_CHINESE = Pattern(
    r"(?P<year>(?:[一二][{digit}]{3})|{republic}[{digit}]{2,3})年"
    r"(?P<month>[{numeral}]{1,2})月(?P<day>[{numeral}]{1,3})日",
    __package__,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A date, with its time where one is written, and its place in the text."""

    value: datetime
    start: int
    end: int


def find(text: str) -> Moment | None:
    """Find the first full date (with a year) in a text.

    Returns naive local time. A time with a zone is given in Beijing time, which is
    what a Chinese page without a zone means. An impossible date is no date.
    """
    readers = ((_DATE, _western), (_CHINESE, _chinese), (_MAIL, lambda mail: _of_mail(mail[0])))
    for pattern, read in readers:
        for match in pattern.finditer(text):
            if value := read(match):
                return Moment(value=value, start=match.start(), end=match.end())
    return None


def find_published(text: str) -> Moment | None:
    """Find the date that 发布时间 or the like names, or else the first."""
    label = _PUBLISHED.search(text)
    moment = find(text[label.end() :]) if label else None
    if label is None or moment is None:
        return find(text)
    return replace(moment, start=moment.start + label.end(), end=moment.end + label.end())


def find_coded(text: str) -> Moment | None:
    """Find the day that closes a report of 中央社: （編輯：王小明）1140424 is 2025-04-24."""
    match = _CODED.search(text)
    if not match:
        return None
    value = _datetime(int(match["year"]) + REPUBLIC, int(match["month"]), int(match["day"]))
    return Moment(value=value, start=match.start("code"), end=match.end()) if value else None


def stated(written: str) -> datetime | None:
    """Read a time that a field states, as Chinese pages or as mails write it; naive, of Beijing.

    >>> stated("Tue, 15 Feb 2022 11:57:44 GMT")
    datetime.datetime(2022, 2, 15, 19, 57, 44)
    """
    found = find(written)
    return found.value if found else _of_mail(written)


def _of_mail(written: str) -> datetime | None:
    try:
        return local(parsedate_to_datetime(written))
    except (TypeError, ValueError, OverflowError):
        return None


def local(moment: datetime) -> datetime:
    """Give a time with a zone as naive Beijing time; one without stays as it is."""
    return moment.astimezone(CHINA).replace(tzinfo=None) if moment.tzinfo else moment


def _chinese(match: re.Match[str]) -> datetime | None:
    digits = "".join(str(digit(numeral)) for numeral in _DIGITS.findall(match["year"]))
    year = int(digits) + (REPUBLIC if len(digits) < 4 else 0)  # noqa: PLR2004  # 民国 counts from 1912
    return _datetime(year, number(match["month"]), number(match["day"]))


def _western(match: re.Match[str]) -> datetime | None:
    month, day = match["month_cn"] or match["month"], match["day_cn"] or match["day"]
    hour = int(match["hour"] or 0)
    if match["half"] in words("evening", __package__) and hour < _NOON:
        hour += _NOON
    clock = (hour, int(match["minute"] or 0), int(match["second"] or 0))
    found = _datetime(int(match["year"]), int(month), int(day), *clock)
    if found and (zone := match["zone"]):
        try:
            return local(datetime.fromisoformat(found.isoformat() + zone))
        except ValueError:  # as for +99:00, which is no zone
            return found
    return found


def _datetime(*parts: int) -> datetime | None:
    try:
        return datetime(*parts)  # type: ignore[arg-type]  # noqa: DTZ001  # naive by contract
    except ValueError:
        return None
