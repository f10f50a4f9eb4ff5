"""Credit lines."""

import pytest

from tingbao.sources import bylines


@pytest.mark.parametrize(
    ("line", "source", "author", "editor"),
    [
        (
            "来源:杭州日报 作者:文/李婷婷 王禹舜 李岚 编辑:程慧雨",
            "杭州日报",
            "李婷婷 王禹舜 李岚",
            "程慧雨",
        ),
        ("本文来源：半岛晨报(沈阳)", "半岛晨报", "", ""),
        ("2023-05-05 08:09:33 来源：新华网", "新华网", "", ""),
        ("2023年05月05日08:09 | 来源：人民网－人民日报", "人民网－人民日报", "", ""),
        ("（责任编辑：张三、李四）", "", "", "张三 李四"),
        ("来源： 南州大学新闻网　发稿时间：2023-02-08 14:40", "南州大学新闻网", "", ""),
        ("本报记者 王小明 南州报道", "", "王小明", ""),
        ("作者：李强 张博文", "", "李强 张博文", ""),
        ("作者：张三 李四报道", "", "张三 李四", ""),
        ("作者：（新华社记者 王小明", "", "王小明", ""),
        ("[责编：王五]", "", "", "王五"),
        ("作者丨赵小鹿　编辑丨孙瑞", "", "赵小鹿", "孙瑞"),
        ("文/本报记者 钱多 图/周正", "", "钱多", ""),
        ("文 | 吴非", "", "吴非", ""),
        ("本报记者 郑和 通讯员 冯唐", "", "郑和 冯唐", ""),
        ("新华社记者陈诚、褚人", "新华社", "陈诚 褚人", ""),
        ("作者：江宁公安分局", "", "江宁公安分局", ""),  # an institution is no two people
        ("作者：万科集团财务部", "", "万科集团财务部", ""),
        ("潮新闻客户端 记者 蒋干", "潮新闻客户端", "蒋干", ""),
        ("文字：柏舟", "", "柏舟", ""),
        ("记者 康悦、摄", "", "康悦", ""),
        ("【港都日報記者林家豪／台北報導】", "港都日報", "林家豪", ""),
        ("发布部门：交通局 发布时间：2018年11月19日", "", "", ""),
        ("稿源：北川晚报", "北川晚报", "", ""),
        ("南州传媒 北川组 2015-10-06 09:42:40", "南州传媒", "", ""),
        ("南州新闻 王小明 2017-08-24", "南州新闻", "王小明", ""),
        ("ab 2017-11-18 12:04:01", "", "", ""),  # who put it on the page
        ("【发布日期】2020-5-9", "", "", ""),
        ("作者：观潮网 方远", "", "方远", ""),  # the outlet is no author beside its people
        ("責任編輯：許柏鈞", "", "", "許柏鈞"),
        ("一审：韩愈 二审：柳宗 三审：欧阳", "", "", ""),
        ("发布时间：2023-05-05　浏览次数：88 次　字号：[大 中 小]", "", "", ""),
        ("明州日报 2025-11-04", "明州日报", "", ""),
        (
            "南州新聞 | 港聞 | 鄧文盈 | 2017-11-28 （更新 2017-11-29）",
            "南州新聞",
            "鄧文盈",
            "",
        ),
        ("顏明明　NOWnews　2017-02-09", "NOWnews", "顏明明", ""),
        ("作者：帕布罗·乌卓亚（Pablo Uchoa） BBC国际部", "", "帕布罗·乌卓亚", ""),
        ("作者：Andreas Spaeth", "", "Andreas Spaeth", ""),
        ("本报记者 王 明 李小明", "", "王明 李小明", ""),  # set as wide as three characters
        ("地方中心王小明／南州報導", "", "王小明", ""),
        ("地方中心王小明／高雄報導", "", "王小明", ""),
        ("王小明／綜合報導", "", "王小明", ""),
        ("高雄／綜合報導", "", "", ""),
        ("高雄／陳大文報導", "", "陳大文", ""),  # before the name stands the place
        ("江苏／李小明报道", "", "李小明", ""),
        ("财经组金华／李小明报道", "", "李小明", ""),
        ("財經 2026-11-24 08:20", "", "", ""),
        ("南州市东湖区融合发展新闻网 2026-11-24", "南州市东湖区融合发展新闻网", "", ""),
        ("互联网　2026-11-24 08:20:35", "", "", ""),  # a channel, and no outlet
        ("新闻 2026-11-24 08:20", "", "", ""),
        ("原创 2026-11-24 08:20", "", "", ""),
    ],
)
def test_credit_line_is_read(line, source, author, editor):
    """Labels in all their forms fill the byline; 文/ and titles are no part of a name."""
    credit = bylines.parse(line)
    assert credit is not None
    assert (credit.byline.source, credit.byline.author, credit.byline.editor) == (
        source,
        author,
        editor,
    )


@pytest.mark.parametrize(
    "line",
    [
        "来源：据统计，去年全市新增企业三千家。",
        "作者认为，这一现象值得关注",
        "记者了解到",
        "编辑部的故事",
        "资金来源于财政拨款和社会捐赠，使用情况接受监督",
        "文明城市创建",
        "三大产业“聚木成林” 托起“高新”梦",
        "时间就是金钱",
        "图书馆 开放到深夜",
        "东湖运动会 开幕 2024-05-01",
        "周明 北京 2026-12-01",
        "股价 大跌 2026-11-28 09:30",
        "国足 日本 2026-11-28 19:30",
        "",
        "。。。",
    ],
)
def test_other_lines_are_no_credits(line):
    """A line that merely has such a word is body, however short."""
    assert bylines.parse(line) is None


