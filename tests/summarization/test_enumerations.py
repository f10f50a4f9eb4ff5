"""What an article counts up is said whole, or not at all."""

from __future__ import annotations

import pytest

from tingbao import summarization
from tingbao.model import Article, Byline, Section
from tingbao.summarization import enumerations, openings
from tingbao.summarization.clauses import segments

ANNOUNCED = (
    "星河电子27日披露年报，全年营业收入184.3亿元，同比增长6.2%。",
    (
        "对于利润下滑，公司解释称，主要有三个原因。一是存储芯片价格去年9月起大幅上涨，"
        "终端业务的单台成本平均增加42元；二是人民币汇率波动造成汇兑损失1.6亿元；"
        "三是越南新工厂处于产能爬坡阶段，全年亏损2.1亿元。"
    ),
    "公司拟每10股派发现金红利2.5元。研发投入达到13.4亿元。",
)
ARGUED = (
    "法院认为，应当看实际履行情况。首先，周某每天必须在上午10时前上线打卡，迟到扣款50元。",
    "公司还规定了请假的办法。其次，配送路线由系统统一指派，周某无权拒单。",
    "再次，公司按月向周某发放报酬，去年共发放6.2万元。",
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
    digest = summarization.condense(article(*parts), characters=characters)
    return [sentence.text for row in digest.sections for sentence in row]


def test_what_is_announced_comes_with_all_its_items():
    """Under no budget is a reason missing, nor said without being called one."""
    seen = set()
    for characters in range(20, 260, 5):
        text = "".join(said(ANNOUNCED, characters=characters))
        kept = [mark in text for mark in ("三个原因", "一是", "二是", "三是")]
        assert all(kept) or not any(kept)
        seen.add(all(kept))
    assert seen == {True, False}


def test_what_points_back_at_an_item_brings_all_of_them():
    """A sentence that leans on the enumeration cannot be said with the last item alone."""
    paragraphs = (*ANNOUNCED[:2], "其中最大的一项让公司全年损失了2.1亿元。", *ANNOUNCED[2:])
    for characters in range(20, 260, 5):
        text = "".join(said(paragraphs, characters=characters))
        if "最大的一项" in text:
            assert "三个原因" in text
            assert "一是" in text


def test_an_item_that_nobody_announced_loses_its_mark_without_its_siblings():
    """首先 is said only where 其次 and 再次 are said too."""
    for characters in range(20, 140, 4):
        texts = said(ARGUED, characters=characters)
        marks = [text[:2] for text in texts if text[:2] in {"首先", "其次", "再次"}]
        assert marks in ([], ["首先", "其次", "再次"])


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
    for characters in range(30, 130, 5):
        text = "".join(said(*parts, characters=characters))
        kept = [mark in text for mark in ("三个问题", "第一个", "第二个", "第三个")]
        assert all(kept) or not any(kept)
        seen.add(all(kept))
    assert seen == {True, False}


def test_of_what_is_too_long_for_a_briefing_items_are_said_without_their_marks():
    """开发公益性岗位 stands alone; 八条 is said with all of them only."""
    numerals, works = "一二三四五", ("稳岗返还", "扩岗补助", "创业贷款", "社区岗位", "技能培训")
    paragraphs = (
        "局长耿明远说，这次出台的措施共有五条。",
        *(
            f"{numeral}是扩大{work}的范围，由区县的窗口统一受理，对符合条件的{number}万家企业和个人"
            f"提高标准，预计全年投入资金{number}亿元，已经全部落实。"
            for numeral, work, number in zip(numerals, works, range(3, 8), strict=True)
        ),
    )
    most = []
    for characters in (60, 120, 200, 260, 400):
        texts = said(paragraphs, characters=characters)
        marked = [text for text in texts if text[1:3] == "是扩"]
        whole = "共有五条" in "".join(texts)
        assert len(marked) == (len(works) if whole else 0)
        most.append(len(texts))
    assert most[1] > 1
    assert most[-1] == len(paragraphs)


@pytest.mark.parametrize(
    "text",
    [
        "这次降雨有三个特点：持续时间长，局地强度大，落区重叠。",
        "第一条，没有看满一百天壁画，不许动手；第二条，能不动的地方，一下也不许动。",
        "他提出三点要求：加快进度，保证质量，注意安全。",
    ],
)
def test_within_a_sentence_no_item_goes(text):
    """An enumeration is one segment."""
    assert len(segments(text)) == 1


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
    assert text[openings.cut(text)[1] :] == stands


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
    found = enumerations.find(texts, [False] * len(texts))
    assert [one.places for one in found] == ([] if places is None else [places])
