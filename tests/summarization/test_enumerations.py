"""What an article counts up is said whole, or not at all."""

from __future__ import annotations

import pytest

from tingbao import summarization
from tingbao.language.text import Text
from tingbao.model import Article, Byline, Section
from tingbao.summarization import enumerations, openings

ANNOUNCED = (
    "星河电子27日披露年报，全年营业收入184.3亿元，同比增长6.2%。",
    (
        "对于利润下滑，公司解释称，主要有三个原因。一是存储芯片价格去年9月起大幅上涨，"
        "终端业务的单台成本平均增加42元；二是人民币汇率波动造成汇兑损失1.6亿元；"
        "三是越南新工厂处于产能爬坡阶段，全年亏损2.1亿元。"
    ),
    "公司拟每10股派发现金红利2.5元。研发投入达到13.4亿元。",
)


def article(*parts):
    """Make an article of sections."""
    return Article(
        source="-",
        title="年报",
        published=None,
        byline=Byline(),
        sections=tuple(Section(heading=None, paragraphs=paragraphs) for paragraphs in parts),
    )


def said(*parts, characters):
    """Give what is said of sections under a budget."""
    digest = summarization.summarize(article(*parts), characters=characters)
    return [one.text for row in (digest.lead, *digest.sections) for one in row]


def test_what_is_announced_comes_with_all_its_items():
    """Under no budget is a reason missing, nor said without being called one."""
    seen = set()
    for characters in range(20, 320, 10):
        text = "".join(said(ANNOUNCED, characters=characters))
        kept = [mark in text for mark in ("三个原因", "一是", "二是", "三是")]
        assert all(kept) or not any(kept)
        seen.add(all(kept))
    assert seen == {True, False}


def test_items_in_other_sections_come_too():
    """A border between topics parts no enumeration."""
    parts = (
        (
            "外卖柜成了小区里的新矛盾。",
            "规矩要立住，应当回答三个问题。",
            "第一个问题是，谁来决定装不装。",
        ),
        ("第二个问题是，钱由谁出。", "骑手每天送五十单，光存柜就要花掉十几元。"),
        ("第三个问题是，出了事谁负责。", "去年一名孕妇吃坏了肚子，官司打了九个月。"),
    )
    seen = set()
    for characters in range(30, 150, 5):
        text = "".join(said(*parts, characters=characters))
        kept = [mark in text for mark in ("三个问题", "第一个", "第二个", "第三个")]
        assert all(kept) or not any(kept)
        seen.add(all(kept))
    assert seen == {True, False}


@pytest.mark.parametrize(
    ("text", "stands"),
    [
        ("1.离校学生应当在1月25日前离开宿舍。", "离校学生应当在1月25日前离开宿舍。"),
        ("（三）各单位应当在放假前完成考试。", "各单位应当在放假前完成考试。"),
        ("第二，换人起到了作用。", "换人起到了作用。"),
        ("关于第二个焦点，法院指出，平台有义务监督。", "法院指出，平台有义务监督。"),
        ("一是价格优势。", "一是价格优势。"),
        ("1.5万人参加了活动。", "1.5万人参加了活动。"),
        ("3、4月份是淡季。", "3、4月份是淡季。"),
        ("第一季度增长8%。", "第一季度增长8%。"),
        ("一二审均已判决。", "一二审均已判决。"),
    ],
)
def test_a_number_in_a_list_is_no_word_of_the_sentence(text, stands):
    """It goes where a sentence stands without it; a figure never goes."""
    assert text[openings.cut(Text(text))[1] :] == stands


@pytest.mark.parametrize(
    ("texts", "places"),
    [
        (("主要有三个原因。", "一是贵。", "油价涨了。", "二是远。", "三是慢。"), (0, 1, 3, 4)),
        (("措施包括：一是减税。", "二是降费。"), (0, 1)),
        (("不予退费：", "（一）擅自改动设施的；", "（二）拒绝测温的。", "用户有异议。"), (0, 1, 2)),
        (("记者算了三本账。", "第一本是果农的账。", "第二本是客商的账。"), (0, 1, 2)),
        (("材料如下：", "准考证由学校发放。"), None),
        (("三家公司到场。", "一是一，二是二。"), None),
        (("天气很好。", "一要看的是雨量。"), None),
    ],
)
def test_items_are_found_in_order(texts, places):
    """Sentences between two items are none; what stands alone counts up nothing."""
    found = enumerations.find(texts)
    assert [one.places for one in found] == ([] if places is None else [places])
