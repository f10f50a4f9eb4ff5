"""What surrounds an article."""

import io

import pytest

from tingbao import sources
from tingbao.language import tables
from tingbao.sources import boilerplate, evidence
from tingbao.sources.outline import Block


@pytest.mark.parametrize(
    "line",
    [
        "图为钱塘智慧城全景。",
        "图①：选手在起跑线上。",
        "5月4日，工人在生产线上作业。新华社记者 张三 摄",
        "（资料图片）",
        "受访者供图",
        "图源：视觉中国",
        "图2.水厂的进水口",
        "▲ 新建成的跨江大桥",
        "版权声明：凡本网注明来源的作品，未经授权不得转载。",
        "未经授权不得转载",
        "Copyright © 2001-2025 某某网",
        "转载请注明出处",
        "长按识别二维码，关注我们",
        "扫描下方二维码关注“健康北川”公众号",
        "点击上方蓝字关注我们",
        "欢迎关注本公众号",
        "阅读原文",
        "（完）",
        "上一篇：某某新闻",
        "当前位置：首页 > 新闻 > 正文",
        "* * *",
        "————",
        "（原标题：某某）",
        "01",
        "一",
        "（二）",
        "（策划/方远 设计/苏木 审核/钱多）",
        "注：红线为大车路线，蓝线为小车路线。",
        "编者按：本报今起刊发系列报道，讲述护河人的故事。",
        "倒塌的仓库 图自东湖新闻",
        "本站提到的商标属于各自的所有人所有，内容版权归本站所有。",
        "请加入成为东湖新闻的月费订户，长期支持我们的工作。",
        "月费订户 网址：donghu.com/about/#subscribe",
        "https://donghu.com/2026/1119.html2026-11-19来源：东湖网编辑：钱多",
        "调整作业时间的通知，图片由清洁工提供",
        "Dogs and Cats，图片来源：东湖画廊",
        "图｜队员乘巴士抵达码头（图片来自东湖网）",
        "扫码订阅精选邮件，看到真实的世界",
        "东湖书店原创文章，转载请申请授权",
        "作者简介：方远，土木工程师，毕业于东湖大学，从事基建二十年。",
        "（本文经授权转自微信公众号：东湖评论。）",
        "3、凡本网注明来源为东湖网的作品，均转载自其它媒体。",
        "东湖报料热线﹕news@donghu.com/ 9181 4676",
        "年度人物评选火热进行中！【点击投票】选出你心目中的人物",
        "（根据受访者要求，文中部分人名使用化名。）",
        "文中人物均为化名",
    ],
)
def test_furniture_is_known(line):
    """Captions, notices, QR codes and the like are no article."""
    assert evidence.is_furniture(line)


@pytest.mark.parametrize(
    "line",
    [
        "图书馆里坐满了人。",
        "图为什么会说话？研究人员用眼动仪做了一次实验。",
        "市民扫描二维码即可预约，全程不超过三分钟。",
        "法院认为，被告未经授权转载原告的作品，侵犯了信息网络传播权，判决赔偿三万元。",
        "版权登记数量去年增长了两成。",
        "检方将依法追究其刑事责任，本报将继续关注。",
        "所有会员国一致通过了这项决议，要求立即停火。",
        "成为欧盟会员，是这个国家二十年来的目标。",
        "法院判决，涉案商标属于东湖公司所有，河西公司须立即停止使用。",
        "左边为市政府大楼",
        "左侧为快车道，右侧为公交专用道，中间设有隔离带。",
        "他说，成为会员，意味着承担同样的义务。",
        "他在这里拍摄了二十年，照片记录了城市的变迁。",
        "关注老人的用药安全，是社区医生的日常。",
        "相关阅读材料由学校统一发放，学生不必购买。",
        "下一篇章如何书写，要看年轻人。",
        "完成投资三亿元",
        "首页改版之后，访问量增加了一倍。",
        "更多的人选择骑车上班。",
        "收藏家王先生捐出了四十件瓷器。",
        "广告法修订草案公开征求意见",
        "受害人拨打了报料热线96111，警方随后赶到现场。",
        "出自名家之手的两幅画作，昨天在东湖美术馆展出。",
        "资料都能在网站donghu.com查到，市民不必再跑窗口。",
        "他把展览的照片整理成册，图片由市档案馆永久保存。",
        "本文作者之一方远说，实验还要重复。",
        "作者简介写得太长，读者没有耐心看完。",
        "X光检查室",
        "#南州新规今日出台",
        "他在本文里没有用真名，他说，这是为了家人。",
    ],
)
def test_prose_that_mentions_such_words_stays(line):
    """A paragraph that only mentions such words is body."""
    assert not evidence.is_furniture(line)


