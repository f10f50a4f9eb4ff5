"""Digits that name and do not count: 尾号2349, 邮编310000, 600519.SH, IDs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tingbao.wording.numerals import spell
from tingbao.wording.rule import DIGIT, Lazy, Rule, after, before

if TYPE_CHECKING:
    from tingbao.wording.rule import Match

_PATTERN = Lazy(
    r"(?<![\d.])(?P<id>\d{17}[\dXx]|\d{15,19}(?!\d))(?![\dA-Za-z])"
    r"|(?<![\d.])(?P<stock>\d{6}|\d{4,5}(?=\.HK))(?P<market>\.(?:SH|SZ|BJ|HK|SS|OF))\b"
    r"|(?<![\d.])(?P<number>\d{2,}(?:[- ]\d{2,}){0,5}[Xx]?)(?![.:：]\d)"
)
_PHONES = Lazy(
    r"(?:手机|电话|热线|传真|拨打|致电|联系方式|来电|座机|微信|QQ|[Tt]el|TEL)"
    r"(?:号码?|为|是|请|可|咨询|联系|拨打|加|群|[:：.“（( \"])*$"
)
_CODES = Lazy(
    r"(?:尾号|末[两三四五六]位|编号|号码|代码|编码|邮编|邮政编码|证号|卡号|账号|帐号|学号|工号|单号|订单|订单号|车牌号?|密码|验证码|口令|房号|条形码|批号|"
    r"文号|档案号|警号|ID|流水号|序列号|识别码|信用代码|身份证|股票代码|证券代码|基金代码|代号|国标|标准号|航班号|车次|番号|门牌号|车号|箱号|运单|快递|呼号|备案号|许可证号|批准文号|专利号|注册号|ICP备)"
    r"(?:为|是|号|：|:|“|\(|（|\"|第|的| |码|、|[A-Za-z]){0,6}$"
)
_LISTED = Lazy(r"(?:[^\W\x00-\x7f]|[A-Z])”?[(（]$")


def _say(match: Match, one: str) -> str | None:
    left = before(match, 20)
    if match["stock"]:
        return f"{spell(match['stock'])}点{match['market'][1:]}"
    if match["id"]:
        return (
            None
            if left.endswith("第") or (not _CODES.search(left) and len(match["id"]) < 18)
            else _spell(match["id"])
        )
    number = match["number"]
    if len(number) == 4 and after(match, 1) == "号" and "台风" in left:
        return spell(number)
    if _PHONES.search(left) and len(number) >= 3:
        return spell(re.sub(r"\D", "", number), one=one)
    if _CODES.search(left) and not re.match(r"[个名位人家元]", after(match)):
        return _spell(number)
    if (
        re.fullmatch(r"[03468]\d{5}", number)
        and _LISTED.search(left)
        and after(match)[:1] in set(")）.,，")
    ):
        return spell(number)
    return None


def _spell(number: str) -> str:
    return spell(re.sub(r"[- ]", "", number)).replace("x", "X")


RULE = Rule("identifier", (DIGIT,), _PATTERN, _say)
