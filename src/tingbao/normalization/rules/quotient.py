"""A slash between units is 每: 5.8万元/平方米, 80元/kg."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tingbao.normalization.numerals import decimal
from tingbao.normalization.rule import (
    OTHER,
    Lazy,
    Rule,
    after,
    before,
)
from tingbao.normalization.units import UNIT, unit

if TYPE_CHECKING:
    from tingbao.normalization.rule import Match

_BELOW = (
    "[(（]?千瓦·?时[)）]?|平方米|平方公里|平方千米|平米|立方米|公里|千米|小时|分钟|千瓦时"
    "|千克|公斤|公顷|人次|人年|人天|人份|车次|架次|台次|场次|航次|床日|工日|昼夜|星期|单元|疗程|周期|周岁"
    "|赛季|回合|厘米|毫米|海里|英里|英尺|平方英尺|公升|加仑|毫克|微克|微升|分升|[吨人车座百]公里|标准?箱"
    "|兆瓦时|吉瓦时|兆瓦|千瓦|摩尔|千字|品种|笔|单|处|所|方|副|双|对|座|栋|幢|艘|架|匹|船|车|层|期|口|把|部|群"
    "|队|组|届|批|扇|顶|朵|捆|担|尺|寸|床|行|列|圈|遍|词|段|项|种|球|"
    "平|年|月|天|日|周|季度?|秒|分|人|吨|斤|克|升|毫升|亩|次|度|股|户|间|晚|张|瓶|套|台|辆"
    "|个|只|位|件|份|米|瓦|班|票|箱|桶|盎司|枚|篇|字|页|夜|学期|课时|节|场|课|趟|头|瓶|听"
    "|罐|盒|包|袋|条|本|册|支|粒|片|针|剂|杯|碗|勺|滴|颗|枚|根|株|棵|头|羽|尾|站|席|桌|首|集|幅|章|轮|局"
    "|学时|学分|课时|门|科|例|工时|半个?(?:小时|[天月年])|百万英热(?:单位)?"
    "|[百千万亿]{1,2}(?= ?[Tt]okens?)|克拉|时(?![间刻])"
)
_PATTERN = Lazy(
    rf" ?/ ?(?:(?P<number>\d{{1,4}}(?:\.\d)?)?(?P<word>{_BELOW})"
    r"(?![^\W\x00-\x7f](?<=[年月日][度份内]))"
    rf"|(?P<tens>10{{0,4}}|1\.73)?(?P<unit>{UNIT})"
    rf"|\((?P<time>min|h|s|d)·(?P<area>\d{{1,4}}(?:\.\d{{1,2}})?)(?P<surface>{UNIT})\))"
)
_PERIODS = {"月", "天", "年", "晚", "周", "小时"}
_ABOVE = Lazy(
    r"[\d一二三四五六七八九十百千万亿两几余多%][^，。；]{0,4}(?:元|块|角|分|次|吨|个|公里"
    r"|千米|米|克|人次|人|千克|公斤|毫克|微克|升|毫升|件|辆|台|只|千瓦|千瓦时|度|帧|字|亩"
    r"|瓦|焦|千焦|千卡|卡|股|斤|字节|比特|班|趟|株|粒|元钱|美元|港元|欧元|日元|英镑|分钟"
    r"|小时|天|点|单|篇|滴|片|粒|支|袋|瓶|杯|包|盒|勺|针|剂|枚|颗|条|张|份|位|名|间|套|轮"
    r"|圈|步|跳|组|遍|平方米|立方米|桶|户|标准箱|%)$"
    r"|\d[^，。；]{0,8}/(?:[^\W\x00-\x7f]{1,3}|[A-Za-z㎡㎥]{1,3}[²³]?)$"
    r"|\d[万亿]$|[¥$€£]\d[\d.,]{0,12}$|\d ?[A-Za-zμ]{1,4}$"
    r"|(?:^|[\W\x00-\x7f])(?:万?元|美元|元人民币|吨|公里|次|人|个|毫克|克|千瓦时|千克)$"
)


def _say(match: Match, _one: str) -> str | None:
    left = before(match, 12)
    if match["surface"]:  # mL/(min·1.73m²)
        over = unit(match["time"]), decimal(match["area"]), unit(match["surface"])
        return "每" + "".join(filter(None, over))
    bare = match["unit"] or match["word"] in _PERIODS  # 200/μL, 950/月
    bare = bare and left[-1:].isdigit() and after(match, 1) != "."
    if not bare and not _ABOVE.search(left):
        return None
    number = match["number"] or match["tens"]
    number = decimal(number, counting=True) if number else ""
    if match["word"]:
        return f"每{number}" + re.sub(r"[\W\x00-\x7f]", "", match["word"])
    said = unit(match["unit"])
    return None if said is None else f"每{number}{said}"


RULE = Rule("quotient", (OTHER,), _PATTERN, _say, needs=frozenset("/"))
