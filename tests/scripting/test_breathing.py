"""Every sentence can be said in breaths."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tingbao.scripting.breathing import LONGEST, breathe

LISTED = (  # the author's own semicolon parts more than a comma
    "园区去年引进了三十五家高新技术企业和一百一十八个重点产业链项目，"
    "完成了亿元产业项目三十六个和服务业项目十二个；引进外资三亿二千四百万美元。"
)
DISPOSED = (  # 把 leans on who does it
    "挪海国、冰岬共和国和法罗联邦二十日在赫尔松港签署了为期五年的渔业协定，"
    "把明年北境海域的鳕鱼总配额定为四十八万六千吨，比今年减少百分之二十一。"
)
QUOTED = (  # what is quoted is no part of the chain that is told
    "“那年的雪压坏了传动轴，厂家早就没有了，图纸也没有。”严守成说，他拆下了零件，"
    "用游标卡尺一个一个地量，画了六十多张图，找到了城东的机床厂，请老师傅照样车出来。"
)


def test_a_long_chain_of_commas_gets_semicolons():
    """Predicates on one subject are parted where a segment ends."""
    text = (
        "园区去年引进了三十五家高新技术企业和一百一十八个重点产业链项目，"
        "完成了亿元产业项目三十六个和服务业项目十二个，引进外资三亿二千四百万美元。"
    )
    assert breathe(text).count("；") >= 1
    assert breathe(text).replace("；", "，") == text


def test_a_stretch_without_a_mark_gets_a_comma():
    """A breath comes near the middle, never inside a word or a quotation."""
    text = (
        "来自全国三十一个省区市的两千三百多名专家学者和企业代表"
        "在为期三天的大会上围绕人工智能与实体经济深度融合展开讨论。"
    )
    said = breathe(text)
    assert said.replace("，", "") == text
    assert max(map(len, said.split("，"))) <= LONGEST


@pytest.mark.parametrize(
    "text",
    [
        "短句不变。",
        LISTED,
        QUOTED,
        DISPOSED,
        "他说：“第一，要快；第二，要好。”",
        "",
        "A" * 80,
        "“" + "引" * 60 + "”",
    ],
)
def test_what_is_short_quoted_or_one_word_stays(text):
    """Nothing is put where it does not belong."""
    assert breathe(text) == text


def test_no_breath_parts_a_verb_from_the_title_that_it_takes():
    """批准了，《办法》 would be heard as two pieces."""
    text = (
        "市第十六届人民代表大会常务委员会第三十五次会议批准了"
        "《历史文化名城名镇名村保护条例实施办法》和其他两个决定"
    )
    assert "，《" not in breathe(text)
    assert breathe(text) != text


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet="园区引进企业和在的，；“”。—3a ", max_size=150))
def test_letters_stay_as_they_are(text):
    """Only marks change."""
    assert list(filter(str.isalnum, breathe(text))) == list(filter(str.isalnum, text))
