"""Where the topic shifts, and what the parts are called."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.growing import ran

from tingbao.language.text import Text
from tingbao.segmentation import titles, topics

FARM = (
    "水稻的插秧期到了，农民把秧苗运到稻田，插秧机在水田里来回，每小时可以插秧五亩，稻田里一片新绿。"
)
MINE = "矿井的提升机更新之后，矿工下井的时间缩短一半，矿井里的瓦斯探测器每十秒传回数据。"
SHIP = "港口的集装箱吊装由远程操作，货轮靠港之后，吊车司机坐在屏幕前，港口的集装箱吞吐量增长一成。"
SENTENCE = st.text("的一是在人有我中这大国上来以说到和地要就出会", min_size=5, max_size=60).map(
    lambda text: f"{text}。"
)


def _joined(parts):
    return "".join(text for part in parts for text in part)


def test_borders_fall_between_topics():
    """Three topics in a row are three sections."""
    paragraphs = [text for text in (FARM, MINE, SHIP) for _ in range(6)]
    parts = topics.split(list(map(Text, paragraphs)))
    assert [set(part) for part in parts] == [{FARM}, {MINE}, {SHIP}]


def test_one_paragraph_is_split_as_well():
    """The same without paragraphs: the text is whole and the sections have their size."""
    text = FARM * 7 + MINE * 7 + SHIP * 7
    parts = topics.split([Text(text)])
    assert _joined(parts) == text
    assert len(parts) == 3
    assert all(len(part) == 1 for part in parts)


def test_short_article_is_one_section():
    """What is said in two minutes needs no chapters."""
    (part,) = topics.split([Text(FARM), Text(MINE)])
    assert part == (FARM, MINE)


def test_leaning_paragraph_starts_no_section():
    """A paragraph that begins with 此外 or 这 stays with the one before."""
    leaning = [f"此外，{FARM}", f"这是因为{MINE}", f"“{SHIP}”"]
    parts = topics.split(
        [Text(text) for pair in zip([FARM] * 3, leaning, strict=True) for text in pair] * 3
    )
    assert not any(part[0] in leaning for part in parts)


@settings(max_examples=60)
@given(st.lists(st.lists(SENTENCE, min_size=1, max_size=30).map("".join), min_size=1, max_size=12))
def test_split_keeps_every_character(paragraphs):
    """Nothing is lost or moved, and no section passes 900 characters."""
    parts = topics.split(list(map(Text, paragraphs)))
    assert _joined(parts) == "".join(paragraphs)
    assert all(part for part in parts)
    for part in parts if len(parts) > 1 else []:
        assert sum(map(len, part)) <= topics.LONGEST


def test_text_without_punctuation_is_split():
    """Even a text that never stops is cut into sections of bearable length."""
    text = "钱塘智慧城产业发展" * 3000
    parts = topics.split([Text(text)])
    assert _joined(parts) == text
    assert all(topics.SHORTEST <= sum(map(len, part)) <= topics.LONGEST for part in parts)


def test_titles_come_from_the_words_of_the_section():
    """A title is a clause of the section itself, is short, and no two are alike."""
    sections = [[FARM] * 3, [MINE] * 3, [SHIP] * 3]
    found = titles.entitle([list(map(Text, section)) for section in sections])
    assert len(set(found)) == len(found)
    for title, section in zip(found, sections, strict=True):
        assert title is None or titles.SHORTEST <= len(title) <= titles.LONGEST
        assert title is None or title in section[0]
    assert any(found)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("上半年，东湖公司净利润比去年大幅下降，他没解释。", "东湖公司净利润比去年大幅下降"),
        ("上半年，公司净利润下降三成，他对此没有解释。", None),
        ("北川市水务局的监测数据显示，水质变好了。", None),
        ("环保部门对东湖水厂提出明确要求。", "环保部门对东湖水厂提出明确要求"),
        ("北川中学学生人数减少到三百，老师也少了。", None),
        ("东湖水厂供应百万居民用水。", "东湖水厂供应百万居民用水"),
        ("东湖水厂供应百万居民。", None),
        ("专家说，这是好事。因为它，水厂二期工程开工了。", None),
        ("市水务局表示，将加强监管。", None),
        ("在城市的北部，东湖水厂每天供应百万居民。", "东湖水厂每天供应百万居民"),
        ("《条例》规定了三种情形：", None),
        ("为什么居民反对建厂？", None),
        ("方远、苏木连同今日判刑的四名被告，出席了听证。", None),
        ("图片编辑方远、苏木、商陆、顾长风", None),
        ("方远建议向东湖大桥建筑师授勋时，没有说明。", None),
        ("参观者可以在大桥模型的网面，看到桥墩。", None),
        ("东湖公司还以同样方式欺骗用户，警方说。", None),
        ("东湖公司就是全市最大的污染者，专家这样看。", None),
        ("东湖水厂每天向全市两百万居民供应饮用水源。", None),
    ],
)
def test_a_title_is_a_whole_clause(text, title):
    """It begins with its subject, has a verb, hangs on nothing outside, and is not short."""
    assert titles.entitle([[Text(text)]]) == [title]


def test_the_headline_is_no_title_again():
    """What the article is called names none of its parts."""
    text = "东湖水厂每天供应百万居民。东湖水厂每天供应百万居民。"
    assert titles.entitle([[Text(text)]], headline="东湖水厂每天供应百万居民") == [None]


def test_a_border_is_weighed_against_few_others():
    """However short the paragraphs are, one more costs no more than a bound."""
    articles = [[Text("记者")] * many for many in (300, 500)]
    topics.split(articles[0])  # what is made once
    few, many = (ran(lambda one=one: topics.split(one)) for one in articles)
    assert many - few <= (500 - 300) * 5000


def test_a_long_text_has_longer_units():
    """A text without paragraphs falls into a bounded number of parts, however short its clauses."""
    texts = [Text("甲，" * 4 * topics.MOST_UNITS)]
    assert 1 < len([*topics._units(texts, len(texts[0]) // topics.MOST_UNITS)]) <= topics.MOST_UNITS
