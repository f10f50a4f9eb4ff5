"""Laws of the digest, whatever the article."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tingbao import summarization
from tingbao.model import Article, Byline, Section
from tingbao.summarization import openings

LEAD = "市水务局5日宣布，东湖水厂二期工程正式开工，总投资12.6亿元，2027年建成。"
NEWS = (
    LEAD + "该工程日供水能力30万吨。此外，水厂还将采用臭氧活性炭工艺。",
    "据介绍，一期工程于2015年投产，覆盖城东80万居民。水质合格率达到100%。",
    "为什么要建二期？因为城东人口五年增加了22万。",
    "居民周明问，老管网怎么办。因为水压要升高，老管网同步更换。",
    "“以后夏天不怕停水了。”居民李敏说。",
)


def article(*sections, title="东湖水厂二期工程开工"):
    """Make an article of tuples of paragraphs."""
    return Article(
        source="-",
        title=title,
        published=None,
        byline=Byline(),
        sections=tuple(Section(heading=None, paragraphs=paragraphs) for paragraphs in sections),
    )


def said(digest):
    """Give every text of a digest."""
    return [sentence.text for sentences in digest.sections for sentence in sentences]


def test_everything_keeps_everything():
    """Without a budget every letter of the article is in the digest."""
    text = "".join(said(summarization.condense(article(NEWS), characters=None)))
    assert sorted(filter(str.isalnum, text)) == sorted(filter(str.isalnum, "".join(NEWS)))


@pytest.mark.parametrize("characters", [40, 80, 120, 160])
def test_the_budget_holds(characters):
    """A digest is within its budget where a sentence a section fits into it."""
    digest = summarization.condense(article(NEWS), characters=characters)
    assert 0 < sum(map(summarization.size, said(digest))) <= characters


def test_sentences_are_in_order_and_traceable():
    """Each sentence names its place, and what is kept of it stands there in that order."""
    source = article(NEWS, NEWS[::-1])
    digest = summarization.condense(source, characters=200)
    for number, sentences in enumerate(digest.sections):
        places = [(one.paragraph, one.start) for one in sentences]
        assert all(a < b for a, b in pairwise(places))
        for one in sentences:
            assert one.section == number
            original = iter(
                source.sections[number].paragraphs[one.paragraph][one.start : one.end] + "。"
            )
            assert all(char in original for char in one.text)


def test_what_points_back_comes_with_what_it_points_at():
    """A sentence that opens with 该 is said only behind the sentence before it."""
    for characters in range(30, 200, 10):
        texts = said(summarization.condense(article(NEWS), characters=characters))
        for at, text in enumerate(texts):
            if text.startswith("该工程"):
                assert texts[at - 1].startswith("市水务局")


def test_a_question_is_said_only_with_its_answer():
    """A question never closes a section's digest or stands before anything but its answer."""
    asked = set()
    for characters in range(30, 260, 10):
        texts = said(summarization.condense(article(NEWS), characters=characters))
        for at, text in enumerate(texts):
            if text.endswith(("？", "怎么办。")):
                assert texts[at + 1].startswith("因为")
                asked.add(text)
    assert len(asked) > 1


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("为什么要建二期？", True),
        ("家长问，不能跑步的孩子怎么办。", True),
        ("访问，是这次行程的重点。", False),
        ("他问了三个人。", False),
    ],
)
def test_what_asks_for_the_next_sentence(text, asks):
    """A question that somebody tells is one too."""
    assert summarization.rank(article((text,))).units[0].asks == asks


@pytest.mark.parametrize(
    ("text", "fit"),
    [
        ("对于减少配额，渔民反应不一。", False),
        ("工商团体则有不同意见。", False),
        ("两家公司的收费标准不同。", True),
    ],
)
def test_that_opinions_differ_is_not_news(text, fit):
    """Which they are is."""
    assert summarization.rank(article((text,))).units[0].fit == fit


