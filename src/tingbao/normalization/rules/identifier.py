"""Digits that name and do not count: 尾号2349, 邮编310000, 600519.SH, IDs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tingbao.normalization.counting import measured
from tingbao.normalization.numerals import spell
from tingbao.normalization.rule import (
    DIGIT,
    LETTER,
    Lazy,
    Rule,
    after,
    before,
)

if TYPE_CHECKING:
    from tingbao.normalization.rule import Match

_PATTERN = Lazy(
    r"(?<![\d.])(?:(?P<id>\d{17}[\dXx]|\d{15,19}(?!\d))(?![\dA-Za-z])"
    r"|(?P<stock>\d{6}|\d{4,5}(?=\.HK))(?P<market>\.(?:SH|SZ|BJ|HK|SS|OF))(?![A-Za-z])"
    r"|(?<![A-Za-z])(?P<mixed>(?=[A-Z]*\d)(?=\d*[A-Z])[A-Z\d]{8,24})(?![A-Za-z\d]|\.\d)"
    r"|(?P<head>\d{3,6})[*]{2,12}(?P<tail>\d{2,4})(?!\d)"
    r"|(?P<number>\d{4}(?:\.\d{2,4}){1,4}|\d{4,40}\.\d{2,6}|\d{12,13}\.\d"
    r"|\d{2,40}(?:[- ]\d{2,40}){0,5}(?:[Xx](?![A-Za-z]))?)"
    r"(?!\d|[.:：]\d|[%％‰℃°]))"
)
_PHONES = Lazy(
    r"(?:手机|电话|热线|传真|拨打|致电|联系方式|来电|座机|微信|QQ|[Tt]el|TEL)"
    r"(?:号码?|为|是|请|可|咨询|联系|拨打|加|群|[:：.“（( \"])*$"
)
_NAMED = (
    "尾号|末[两三四五六]位|编号|号码|代码|编码|邮编|邮政编码|证号|卡号|账号|帐号|学号|工号|单号|"
    "订单号|车牌|密码|验证码|口令|房号|条形码|批号|文号|档案号|警号|(?<![A-Z])ID|流水号|序列号|识别码|"
    "信用代码|代号|标准号|航班号|车次|番号|门牌号|车号|箱号|运单号|呼号|备案号|许可证号|"
    "专利号?|请寄|注册号|ICP备|准字|端口|(?<![页起筹砝加减尺数扒扫解])码|微信号|公众号|[音视书]频?号|税号|分机|会议号|会员号|预约号|取票号|凭证号|回执号|登记号|识别号|"
    "考号|座位号|床位?号|病历号|就诊号|房间号|护照|通行证|驾照号?|牌照|牌号|户号|合同号|发动机号|机身号"
)
# 密码设成了123456, 批准文号为国药准字H2023…; a list goes on: 号码为03、07、12
_CODES = Lazy(
    rf"(?:{_NAMED})[^，。；！？、\d]{{0,5}}(?:[A-Za-z_.-]{{1,12}})?$"
    rf"|(?:{_NAMED})[^，。；！？、\d]{{0,4}}(?:\d{{1,8}}[、,，和及与或 ]{{1,2}}){{1,15}}$"
    r"|房间号?(?:是|为|：|:)?$"
)
_FUND = Lazy(r"(?:ETF|LOF|REITs?|基金|转债|债)”?[(（]$")
_ANY = Lazy(r"[^\W\x00-\x7f]号码?[为是]?[:： ]{0,2}$")  # whatever has a 号 of six digits and more
_LISTED = Lazy(r"(?:[^\W\x00-\x7f]|[A-Z])”?[(（]$")


def _say(match: Match, one: str) -> str | None:
    left, right = before(match, 48), after(match)
    if match["stock"]:
        return f"{spell(match['stock'])}点{match['market'][1:]}"
    if match["mixed"]:
        return spell(match["mixed"]) if _CODES.search(left) else None
    if match["head"]:
        one = one if _PHONES.search(left) or match["head"][0] == "1" else "一"
        return f"{spell(match['head'], one=one)}，{spell(match['tail'], one=one)}"
    if match["id"]:
        known = len(match["id"]) >= 18 or _CODES.search(left) is not None
        return _spell(match["id"]) if known and left[-1:] != "第" else None
    number = match["number"]
    if len(number) == 4 and right[:1] == "号" and "台风" in left[-20:]:
        return spell(number)
    counted = measured(right)
    if len(number) >= 3 and not counted and (_PHONES.search(left) or left.endswith("舷号")):
        return spell(re.sub(r"\D", "", number), one=one)
    if not counted and _CODES.search(left):
        return _spell(number)
    codes = r"[013-68]\d{5}" if _FUND.search(left) else r"[03468]\d{5}"
    listed = re.fullmatch(codes, number) and _LISTED.search(left)
    if listed and right[:1] in set(")）.,，"):
        return spell(number)
    return _spell(number) if len(number) > 5 and not counted and _ANY.search(left) else None


def _spell(number: str) -> str:
    return spell(re.sub(r"[- ]", "", number)).replace("x", "X").replace(".", "点")


RULE = Rule("identifier", (DIGIT, LETTER), _PATTERN, _say)
