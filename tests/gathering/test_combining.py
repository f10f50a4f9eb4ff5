"""Several articles in one briefing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tingbao.errors import InputError
from tingbao.gathering.combining import combine
from tingbao.model import Article, Byline, Section
from tingbao.summarization import worth


def article(title, *paragraphs, source="日报"):
    """Make an article of one section."""
    return Article(
        source=title,
        title=title,
        published=None,
        byline=Byline(source=source),
        sections=(Section(heading=None, paragraphs=paragraphs),),
    )


WATER = article(
    "东湖水厂二期开工",
    "市水务局5日宣布，东湖水厂二期工程正式开工，总投资12.6亿元，2027年建成。",
    "二期工程日供水能力30万吨，将采用臭氧活性炭工艺。",
)
AGAIN = article(
    "总投资12.6亿元 东湖水厂二期工程动工",
    "东湖水厂二期工程5日正式动工，总投资12.6亿元。市水务局介绍，工程2027年建成。",
    "二期工程建成后，日供水能力增加30万吨。",
    source="晚报",
)
GAME = article(
    "女篮夺冠", "江州女篮以78比76逆转对手，首次夺得联赛冠军。", "新秀林小满命中制胜三分。"
)


def test_one_article_stays_as_it_is():
    """A single source is not touched."""
    assert combine([WATER], worth) is WATER


def test_a_section_an_article_in_an_order_of_its_own():
    """The order in which sources are given changes nothing."""
    combined = combine([WATER, GAME], worth)
    assert {section.heading for section in combined.sections} == {WATER.title, GAME.title}
    assert combined.sections == combine([GAME, WATER], worth).sections
    assert "2条" in combined.title


def test_the_same_story_is_told_once_and_both_sources_named():
    """Two reports of one event make one chapter."""
    combined = combine([WATER, GAME, AGAIN], worth)
    assert len(combined.sections) == 2
    assert {"日报", "晚报"} <= set(combined.byline.source.split("、"))


def test_headings_of_the_parts_are_left_out():
    """A story's paragraphs follow one another under its headline."""
    headed = replace(
        WATER, sections=(*WATER.sections, Section(heading="工期", paragraphs=("三年。",)))
    )
    combined = combine([headed, GAME], worth)
    story = next(one for one in combined.sections if one.heading == WATER.title)
    assert story.paragraphs[-1] == "三年。"


def test_nothing_is_no_briefing():
    """Without a source there is an error, not an empty script."""
    with pytest.raises(InputError):
        combine([], worth)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            (
                "央行下调准备金率",
                "中央银行14日宣布降准0.25个百分点，释放长期资金约5000亿元。",
            ),
            ("降准落地", "3月14日，央行决定降准0.25个百分点，预计释放长期资金约五千亿元。"),
        ),
        (
            ("路面塌陷", "3日，地铁6号线工地路面塌陷，面积约60平方米，没有人员伤亡。"),
            (
                "地铁工地塌陷 无人伤亡",
                "地铁6号线施工范围3日发生路面塌陷，塌陷面积60平方米左右，无人员伤亡。",
            ),
        ),
    ],
)
def test_one_event_in_other_words_is_told_once(one, other):
    """What happened is known by its figures, however it is put."""
    assert len(combine([article(*one), article(*other)], worth).sections) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            ("澄江地铁5号线开通", "澄江地铁5号线28日开通，全长12.6公里，设站17座。"),
            ("澄江地铁6号线开工", "澄江地铁6号线28日开工，全长23公里，设站16座。"),
        ),
        (
            ("3月居民消费价格上涨0.1%", "3月全国居民消费价格同比上涨0.1%，食品价格下降1.4%。"),
            ("4月居民消费价格上涨0.3%", "4月全国居民消费价格同比上涨0.3%，食品价格下降0.2%。"),
        ),
        (
            ("法院判决鹦鹉归原主", "临江区法院判决，鹦鹉归原主人，原主人付饲养费1800元。"),
            ("法院判决狗主人赔偿", "临江区法院判决，咬伤行人的柴犬主人赔偿医药费12000元。"),
        ),
        (
            ("高温橙色预警", "市气象台7日发布高温橙色预警，最高气温37摄氏度。"),
            ("暴雨橙色预警", "市气象台7日发布暴雨橙色预警，3小时雨量将达80毫米。"),
        ),
    ],
)
def test_two_events_in_the_same_words_are_two_stories(one, other):
    """A story that is told like another is not lost."""
    assert len(combine([article(*one), article(*other)], worth).sections) == 2