PARTS = [f"第{n}项工程已经完工，工人们正在清理现场，{n}月底前恢复通行。" for n in "一二三四五六"]


def _cleared(lines):
    return [one.text for one in boilerplate.clear([Block(text=line) for line in lines])]


def test_what_another_paragraph_says_is_said_once():
    """Law: a quotation in large letters or a lead below a film is not heard again."""
    pulled = PARTS[3]
    assert _cleared([PARTS[5], *PARTS[:3], pulled, f"{pulled}方远说。", *PARTS[4:]]) == [
        *PARTS[:3],
        f"{pulled}方远说。",
        *PARTS[4:],
    ]


def test_a_refrain_stays():
    """Where much comes again it is meant to be heard."""
    lines = [PARTS[0], PARTS[1], PARTS[0], PARTS[2], PARTS[0]]
    assert _cleared(lines) == lines


def test_beginnings_of_other_articles_are_left_out():
    """Law: what breaks off below the article, with its heading, is of another one."""
    blocks = [Block(text=line) for line in PARTS]
    teasers = [
        Block(text="另一座桥开工", level=2),
        Block(text="交通部门负责人昨天到工地，为工人带去了慰问品..."),
    ]
    assert boilerplate.clear([*blocks, *teasers, Block(text="留言", level=2)]) == blocks
    assert _cleared([*PARTS[:2], "他说了一半，停住了，望着窗外的河水...", PARTS[2]])[2] != PARTS[2]


@pytest.mark.parametrize(
    "end",
    [
        [Block(text="他望着河水，好像什么都明白了..."), Block(text="日子一天天好起来...")],
        [Block(text="尾声", level=2), Block(text="日子一天天好起来...")],
        [Block(text="他一个人坐在桥头，望着河水..."), Block(text="留言", level=2)],
        [Block(text="尾声", level=2), Block(text="河水向东流，" * 12 + "望着河水...")],
        [
            Block(text="尾声", level=2),
            Block(text="他回来了。"),
            Block(text="他望着河水，没有说话..."),
        ],
    ],
)
def test_an_article_that_ends_in_dots_is_told_to_its_end(end):
    """Law: what breaks off is another article's only when short, and alone below its heading."""
    blocks = [*(Block(text=line) for line in PARTS), *end]
    assert boilerplate.clear(blocks) == blocks


@pytest.mark.parametrize("tags", ["#东湖 #大桥", "#东湖大桥#", "#东湖# #大桥#"])
def test_tags_are_left_out_below_the_article(tags):
    """Law: several, or one that is closed; above the middle they say what it is about."""
    assert _cleared([*PARTS, tags]) == PARTS
    above = [tags, *PARTS]
    assert [
        one.text
        for one in boilerplate.clear(
            [Block(text=one, level=2) if one == tags else Block(text=one) for one in above]
        )
    ] == above


def test_a_heading_with_a_sign_for_tags_stays():
    """Law: #标题 without a blank is a line of the article, wherever it stands."""
    lines = ["#南州新规今日出台", *PARTS[:4], "#新规的内容", *PARTS[4:]]
    article = sources.read("-", stdin=io.BytesIO("\n\n".join(lines).encode()))
    assert article.title == "南州新规今日出台"
    assert "#新规的内容" in article.texts


def test_titles_with_their_times_are_links():
    """Law: below the article a title with day and hour behind it leads to another one."""
    links = [
        "大桥通车首日车流平稳 市民点赞 2026-05-10 15:00:00",
        "水价听证会今天举行 2026-05-10 13:10",
    ]
    assert _cleared([*PARTS, *links]) == PARTS


def test_what_is_about_the_author_ends_the_article():
    """Law: near the end a heading such as 作者简介 opens what is no news; in the middle it does."""
    about = [Block(text="方远 简历", level=2), Block(text="生于东湖，毕业于东湖大学。")]
    blocks = [Block(text=line) for line in PARTS]
    assert boilerplate.clear([*blocks, *about]) == blocks
    assert len(boilerplate.clear([blocks[0], *about, *blocks[1:]])) == len(blocks) + 2


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("大桥今天通车。(完) 【编辑:方远】", "大桥今天通车。"),
        ("大桥今天通车。#大桥#东湖", "大桥今天通车。"),
        ("大桥今天通车，引起关注。#", "大桥今天通车，引起关注。"),
        ("“这是一个新起点”。返回东湖网，查看更多", "“这是一个新起点”。"),
        ("整治仍将持续。返回东湖网首页>>", "整治仍将持续。"),
        ("他学的是C#。", "他学的是C#。"),
    ],
)
def test_what_is_glued_to_the_last_sentence_goes(text, left):
    """An editor, tags and a way back to the site stand behind the last sentence of a page."""
    article = sources.read("-", stdin=io.BytesIO(f"大桥\n\n{PARTS[0]}\n\n{text}".encode()))
    assert article.texts[-1] == left


