"""The same measure with another value is named, with who says it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from tingbao.gathering.disagreement import find
from tingbao.gathering.item import Item

NOW = datetime(2026, 11, 27, tzinfo=UTC)


def _item(site, text):
    return Item(
        key=f"{site}/{text}",
        source=site,
        url="",
        title="海源地震",
        site=site,
        author="",
        content=text,
        published=NOW,
        seen=NOW,
        digest="",
    )


@pytest.mark.parametrize(
    ("one", "other", "said", "otherwise"),
    [
        ("地震已造成38人死亡。", "地震致41人遇难。", "38人死亡", "41人遇难"),
        ("死亡人数升至12人。", "至少15人死亡。", "12人死亡", "15人死亡"),
        ("工程总投资12.6亿元。", "工程投资约18亿元。", "投资12.6亿元", "投资18亿元"),
    ],
)
def test_two_values_of_one_measure_are_named(one, other, said, otherwise):
    """Law: both values are given, each as its outlet writes it."""
    found = find([_item("晨报", one), _item("晚报", other)])
    assert found
    assert (found.one, found.said, found.other, found.otherwise) == (
        "晨报",
        said,
        "晚报",
        otherwise,
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("地震已造成38人死亡。", "地震致38人遇难。"),
        ("工程总投资12.6亿元。", "工程投资约13亿元。"),
        ("38人死亡，982人受伤。", "仓库起火，无人伤亡。"),
        ("先是3人死亡，后来5人死亡。", "4人死亡。"),
    ],
)
def test_other_words_rounding_and_doubt_are_no_disagreement(one, other):
    """Law: synonyms, rounding, another measure, and a report unsure of itself say nothing."""
    assert find([_item("晨报", one), _item("晚报", other)]) is None


def test_an_older_toll_is_no_disagreement():
    """Law: harm grows, so of an older report only a larger number is another opinion."""
    new, old = _item("晨报", "地震已造成38人死亡。"), _item("晚报", "地震致12人遇难。")
    old = replace(old, published=NOW - timedelta(hours=5))
    assert find([new, old]) is None
    assert find([new, replace(old, content="地震致41人遇难。")])
    assert find([replace(new, published=old.published), old])


def test_a_toll_that_is_taken_back_is_no_disagreement():
    """Law: where the newest report corrects the count, an older and larger one is no opinion."""
    new, old = _item("晨报", "官方将死亡人数更正为38人。"), _item("晚报", "地震致41人遇难。")
    old = replace(old, published=NOW - timedelta(hours=5))
    assert find([new, old]) is None
    assert find([replace(new, content="官方称死亡人数为38人。"), old])


def test_one_outlet_does_not_disagree_with_itself():
    """Law: a toll that an outlet corrects is no other opinion."""
    items = [_item("晨报", "已有3人死亡。"), _item("晨报", "已有5人死亡。")]
    assert find(items) is None


def test_an_older_count_of_fewer_dead_than_the_first_is_none():
    """Law: two early counts differ, but the one that is told has passed them both."""
    told = replace(_item("晨报", "土耳其强震。"), title="强震逾2600人丧命")
    late = replace(_item("晚报", "强震约2000人死亡。"), published=NOW + timedelta(hours=3))
    early = replace(_item("日报", "强震2300人死亡。"), published=NOW - timedelta(hours=1))
    assert find([told, late, early]) is None
    now = replace(_item("新报", "强震2600人死亡。"), published=late.published)
    assert find([told, early, now]) is None
    more = replace(early, content="强震2900人死亡。")
    assert find([told, late, more])
