"""Headlines of one form that are of two events."""

from __future__ import annotations

import pytest

from tingbao.gathering import fingerprint
from tingbao.gathering.clustering import SAME, Report, alike
from tingbao.gathering.headline_forms import rivals


def _report(title, text=""):
    return Report(print=fingerprint.of(title, text))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("习近平会见法国总统", "习近平会见德国总理"),
        ("四川发生5.1级地震", "云南发生5.1级地震"),
        ("国足0-1不敌日本队", "国足0-1不敌韩国队"),
        ("腾讯第三季度净利润同比增长15%", "阿里巴巴第三季度净利润同比增长12%"),
        ("贵州茅台前三季度净利润同比增长6%", "五粮液前三季度净利润同比增长6%"),
        ("浙江一工厂起火致3人死亡", "江苏一工厂起火致3人死亡"),
    ],
)
def test_another_name_in_one_slot_is_another_event(one, other):
    """Law: whom, where and whose part two headlines that are alike in all else."""
    assert alike(_report(one), _report(other)) < SAME
    assert rivals(_report(one).print.heading, _report(other).print.heading)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("俄总统普京会见印度总理", "俄罗斯总统普京会见印度总理莫迪"),
        ("特朗普宣布对华加征关税", "美国总统川普宣布对中国加征关税"),
        ("韩总统府统一东北亚三国官方表述顺序", "韩媒：韩国统一东北亚三国官方表述顺序"),
        ("北京发布暴雨预警", "工厂发布招工启事"),
    ],
)
def test_a_short_form_and_another_form_are_no_other_name(one, other):
    """Law: what begins alike, stands in both or in another form parts no event."""
    assert not rivals(_report(one).print.heading, _report(other).print.heading)


def test_a_name_that_the_other_text_has_as_well_parts_none():
    """Law: a place and the larger one that it lies in are one, where a text names both."""
    one, other = "四川发生5.1级地震", "甘孜发生5.1级地震"
    text = "四川甘孜州今晨发生5.1级地震。"
    assert alike(_report(one), _report(other)) < SAME
    assert alike(_report(one), _report(other, text)) >= SAME
