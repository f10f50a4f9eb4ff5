"""Scores and ratios: 3-1, 78:96, 4∶3, 1:50000; told from times and ranges by their sentence."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from tingbao.normalization.counting import measured
from tingbao.normalization.grammar import TO
from tingbao.normalization.numerals import decimal
from tingbao.normalization.rule import (
    DIGIT,
    Lazy,
    Rule,
    after,
    before,
)
from tingbao.normalization.tables import words

if TYPE_CHECKING:
    from tingbao.normalization.rule import Match

_N = r"\d{1,8}(?:\.\d{1,6})?"
_PATTERN = Lazy(
    rf"(?<![\d.\-])(?<!\d[:：])(?:(?P<ratio>{_N}(?: ?[:：∶] ?{_N}){{1,5}})(?![:：∶\d])"
    rf"(?:{TO}(?P<last>{_N}[:：∶]{_N})(?![:：∶\d]))?"
    r"|(?P<score>\d{1,3} ?[-—−~]{1,2} ?\d{1,3})(?![-\d.%‰℃°:：]|/(?!\d{1,3}[-:：]\d)))"
)
_WON = (
    "晋级|战胜|击败|击退|横扫|逆转|绝杀|力克|轻取|险胜|完胜|大胜|小胜|惜败|不敌|淘汰|取胜"
    "|获胜|落败|败北|告负|夺冠|"
    "领先|落后|力压|双杀|握手言和|战平|战成|打平|扳平|失利|爆冷|复仇|憾负|惨败|大败|胜出"
    "|拿下|负于|输给|赢|输|胜|负|平"
)
_AFTER = Lazy(
    rf"(?:的?(?:总|大)?(?:比分|战绩|优势|成绩|攻势|高潮|开局)|[^，。；！？、\d]{{0,4}}(?:{_WON}))"
)
_BEFORE = Lazy(
    rf"(?:比分|局分|盘分|点球|半场|终场|首局|次局|决胜局|上半时|常规时间"
    rf"|{_WON})[^。；！？]{{0,40}}$"
    r"|第.[节局盘][^。；！？]{0,8}$|(?:以|总分|打成|踢成|场)$|\d[:：比-]\d{1,3}[(（][^)）。]{0,44}$"
)
_ONE = r"\d{1,3}[-:：比]\d{1,3}(?:[(（][\d:：、，, -]*[)）])?"
_MORE_RIGHT = Lazy(rf"(?:[(（][\d:：、，, -]*[)）])?(?:[、，,和及与/ ]{{1,2}}{_ONE}){{0,7}}")
_MORE_LEFT = Lazy(rf"(?:{_ONE}[、，,和及与/ ]{{1,2}}){{1,7}}$")
_RATIO = Lazy(
    r"(?:比例|比率|比值|配比|之比|比为|按照?|汇率|比例尺|杠杆|赔率|男女|性别比|师生比|约为"
    r"|占比|画幅|投入产出|中签|认购|[配价质倍产效师生宽高径荷积录争噪需盈亏损益][之]?比)[^。；！？]{0,12}$"
)
_RATIO_AFTER = Lazy(
    r"(?:的)?(?:比例|比率|配比|杠杆|画幅|屏幕|仿真|缩放|还原|复刻|混合|配对|稀释|兑换|的汇率)"
)
_REACHED = Lazy(
    r"(?:追[至到成]|战[至成]|扳成|打[至成]|改写[为成]|定格在?|锁定在?|交手记录|交锋记录|战绩|比分|局分|盘分)"
    r"[^。；！？，\d]{0,4}$"
)
# A time follows, also in brackets behind another: 8:00-22:00（延长至22:30）
_TIMED = Lazy(
    r"(?:[延推提顺][长迟前后延][至到]|[持延]续[至到]|截[止至]到?|[每当]日|[当今明次]晚|[上下]午|凌晨)$"
)
_SIZES = range(2, 7)  # characters of a name
_TEAM = Lazy(r"[^\W\x00-\x7f]{1,5}队")
# What tells that a sentence is about a match
_TOPIC = Lazy(
    r"足球|篮球|排球|网球|羽毛球|乒乓|冰球|棒球|橄榄球|手球|台球|斯诺克|球[队员迷]|[主客]场|联赛|[亚欧美洲界]洲?杯"
    r"|足总杯|国王杯|超级杯|[英中]超|[西意德法中]甲|[亚欧]冠|欧联|NBA|CBA|WTA|ATP|KPL|LPL|[女男][排篮足双单]"
    r"|国[足奥乒羽]|混双|决赛|[组选身谊加后规赛]赛|[首次末本半]轮|回合|对阵|对决|交[锋手]|晋级|出局|点球|破门"
    r"|进球|绝杀|先下一城|发球局|门将|主帅|战队|[首次决第前后][一二两三四五六七八九十\d]?[局盘节]|[上下]?半场|加时|抢七"
)
_ALONE_LEFT = Lazy(r"(?:^|[，。；：、\s])[^\W\x00-\x7f]{1,6}(?<![由从在到为约是有具需共分的每])$")
_ALONE_RIGHT = Lazy(r"(?![中之的内里以左不])[^\W\x00-\x7f]{2,5}(?:$|[，。；、\s])")
_RANGE = Lazy(
    r"(?:第|约|每[天日周月年次人]?|近|需要?|大概|大约|至少|最多|预计|分成|区间|范围|年龄"
    r"|介于|等级|编号|页|表|图|附件|选|选择|耗时|提前|持续|相当于|.[值率]|[浓温湿]度)$"
)


_LENGTH = Lazy(
    r"[厘毫微纳]米|公里|[千毫]?克|公斤|吨|摄氏度|个?月(?!亮)|岁|小时|分钟|世纪|公顷|毫?升"
)
_DOWN = Lazy(r"(?:公元前|前|倒数|倒数第)$")  # 公元前3-2世纪


def plays(left: str, right: str) -> bool:
    """Tell whether a:b between these texts is a score or ratio and no time of day."""
    if _TIMED.search(left):
        return False
    left, right = _outside(left, right)
    told = _AFTER.match(right) or _BEFORE.search(left) or _REACHED.search(left)
    return bool(told) or _duel(left, right) or relates(left, right)


def relates(left: str, right: str) -> bool:
    """Tell whether a:b between these texts is a ratio."""
    return bool(_RATIO.search(left) or _RATIO_AFTER.match(right))


def _outside(left: str, right: str) -> tuple[str, str]:
    """Look past the other scores of a list: 21-18、19-21、21-18夺冠."""
    listed, more = _MORE_LEFT.search(left), _MORE_RIGHT.match(right)
    return left[: listed.start()] if listed else left, right[more.end() :] if more else right


def _say(match: Match, _one: str) -> str | None:
    if match["ratio"]:
        ratios = (match["ratio"], match["last"]) if match["last"] else (match["ratio"],)
        return "到".join(
            "比".join(decimal(part.strip()) for part in re.split(r"[:：∶]", ratio))
            for ratio in ratios
        )
    left, right = before(match, 48), after(match, 36)
    first, last = (part.strip() for part in re.split(r"[-—−~]{1,2}", match["score"]))
    if "~" in match["score"] or not _is_score(first, last, left, right):
        return None
    return f"{decimal(first)}比{decimal(last)}"


def _is_score(first: str, last: str, left: str, right: str) -> bool:
    if (len(first) > 1 and first[0] == "0") or right.lstrip(" ")[:1] == "=":
        return False
    left, right = _outside(left, right)
    if (_AFTER.match(right) and not re.match(r"平[方米均]", right)) or _REACHED.search(left):
        return True
    if _DOWN.search(left):
        return False
    if int(first) > int(last) and _LENGTH.match(right):
        return _BEFORE.search(left) is not None
    if int(first) >= int(last):  # no range goes down or stands still
        return True
    opponent = _opens(right, _sides())
    if not opponent and (measured(right) or _RANGE.search(left)):
        return False
    if _BEFORE.search(left) or opponent or _closes(left.rstrip("(（"), _sides()):
        return True
    small = max(int(first), int(last)) <= 30 or min(int(first), int(last)) >= 60  # goals or points
    return small and (_TOPIC.search(left + right) is not None or _between_names(left, right))


def _duel(left: str, right: str) -> bool:
    """Tell a score between two teams from a time between two cities."""
    teams = words("teams")
    return _closes(left, teams) and _opens(right, teams)


def _closes(left: str, sides: frozenset[str]) -> bool:
    """Tell whether a side that plays stands before: 中国1-2."""
    return left.endswith("队") or any(left[-size:] in sides for size in _SIZES)


def _opens(right: str, sides: frozenset[str]) -> bool:
    """Tell whether a side that plays stands behind: 0-2瓦伦西亚."""
    return _TEAM.match(right) is not None or any(right[:size] in sides for size in _SIZES)


@cache
def _sides() -> frozenset[str]:
    return words("teams") | words("places")


def _between_names(left: str, right: str) -> bool:
    """Tell a line of results, 深足1-2海牛, or nothing but the figures."""
    return bool(_ALONE_LEFT.search(left) and _ALONE_RIGHT.match(right)) or not (left or right)


RULE = Rule("score", (DIGIT,), _PATTERN, _say, needs=frozenset(":：∶-—−~"))
