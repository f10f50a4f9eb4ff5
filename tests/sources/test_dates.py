"""When an article was published."""

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tingbao.sources import article, dates
from tingbao.sources.outline import Block

MOMENT = datetime(2023, 5, 5, 8, 9, 33)  # noqa: DTZ001  # naive by contract


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2023-05-05 08:09:33", "2023-05-05T08:09:33"),
        ("2023-05-05T08:09:33+08:00", "2023-05-05T08:09:33"),
        ("2023-05-05T00:09:33Z", "2023-05-05T08:09:33"),
        ("2023-05-05T00:09:33.123Z", "2023-05-05T08:09:33"),
        ("2023/5/5 8:09", "2023-05-05T08:09:00"),
        ("2023.05.05", "2023-05-05T00:00:00"),
        ("发布于2023年5月5日 08:09", "2023-05-05T08:09:00"),
        ("2023年05月05日08时09分33秒", "2023-05-05T08:09:33"),
        ("2023年5月5日 星期五 下午3:20", "2023-05-05T15:20:00"),
        ("2023 年 5 月 5 日", "2023-05-05T00:00:00"),
        ("二〇二三年五月十五日", "2023-05-15T00:00:00"),
        ("二零二三年十二月三十一日", "2023-12-31T00:00:00"),
        ("二〇二四年十月二十日", "2024-10-20T00:00:00"),
        ("编号2023-13-45，签于2023-11-04", "2023-11-04T00:00:00"),
        ("日期：Fri, 05 May 2023 00:09:33 +0000", "2023-05-05T08:09:33"),
    ],
)
def test_date_is_read(text, iso):
    """Western, Chinese and ISO dates are read, with their time if there is one."""
    moment = dates.find(text)
    assert moment is not None
    assert moment.value.isoformat() == iso


@pytest.mark.parametrize(
    "text", ["5月5日", "2023年", "电话2023-5555", "2023-02-30", "12023-05-05", ""]
)
def test_what_is_no_full_date_is_none(text):
    """A date without a year, a number that looks like one and an impossible day are no date."""
    assert dates.find(text) is None


@given(st.datetimes(datetime(1990, 1, 1), datetime(2099, 12, 31)))  # noqa: DTZ001  # naive
def test_every_moment_comes_back(moment):
    """What is written in the commonest form is read to the second."""
    found = dates.find(f"时间：{moment:%Y-%m-%d %H:%M:%S} 来源")
    assert found is not None
    assert found.value == moment.replace(microsecond=0)
    assert found.end - found.start == len("2023-05-05 08:09:33")


def test_published_goes_before_other_dates():
    """Of the dates on a government page, that of publication counts."""
    found = dates.find_published("成文日期：2023-04-01　发布日期：2023-05-05 08:09:33")
    assert found is not None
    assert found.value == MOMENT


def test_the_code_that_closes_a_report_of_taiwan_is_its_day_and_no_text():
    """中央社 ends a report with the day in the republic's years; other figures there are none."""
    made = article.assemble(
        [Block(text="南城社區今天掛上新燈，明天還有市集。（編輯：林小安）1140424")], source="-"
    )
    assert made.published == datetime(2025, 4, 24)  # noqa: DTZ001  # naive by contract
    assert made.texts[-1] == "南城社區今天掛上新燈，明天還有市集。"
    assert dates.find_coded("共有（含外縣市）1140人。") is None
    assert dates.find_coded("社區掛上新燈。1021029").value == datetime(2013, 10, 29)  # noqa: DTZ001
    assert dates.find_coded("（編輯：林小安）1149924") is None
    assert dates.find_coded("总投资（万元）1140424") is None
