"""Years digit by digit, spans of years as numbers: 2022年 but 5000年文明."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tingbao.wording.counting import measured
from tingbao.wording.grammar import TO, to
from tingbao.wording.numerals import cardinal, spell
from tingbao.wording.rule import DIGIT, Lazy, Rule, after, before
from tingbao.wording.tables import mapping
from tingbao.wording.units import unit

if TYPE_CHECKING:
    from tingbao.wording.rule import Match

_PATTERN = Lazy(
    r"(?<![\d.])(?:"
    rf"(?P<first>[12]\d{{3}}|[1-9]\d\d(?=.{{1,3}}\d{{3}}))年?(?P<to>{TO}|/)(?P<last>[12]\d{{3}}|[1-9]\d\d|\d\d)(?=年|财年|赛季|学年"
    rf"|年度|届|[^\d.]|$)"
    r"|(?P<year>\d{2,4})年(?P<kept>(?=\d{1,2}(?:月|至|到|-|—|~))|)"
    r"|(?P<bare>(?:19|20)\d\d)(?![\d.,%℃/:\-+]))"
)
_SPAN_BEFORE = Lazy(
    r"(?:距今|长达|历时|时隔|已有|超过|达到?|近|约|历经|跨越|每|再|过去"
    r"|未来|上下|有着|才|用了?|需要?|整整|满|存在了|持续了?|延续了?)$"
)
_SPAN_AFTER = Lazy(
    r"[多余来]?(?:的?(?:历史|文明|古城|古都|传承|积淀|岁月|寿命|期限|时间)|以上|左右"
    r"|有期徒刑|之久|之后|之前|前(?!后)|后(?![^，。、；]{0,2}代)|以来|来|内|间|里|老|古)"
)
_EVENT_LEFT = Lazy(r"(?:奥运会?|世界杯|东京|北京|巴黎|杭州|愿景|战略|制造|规划|议程|目标)$")
_EVENT_RIGHT = Lazy(
    r"[^\W\x00-\x7f]{0,6}(?:大会|论坛|峰会|世界|中国|全国|全球|国际|杭州|北京"
    r"|愿景|规划|议程|行动|战略|奥运|亚运|报告|榜单|白皮书|电影节|马拉松)"
)
_LATIN_EVENT = Lazy(r" ?([A-Z][A-Za-z]+)")  # 2024WTT, 小行星2023 BU
_OWNERS = Lazy(r"(?:赛季|财年|学年|年度|年|款|届|版|级)")
_SINCE = Lazy(r"(?:截至|截止|自|从|到|至|在|于|[“‘《#©(（【\[〔]|^|[，。；、])$")
_YEARS = Lazy(r"(?:早在|始于|建于|自|从|于|在|是|’|\x27|‘)$")
# 于618年, 618年—907年: years of three digits that are dates
_REIGN = Lazy(r"(?:[于自]|\d{3}年?(?:至|到|-|—|~))$")
_REIGN_RIGHT = Lazy(r"(?:至|到|--?|—{1,2}|~)\d{3,4}年")
_OPEN, _CLOSE = "([【〔（［《“", ")]】〕）］》”"
_CENTURIES = {"18", "19", "20"}
_AFTER_2000 = Lazy(r"左右|之?后|以来|间|内")
_ROUND = {"1000", "2000", "3000", "5000"}


def _say(match: Match, _one: str) -> str | None:
    if match["first"]:
        return _range(match)
    if match["bare"]:
        return _bare(match)
    year, left, right = match["year"], before(match), after(match)
    ad = re.search(r"(?:公元前?|纪元|西元)$", left)
    if len(year) == 4:
        return (cardinal(year) if not ad and _spans(year, left, right) else spell(year)) + "年"
    if len(year) == 3:
        named = ad or (left[-1:] in _OPEN and right[:1] in _CLOSE and left) or _REIGN.search(left)
        named = named or _REIGN_RIGHT.match(right)
        return (spell(year) if named else cardinal(year)) + "年"
    return _two(year, left, right, month=match["kept"] is not None and right[:1].isdigit())


def _spans(year: str, left: str, right: str) -> bool:
    """Tell a thousand years from the year 1000."""
    number = int(year)
    if number >= 2200:
        return True
    if _SPAN_BEFORE.search(left):
        return year in _ROUND or number < 1900
    if year == "2000" and _AFTER_2000.match(right):
        return False
    return _SPAN_AFTER.match(right) is not None and (
        year in _ROUND or (number < 1700 and number % 100 == 0)
    )


def _two(year: str, left: str, right: str, *, month: bool) -> str | None:
    """Tell the year 98 from ninety-eight years."""
    if year[0] == "0" or (month and re.match(r"\d{1,2}(?:月)", right)):
        return spell(year) + "年"
    alone = not left and not right
    since = bool(_YEARS.search(left)) and not _SPAN_AFTER.match(right)
    if year[0] in "56789" and (alone or since):
        return spell(year) + "年"
    return None


def _range(match: Match) -> str | None:
    first, last, right = match["first"], match["last"], after(match)
    whole = match[0]
    if len(first) == 3 or len(last) == 3:
        return _reign(match)
    if match["to"] == "/" and not _OWNERS.match(right):
        return None
    owned = bool(_OWNERS.match(right)) or "年" in whole
    if not owned and len(last) == 2:
        return None
    modern = first[:2] in _CENTURIES and (len(last) == 2 or last[:2] in _CENTURIES)
    spans = _SPAN_BEFORE.search(before(match)) or _SPAN_AFTER.match(right.removeprefix("年"))
    if (not modern and (spans or not owned)) or (not owned and int(last) <= int(first)):
        return None
    if not owned and measured(right):
        return None
    year = "年" if "年" in whole else ""
    return f"{spell(first)}{year}{to(match['to'])}{spell(last)}"


def _reign(match: Match) -> str | None:
    """Say 北宋(960-1127年) by digits, and 100-200年 not."""
    first, last, right = match["first"], match["last"], after(match)
    bracketed = before(match, 1) in set("([（［") or before(match, 2) == "公元"
    exact = int(first) % 10 and int(last) % 10
    if not right.startswith("年") or not (bracketed or exact) or int(last) <= int(first):
        return None
    year = "年" if "年" in match[0] else ""
    return f"{spell(first)}{year}{to(match['to'])}{spell(last)}"


def _bare(match: Match) -> str | None:
    """Say 2023赛季, 东京2020, “2035愿景” by digits."""
    bare, left, right = match["bare"], before(match), after(match)
    if (
        re.match(r"(?:Q[1-4]|H[12])(?!\d)", right)
        or _OWNERS.match(right)
        or (left[-1:] in _OPEN and right[:1] in _CLOSE and left and right)
    ):
        return spell(bare)
    if measured(right) or re.match(r"[多余]", right) or bare in _ROUND:
        return None
    event = _LATIN_EVENT.match(right)
    if event and unit(event[1]) is None and event[1] not in mapping("currencies"):
        return spell(bare)
    if _SINCE.search(left) and re.match(r"[^\W\x00-\x7f]", right):
        return spell(bare)
    if _EVENT_LEFT.search(left) or _EVENT_RIGHT.match(right):
        return spell(bare)
    return None


RULE = Rule("year", (DIGIT,), _PATTERN, _say)
