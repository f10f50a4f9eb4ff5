"""A long sentence is said as two only where it is sure who does or says the second half."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tingbao.gathering.subjects import parted
from tingbao.summarization.guard import figures

CLUB = (
    "去年夏天，俱乐部没有追逐高价外援，而是把预算的三分之一投给青训和体能团队，"
    "聘请了两名运动康复师，并在城北建起一座有四块场地的训练馆。"
)
HEATING = (
    "北川热力集团表示，全市集中供暖已于11月15日开始，供水温度将从25日零时起由48摄氏度提高到"
    "56摄氏度，集团把夜间值班的抢修人员由120人增加到210人，家中不足18摄氏度的可以报修。"
)
TRADITIONAL = (
    "交通主管機關宣布，高齡駕駛人換照新制七月一日起實施，換照年齡由七十五歲下修為七十歲，"
    "並把認知功能測驗列為必要項目，首年預估有二十一萬人要換照。"
)


def test_a_clause_without_a_subject_gets_the_one_before():
    """聘请了 stands behind the club that did it."""
    first, second = parted(CLUB)
    assert first.endswith("青训和体能团队。")
    assert second.startswith("俱乐部聘请了两名运动康复师")


@pytest.mark.parametrize(
    ("text", "again"),
    [(HEATING, "北川热力集团还表示，集团"), (TRADITIONAL, "交通主管機關還宣布，換照")],
)
def test_what_somebody_says_stays_his_word(text, again):
    """The second half of an attributed sentence names whose word it is, in the text's script."""
    assert parted(text)[1].startswith(again)


@pytest.mark.parametrize(
    "text",
    [
        "如果" + CLUB[5:],
        CLUB.replace("聘请了", "使球员有了"),
        CLUB.replace("俱乐部没有追逐", "俱乐部派出球探寻找"),
        "他说：“" + CLUB[:-1] + "。”",
        CLUB.replace("俱乐部", "那里"),
    ],
)
def test_a_doubtful_sentence_stays_whole(text):
    """A condition, a consequence, a second person who may act, a quotation, a place."""
    assert parted(text) == (text,)


@pytest.mark.parametrize("text", [CLUB, HEATING, TRADITIONAL])
def test_every_half_is_as_it_should_be(text):
    """Parting again changes nothing, and no figure is lost, added or moved."""
    halves = parted(text)
    assert len(halves) > 1
    assert all(parted(half) == (half,) for half in halves)
    assert figures("".join(halves)) == figures(text)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [*CLUB.split("，"), *HEATING.split("，"), "“", "”", "：", "；", "并", "还", "", "的"]
        )
    )
)
def test_nothing_goes_but_a_conjunction(pieces):
    """Whatever is long and odd keeps its letters in order; halves are whole sentences."""
    text = "，".join(pieces)
    said = "".join(parted(text))
    left = iter(said)
    assert all(char in left for char in text if char.isalnum() and char not in "并且")
    assert figures(said) == figures(text)
