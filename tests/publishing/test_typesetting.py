"""Texts are set as print is."""

import pytest

from tingbao.publishing import typeset


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        (
            "2022年3月,上城区正式列入;其中“一核”便是钱塘.",
            "2022年3月，上城区正式列入；其中“一核”便是钱塘.",
        ),
        ("“拿地即开工”, 很快:6天!", "“拿地即开工”，很快：6天！"),
        (
            "比分3:1,见 https://a.cn/b?c=1,2 与 1,234 人",
            "比分3:1,见 https://a.cn/b?c=1,2 与 1,234 人",
        ),
    ],
)
def test_half_width_marks_behind_chinese_are_set_wide(typed: str, shown: str) -> None:
    """Only marks behind a Chinese character change: figures and addresses stay."""
    assert typeset(typed) == shown
