"""Where the topic shifts, and what the parts are called."""

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from tingbao import segmenting
from tingbao.sections import titles, topics

FARM = (
    "水稻的插秧期到了，农民把秧苗运到稻田，插秧机在水田里来回，每小时可以插秧五亩，稻田里一片新绿。"
)
MINE = "矿井的提升机更新之后，矿工下井的时间缩短一半，矿井里的瓦斯探测器每十秒传回数据。"
SHIP = "港口的集装箱吊装由远程操作，货轮靠港之后，吊车司机坐在屏幕前，港口的集装箱吞吐量增长一成。"
SENTENCE = st.text("的一是在人有我中这大国上来以说到和地要就出会", min_size=5, max_size=60).map(
    lambda text: f"{text}。"
)


def _titles(sections):
    return titles.entitle([[segmenting.words(text) for text in part] for part in sections])


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
        assert len(title) <= titles.LONGEST_TITLE
        assert all(part in section[0] for part in title.split("与"))
        assert not section[0].startswith(title)


def test_sections_alike_get_different_titles():
    """Even the same section twice gets two titles."""
    found = _titles([[FARM], [FARM], [FARM]])
    assert all(one != other for one, other in pairwise(found))


def test_wordless_section_gets_its_number():
    """Where there is no phrase at all, the number stands in."""
    assert _titles([["啊啊啊。"], ["哦哦哦。"]]) == ["第1部分", "第2部分"]