def test_links_end_at_the_next_prose():
    """A list of links goes with its titles; a paragraph after it stays."""
    lines = ["正文在此。", "相关阅读", "某地发布新规", "一图读懂", "这一段是正文，它有完整的句子。"]
    kept = boilerplate.clear([Block(text=line) for line in lines])
    assert [block.text for block in kept] == [lines[0], lines[4]]


def test_background_under_a_link_title_stays():
    """Newspapers print prose under 相关链接; it is kept, its title as well."""
    lines = ["正文在此。", "相关链接", "所谓碳汇，是指森林吸收并储存二氧化碳的能力。"]
    kept = boilerplate.clear([Block(text=line) for line in lines])
    assert [block.text for block in kept] == lines


@pytest.mark.parametrize(
    ("text", "rest", "source", "author"),
    [
        (
            "本报讯（记者 谭青 通讯员 贺立春）省气象台发布预警。",
            "省气象台发布预警。",
            "",
            "谭青 贺立春",
        ),
        ("本报讯 昨日，全市气温骤降。", "昨日，全市气温骤降。", "", ""),
        ("（记者 王和）全市气温骤降。", "全市气温骤降。", "", "王和"),
        ("（记者萧辉、于璐）气温骤降。", "气温骤降。", "", "萧辉 于璐"),
        ("【东湖时报驻美国特约记者 孙卫】气温骤降。", "气温骤降。", "东湖时报", "孙卫"),
        ("（记者手记）气温骤降的那天夜里。", "（记者手记）气温骤降的那天夜里。", "", ""),
        (
            "新华社北京5月5日电（记者张三、李四）国务院日前印发通知。",
            "国务院日前印发通知。",
            "新华社",
            "张三 李四",
        ),
        ("新华社济南６月５日体育专电（记者赵仁伟）大桥合龙。", "大桥合龙。", "新华社", "赵仁伟"),
        ("新华网北京3月4日专电 大桥合龙。", "大桥合龙。", "新华网", ""),
        ("中新网5月5日电 据美国媒体报道，股市下跌。", "据美国媒体报道，股市下跌。", "中新网", ""),
        ("人民网北京5月5日电力改革……", "人民网北京5月5日电力改革……", "", ""),
        ("央视网消息：今天，列车首发。", "今天，列车首发。", "央视网", ""),
        (
            "【环球网报道 记者 王五】外交部发言人作出回应。",
            "外交部发言人作出回应。",
            "环球网",
            "王五",
        ),
        ("杭州日报讯（记者 赵六）西湖荷花开了。", "西湖荷花开了。", "杭州日报", "赵六"),
        ("【台北訊】交通主管機關三日宣布。", "交通主管機關三日宣布。", "", ""),
        ("财联社5月5日电，沪指高开。", "沪指高开。", "财联社", ""),
        ("江州财经5月5日｜沪指高开。", "沪指高开。", "江州财经", ""),
        ("格物通5月5日|沪指高开。", "沪指高开。", "", ""),
        ("新华社北京27日电（记者张三）会议开幕。", "会议开幕。", "新华社", "张三"),
        ("（中央社首爾21日綜合外電報導）會議開幕。", "會議開幕。", "中央社", ""),
        (
            "（中央社記者林家豪、陳美玉台北16日電）會議開幕。",
            "會議開幕。",
            "中央社",
            "林家豪 陳美玉",
        ),
        ("中国经济网北京12月8日综合报道 会议开幕。", "会议开幕。", "中国经济网", ""),
        ("北川5月5日电（记者 谭青）堤坝合龙。", "堤坝合龙。", "", "谭青"),
        ("〔記者林家豪／台北報導〕堤坝合龙。", "堤坝合龙。", "", "林家豪"),
        ("北京时间5月5日下午消息，列车首发。", "列车首发。", "", ""),
        ("观潮消息网5月5日报道 外媒称，股市下跌。", "外媒称，股市下跌。", "观潮消息网", ""),
        ("观潮消息网5月5日报道5月的南州已经入夏。", "5月的南州已经入夏。", "观潮消息网", ""),
        ("南州日报快讯 今日下午，大桥通车。", "今日下午，大桥通车。", "南州日报", ""),
        ("南州天气网讯3月以来，降水偏多。", "3月以来，降水偏多。", "南州天气网", ""),
        (
            "南州网/大江发展网讯2022年3月6日，论坛开幕。",
            "2022年3月6日，论坛开幕。",
            "大江发展网",
            "",
        ),
        ("南州都市网北川电 6月9日，堤坝合龙。", "6月9日，堤坝合龙。", "南州都市网", ""),
        ("南州科技讯 5月8日下午消息，新机上市。", "新机上市。", "南州科技", ""),
        ("【南州時報專訊】大橋合龍。", "大橋合龍。", "南州時報", ""),
        ("【南州时报驻北川特约记者 谭青】大桥合龙。", "大桥合龙。", "南州时报", "谭青"),
        ("观潮5月20日讯 队伍今天宣布。", "队伍今天宣布。", "", ""),
        ("南都讯 记者谭青 在中秋前，大桥合龙。", "在中秋前，大桥合龙。", "", "谭青"),
        ("南都讯 记者谭青 发自北川 大桥合龙。", "大桥合龙。", "", "谭青"),
        ("学社 讯 记者 谭青 李二 曾三 报道：大桥合龙。", "大桥合龙。", "学社", "谭青 李二 曾三"),
        ("观潮篮球 5 月 17 日讯 队伍今天宣布。", "队伍今天宣布。", "", ""),
        (
            "（观潮体育 谭青 2月8日北川报道）今天，队伍到达。",
            "今天，队伍到达。",
            "观潮体育",
            "谭青",
        ),
        ("记者谭青青北川报道 队伍今天到达。", "队伍今天到达。", "", "谭青青"),
        ("路透南州9月21日 - 大桥通车。", "大桥通车。", "路透", ""),
        ("南州2026年8月25日/观潮社/ -- 大桥通车。", "大桥通车。", "观潮社", ""),
        ("中新网南州1月5日电 -32℃！大桥结冰。", "-32℃！大桥结冰。", "中新网", ""),
        ("南州2026年8月25日/观潮科技/ -- 大桥通车。", "大桥通车。", "观潮科技", ""),
        ("观潮社（南州，编辑 谭青）讯，大桥通车。", "大桥通车。", "观潮社", "谭青"),
        ("（南州财经《午间新闻》）大桥通车。", "大桥通车。", "南州财经", ""),
        ("南州经济网北川1月18日（记者 谭青）大桥通车。", "大桥通车。", "南州经济网", "谭青"),
        ("据南州网1月18日电 大桥通车。", "大桥通车。", "南州网", ""),
        ("南州网1月18日讯（记者谭青）报道：大桥通车。", "大桥通车。", "南州网", "谭青"),
    ],
)
def test_dateline_is_split_off(text, rest, source, author):
    """Outlet, place and reporters before the news go to the byline, not to the ear."""
    left, byline = boilerplate.dateline(text)
    assert (left, byline.source, byline.author) == (rest, source, author)


