"""What speaks for a paragraph's being of the page."""

import pytest

from tingbao.language.simplified import simplified
from tingbao.sources import evidence, text

RUNNING = "交通部门昨天宣布，大桥今年十月通车，两岸往来只需五分钟。"


@pytest.mark.parametrize(
    "line",
    [
        "发展历程",
        "最新消息",
        "2016-07-28 21:46 admin 阅读 2",
        "Feed enhanced by Better Feed",
        "来源：本站原创 标签：高铁 浏览：8",
        "水价听证会今天举行 2026-05-10 13:10",
    ],
)
def test_an_open_line_outside_the_text_is_of_the_page(line):
    """Law: above or below all running text no word is needed, within it some are."""
    assert evidence.is_furniture(line, outside=True)
    assert not evidence.is_furniture(RUNNING, outside=True)


@pytest.mark.parametrize("line", ["免费体检", "一、本公告自五月一日起执行", "时间：五月五日上午"])
def test_what_is_listed_says_something_outside_the_text(line):
    """Law: an item, a number and a fact with its name are no menu."""
    assert not evidence.is_furniture(line, outside=True, item=line == "免费体检")


@pytest.mark.parametrize("line", ["视频走红之后", "记者的一天", "老人的用药安全", "两岸五分钟"])
def test_a_short_line_within_the_text_may_be_a_heading(line):
    """Law: neither shortness nor one word of the trade makes a line of the page."""
    assert not evidence.is_furniture(line)


def test_a_call_to_follow_is_no_headline():
    """Law: who asks readers to follow tells nothing, in whatever tone."""
    for end in ("", "！"):
        assert evidence.is_furniture(f"点击上方“南州日报”可快速关注哦{end}", heading=True)


def test_the_more_it_tells_the_less_it_is_of_the_page():
    """Law: of two paragraphs of the same words the longer is the article's, in either script."""
    notice = "未經授權，不得轉載，版權歸本站所有。"
    for written in (notice, simplified(notice)):
        assert evidence.is_furniture(written)
        assert not evidence.is_furniture(RUNNING * 4 + written)


@pytest.mark.parametrize(
    "sentence",
    [
        "上图东馆开放两年，累计接待读者五百万人次。",
        "市民服务热线12345负责人介绍：全年接听来电300万件，办结率99%。",
        "请登录12306网站购票，车票15日起发售。",
        "请关注天气变化，沿江居民今晚做好防汛准备。",
        "本平台今年处理投诉三万件，其中两万件已经办结。",
        "明确数据的法律属性，是立法的关键，各方还在商量。",
        "转载量居首的报道被法院认定侵权，原告获赔十万元。",
        "新规要求，未经授权不得转载、编译本网原创作品。",
        "用户登录小程序，扫码即可投稿，热线同步开通。",
        "本平台负责人说：“今年处理投诉三万件，其中两万件已经办结。”",
    ],
)
def test_a_sentence_amid_running_text_is_told(sentence):
    """Law: words of the trade do not suffice against a sentence between two of running text."""
    lines = ["大桥通车", RUNNING, sentence, RUNNING[6:]]
    assert sentence in text.read("\n".join(lines), source="-").texts


@pytest.mark.parametrize(
    "line",
    ["图为市民在新桥上合影，身后是旧桥。", "本文版权归本站所有，未经授权，不得转载。"],
)
def test_captions_and_notices_amid_running_text_are_of_the_page(line):
    """Law: a picture stands amid the text, and what is full of the trade's words is no news."""
    assert evidence.is_furniture(line, amid=True)


def test_a_menu_is_of_the_page_however_long():
    """Law: words between blanks that no sentence ends are no text; what ends tells something."""
    menu = "首页 登录 记住密码 | 要闻 时政 法治 国际 " * 12
    assert evidence.is_furniture(menu)
    assert not evidence.is_furniture(f"{menu}大桥昨天通车。")


@pytest.mark.parametrize("between", [" ", "、", "|", " | ", "，", "·", "\u3000"])
def test_a_row_of_outlets_is_of_the_page(between):
    """Law: names of outlets and little else are links, whatever stands between; people are not."""
    outlets = ["新华社", "人民日报", "央视新闻", "南方周末", "东湖网", "界面新闻"] * 3
    row = between.join(outlets)
    assert row not in text.read(f"大桥通车\n{RUNNING}\n{row}\n{RUNNING[6:]}", source="-").texts
    for told in (
        ["张小三", "李小四", "王小五"],
        outlets[:4],
        ["电台", "旅行社", "网", "报", "阳台"],
        ["新华社", "人民日报等媒体报道了通车"],
    ):
        assert not evidence.is_furniture(between.join(told))


def test_numerals_alone_are_wordless_only_as_a_number():
    """Law: a line that numbers something is of the page, one that names a plan is not."""
    for number in ("十二", "（一）", "III", "Part IV", "01"):
        assert evidence.is_furniture(number, heading=True)
    for name in ("十五五", "AI", "VIXX与听众", "X", "V", "VI"):
        assert not evidence.is_furniture(name, heading=True)


def test_each_weight_is_of_evidence_that_is_found():
    """Law: nothing stands in the table that no line shows."""
    lines = [
        "（相关报道，请见三版）",
        "A",
        "▲图为桥。王小明 摄",
        "新桥（左）",
        "扫码关注",
        "标签：桥",
        "时间：9点",
        "1、桥",
    ]
    lines += [
        "新华社 人民日报 东湖网 央视新闻 界面新闻",
        "http://a.cn/b",
        "甲 乙 2026-05-10",
        "【详细】",
        "©",
        "本文来自东湖网",
        "。" * 4,
    ]
    shown = set().union(*(evidence.weigh(line, outside=True, item=True) for line in lines))
    shown |= {*evidence.weigh(RUNNING, amid=True)}
    assert shown == {name for name, _, _ in evidence._evidence()}