def test_line_of_a_time_and_names_is_no_prose():
    """What a platform writes under a headline is a credit; a dated sentence is none."""
    assert bylines.parse("2020-06-05 20:35 叨叨姐胡一刀").published is not None
    assert bylines.parse("健康南州　2026-11-19 10:12").byline.source == "健康南州"
    assert bylines.parse("2022-11-10　军事").published is not None
    assert bylines.parse("2019年10月15日，沈阳，在八一公园晨练的老年人") is None
    assert bylines.parse("2025年3月3日 14:22 时，列车到站，旅客下车") is None


@pytest.mark.parametrize(
    ("note", "outlet"),
    [
        ("编者按：本文来自观潮科技，审校 金鹿。", "观潮科技"),
        ("（本文经授权转自微信公众号：观潮评论。）", "观潮评论"),
        ("原文来自觀潮公众号，作者方远。", "觀潮"),
        ("出自 NZ ：大桥通车", "NZ"),
        ("本文来自网络，侵删", ""),
        ("他说，论文出自清华大学。", ""),
        ("来自南州的消息说，大桥通车。", ""),
    ],
)
def test_a_note_says_from_where_an_article_is_taken(note, outlet):
    """Law: 本文来自 and the like name an outlet, if they stand alone or speak of this text."""
    assert bylines.drawn(note) == outlet


@pytest.mark.parametrize(
    ("author", "outlet"),
    [
        ("觀潮新聞記者", "觀潮新聞"),
        ("(臺)中央社CNA", "中央社"),
        ("南州日报", "南州日报"),
        ("谭青", ""),
        ("南州日报社长谭青", ""),
    ],
)
def test_an_outlet_that_signs_as_author_is_one(author, outlet):
    """Law: an outlet's name with its staff, place or initials is no person's."""
    assert bylines.signs(author) == outlet


@pytest.mark.parametrize(
    ("address", "outlet"),
    [
        ("https://www.bbc.com/zhongwen/simp/world-54437292", "BBC中文网"),
        ("https://m.cnbeta.com.tw/wap/view/1541300.htm", "cnBeta"),
        ("http://web.archive.org/web/2019/https://www.hkcnews.com/article/1", "眾新聞"),
        ("https://example.org/news.cn/1", ""),
        ("https://notnews.cn/1", ""),
        ("news/1.html", ""),
    ],
)
def test_an_address_names_the_outlet_at_its_host(address, outlet):
    """Law: a host of a known outlet, or one below it, names it; of an archived page its own."""
    assert bylines.of_address(address) == outlet


@pytest.mark.parametrize("stated", ["綜合", "Kaleo", "admin", "未知"])
def test_what_is_no_person_is_no_author(stated):
    """Law: neither a word for nobody nor a single word in Latin letters is who wrote it."""
    assert not bylines.names(stated)
    assert bylines.names("Andreas Spaeth") == "Andreas Spaeth"


def test_a_name_behind_a_ring_signs():
    """Law: a name behind a ring alone in its line is who wrote it, no furniture."""
    credit = bylines.parse("　◎李明")
    assert credit
    assert credit.byline.author == "李明"
    assert not bylines.parse("◎李明今天来到东湖")
    assert bylines.names("张三○李四") == "张三 李四"


@pytest.mark.parametrize(
    ("line", "outlet"),
    [
        ("来源：南州日报，2026年11月19日，第3版", "南州日报"),
        ("来源：南州日报、北川晚报、东湖网", ""),
        ("来源：南州网-文化频道", "南州网"),
        ("国内新闻 南州日报 2026-11-19 10:12", "南州日报"),
        ("来源：南州军网-北川日报", "南州军网-北川日报"),
    ],
)
def test_of_what_a_source_lists_outlets_count(line, outlet):
    """Law: a page and a day beside an outlet are none; of many outlets none is the source."""
    assert bylines.one_outlet(bylines.parse(line).byline).source == outlet


@pytest.mark.parametrize("author", ["张三，系某大学教授", "儿科主任医师 张三"])
def test_what_a_person_is_is_no_name(author):
    """Law: beside a person what is longer than a name is none."""
    assert bylines.names(author) == "张三"
    assert bylines.names("张三 欧阳明月 克劳迪娅·哈蒙德") == "张三 欧阳明月 克劳迪娅·哈蒙德"


@pytest.mark.parametrize(
    "line", ["# 编辑：一个消失的职业", "编辑：张三", "视频 巴黎开幕", "寻找真凶 记者 张三"]
)
def test_a_headline_that_has_a_label_s_word_stays(line):
    """Law: credits behind a headline have a colon and a name, and leave a headline."""
    assert bylines.uncredited(line) == line
    assert bylines.uncredited("寻找真凶 记者：张三") == "寻找真凶"


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("党内新闻 2026-11-19", ""),
        ("2026-11-19　时事新闻", ""),
        ("來源：國際新聞 2026-11-19", ""),
        ("法治要闻 张三 2026-11-19", "张三"),
    ],
)
def test_a_part_of_the_news_is_no_outlet(line, author):
    """Law: a column's name beside the day names nobody, and the day counts."""
    credit = bylines.parse(line)
    assert (credit.byline.source, credit.byline.author) == ("", author)
    assert str(credit.published) == "2026-11-19 00:00:00"