@pytest.mark.parametrize(
    "text",
    [
        "据央视网消息，今天列车首发。",
        "新华社记者在现场看到，工人正在抢修。",
        "本报讯息台设在二楼。",
        "南州网络通讯公司昨日宣布停产。",
        "南州公司去年发电1000亿千瓦时。",
        "南州电力公司累计发电 500亿千瓦时。",
        "南州公司家电（集团）有限公司停产。",
        "南州公司5月5日 发布新车。",
        "这家公司讯飞输入法停用。",
        "国家电网9月8日电量大增。",
        "南州日报5月5日报道称，大桥将通车。",
        "【重要】会议改期。",
        "记者谭青北川报道的那场比赛，踢了两个小时。",
        "腾讯 今天发布了财报。",
        "北京 5月20日 讯飞停用。",
        "（谭青 今年五岁）他每天上学。",
        "5月5日，电力供应恢复。",
        "（一）申请主体",
        "新华社记者12月5日-7日在南州看到，大桥合龙。",
        "路透调查显示11月9日-15日当周库存下降。",
        "路透调查显示11月9日 - 15日当周库存下降。",
        "11月9日/星期一/晴 今天大桥通车。",
        "7月1日/建党节/当天，大桥通车。",
        "南州日报1月18日（记者谭青摄）刊出的照片上，大桥通车。",
        "南州科技1月18日（记者注：当地时间）停产。",
    ],
)
def test_other_openings_stay(text):
    """What only resembles a dateline is not touched."""
    assert boilerplate.dateline(text)[0] == text


