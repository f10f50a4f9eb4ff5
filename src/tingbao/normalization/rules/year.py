"""Years digit by digit, spans of years as numbers: 2022年 but 5000年文明."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tingbao.normalization.counting import measured
from tingbao.normalization.numerals import cardinal, spell
from tingbao.normalization.rule import (
    DIGIT,
    Lazy,
    Rule,
    after,
    before,
)
from tingbao.normalization.rules.years import BEFORE_CHRIST, OWNERS, SPAN_AFTER, SPAN_BEFORE
from tingbao.normalization.tables import mapping
from tingbao.normalization.units import unit

if TYPE_CHECKING:
    from tingbao.normalization.rule import Match

_PATTERN = Lazy(
    r"(?<![\d.])(?:(?P<year>\d{2,4})年(?!代)(?P<kept>(?=\d{1,2}(?:月|至|到|-|—|~))|)"
    r"|(?P<bare>(?:1\d|20)\d\d)(?![\d.,%℃/:\-+])|(?P<short>[1-9]\d\d)(?=[)）])"
    r"|(?P<fiscal>2\d)(?=(?:Q[1-4]|H[12])(?![\dA-Za-z])))"
)
_EVENT_LEFT = Lazy(r"(?:奥运会?|世界杯|东京|北京|巴黎|杭州|愿景|战略|制造|规划|议程|目标)$")
_EVENT_RIGHT = Lazy(
    r"[^\W\x00-\x7f]{0,6}(?:大会|论坛|峰会|世界|中国|全国|全球|国际|杭州|北京"
    r"|愿景|规划|议程|行动|战略|奥运|亚运|报告|榜单|白皮书|电影节|马拉松)"
)
# Events whose name begins like a measure word: 2026国考, 2026米兰冬奥会
_UNCOUNTED = Lazy(r"[国省][考赛足]|校招|双(?:1[12]|十[一二]|旦)|米兰|国际|国家|省运|城市")
_COURT = Lazy(
    r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼]\d{2,4}[民刑行执破知]"
)
_LATIN_EVENT = Lazy(r" ?([A-Z][A-Za-z]+)")  # 2024WTT, 小行星2023 BU
_SINCE = Lazy(r"(?:截至|截止|自|从|到|至|在|于|[“‘《#©(（【\[〔]|^|[，。；、])$")
_YEARS = Lazy(r"(?:早在|始于|建于|自|从|于|在|是|’|\x27|‘)$")
_CHRIST = Lazy(r"(?:公元前?|纪元|西元)$")
_MONTH = Lazy(r"\d{1,2}月|[正一二三四五六七八九十]{1,2}月|[春夏秋冬]|初(?!级)|[末底]")
_SENTENCE = Lazy(r"(?:^|[。；！？：\n“])$")
_OPEN, _CLOSE = "([【〔（［《“", ")]】〕）］》”"
_AND_YEAR = Lazy(r"[、,和与及至到]\d\d年")  # 1986、87年
_YEAR_AND = Lazy(r"(?:1[89]|20)\d\d[、,和与及至到]$")
_AFTER_2000 = Lazy(r"左右|之?后|以来|间|内")
_ROUND = {"1000", "2000", "3000", "5000"}
_CENTURIES = {"19", "20"}


def _say(match: Match, _one: str) -> str | None:
    left, right = before(match), after(match)
    if match["fiscal"]:
        return spell(match["fiscal"])
    if not match["year"]:
        return _bare(match["bare"] or match["short"], left, right)
    year = match["year"]
    christ = _CHRIST.search(left) or (BEFORE_CHRIST.search(left) and not SPAN_AFTER.match(right))
    if len(year) == 4:
        return (cardinal(year) if not christ and _spans(year, left, right) else spell(year)) + "年"
    if len(year) == 3:
        return (spell(year) if christ or _reigns(year, left, right) else cardinal(year)) + "年"
    return _two(year, left, right, month=match["kept"] is not None and right[:1].isdigit())


def _spans(year: str, left: str, right: str) -> bool:
    """Tell a thousand years from the year 1000."""
    number = int(year)
    if number >= 2200:
        return True
    if SPAN_BEFORE.search(left):
        return year in _ROUND or number < 1900
    if year == "2000" and _AFTER_2000.match(right):
        return False
    return SPAN_AFTER.match(right) is not None and (
        year in _ROUND or (number < 1700 and number % 100 == 0)
    )


def _reigns(year: str, left: str, right: str) -> bool:
    """Tell the year 618 from 618 years."""
    if (left[-1:] in _OPEN and right[:1] in _CLOSE and left) or _MONTH.match(right):
        return True
    if SPAN_AFTER.match(right) or not right:
        return False
    if left[-1:] in {"于", "自", "在"}:
        return True
    if _SENTENCE.search(left):
        return right[0] == "，" or int(year) % 10 != 0
    return left[-1] == "，" and right[0] == "，" and int(year) % 10 != 0


def _two(year: str, left: str, right: str, *, month: bool) -> str | None:
    """Tell the year 98 from ninety-eight years."""
    if year[0] == "0" or (month and re.match(r"\d{1,2}(?:月)", right)) or _YEAR_AND.search(left):
        return spell(year) + "年"
    alone = not left and not right
    since = bool(_YEARS.search(left)) and not SPAN_AFTER.match(right)
    if year[0] in "56789" and (alone or since):
        return spell(year) + "年"
    return None


def _bare(bare: str, left: str, right: str) -> str | None:
    """Say 2023赛季, 东京2020, “2035愿景”, 元年（898） by digits."""
    bracketed = left[-1:] in _OPEN and right[:1] in _CLOSE and left and right
    if len(bare) == 3:
        return spell(bare) if bracketed and left[-2:-1] == "年" else None
    if bracketed and (bare[:2] in _CENTURIES or left[-2:-1] == "年" or int(bare) % 100):
        return spell(bare)
    if bare[:2] not in _CENTURIES:
        return None
    return spell(bare) if _named(bare, left, right) else None


def _named(bare: str, left: str, right: str) -> bool:
    """Tell the year 1949 from the number 1949."""
    if re.match(r"(?:Q[1-4]|H[12])(?!\d)", right) or OWNERS.match(right):
        return True
    if _AND_YEAR.match(right) or _COURT.match(right):
        return True
    if _UNCOUNTED.match(right) and _SINCE.search(left):
        return True
    if measured(right) or re.match(r"[多余]", right) or bare in _ROUND:
        return False
    titled = right[:1] in {"》", "”"} or (right[:1] in {")", "）"} and left[-1:] in {"，", ","})
    event = _LATIN_EVENT.match(right)
    if titled or (event and unit(event[1]) is None and event[1] not in mapping("currencies")):
        return True
    since = _SINCE.search(left) and re.match(r"[^\W\x00-\x7f]", right)
    return bool(since or _EVENT_LEFT.search(left) or _EVENT_RIGHT.match(right))


RULE = Rule("year", (DIGIT,), _PATTERN, _say)
