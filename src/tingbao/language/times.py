"""Days that hang on the day of writing, told so that they are true on any day.

今天 of an article of 2019-09-08 is 9月8日, 去年 is 2018年, a bare 24日 gets its month. Weeks
that name no day become 前一周, 当周 and 次周, which hold once the article's day was said, and
今年52岁 is 52岁.
What stands in quotation marks keeps its words.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from calendar import monthrange
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from operator import attrgetter, itemgetter

from tingbao.language import tables
from tingbao.language.patterns import Pattern, words
from tingbao.language.text import Text
from tingbao.language.tokenizer import Word

_DAY = Pattern(
    r"(?<![\d.月第近期共至到\-—–~～/、])(?<!{lasting})(?:\d{1,2}[、和])*(\d{1,2})"
    r"(?:(?<!\s\d)(?<!\s\d\d) )?(?:日|号(?=[{hours}]))(?![{no_day}]|报(?!道)|\d+(?![\d时点:：]))"
)
DATE = re.compile(r"(?:(\d{4})年\s*)?(\d{1,2})月(\d{1,2})[日号]")  # year, if told, month and day
# A weekday alone or before its date; those of every week (每周一, 周一至周五) stay.
_WEEKDAY = Pattern(r"(?<![{weekly}、—~（(-]){week}(?P<day>[{weekday}])(?![{weekly_after}、—~-])")
_WEEKLY = Pattern(r"[^，,。；;、]{0,4}(?:{habits})")  # 周一闭馆: every week
_AGO = {-1: "前一周", 0: "当周", 1: "次周"}
_COMING = Pattern(r"将(?!近)|{coming}")
_SOON = 3  # days ahead, up to which a bare day is of this month
_JUST = 2  # days back that a bare day names as news, whatever date stands before it
_LATER = 20  # days back, after which a bare day is rather the next month's, if it is to come
_PROPER = frozenset({"PER", "LOC", "ORG", "nz"})
# The day again, behind a time that was told by it: 今天（7日）, 周二 (31/8), 今天9月8日.
_NAMED_BEHIND = re.compile(
    r"\s*[（(](?P<date>(?:(?:\d{4}\D)?\d{1,2}\s?月\s?)?(?P<day>\d{1,2})\s?[日号])[）)]"
    r"|\s*[（(](?P<one>\d{1,2})/(?P<other>\d{1,2})[）)]|\d{1,2}月(?P<bare>\d{1,2})日"
)
# Likewise a year or a month: 今年（2019年）, 本月(3月).
_SAID_BEHIND = re.compile(r"\s*[（(](\d{4}|\d{1,2})(\D?)[）)]")
_HOUR = Pattern(r"\s?(\d{1,2})\s?(?:[{hour}]|[:：]\d\d)")
_EVENING = 7  # o'clock, before which an hour behind 午 is of the afternoon
_WITHIN = re.compile(r"\s?[（(](\d{4}|\d{1,2})[）)]\s?")  # 昨（17）日, 今（2019）年
_LONGEST = 10  # characters of a day and a month with what opens a bracket behind them
_SAME_BEFORE = re.compile(r"((?<!\d)(?:\d{1,2}\D)?\d{1,2}[^\W\d])\s*[（(]$")  # 12月7日（下周四）
_MEASURED = re.compile(r"[^\W\d]?\d")
_GLUED = re.compile(r"(?<=[A-Za-z0-9])")  # 16WiFi今日
_AGED = Pattern(r"[{han}]{0,3}\d+{aged}(?:\W|{of}|$)")
_OPENING, _CLOSING = tuple("（("), tuple("）)")
_MONTHS, _DAYS, _WEEK = 12, 31, 7
_MOST = {"day": _DAYS, "month": _MONTHS}  # that a number within a word may be
_CENTURY = 100  # below it a number is no whole year
YEARLESS = 4  # the year of a day of which only month and day are known; it has a 29th of February
_BESIDE = 6  # characters
_OF = "的"
_Told = tuple[int, int, str]  # where a time starts and ends, and how it is told


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """A time at [start, end) of a text, as it was written and as it is told."""

    start: int
    end: int
    written: str
    told: str


def written(day: date, *, year: bool = True) -> str:
    """Write a day as papers do: 2026年11月27日; without a year that is not known."""
    known = year and day.year > YEARLESS + 1
    return (f"{day.year}年" if known else "") + f"{day.month}月{day.day}日"


def weekday(day: date) -> str:
    """Name the day of the week: 星期五."""
    return words("week")[1] + words("weekday")[day.weekday()]


def absolute(text: Text, day: date) -> tuple[Dated, ...]:
    """Find the times of a text that hang on the day of writing, and tell each without it.

    Args:
        text: As written.
        day: When it was written; of one in `YEARLESS` neither year nor weekday is used.

    >>> from tingbao.language.text import Text
    >>> [found.told for found in absolute(Text("他去年来过，昨晚又来了。"), date(2019, 9, 8))]
    ['2018年', '9月7日晚']
    """
    named = [*filter(None, (_once(text, *found) for found in _named(text, day)))]
    weekdays = filter(None, (_once(text, *found) for found in _weekdays(text, day, named)))
    named = sorted([*named, *weekdays])
    found = sorted([*named, *_bare(text, day, named)])
    ends = {end for _, end, _ in found}
    return tuple(
        Dated(
            start=start,
            end=end,
            written=text[start:end],
            told=_gap(text, start, beside=bool(told) and start in ends) + told,
        )
        for start, end, told in found
    )


def _gap(text: Text, start: int, *, beside: bool) -> str:
    """Part a time from letters before it, or from one that it stands right `beside`: 昨晚今晨."""
    if _GLUED.match(text.simple, start):
        return " "
    return "、" if beside else ""


def replaced(text: Text, found: Sequence[Dated]) -> Text:
    """Put what is told in the place of what was written."""
    return text.replaced((one.start, one.end, one.told) for one in found)


def _named(text: Text, day: date) -> Iterator[_Told]:
    for match in _pattern().finditer(text.simple):
        word, stated = _word(match[0])
        unit, offset, rest = _words()[word]
        start, end = match.span()
        is_time = _is_time(text.tags, start, end, whole=unit == "days")
        is_paper = text.simple.startswith(words("papers"), start)
        is_age = unit == "year" and _AGED.match(text.simple, end)  # 今年5岁
        # 比上月 of figures for April is March, whenever they came out.
        compared = unit in {"month", "week"} and offset < 0 and _is_compared(text, start)
        is_time = is_time and stated <= _MOST.get(unit, stated)
        if text.speaks(start) or text.is_titled(start) or is_paper or compared or not is_time:
            continue
        named_day = unit == "week" and text.simple[end : end + 1] in words("weekday")
        if day.year == YEARLESS and (unit in {"year", "month"} or named_day):
            continue
        told = ""
        if unit == "day":
            if not rest and _means_an_age(text, start, end, offset):
                continue
            meant = day + timedelta(days=offset)
            meant, end = _stated(text, end, _near(stated, meant) if stated else meant)
            told = _day(meant, day) + rest + _noon(text, word, end)
        elif unit == "days":
            first = day + timedelta(days=offset)
            then = first + timedelta(days=1)
            second = _day(then, first)
            told = f"{_day(first, day)}、{second if then.day == 1 else second.partition('月')[2]}"
        elif unit == "year":
            year = stated if stated >= _CENTURY else day.year + offset
            told = "" if is_age and not offset else f"{year}年{rest}"
        elif unit == "month":
            months = day.year * _MONTHS + day.month - 1 + offset
            year, month = divmod(months, _MONTHS)
            told = (f"{year}年" if year != day.year else "") + f"{month + 1}月"
        elif text.simple[end : end + 1] in words("weekday"):
            monday = day - timedelta(days=day.weekday())
            away = timedelta(days=_WEEK * offset + _number(text.simple[end]))
            meant, end = _stated(text, end + 1, monday + away)
            told = _day(meant, day)
        else:
            told = _AGO[offset]
        yield start, end, told


def _is_compared(text: Text, start: int) -> bool:
    """Tell whether something is compared with a time: 比上月, not 占比上月."""
    than = words("than")
    before = _covering(text.tags, start - 1, start) if start else ()
    return text.simple.endswith(than, 0, start) and (not before or before[0].text in than)


def stated(text: Text) -> tuple[Dated, ...]:
    """Find the times that have their day behind them, and tell each by that alone.

    >>> [found.told for found in stated(Text("今日（15日）凌晨，他走了，明日再来。"))]
    ['15日']
    """
    found = [
        (match.start(), match.end(), _words()[_word(match[0])[0]][2])
        for match in _pattern().finditer(text.simple)
    ]
    found += [(*match.span(), "") for match in _WEEKDAY.finditer(text.simple)]
    behind = (
        (start, rest, _NAMED_BEHIND.match(text.simple, end))
        for start, end, rest in sorted(found)
        if not text.speaks(start)
    )
    return tuple(
        Dated(
            start=start,
            end=named.end(),
            written=text[start : named.end()],
            told=text[slice(*named.span("date"))] + rest,
        )
        for start, rest, named in behind
        if named and named["date"]
    )


def _noon(text: Text, word: str, end: int) -> str:
    """Tell the half of the day that 昨午 means before an hour: 昨午3时 is in the afternoon."""
    noon, *halves = words("noon")
    hour = _HOUR.match(text.simple, end) if word.endswith(noon) else None
    return halves[int(hour[1]) < _EVENING] if hour else ""


def _once(text: Text, start: int, end: int, told: str) -> _Told | None:
    """Tell a time once that the text has twice: 今年（2019年）, 9月12日（下周四）, 12日（今天）.

    A year or a month is the one that the text names; where it has another day before the bracket,
    that is left as it is.
    """
    behind = _SAID_BEHIND.match(text.simple, end)
    if behind and _is_said(told, *behind.groups()):
        same = told.endswith("".join(behind.groups()))
        return start, behind.end(), told if same or not behind[2] else "".join(behind.groups())
    before = _SAME_BEFORE.search(text.simple, max(0, start - _LONGEST), start)
    if not before or text.simple[end : end + 1] not in _CLOSING:
        return start, end, told
    return (before.end(1), end + 1, "") if told.endswith(before[1]) else None


def _is_said(told: str, number: str, unit: str) -> bool:
    """Tell whether a number in brackets may be the year or the month that is told before them."""
    if not unit or unit != told[-1:]:
        return not unit and number == told[:-1]
    if told[:-1].isdecimal() and int(told[:-1]) >= _CENTURY:
        return len(number) in {2, 4}
    return told[-2:-1].isdecimal() and 1 <= int(number) <= _MONTHS


def _stated(text: Text, end: int, meant: date) -> tuple[date, int]:
    """Give the day that stands again behind a time, and where that ends: 今天（7日）."""
    named = _NAMED_BEHIND.match(text.simple, end)
    if not named:
        return meant, end
    if named["one"]:  # in some places the day comes first, in others the month
        same = {int(named["one"]), int(named["other"])} == {meant.day, meant.month}
        return meant, named.end() if same else end
    return _near(int(named["day"] or named["bare"]), meant), named.end()


def _bare(text: Text, day: date, named: Sequence[_Told]) -> Iterator[_Told]:
    """Give the month of days that stand without one."""
    dates = [*DATE.finditer(text.simple)]
    for match in _alone(_DAY.finditer(text.simple), text, named):
        start, end = match.span()
        number = int(match[1])
        if not 1 <= number <= _DAYS:
            continue
        just_now = 0 <= day.day - number <= _JUST
        if not just_now and (month := _month_before(dates, start, number)):
            told = f"{month}月"
        else:
            told = _month_of(number, day, coming=_is_coming(text.simple, start, end))
            told = told[: told.index("月") + 1]
        yield start, end, told + match[0]


def _month_before(dates: Sequence[re.Match[str]], start: int, number: int) -> int | None:
    """Give the month of a day behind a date that is told whole: 10月28日改选, 30日就任."""
    before = bisect_right(dates, start, key=re.Match.end)
    if not before or not 1 <= (month := int(dates[before - 1][2])) <= _MONTHS:
        return None
    turned = int(dates[before - 1][3]) - number > _LATER  # 12月30日出发, 2日到达
    return month % _MONTHS + 1 if turned else month


def _weekdays(text: Text, day: date, named: Sequence[_Told]) -> Iterator[_Told]:
    """Give the date of weekdays that stand alone: the last such day, or the next if to come."""
    for match in _alone(_WEEKDAY.finditer(text.simple), text, named):
        start, end = match.span()
        other = text.simple[end : end + 1] in _OPENING and not _NAMED_BEHIND.match(text.simple, end)
        weekly = _WEEKLY.match(text.simple, end)
        if day.year == YEARLESS or other or weekly or not _is_time(text.tags, start, end):
            continue
        back = (day.weekday() - _number(match["day"])) % _WEEK
        if back and _is_coming(text.simple, start, end):
            back -= _WEEK
        meant, end = _stated(text, end, day - timedelta(days=back))
        yield start, end, _day(meant, day)


def _alone(
    matches: Iterable[re.Match[str]], text: Text, named: Sequence[_Told]
) -> Iterator[re.Match[str]]:
    """Give those that lie in no quotation, and neither in nor right behind a time found already."""
    for match in matches:
        start = match.start()
        before = bisect_right(named, start, key=itemgetter(0))
        if not text.speaks(start) and not (before and start <= named[before - 1][1]):
            yield match


def _number(weekday: str) -> int:
    """Give the number of a weekday, Monday being 0."""
    return min(words("weekday").index(weekday), _WEEK - 1)


def _near(number: int, meant: date) -> date:
    """Give the day of that number which is nearest to a day."""
    away = range(-_DAYS, _DAYS + 1)
    days = [meant + timedelta(days=by) for by in sorted(away, key=abs)]
    return next((day for day in days if day.day == number), meant)


def _month_of(number: int, day: date, *, coming: bool) -> str:
    """Give the month, and the year if it is another, of a day that is near another day."""
    months = day.year * _MONTHS + day.month - 1
    if number > day.day + _SOON and not coming:
        months -= 1
    elif number < day.day - _LATER and coming:
        months += 1
    while number > monthrange(months // _MONTHS, months % _MONTHS + 1)[1]:
        months -= 1  # there is no 31st of November
    year, month = divmod(months, _MONTHS)
    return written(date(year, month + 1, number), year=year != day.year)


def _is_coming(text: str, start: int, end: int) -> bool:
    """Tell whether the words beside a day say that it is to come: 预计30日, 30日将."""
    return bool(_COMING.search(text, max(0, start - _BESIDE), end + _BESIDE))


def _day(told: date, day: date) -> str:
    return written(told, year=told.year != day.year)


def _means_an_age(text: Text, start: int, end: int, offset: int) -> bool:
    """Tell whether 今天 or 明天 is no day."""
    if offset == 1:
        return _means_the_future(text, start, end)
    return not offset and _means_nowadays(text, start, end)


def _means_nowadays(text: Text, start: int, end: int) -> bool:
    """Tell whether 今天 means these times: 今天的中国, 在今天, 直到今天.

    It does not in 截至今天 and 选择在今天, nor where a figure is told of it: 降到今天的8℃.
    """
    if text.simple.endswith(words("until"), 0, start) or _MEASURED.match(text.simple, end):
        return False
    if text.simple.endswith(words("reaching"), 0, start):
        return True
    if text.simple[end : end + 1] != _OF:
        return False
    behind = bisect_right(text.tags, end, key=attrgetter("start"))
    return behind < len(text.tags) and text.tags[behind].tag in {"LOC", "ORG", "r"}


def _means_the_future(text: Text, start: int, end: int) -> bool:
    """Tell whether 明天 ends a clause that says what it is like: 美好的明天, 创造更好明天.

    最快明天 does not, nor does 停课的明天.
    """
    bare = text.simple[:start].removesuffix(_OF)
    before = _covering(text.tags, len(bare) - 1, len(bare)) if bare else ()
    like = bool(before) and before[-1].tag == "a"
    return (
        like
        and not text.simple.startswith(words("most"), before[0].start)
        and not text.simple.endswith(words("most"), 0, before[0].start)
        and not text.simple[end : end + 1].isalnum()
    )


def _is_time(tags: Sequence[Word], start: int, end: int, *, whole: bool = False) -> bool:
    """Tell whether the tagger takes it for a time: 今日头条 is none. Without tags it may be.

    It begins in no name, 日本周边 has no 本周, and ends where a word does, 顶出后天津队 has no
    后天, or in one of time: 今天上午. One that is `whole` ends where a word does in any case:
    今明天气 has no 今明天.
    """
    covering = _covering(tags, start, end)
    if not covering:
        return True
    if covering[0].start < start and covering[0].tag in _PROPER:
        return False
    last = covering[-1]
    if last.end > end and (whole or (last.start > start and last.tag in _PROPER)):
        return False
    return any(word.tag in {"TIME", "t", "f", "m"} for word in covering)


def _covering(tags: Sequence[Word], start: int, end: int) -> Sequence[Word]:
    """Give the words that have a character of [start, end)."""
    first = bisect_left(tags, start + 1, key=attrgetter("end"))
    return tags[first : bisect_left(tags, end, key=attrgetter("start"))]


@cache
def _words() -> dict[str, tuple[str, int, str]]:
    rows = (row + ("",) * (4 - len(row)) for row in tables.rows(__package__, "times.tsv"))
    return {word: (unit, int(offset), rest) for word, unit, offset, rest in rows}


def _word(written: str) -> tuple[str, int]:
    """Give the word of a time and the day that it states: 昨日 and 17 of 昨（17）日.

    Of 昨 before （17日） it is 昨日, and 0: no day is stated within it.
    """
    stated = _WITHIN.search(written)
    word = _WITHIN.sub("", written)
    return word if len(word) > 1 else _near_days()[word], int(stated[1]) if stated else 0


@cache
def _near_days() -> dict[str, str]:
    """Give the words of yesterday, today and tomorrow by their first character."""
    told = _words().items()
    return {
        word[0]: word
        for word, (unit, offset, rest) in told
        if unit == "day" and abs(offset) <= 1 and not rest
    }


@cache
def _pattern() -> re.Pattern[str]:
    """Match the longest word; 当今年轻人 and 以前天气 hold none.

    A year two away begins its clause or has what was done in it behind: in 建成后年产 is none.
    """
    longest = sorted(_words(), key=len, reverse=True)
    acts = rf"(?=[，,]|[\d{''.join(words('numeral'))}]{{1,3}}月|{'|'.join(words('acts'))})"
    either = []
    for word in longest:
        unit, offset, _ = _words()[word]
        written = rf"{word[0]}(?:{_WITHIN.pattern})?{word[1:]}"
        far = unit == "year" and abs(offset) > 1
        either.append(rf"(?:\b{written}|{written}{acts})" if far else written)
    either.append(rf"[{''.join(_near_days())}](?=\s?[（(]\d{{1,2}}\D[）)])")
    return re.compile(
        r"(?<![以当如目之])(?:" + "|".join(either) + r")(?!轻|份[^，。]{0,2}额|伏|[明后]两)"
    )
