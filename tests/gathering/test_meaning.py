"""What reports mean, and what they are worth to a show."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tingbao.gathering import meaning

NEWS = (
    "江州化工厂爆炸已致17人遇难",
    "央行宣布下调金融机构存款准备金率0.5个百分点",
    "北川军方宣布接管政权 总统被扣押",
)
NONE = (
    "读者来信：我与这座城市的十年",
    "凝心聚力谱写高质量发展新篇章",
    "今日星座运势",
)


@pytest.mark.parametrize("news", NEWS)
@pytest.mark.parametrize("none", NONE)
def test_news_is_worth_more_than_what_is_none(news, none):
    """Law: what happened is worth more than a column, praise or a service."""
    assert meaning.of(news).worth > meaning.of(none).worth + 1


def test_a_report_is_nearer_to_its_event_than_to_another():
    """Law: the same in other words, or of another script, is nearer than other news."""
    of_one = meaning.of("賭城血案 槍手掃射音樂會"), meaning.of("拉斯维加斯枪击案致59人死亡")
    other = meaning.of("三名科学家分享诺贝尔物理学奖")
    near = meaning.nearness([*of_one, other])
    assert near[0, 1] > max(near[0, 2], near[1, 2]) + 0.05


@given(st.lists(st.text(max_size=40), max_size=3))
def test_nearness_is_that_of_directions(titles):
    """Law: whatever is read, a report is as near to itself as can be, and others as it to them."""
    near = meaning.nearness([meaning.of(title) for title in titles])
    assert near.shape == (len(titles), len(titles))
    assert np.allclose(near, near.T)
    assert np.allclose(np.diag(near), 1, atol=1e-5)
    assert (np.abs(near) <= 1 + 1e-5).all()


def test_only_the_beginning_is_read():
    """Law: what stands behind the beginning of a text makes no difference."""
    text = "江州大桥二十六日合龙。" * 40
    one, other = (meaning.of("江州大桥合龙", said) for said in (text, text[: meaning.BEGINNING]))
    assert one.worth == other.worth
    assert np.array_equal(one.direction, other.direction)
