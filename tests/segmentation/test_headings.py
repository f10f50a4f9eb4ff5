"""Headings by their shape."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tingbao.segmentation import headings

PROSE = "这一段是正文，它说明了事情的来龙去脉，也交代了时间和地点，因此比标题要长得多。"


def _found(lines):
    return [(block.text, block.level) for block in headings.find(lines) if block.level]


@pytest.mark.parametrize(
    ("marks", "shown"),
    [
        (("春天播种", "秋天收获"), None),
        (("一、春天播种", "二、秋天收获"), None),
        (("（一）春天播种", "（二）秋天收获"), None),
        (("1. 春天播种", "2. 秋天收获"), None),
        (("1、春天播种", "2、秋天收获"), None),
        (("01｜春天播种", "02｜秋天收获"), None),
        (("第一章 总则", "第二章 细则"), None),
        (("第一部分　春天", "第二部分　秋天"), None),
        (("PART 01 春天", "PART 02 秋天"), None),
        (("## 春天播种", "## 秋天收获"), ("春天播种", "秋天收获")),
        (("**春天播种**", "**秋天收获**"), ("春天播种", "秋天收获")),
        (("【春天播种】", "【秋天收获】"), ("春天播种", "秋天收获")),
        (("■ 春天播种", "■ 秋天收获"), ("春天播种", "秋天收获")),
        (("注意事项：", "联系方式："), ("注意事项", "联系方式")),
        (("何时播种？", "何时收获？"), None),
        (("三大产业“聚木成林” 托起“高新”梦", "热水器：最大的一刀"), None),
        (("谁在买单", "钱去了哪里"), None),
    ],
)
def test_form_of_heading_is_known(marks, shown):
    """Every usual form is a heading; marks that are no words are taken off, numbers stay."""
    lines = [PROSE, marks[0], PROSE, PROSE, marks[1], PROSE]
    assert _found(lines) == [(text, 1) for text in shown or marks]


@pytest.mark.parametrize(
    "line",
    [
        "他说，这样做值得。",
        "“我不后悔。”",
        "那么，下一步怎么走？",
        "会议指出：",
        "一、加强领导，落实责任；",
        "2024年的第一场雪。",
        "——题记",
    ],
)
def test_short_line_that_is_no_heading(line):
    """Sentences, quotations, lead-ins and figures are no headings, though short."""
    assert _found([PROSE, line, PROSE]) == []


def test_list_is_no_row_of_headings():
    """Numbered lines with nothing between them are a list below the heading before them."""
    lines = ["报名材料", PROSE, "一、身份证", "二、户口簿", "三、近期照片", "报名时间", PROSE]
    assert _found(lines) == [("报名材料", 1), ("报名时间", 1)]


def test_facts_are_no_headings():
    """Lines of label and value are facts, also when prose follows the last."""
    lines = [PROSE, "时间：五月一日", "地点：人民广场", "电话：12345", PROSE]
    assert _found(lines) == []


def test_speakers_are_no_headings():
    """In an interview the short questions are what is said."""
    lines = [PROSE, "记者：为什么？", PROSE, "记者：后来呢？", PROSE]
    assert _found(lines) == []


def test_levels_follow_the_order_of_forms():
    """The form that comes first is the highest; 一、 above （一） as in documents."""
    lines = ["一、目标", "（一）近期", PROSE, "（二）远期", PROSE, "二、措施", PROSE]
    assert [level for _, level in _found(lines)] == [1, 2, 2, 1]


def test_numbers_that_do_not_count_are_no_headings():
    """A row that does not begin with one, or leaps, is no row of headings."""
    assert _found([PROSE, "三、丙", PROSE, "七、庚", PROSE]) == []


def test_run_in_headings_are_parted():
    """一、加强领导。各单位要…… is heading and paragraph where 一 and 二 both are."""
    lines = [f"一、加强领导。{PROSE}", f"二、落实责任。{PROSE}"]
    assert [(block.text, block.level) for block in headings.find(lines)] == [
        ("一、加强领导", 1),
        (PROSE, 0),
        ("二、落实责任", 1),
        (PROSE, 0),
    ]


def test_poem_has_no_headings():
    """Where half of the lines are short, short lines are the text itself."""
    lines = ["床前明月光", "疑是地上霜", PROSE, "举头望明月", "低头思故乡", PROSE]
    assert _found(lines) == []


@given(
    st.lists(
        st.sampled_from(
            [
                PROSE,
                "一、甲",
                "二、乙",
                "（一）丙",
                "丁戊",
                "【己】",
                "庚：",
                "辛？",
                "1. 壬",
                "** 癸",
                "。",
            ]
        ),
        max_size=14,
    )
)
def test_no_line_is_lost(lines):
    """Headings and paragraphs together are the lines given, but for marks and a colon."""
    found = headings.find(lines)
    assert len(found) == len(lines)
    for block, line in zip(found, lines, strict=True):
        assert block.text in line
        assert block.level or block.text == line
    assert not found or not found[-1].level


def test_lone_short_line_in_a_long_article_is_no_heading():
    """One short line among thousands of characters is believed only with a mark or company."""
    assert _found([PROSE, "丰收在望", PROSE]) == [("丰收在望", 1)]
    assert _found([*[PROSE] * 40, "丰收在望", PROSE]) == []
    assert _found([*[PROSE] * 40, "【丰收在望】", PROSE]) == [("丰收在望", 1)]
