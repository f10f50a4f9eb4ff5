"""Where sentences end."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tingbao.language.text import Text

CASES = {
    "一句。两句！三句？": ["一句。", "两句！", "三句？"],
    "他说：“真快。我们放心！”随后离开。": ["他说：“真快。我们放心！”", "随后离开。"],
    "“真是快！”负责人点赞道,“以前要两个月。”": ["“真是快！”负责人点赞道,“以前要两个月。”"],
    "“零下10度也能穿……”下午3点,直播间热闹。": ["“零下10度也能穿……”下午3点,直播间热闹。"],
    "“渠修好了。”南州大学水利学院院长林国平在“节水周”会上表示，明年再修。": [
        "“渠修好了。”南州大学水利学院院长林国平在“节水周”会上表示，明年再修。"
    ],
    "不只是咖啡，从辽宁的海胆到四川的鱼子酱……洋美味越来越多。后来呢？": [
        "不只是咖啡，从辽宁的海胆到四川的鱼子酱……洋美味越来越多。",
        "后来呢？",
    ],
    "一切都变了……后来呢？": ["一切都变了……", "后来呢？"],
    "增长3.5%。其中A股涨1.2%": ["增长3.5%。", "其中A股涨1.2%"],
    "“没有关上的引号。后面一句。": ["“没有关上的引号。", "后面一句。"],
    "他们让Northwind Corp. Systems换系统。随后离开。": [
        "他们让Northwind Corp. Systems换系统。",
        "随后离开。",
    ],
    "由Foo Inc. 运营，由Bar Co., Ltd. 生产。随后离开。": [
        "由Foo Inc. 运营，由Bar Co., Ltd. 生产。",
        "随后离开。",
    ],
    "P. LEAGUE开赛。U.S. Steel和J. K. Rowling来了。": [
        "P. LEAGUE开赛。",
        "U.S. Steel和J. K. Rowling来了。",
    ],
    "St. Louis的Dr. Smith是No. 1。随后离开。": [
        "St. Louis的Dr. Smith是No. 1。",
        "随后离开。",
    ],
    "We are in U.S. It is big.": ["We are in U.S.", "It is big."],
    "He got an A. He was happy.": ["He got an A.", "He was happy."],
    "I said No. He left.": ["I said No.", "He left."],
    "George W. Bush left. J. K. Rowling wrote.": ["George W. Bush left.", "J. K. Rowling wrote."],
    "这是方案B. Plan很好。": ["这是方案B.", "Plan很好。"],
    "公司叫Foo Inc. 他说很好。": ["公司叫Foo Inc.", "他说很好。"],
    "他创办了Foo Ltd. 今年上市。": ["他创办了Foo Ltd.", "今年上市。"],
    "他创办了Foo Inc. 随后离开。": ["他创办了Foo Inc.", "随后离开。"],
    "He works at Foo Inc. It is big.": ["He works at Foo Inc.", "It is big."],
    "这是计划B. 然后走。": ["这是计划B.", "然后走。"],
    "他用的是苹果. iPhone卖得好。": ["他用的是苹果.", "iPhone卖得好。"],
    "It rained. He left.": ["It rained.", "He left."],
    "用的是Linux. 明年再换。": ["用的是Linux.", "明年再换。"],
    "（注：见表。）正文开始。": ["（注：见表。）正文开始。"],
    "。。。": [],
    "": [],
}


@pytest.mark.parametrize(("paragraph", "sentences"), CASES.items())
def test_a_mark_ends_a_sentence_unless_its_quotation_goes_on(paragraph, sentences):
    """Terminal marks end sentences, not those inside a quotation that is being attributed."""
    assert [paragraph[start:end] for start, end in Text(paragraph).sentences] == sentences


@given(st.text(alphabet="他说好的。！？；，“”「」（）…\"'. \n3", max_size=80))
def test_units_are_ordered_apart_and_lose_no_letter(paragraph):
    """Units never overlap, and every letter and digit belongs to one."""
    spans = Text(paragraph).sentences
    last = 0
    for start, end in spans:
        assert last <= start < end
        last = end
    said = "".join(paragraph[start:end] for start, end in spans)
    assert [c for c in said if c.isalnum()] == [c for c in paragraph if c.isalnum()]


def test_an_address_is_never_parted():
    """The ? of a URL ends no sentence."""
    text = "官网是https://example.com/mate?id=1&x=2;y=3。明天开放。"
    assert [text[start:end] for start, end in Text(text).sentences] == [text[:-5], "明天开放。"]
