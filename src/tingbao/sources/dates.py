"""When an article was published, as Chinese pages write it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, timezone

_DIGITS = {digit: str(value) for value, digit in enumerate("零一二三四五六七八九")} | {"〇": "0"}
_BEIJING = timezone(timedelta(hours=8))
_NOON = 12
REPUBLIC = 1911  # 民国一年 is 1912

_DATE = re.compile(
    r"""
    (?<!\d)(?P<year>(?:19|20)\d\d)
    (?:\s*年\s*(?P<month_cn>\d{1,2})\s*月\s*(?P<day_cn>\d{1,2})\s*日
      |(?P<sep>[-/.])(?P<month>\d{1,2})(?P=sep)(?P<day>\d{1,2})(?!\d))
    (?:[\sT,，]*(?:[(（]?(?:星期|周)[一二三四五六日天][)）]?)?\s*
       (?P<half>上午|下午|晚上|晚|凌晨|早上|中午|傍晚)?\s*
       (?P<hour>\d{1,2})\s*(?:[:：]|[时時點点])\s*(?P<minute>\d{1,2})分?
       (?:[:：]?(?P<second>\d{2})(?!\d)秒?)?
       (?:\.\d+)?(?:\s*(?P<zone>Z|[+-]\d\d:?\d\d))?)?
    """,
    re.VERBOSE,
)
_PUBLISHED = re.compile(r"(?:发布|发表|發布|發佈)(?:时间|日期|時間)?\s*[：:]")
_CHINESE = re.compile(
    r"(?P<year>(?:[一二][〇零一二三四五六七八九]{3})|(?:中[华華])?民[国國][〇零一二三四五六七八九]{2,3})年(?P<month>[一二三四五六七八九十]{1,2})月"
    r"(?P<day>[一二三四五六七八九十]{1,3})日"
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
    for match in _DATE.finditer(text):
        if value := _western(match):
            return Moment(value=value, start=match.start(), end=match.end())
    for match in _CHINESE.finditer(text):
        digits = "".join(_DIGITS.get(digit, "") for digit in match["year"])
        year = int(digits) + (REPUBLIC if len(digits) < 4 else 0)  # noqa: PLR2004  # 民国 counts from 1912
        value = _datetime(year, _number(match["month"]), _number(match["day"]))
        if value:
            return Moment(value=value, start=match.start(), end=match.end())
    return None


def find_published(text: str) -> Moment | None:
    """Find the date that 发布时间 or the like names, or else the first."""
    label = _PUBLISHED.search(text)
    moment = find(text[label.end() :]) if label else None
    if label is None or moment is None:
        return find(text)
    return replace(moment, start=moment.start + label.end(), end=moment.end + label.end())


def local(moment: datetime) -> datetime:
    """Give a time with a zone as naive Beijing time; one without stays as it is."""
    return moment.astimezone(_BEIJING).replace(tzinfo=None) if moment.tzinfo else moment


def _western(match: re.Match[str]) -> datetime | None:
    month, day = match["month_cn"] or match["month"], match["day_cn"] or match["day"]
    hour = int(match["hour"] or 0)
    if match["half"] in {"下午", "晚上", "晚", "傍晚"} and hour < _NOON:
        hour += _NOON
    found = _datetime(
        int(match["year"]),
        int(month),
        int(day),
        hour,
        int(match["minute"] or 0),
        int(match["second"] or 0),
    )
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


def _number(numeral: str) -> int:
    """Read 一 to 三十一."""
    tens, ten, units = numeral.rpartition("十")
    if not ten:
        return int(_DIGITS[numeral]) if len(numeral) == 1 else 0
    return 10 * int(_DIGITS.get(tens, "1") if len(tens) < 2 else 9) + int(_DIGITS.get(units, "0"))  # noqa: PLR2004
