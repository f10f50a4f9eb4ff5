"""Where the topic shifts, and what the parts are called."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tingbao.language import tokenizer
from tingbao.segmentation import phrases, titles, topics

FARM = (
    "水稻的插秧期到了，农民把秧苗运到稻田，插秧机在水田里来回，每小时可以插秧五亩，稻田里一片新绿。"
)
MINE = "矿井的提升机更新之后，矿工下井的时间缩短一半，矿井里的瓦斯探测器每十秒传回数据。"
SHIP = "港口的集装箱吊装由远程操作，货轮靠港之后，吊车司机坐在屏幕前，港口的集装箱吞吐量增长一成。"
SENTENCE = st.text("的一是在人有我中这大国上来以说到和地要就出会", min_size=5, max_size=60).map(
    lambda text: f"{text}。"
)


def _titles(sections):
    return titles.entitle([[tokenizer.words(text) for text in part] for part in sections])


def _joined(parts):
    return "".join(text for part in parts for text in part.paragraphs)


def test_borders_fall_between_topics():
    """Three topics in a row are three sections."""
    paragraphs = [text for text in (FARM, MINE, SHIP) for _ in range(6)]
    parts = topics.split(paragraphs)
    assert [set(part.paragraphs) for part in parts] == [{FARM}, {MINE}, {SHIP}]


def test_one_paragraph_is_split_as_well():
    """The same without paragraphs: the text is whole and the sections have their size."""
    text = FARM * 7 + MINE * 7 + SHIP * 7
    parts = topics.split([text])
    assert _joined(parts) == text
    assert len(parts) == 3
    assert all(len(part.paragraphs) == 1 for part in parts)


def test_short_article_is_one_section():
    """What is said in two minutes needs no chapters."""
    (part,) = topics.split([FARM, MINE])
    assert part.paragraphs == (FARM, MINE)


def test_leaning_paragraph_starts_no_section():
    """A paragraph that begins with 此外 or 这 stays with the one before."""
    leaning = [f"此外，{FARM}", f"这是因为{MINE}", f"“{SHIP}”"]
    parts = topics.split(
        [text for pair in zip([FARM] * 3, leaning, strict=True) for text in pair] * 3
    )
    assert not any(part.paragraphs[0] in leaning for part in parts)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(SENTENCE, min_size=1, max_size=30).map("".join), min_size=1, max_size=12))
def test_split_keeps_every_character(paragraphs):
    """Nothing is lost or moved, and no section passes 900 characters."""
    parts = topics.split(paragraphs)
    assert _joined(parts) == "".join(paragraphs)
    assert all(part.paragraphs for part in parts)
    for part in parts if len(parts) > 1 else []:
        assert sum(map(len, part.paragraphs)) <= topics.LONGEST


def test_text_without_punctuation_is_split():
    """Even a text that never stops is cut into sections of bearable length."""
    text = "钱塘智慧城产业发展" * 3000
    parts = topics.split([text])
    assert _joined(parts) == text
    assert all(
        topics.SHORTEST <= sum(map(len, part.paragraphs)) <= topics.LONGEST for part in parts
    )


def test_titles_come_from_the_words_of_the_section():
    """A title is made of a section's own words, is short, and no two are alike."""
    sections = [[FARM] * 3, [MINE] * 3, [SHIP] * 3]
    found = _titles(sections)
    assert len(set(found)) == len(found)
    for title, section in zip(found, sections, strict=True):
        assert 2 <= len(title) <= phrases.LONGEST
        assert title in section[0]


def _phrases(text):
    return {phrase.text for phrase in phrases.find(tokenizer.words(text))}


@pytest.mark.parametrize(
    ("text", "whole", "torn"),
    [
        ("江豚的数量是公众最关心的。", "江豚的数量", "豚的数量"),
        ("农户用上坡地采摘机。", "坡地采摘机", "坡地采摘"),
        ("我装了带计量功能的智能插座。", "带计量功能的智能插座", "计量功能的智能插座"),
        ("学校取消了早自习，家长不安。", "取消早自习", "取消了早自习"),
        ("先要交代码和数据表，再来看灯。", "代码和数据表", "码和数据"),
        ("保险公司统一为业主投保。", "保险公司", "保险公司统一"),
        ("外资药企将同类产品的价格下调了四成，", "同类产品的价格", "外资药企将同类产品的价格"),
        ("守钟人登上一百三十二级木梯。", "木梯", "二级木梯"),
        ("放了三个小时的凉皮不能吃，", "凉皮", "小时的凉皮"),
        ("早熟和中熟的品种占一成。", "品种", "中熟的品种"),
        ("他摸一摸铁架，看齿轮的磨损。", "齿轮", "一摸铁架"),
    ],
)
def test_phrase_is_whole(text, whole, torn):
    """A heading's phrase has what belongs to it, before and after, and no more."""
    found = _phrases(text)
    assert torn not in found
    assert whole in found


@settings(max_examples=60, deadline=None)
@given(st.text("的了和在新老水稻插秧机取消早自习每三月，。 AI", max_size=60))
def test_phrase_occurs_in_the_text(text):
    """Whatever the text, a phrase is a part of it, 了 left out, and has its length."""
    for phrase in phrases.find(tokenizer.words(text)):
        assert "".join(word.text for word in phrase.words) in text
        assert phrases.LEAST <= len(phrase.text) <= phrases.LONGEST


def test_person_or_word_alone_gives_way():
    """A person who does something lends the section no name where a thing can."""
    sections = [["林小满投进三分，林小满说皮球空心入网。制胜三分的投篮，让林小满沸腾。"], [MINE]]
    assert "林小满" not in _titles(sections)[0]


def test_sections_alike_get_different_titles():
    """Even the same section twice gets two titles."""
    found = _titles([[FARM], [FARM], [FARM]])
    assert all(one != other for one, other in pairwise(found))


def test_wordless_section_gets_its_number():
    """Where there is no phrase at all, the number stands in."""
    assert _titles([["啊啊啊。"], ["哦哦哦。"]]) == ["第1部分", "第2部分"]
