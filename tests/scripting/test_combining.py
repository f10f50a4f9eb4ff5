"""Several articles in one briefing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tingbao import scripting
from tingbao.errors import InputError
from tingbao.model import Article, Byline, Section


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
    assert scripting.combine([WATER]) is WATER


def test_a_section_an_article_in_an_order_of_its_own():
    """The order in which sources are given changes nothing."""
    combined = scripting.combine([WATER, GAME])
    assert {section.heading for section in combined.sections} == {WATER.title, GAME.title}
    assert combined.sections == scripting.combine([GAME, WATER]).sections
    assert "2条" in combined.title


def test_the_same_story_is_told_once_and_both_sources_named():
    """Two reports of one event make one chapter."""
    combined = scripting.combine([WATER, GAME, AGAIN])
    assert len(combined.sections) == 2
    assert {"日报", "晚报"} <= set(combined.byline.source.split("、"))


def test_headings_of_the_parts_are_left_out():
    """A story's paragraphs follow one another under its headline."""
    headed = replace(
        WATER, sections=(*WATER.sections, Section(heading="工期", paragraphs=("三年。",)))
    )
    combined = scripting.combine([headed, GAME])
    story = next(one for one in combined.sections if one.heading == WATER.title)
    assert story.paragraphs[-1] == "三年。"


def test_nothing_is_no_briefing():
    """Without a source there is an error, not an empty script."""
    with pytest.raises(InputError):
        scripting.combine([])
