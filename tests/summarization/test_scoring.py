"""Laws of what is told of an article's sentences, by the network that reads them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tingbao.summarization import scoring
from tingbao.summarization.scoring import DISTANCES, Seen, read


def seen(*texts):
    """Give sentences of one paragraph."""
    return [Seen(text=text, paragraph=0, opens=at == 0) for at, text in enumerate(texts)]


def test_news_is_worth_more_than_what_stands_around_it():
    """What happened tells the news and facts; a caption, a greeting and a link tell none."""
    news, caption, more = read(
        "台风登陆福建 三百条航线停运",
        seen(
            "台风“海燕”23日凌晨在福建省平潭县登陆，中心风力12级，全省三百条客运航线停运，"
            "十二万人转移。",
            "图为渔船回港避风。张三摄",
            "更多精彩内容请关注本报微信公众号。",
        ),
    ).worths
    assert news.lead > max(caption.lead, more.lead) + 0.2
    assert news.fact > max(caption.fact, more.fact) + 0.5
    assert news.junk < 0.2
    assert more.junk > news.junk + 0.3


def test_what_a_sentence_is_worth_depends_on_what_stands_before_it():
    """The network reads sentences together: said a second time, news is none."""
    text = "台风“海燕”23日凌晨在福建省平潭县登陆，中心风力12级，全省三百条客运航线停运。"
    first, _, again = read(
        "台风登陆福建", seen(text, "各地已经启动应急响应，工作人员连夜值守。", text)
    ).worths
    assert again.lead < first.lead


TITLE = "东湖水厂二期开工"
FIRST = "东湖水厂二期工程8月3日开工，日供水能力将达到60万吨。"
SECOND = "项目负责人李明说，工程总投资12亿元。"


@given(st.lists(st.sampled_from([FIRST, SECOND, "他表示，“明年可以通水”。"]), max_size=30))
def test_only_what_stands_near_enough_is_needed_and_by_a_chance(texts):
    """Law: a sentence may need some before it and few behind it, with a chance from 0 to 1."""
    found = read(TITLE, seen(*texts)).leans
    assert len(found) == len(texts)
    for at, chances in enumerate(found):
        assert all(one - at in DISTANCES and 0 <= one < len(texts) for one in chances)
        assert all(0 < chance <= 1 for chance in chances.values())


@pytest.mark.parametrize(
    "leans", ["他表示，工程明年可以通水。", "该工程由市水务集团承建。", "其中，管网改造投资3亿元。"]
)
def test_what_points_back_leans_more_than_a_new_matter(leans):
    """Law: a sentence about 他, 该工程 or 其中 leans on those before it; a new matter does less."""
    tied, free = (
        sum(read(TITLE, seen(FIRST, SECOND, one)).leans[2].values())
        for one in (leans, "市气象台预计周末有小雨。")
    )
    assert tied > free


def test_a_question_leans_on_its_answer():
    """Law: what asks needs what answers behind it, more than a statement there does."""
    answer = "李明说，因为旧厂的能力已经不够。"
    asked, stated = (
        read(TITLE, seen(FIRST, one, answer)).leans[1].get(2, 0.0)
        for one in ("为什么现在要建二期？", "市气象台预计周末有小雨。")
    )
    assert asked > stated


def test_nothing_is_read_where_nothing_stands():
    """An article without sentences has no worths."""
    assert read("标题", []) == scoring.Reading((), ())


def test_the_same_article_is_read_alike_again():
    """Law: what is read depends on the article alone, to the last bit."""
    texts = ["台风“海燕”23日凌晨在福建省登陆，中心风力12级。", "渔船都回港避风了。"] * 20
    assert read("台风登陆福建", seen(*texts)) == read("台风登陆福建", seen(*texts))


def test_released_layers_are_loaded_again():
    """Law: what is let go comes back when it is asked for, and reads the same."""
    before = read(TITLE, seen(FIRST, SECOND))
    scoring.release()
    assert scoring._layers.cache_info().currsize == 0
    assert read(TITLE, seen(FIRST, SECOND)) == before
