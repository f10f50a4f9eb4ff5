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


def test_table_without_names_is_said_as_it_stands():
    """Where nothing names the columns, nothing is made up."""
    assert tables.sentences([["赵一", "十米"]]) == ["赵一，十米"]


@given(st.lists(st.lists(CELL, min_size=1, max_size=5), min_size=1, max_size=6))
def test_no_cell_is_lost(rows):
    """Whatever its form, every cell below the names is said."""
    said = "".join(tables.sentences(rows))
    for row in rows[1:]:
        assert all(cell in said for cell in row)
