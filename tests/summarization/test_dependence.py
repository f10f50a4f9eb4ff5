"""Laws of what tells which sentences cannot stand without which."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tingbao.language.text import Text
from tingbao.summarization import dependence
from tingbao.summarization.encoder import Seen

TITLE = "东湖水厂二期开工"
FIRST = "东湖水厂二期工程8月3日开工，日供水能力将达到60万吨。"
SECOND = "项目负责人李明说，工程总投资12亿元。"


def seen(*texts, paragraph=0):
    """Give sentences of one paragraph as the network sees them."""
    return [
        Seen(
            text=text,
            tags=tuple(Text(text).tags),
            paragraph=paragraph,
            opens=at == 0,
            quoted=0.0,
        )
        for at, text in enumerate(texts)
    ]


@given(st.lists(st.sampled_from([FIRST, SECOND, "他表示，“明年可以通水”。"]), max_size=30))
def test_only_what_was_said_before_is_needed_and_by_a_chance(texts):
    """Law: whom a sentence may need stands before it, near enough, with a chance from 0 to 1."""
    found = dependence.dependence(TITLE, seen(*texts))
    assert len(found) == len(texts)
    for later, chances in enumerate(found):
        assert all(later - dependence.BACK <= at < later for at in chances)
        assert all(0 < chance <= 1 for chance in chances.values())


@pytest.mark.parametrize(
    "leans", ["他表示，工程明年可以通水。", "该工程由市水务集团承建。", "其中，管网改造投资3亿元。"]
)
def test_what_points_back_leans_more_than_a_new_matter(leans):
    """Law: a sentence about 他, 该工程 or 其中 leans on those before it; a new matter does less."""
    tied, free = (
        sum(dependence.dependence(TITLE, seen(FIRST, SECOND, one))[2].values())
        for one in (leans, "市气象台预计周末有小雨。")
    )
    assert tied > free
