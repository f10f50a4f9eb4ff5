"""Tables as sentences."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tingbao.sources import tables

CELL = st.text("一二三甲乙丙0123.%", max_size=6)


@pytest.mark.parametrize(
    ("names", "row", "said"),
    [
        (
            ["城市", "人口（万人）", "增速"],
            ["澄江", "812", "3.2%"],
            "澄江：人口为812万人，增速为3.2%。",
        ),
        (["项目", "费用（单位：元）"], ["材料", "21,000"], "材料：费用为21,000元。"),
        (["软件", "用途"], ["电子表格", "登记"], "电子表格：用途为登记。"),
        (["城市", "人口（万人）"], ["澄江", "约八百"], "澄江：人口（万人）为约八百。"),
        (["城市", "人口", "备注"], ["澄江", "812", ""], "澄江：人口为812。"),
        (["", "甲队", "乙队"], ["", "3", "1"], "甲队为3，乙队为1。"),
    ],
)
def test_row_names_what_its_cells_are(names, row, said):
    """Every cell is said with its column's name, a figure with its unit."""
    assert tables.sentences([names, row]) == [said]


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (
            [["城市", "人口（万人）"], ["澄江", "812"], ["南州", "640"]],
            ["澄江：人口为812万人。", "南州：人口为640万人。"],
        ),
        (
            [["项目", "2024年", "2025年"], ["营业收入", "12.5亿元", "14.1亿元"]],
            ["营业收入：2024年为12.5亿元，2025年为14.1亿元。"],
        ),
        (
            [["序号", "姓名", "单位"], ["1", "方远", "东湖大学"], ["2", "苏木", "南州医院"]],
            ["方远：单位为东湖大学。", "苏木：单位为南州医院。"],
        ),
        (
            [["建设地点", "东湖区"], ["总投资", "30亿元"], ["工期", "3年"]],
            ["建设地点：东湖区。", "总投资：30亿元。", "工期：3年。"],
        ),
        (
            [["时间", "事件"], ["1978年", "大桥开工"], ["1980年5月", "大桥合龙"]],
            ["1978年：大桥开工。", "1980年5月：大桥合龙。"],
        ),
        (
            [["日期", "地点", "事件"], ["5月1日", "东湖", "开工"], ["5月2日", "南州", "合龙"]],
            ["5月1日：地点为东湖，事件为开工。", "5月2日：地点为南州，事件为合龙。"],
        ),
        (
            [["1978年", "大桥开工"], ["1980年", "大桥合龙"]],
            ["1978年：大桥开工。", "1980年：大桥合龙。"],
        ),
    ],
)
def test_a_table_says_what_its_first_row_is(rows, said):
    """Law: columns are named by a row over amounts of one unit; else each row is named itself."""
    assert tables.told(rows) == said


@pytest.mark.parametrize(
    "rows",
    [
        [["赵一", "十米"]],
        [["赵一", "十米"], ["李四", "九米", "八米"]],
        [["来源", "东湖网"], ["责任编辑", "方远"]],
        [["交通部门说，" * 8, "大桥全长三公里"], ["首页", "新闻"]],
    ],
)
def test_what_is_no_table_is_not_told_as_one(rows):
    """Law: one row, rows that differ, credits and parts of a page are no table."""
    assert tables.told(rows) == []


def test_table_without_names_is_said_as_it_stands():
    """Where nothing names the columns, nothing is made up."""
    assert tables.sentences([["赵一", "十米"]]) == ["赵一，十米"]


@given(st.lists(st.lists(CELL, min_size=1, max_size=5), min_size=1, max_size=6))
def test_no_cell_is_lost(rows):
    """Whatever its form, every cell below the names is said."""
    said = "".join(tables.sentences(rows))
    for row in rows[1:]:
        assert all(cell in said for cell in row)