def test_the_topics_of_a_post_are_no_text():
    """Law: what stands between # and # at the beginning is where a post was put."""
    post = "【#南州大桥今起正式通车#】#南州大桥# 南州大桥5日通车。"
    assert boilerplate.without_marks(post) == "南州大桥5日通车。"
    for subject in ("#南州大桥#全长三千米。", "#5#地块开工。", "【#南州大桥#】5日通车。"):
        assert boilerplate.without_marks(subject) == subject
    assert boilerplate.without_marks("编号#12的桥墩和#13的桥墩") == "编号#12的桥墩和#13的桥墩"


def test_what_is_left_out_of_a_text_is_told():
    """A paragraph that is taken for furniture is named, cut short; signs alone are not."""
    notes = []
    data = f"题目\n\n今天下雨。\n\n图为{'雨' * 30}\n\n***\n\n扫码关注公众号\n".encode()
    (article,) = sources.read_all("-", stdin=io.BytesIO(data), note=notes.append)
    assert article.sections[0].paragraphs == ("今天下雨。",)
    assert notes == [f"left out as no part of the article: 图为{'雨' * 22} | 扫码关注公众号"]


@pytest.mark.parametrize(
    ("line", "caption"),
    [
        ("昨天一场雨，大厅的玻璃漏水。来源台湾《联合报》", True),
        ("列车驶出南州站。图片来源：南州铁路局", True),
        ("列车驶出南州站。图/南州网", True),
        ("列车驶出南州站（图源：网络）", True),
        ("列车驶出南州站。南州社 图", True),
        ("图像来源，谭青", True),
        ("火电厂是最大的排放来源，政府没有限制。", False),
        ("银行贷款成为主要资金来源，加之建设加快。", False),
        ("大桥效果如图，明年通车。", False),
    ],
)
def test_a_sentence_with_the_credit_of_a_picture_is_a_caption(line, caption):
    """Law: it goes where the body goes on."""
    body = Block(text="大桥今天通车。" * 12)
    for blocks in ([Block(text=line), body], [body, Block(text=line), body]):
        assert (len(boilerplate.clear(blocks)) < len(blocks)) == caption


def test_a_sentence_before_a_lone_credit_stays():
    """Law: where the credit stands alone, the sentence before it is the body's."""
    body = [Block(text="性格测试发现，他善于沟通。"), Block(text="大桥今天通车。" * 12)]
    assert boilerplate.clear([body[0], Block(text="图像来源，谭青"), body[1]]) == body


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("列车驶出南州站。南州社记者 谭青 摄列车将每天开行。", "列车将每天开行。"),
        ("渠修好了。列车驶出车站。记者 谭青、李二 摄 明年再修。", "渠修好了。明年再修。"),
        ("列车驶出南州站。记者 谭青 摄下了这一幕。", "列车驶出南州站。记者 谭青 摄下了这一幕。"),
        ("渠修好了。（完）", "渠修好了。"),
        ("渠function box(url, w) {window.open({href:url});} 修好了。", "渠修好了。"),
        ("）渠修好了。", "渠修好了。"),
    ],
)
def test_what_a_paragraph_holds_of_the_page_is_taken_out(text, rest):
    """Law: a caption that was run into it goes with who took the picture, and so does a script."""
    assert boilerplate.without_marks(text).replace("。 ", "。") == rest


@pytest.mark.parametrize(
    ("text", "left_out"),
    [
        ("出版部主任刘明（右）与唐先生为中心揭牌", True),
        ("作者（左一）与同事（右二）在会场外。", True),
        ("李明（前排左三）和队员赛后合影。", True),
        ("市长王强（左）在会上宣布，公交票价下月起降到一元。", False),
        ("王强（左）宣布票价下降。新票价从下月一日起实行。", False),
    ],
)
def test_who_stands_where_is_a_caption_only_with_more_to_tell_it(text, left_out):
    """Law: a sentence that tells news stays, though one of its people stands on the left."""
    assert evidence.is_furniture(text) is left_out


def test_nothing_stands_twice_in_the_tables():
    """Law: a form of dateline has one row, and a kind of words each word once."""
    names = [row[0] for row in tables.rows("tingbao.sources", "datelines.tsv")]
    assert len(names) == len({*names})
    for kind, *written in tables.rows("tingbao.sources", "words.tsv"):
        told = " ".join(written).split()
        assert len(told) == len({*told}), kind