def test_an_answer_in_an_interview_comes_with_its_question():
    """纪岳：四百多次 is said only behind what he was asked."""
    asked = ("记者：你进过多少次火场？", "纪岳：真正烧起来的有四百多次，大多是在冬天。")
    source = article(("11月9日是全国消防日。", *asked, "烟比火跑得快，每秒三到五米。"))
    seen = set()
    for characters in range(15, 75, 5):
        texts = said(summarization.condense(source, characters=characters))
        kept = [any(text[:2] == part[:2] for text in texts) for part in asked]
        assert kept[0] == kept[1]
        seen.add(kept[0])
    assert seen == {True, False}


def test_a_salutation_is_not_news():
    """Whom a notice is addressed to is never chosen."""
    source = article(("各区人民政府，市政府各部门、各直属单位：", *NEWS))
    assert not any(
        "各区人民政府" in text for text in said(summarization.condense(source, characters=90))
    )


def test_a_verb_that_a_connective_leaves_alone_comes_with_its_subject():
    """因此，判决… is said of the court in the sentence before."""
    source = article(("法院认为，保存三十天超出了需要。", "因此，判决贺某将期限缩短到7天。"))
    for characters in range(12, 60, 4):
        texts = said(summarization.condense(source, characters=characters))
        assert not texts[0].startswith(("判决", "因此"))


def test_empty_lead_ins_go():
    """据介绍 tells a listener nothing."""
    texts = said(summarization.condense(article(NEWS), characters=160))
    assert not any(text.startswith("据介绍") for text in texts)


def test_nothing_is_said_twice():
    """The same sentence in two sections is chosen once where there is anything else."""
    digest = summarization.condense(article(NEWS, (LEAD, *NEWS[1:3])), characters=150)
    assert len({one.text for row in digest.sections for one in row}) == len(said(digest))


def test_a_pronoun_gives_way_to_the_speaker_it_means():
    """他 is put by name, so that the sentence stands wherever it is said."""
    source = article(
        (
            "研究员程金光说，新材料首次在液氮温区实现超导。",
            "压力可以调控结构。不过，他也坦言，距离应用还有10年。",
        )
    )
    texts = said(summarization.condense(source, characters=45))
    assert not any(text.startswith(("他", "不过，他")) for text in texts)
    ranking = summarization.rank(source)
    assert ranking.forms[-1][0] == "不过，程金光坦言，距离应用还有10年。"


def test_opening_kinds():
    """The table tells lead-ins and connectives apart."""
    assert openings.cut("据介绍，此外，他来了。") == (4, 7)


@pytest.mark.parametrize(
    ("text", "back"),
    [
        ("该工程开工。", True),
        ("两宗地块共计5亿元。", True),
        ("换了之后，用电降到每天1.4度。", True),
        ("老渔民认得它。", True),
        ("他的船在那1306条里面。", True),
        ("没有一头死于饥饿。", True),
        ("2021年他刚开始做记录。", True),
        ("四十年间，他走遍了全省。", True),
        ("与以往的装置不同，这种装置不用水。", True),
        ("和研究院一样，石窟设了数字中心。", True),
        ("邻县的情况也不例外。", True),
        ("学者则提醒，标准各地不一。", True),
        ("原则上不再批准。", False),
        ("外来的租客则住在楼上。", True),
        ("法院认为，该条款属于格式条款。", True),
        ("好消息是，其中九成是良性的。", True),
        ("全市有医院42家，其中三甲医院9家。", False),
        ("然而在海底，科学家测到了氧。", True),
        ("2021年印发的《供热办法》同时废止。", True),
        ("研究员程金光说，他在海上过了三年。", False),
        ("其实，水厂很大。", False),
        ("并购基金成立。", False),
        ("五十年来，全省建成水厂九座。", False),
    ],
)
def test_what_points_back(text, back):
    """It needs the sentence before it to be understood."""
    assert openings.points_back(text) == back


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.text(alphabet="水厂投资亿元。，；？“”这该0123（）的了是—", max_size=120),
        min_size=1,
        max_size=4,
    ),
    st.integers(1, 300),
)
def test_any_text_can_be_condensed(paragraphs, characters):
    """No text breaks the room, and every section with a letter in it is represented."""
    digest = summarization.condense(article(tuple(paragraphs)), characters=characters)
    if any(char.isalnum() for text in paragraphs for char in text):
        assert said(digest)
