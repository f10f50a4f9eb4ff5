"""What of a source is the article: its headline, who reports, and nothing around it."""

from __future__ import annotations

import re
from datetime import datetime

import pytest

from tingbao import sources
from tingbao.language.simplified import simplified
from tingbao.sources import headline, html, markdown, text
from tingbao.sources.article import assemble
from tingbao.sources.outline import Block, titled

TOLD = "交通部门说，大桥全长三公里，设双向六车道，今年十月通车，两岸往来只需五分钟。"


@pytest.mark.parametrize(
    ("line", "source", "author"),
    [
        ("澎湃新闻记者 王明 实习生 李四", "澎湃新闻", "王明 李四"),
        ("记者 张三 通讯员 李四 报道", "", "张三 李四"),
        ("记者张三", "", "张三"),
        ("●南州日报记者 张三 通讯员 李四", "南州日报", "张三 李四"),
        ("记者：张三通讯员李四", "", "张三 李四"),
        ("来源：南州日报记者 张三", "南州日报", "张三"),
        ("本报记者 王明 李四", "", "王明 李四"),
        ("文、摄：张三", "", "张三"),
        ("即時中心／王小明報導", "", "王小明"),
        ("聯合報／ 記者王小明／台北即時報導", "聯合報", "王小明"),
        ("記者王小明、李小華╱紐約報導", "", "王小明 李小華"),
        ("特約記者 王小明", "", "王小明"),
        ("10:12 2025/05/05 南州日報 王小明", "南州日報", "王小明"),
    ],
)
def test_who_reports_is_known_and_not_told(line, source, author):
    """Law: a line of reporters is no text, above the lead or, without a label, below it."""
    for place in (1,) if "：" in line else (1, 2):
        lines = ["大桥十月通车", TOLD, TOLD]
        lines.insert(place, line)
        article = text.read("\n".join(lines), source="-")
        assert article.texts == (TOLD, TOLD)
        assert (article.byline.source, article.byline.author) == (source, author)


@pytest.mark.parametrize("line", ["记者王明获奖", "记者张三去世", "记者李四说"])
def test_a_reporter_of_whom_is_told_is_no_byline(line):
    """Law: a heading that begins with a reporter's name is told, and nobody's credit."""
    article = text.read(f"大桥通车\n{TOLD}\n{line}\n{TOLD}", source="-")
    assert (article.texts, article.byline.author) == ((TOLD, line, TOLD), "")


@pytest.mark.parametrize(
    "line", ["记者 被捕", "本报记者 张三 遇害", "記者 張三 獲釋", "记者 张三 在南州失踪"]
)
def test_what_befell_a_reporter_is_no_byline(line):
    """Law: news of a reporter names nobody who reports it, and may be the headline."""
    article = text.read(f"{line}\n{TOLD}\n{TOLD}", source="-")
    assert (article.title, article.byline.author) == (line, "")
    assert text.read(f"大桥通车\n{line}\n{TOLD}", source="-").byline.author == ""


def test_a_heading_names_no_reporter():
    """Law: what the markup makes a heading is one, though it could sign."""
    article = markdown.read(f"# 大桥\n\n## 记者王明\n\n{TOLD}\n\n## 大桥\n\n{TOLD}\n", source="-")
    assert article.sections[0].heading == "记者王明"


@pytest.mark.parametrize(
    "end", ["（記者王小明）", "（总台记者 张三）", "（来源：南州日报）", "新华社记者张三摄"]
)
def test_a_credit_behind_the_last_sentence_is_not_told(end):
    """Law: what follows a paragraph's last sentence and is a credit by itself is none of it."""
    article = text.read(f"大桥通车\n{TOLD}\n{TOLD}{TOLD}{end}", source="-")
    assert article.texts[-1] == TOLD + TOLD


@pytest.mark.parametrize(
    ("full", "title"),
    [
        ("特稿｜一座小城的新闻", "特稿｜一座小城的新闻"),
        ("上海-杭州高铁新闻", "上海-杭州高铁新闻"),
        ("高铁延伸到上海-杭州高铁新闻", "高铁延伸到上海-杭州高铁新闻"),
        ("大桥十月通车｜南州新闻网", "大桥十月通车"),
        ("大桥十月全线通车，两岸往来五分钟-南州新闻网", "大桥十月全线通车，两岸往来五分钟"),
        ("大桥十月通车--时政--南州新闻网", "大桥十月通车"),
        ("大桥通车(名单)-新闻频道-南州网", "大桥通车(名单)"),
        ("桥的故事——走进南州-南州网", "桥的故事——走进南州"),
    ],
)
def test_what_is_shorter_is_the_site(full, title):
    """Law: a title loses what follows a bar only to a site that is shorter than the rest."""
    assert headline.parted(full)[0] == title


def test_a_headline_that_is_said_again_is_told_once():
    """Law: a line that is the headline again, wherever it stands, is none of the text."""
    body = [TOLD] * 2 * headline.HEAD
    article = text.read(
        "\n".join(["大桥今年通车 两岸五分钟", *body, "大桥今年通车 两岸五分钟", TOLD]), source="-"
    )
    assert article.texts == (*body, TOLD)


def test_a_headline_with_its_source_beside_it_is_said_again():
    """Law: a line of the whole headline and a site is the headline once more."""
    title = "东湖大桥今年十月正式通车"
    article = markdown.read(f"---\ntitle: {title}\n---\n{title} by donghu\n\n{TOLD}", source="-")
    assert article.texts == (TOLD,)


def test_a_heading_that_says_more_than_the_headline_stays():
    """Law: among the first blocks too, only a heading that is the headline says it again."""
    title = "东湖大桥二期工程今天正式开工"
    parts = "".join(
        f"## {title}{after}\n\n{TOLD[n:]}\n\n" for n, after in enumerate(("之前", "之后"))
    )
    article = markdown.read(f"---\ntitle: {title}\n---\n# {title}\n\n{parts}", source="-")
    assert [part.heading for part in article.sections] == [f"{title}之前", f"{title}之后"]


def test_a_headline_that_the_markup_cuts_off_goes_on():
    """Law: where the first line goes on behind the headline, it is the headline."""
    written = f"---\ntitle: 东湖大桥\n---\n\n东湖大桥：今年十月正式通车\n\n{TOLD}\n"
    assert markdown.read(written, source="-").title == "东湖大桥：今年十月正式通车"


def test_a_day_alone_is_when_it_was_published():
    """Above the text or below it, one day in a line is the article's."""
    for lines in (["2014年3月5日", TOLD, TOLD], [TOLD, TOLD, "2014年3月5日"]):
        article = text.read("\n".join(["大桥通车", *lines]), source="-")
        assert article.texts == (TOLD, TOLD)
        assert article.published == datetime(2014, 3, 5)  # noqa: DTZ001  # naive by contract


def test_a_foreign_name_above_the_text_is_not_told():
    """Law: a line that is a name is no heading, of whatever tongue the name is."""
    article = text.read(f"大桥\n克劳迪娅·哈蒙德\n{TOLD}\n{TOLD[5:]}", source="-")
    assert article.texts == (TOLD, TOLD[5:])


def test_a_sentence_behind_an_agency_s_headline_mark_is_told():
    """Law: 题： names the headline again, or opens the text; then nothing of that is lost."""
    head = "新华社南州5月5日电 题："
    again = text.read(f"桥来了\n{head}桥来了\n{TOLD}", source="-")
    assert (again.title, again.texts) == ("桥来了", (TOLD,))
    for start in ("", "桥来了\n"):
        assert text.read(f"{start}{head}{TOLD}\n{TOLD}", source="-").texts == (TOLD, TOLD)


def test_an_article_of_captions_is_what_they_show():
    """Law: where there are pictures only, what they show is told, and who took them is not."""
    for credit in ("新华社记者 谭青 摄", "（圖／南州網）", "（谭青 摄）"):
        shown = ("列车驶出南州站。", "旅客在站台合影。")
        article = text.read("\n".join(["南州", *(line + credit for line in shown)]), source="-")
        assert article.texts == shown


@pytest.mark.parametrize(
    "marked",
    [
        *("[图]{}", "{}(组图)", "【视频】{}", "{}（图/视频）", "组图：{}", "视频丨{}", "{}｜图集"),
        *("{}(3图)", "【高清组图】{}【视频】（图）", "图文：{}", "{} (附视频)"),
    ],
)
def test_what_comes_along_is_no_part_of_a_title(marked):
    """Law: that pictures or sound come along is not said; a word of the headline's own is."""
    body = "交通局昨天宣布，大桥今年十月通车。\n\n市民说，以后过江只要五分钟。"
    for title in ("大桥今年十月通车", "名单：首批试点城市", "视频会议今天上午举行"):
        line = marked.format(title)
        assert text.read(f"{line}\n\n{body}", source="-").title == title
        assert assemble([Block(text=body)], source="-", title=line).title == title


def test_a_maker_is_no_title():
    """Law: what labels a name or an outlet is a credit."""
    for line in ("视频：张三、李四", "图：东湖网", "图文：张三"):
        read = text.read(f"{line}\n\n大桥今年十月通车\n\n大桥昨天建成。\n\n真快。", source="-")
        assert read.title == "大桥今年十月通车"


def test_an_article_of_short_lines_is_told_whole():
    """Law: of lines without prose nothing is cut but the credit of a picture."""
    lines = [
        "开放时间：9点到17点（周一闭馆）",
        "什么是新质生产力？三句话讲清",
        "票价：60元（学生半价）",
    ]
    shown = "旅客在站台候车。"
    for more in ([], [f"{shown}（谭青 摄）"]):
        article = text.read("\n".join(["南州博物馆", *lines, *more]), source="-")
        assert article.texts == (*lines, *([shown] if more else []))


def test_a_line_that_heads_nothing_is_not_told():
    """Law: short lines above the first sentence and below the last are buttons, names, columns."""
    head, tail = ["聽新聞", "test", "0:00 /0:00"], ["檢舉", "阅读全文", "张三丰"]
    article = text.read("\n".join(["大桥通车", *head, TOLD, TOLD, *tail]), source="-")
    assert article.texts == (TOLD, TOLD)
    for kept in (["请带好：", "身份证", "照片"], ["特此公告"], ["时间：五月五日上午"]):
        article = text.read("\n".join(["大桥通车", TOLD, TOLD, *kept]), source="-")
        assert article.texts == (TOLD, TOLD, *kept)


ITEMS = ["免费体检", "免费乘车", "免费入园"]
LEAD = (
    "南州市推出以下几项措施，符合条件的老人可以在今年年底以前到所在的社区提出申请，各区按时办理："
)


@pytest.mark.parametrize("before", [LEAD, "措施有三项：", TOLD])
def test_the_items_of_a_list_are_told(before):
    """Law: short items at the end or at the top of an article are told, in whatever markup."""
    bullets = "\n".join(f"- {item}" for item in ITEMS)
    glued = "\n".join(f"•{item}" for item in ITEMS)
    tags = "".join(f"<li>{item}</li>" for item in ITEMS)
    for read in (
        text.read(f"大桥通车\n{TOLD}\n{before}\n{bullets}", source="-"),
        text.read(f"大桥通车\n{TOLD}\n{before}\n{glued}", source="-"),
        markdown.read(f"# 大桥通车\n\n{TOLD}\n\n{before}\n\n{bullets}\n", source="-"),
        html.read_fragment(f"<p>{TOLD}</p><p>{before}</p><ul>{tags}</ul>", source="-"),
    ):
        assert read.texts == (TOLD, before, *ITEMS)
    above = markdown.read(f"# 大桥通车\n\n{bullets}\n\n{TOLD}\n", source="-")
    assert above.texts == (*ITEMS, TOLD)


@pytest.mark.parametrize(
    "lines",
    [
        ["一等奖 张三", "二等奖 李小四"],
        ["时间 事件", "2020年 立项", "2026年 开工"],
        ["两岸猿声啼不住", "轻舟已过万重山"],
    ],
)
def test_lines_that_are_alike_are_told(lines):
    """Law: a table's rows and verse say something, where they stand."""
    for order in ([TOLD, TOLD, *lines], [*lines, TOLD, TOLD]):
        article = text.read("\n".join(["大桥通车", *order]), source="-")
        assert article.texts == tuple(order)


def test_what_readers_say_is_none_of_the_article():
    """Law: below the heading of the comments nothing is told; as a button it ends nothing."""
    policy = "讀者應遵守留言規則，違者本站有權刪除。"
    for button in ("發表意見", "网友评论", "讀者迴響"):
        lines = ["大桥通车", button, TOLD, TOLD, button, policy]
        assert text.read("\n".join(lines), source="-").texts == (TOLD, TOLD)


@pytest.mark.parametrize("heading", ["评论", "意见", "留言"])
def test_a_heading_of_opinions_closes_nothing(heading):
    """Law: what the markup makes a heading heads a part of the article."""
    article = markdown.read(f"# 大桥\n\n## 通车\n\n{TOLD}\n\n## {heading}\n\n{TOLD}\n", source="-")
    assert [one.heading for one in article.sections] == ["通车", heading]


@pytest.mark.parametrize(
    "line",
    [
        "※本文版權所有，非經授權，不得轉載。",
        "請繼續往下閱讀...",
        "▼小明在台東。（圖／翻攝自網路）",
        "大橋今天通車，王小明（中）剪綵",
        "市民在橋上合影。（南州市政府提供）",
        "螢幕截圖 2023-07-17 上午10.23.52",
    ],
)
def test_boilerplate_is_known_in_both_scripts(line):
    """Law: rules are written once, in simplified characters, and hold for traditional ones."""
    for written in (line, simplified(line)):
        article = text.read(f"大桥通车\n{TOLD}\n{written}\n{TOLD}", source="-")
        assert article.texts == (TOLD, TOLD)


@pytest.mark.parametrize(
    "line",
    [
        "警方提醒您：不要轻信陌生来电，不要向陌生人转账。",
        "居民可以下载APP查询进度",
        "他建议使用最新的浏览器访问，三家银行因此更换了网页。",
        "岗位需要JavaScript经验，月薪一万元。",
        "美国公布不明飞行物图片",
        "市长王强（左）在会上宣布，公交票价下月起降到一元。",
    ],
)
def test_news_of_what_boilerplate_speaks_of_is_told(line):
    """Law: what only mentions a program, a warning or a picture is told."""
    assert text.read(f"大桥通车\n{TOLD}\n{line}\n{TOLD}", source="-").texts == (TOLD, line, TOLD)


@pytest.mark.parametrize("line", ["美国公布不明飞行物图片", "南州公布新桥效果图", "两国领导人合影"])
def test_the_name_of_a_picture_may_be_the_headline(line):
    """Law: a line that would be a caption further down is the headline at the top."""
    article = text.read(f"{line}\n{TOLD}\n{TOLD}", source="-")
    assert (article.title, article.texts) == (line, (TOLD, TOLD))


def test_a_menu_that_was_saved_along_hides_no_time_and_names_no_site(tmp_path):
    """Law: the time above the first prose counts, of site names in a menu none does."""
    page = tmp_path / "page.txt"
    menu = ["即时", "热门", "政治", "社会", "生活", "国际", "地方", "影音", "体育", "评论"]
    page.write_text(
        "\n".join(
            [
                "南州强震 工厂均安",
                *menu,
                "南州强震 工厂均安",
                "2025/03/29 08:05",
                "南州28日中午发生强烈地震，当地几家电子工厂都说，人员和设备平安，生产没有停下。",
                "气象部门说，余震还会持续几天，请居民留意坠落的物品，不要靠近受损的房屋。",
                "注目新闻",
                "财经周报",
            ]
        ),
        encoding="utf-8",
    )
    article = sources.read(str(page))
    assert article.published == datetime(2025, 3, 29, 8, 5)  # noqa: DTZ001  # naive
    assert not article.byline.site


@pytest.mark.parametrize(
    "above",
    [
        "首页\n新闻\n登录",
        "首页 | 新闻 | 财经",
        "首页 > 新闻 > 本地",
        "王小明 | 南州日报 | 2025-01-03",
    ],
)
def test_the_headline_stands_below_a_menu_and_credits(tmp_path, above):
    """Law: neither words of a menu nor a line of credits is the headline where one follows."""
    page = tmp_path / "page.txt"
    page.write_text(f"{above}\n南州开通跨海地铁\n2025-01-03 10:22\n{TOLD}\n", encoding="utf-8")
    article = sources.read(str(page))
    assert article.title == "南州开通跨海地铁"
    assert article.published


def test_a_heading_signs_with_its_paper():
    """Law: 澎湃新闻记者 张三 in bold is who reports; 记者张三 as a heading is a heading."""
    title, told = Block(text="大桥通车"), Block(text=TOLD * 2)
    article = assemble([title, Block(text="南州日报记者 段彦超", level=4), told], source="-")
    assert article.byline.author == "段彦超"
    article = assemble([title, told, Block(text="记者王明", level=2), told], source="-")
    assert article.sections[-1].heading == "记者王明"


def test_a_source_is_known_from_wherever_a_text_names_it():
    """Law: the site behind the headline, and a note above or below, are kept as who tells it."""
    sited = text.read(f"大桥今年十月通车 - 南州新闻网\n{TOLD}\n{TOLD}", source="-")
    assert (sited.title, sited.byline.site) == ("大桥今年十月通车", "南州新闻网")
    for place in (1, 3):
        lines = ["大桥今年十月通车", TOLD, TOLD]
        lines.insert(place, "编者按：本文来自观潮科技，经授权发布。")
        noted = text.read("\n".join(lines), source="-")
        assert (noted.texts, noted.byline.source) == ((TOLD, TOLD), "观潮科技")
    front = "---\ntitle: 大桥通车\nfrom: https://www.cna.com.tw/1\nauthor: (臺)中央社CNA\n---\n\n"
    signed = markdown.read(f"{front}{TOLD}\n", source="-").byline
    assert (signed.source, signed.author, signed.site) == ("中央社", "", "中央社")


def test_a_headline_that_is_made_ends_with_its_clauses_or_says_that_it_is_cut():
    """Law: clauses are taken while they fit; a longer one ends in an ellipsis, at no open mark."""
    blocks = [Block(text="南州昨天选出桥长，谭青得票最多，他今年四十岁。")]
    assert headline.made(blocks) == "南州昨天选出桥长，谭青得票最多，他今年四十岁"
    long = "国" * (headline.LONG - 2) + "《大桥通车的故事》今天在南州开播。"
    assert headline.made([Block(text=long)]) == "国" * (headline.LONG - 2) + "…"


def test_a_title_that_is_a_sentence_cut_off_is_no_headline():
    """Law: a page's title that breaks off in the first sentence gives way to whole clauses."""
    told = "谭青以他在2015年开播的电视剧《大桥通车》中的角色出名，昨天他当选桥长。"
    lead = "南州昨天选出桥长，谭青得票最多。"
    for body in ([told, lead], [lead, told]):
        blocks = [Block(text=one) for one in (*body, TOLD)]
        cut = assemble(blocks, source="-", title="谭青以他在2015年开播的电视剧")
        assert cut.title == headline.made(blocks)
        whole = assemble(
            blocks, source="-", title="谭青以他在2015年开播的电视剧《大桥通车》中的角色出名"
        )
        assert whole.title.endswith("出名")


def test_a_line_that_a_comma_ends_goes_on_in_the_next():
    """Law: a sentence set in short lines is one; a heading and the items of a list stay apart."""
    lines = ("下周一，", "高速施工进入第二阶段，", "前往江州、", "云岭等地的车辆绕行。")
    blocks = [Block(text=one) for one in ("高速施工今天开始，全线封闭。", *lines)]
    notes: list[str] = []
    made = assemble(blocks, source="-", title="高速施工", note=notes.append)
    assert made.texts[1:] == ("".join(lines),)
    assert not notes
    heading = [*blocks[:2], Block(text="施工路段", level=2), blocks[4]]
    assert assemble(heading, source="-", title="高速施工").sections[1].heading == "施工路段"


@pytest.mark.parametrize("behind", ["", " 南州日报", " 来源：南州日报"])
def test_a_headline_with_a_stamp_in_its_line_is_one(behind):
    """Law: what stands before a time is an outlet only by its name; a longer one is the title."""
    head = "南州大桥今天开工建设"
    article = text.read(f"{head} 2026-11-19 10:12{behind}\n\n{TOLD}\n\n{TOLD}上\n", source="-")
    assert article.title == head
    assert article.published == datetime(2026, 11, 19, 10, 12)  # noqa: DTZ001  # naive by contract
    assert article.byline.source == ("南州日报" if behind else "")


@pytest.mark.parametrize(
    ("head", "dated"),
    [
        ("大桥通车\n东湖新闻　2026-11-19　https://example.org/1\n", True),
        ("大桥通车\n信息资讯 东湖动态 2026-11-19\n", True),
        ("大桥通车\n#南州 #大桥　南州｜2026年11月19日｜東湖\n", True),
        ("大桥记忆：2026年11月19日以后\n", False),
        ("关于2026年11月19日起停水的通知\n", False),
        ("大桥通车 2026年11月19日\n", False),
        ("大桥通车\n2026年11月19日，一切都变了\n", False),
        ("大桥通车\n写在2026年11月19日的信\n", False),
    ],
)
def test_a_bare_date_above_the_text_is_its_day(head, dated):
    """Law: it stands between blanks or bars below the headline; one that is told of is none."""
    published = text.read(f"{head}\n{TOLD}\n\n{TOLD}上\n", source="-").published
    assert (published is not None) == dated


def test_a_date_in_a_heading_is_none_of_the_page():
    """Law: nor is it stronger than the day of the article's pictures."""
    blocks = [Block(text="2026年11月19日", level=2), Block(text=TOLD), Block(text=f"{TOLD}上")]
    assert assemble(blocks, source="-", title="大桥通车").published is None
    guess = datetime(2026, 11, 20)  # noqa: DTZ001  # naive by contract
    blocks[0] = Block(text="东湖新闻 2026-11-19 https://example.org/1")
    assert assemble(blocks, source="-", title="大桥通车", guess=guess).published == guess


@pytest.mark.parametrize(
    "title", ["OpenAI发布新一代大模型 | GPT-4.5", "手机系统更新 - iOS18.1", "今年GDP增长 | 5.3"]
)
def test_a_number_with_a_point_is_no_site(title):
    """Law: the last label of a host is of letters."""
    assert headline.parted(title) == (title, "")


@pytest.mark.parametrize(
    ("markup", "title"),
    [
        (f"<h3>导语</h3><p>{TOLD}</p><h2>南州大桥开工</h2><p>{TOLD}上</p>", None),
        (f"<h2>背景</h2><p>{TOLD}</p>", None),
        (f"<h2>南州大桥开工</h2><p>{TOLD}</p><h3>背景</h3><p>{TOLD}上</p>", "南州大桥开工"),
        (f"<h3>返回</h3><h2>南州大桥开工</h2><p>{TOLD}</p>", "南州大桥开工"),
        (f"<h2>南州大桥开工</h2><p>甲编</p><h2>背景</h2><p>{TOLD}</p>", "南州大桥开工"),
        (f"<p>南州日报讯</p><h1>大桥</h1><p>{TOLD}</p>", "大桥"),
        ("<h1>南州大桥开工</h1>", None),
    ],
)
def test_the_heading_above_all_others_is_the_title(markup, title):
    """Law: it is of the first level, or comes first and is no mere word; text stands below it."""
    found, rest = titled(html.blocks(markup, source="-"))
    assert found == (title or "")
    assert rest


def test_a_subtitle_behind_a_dash_is_of_the_title():
    """Law: a second line that a dash begins is told with the headline."""
    article = text.read(f"一桥飞架南北\n——南州大桥建设纪实\n{TOLD}\n{TOLD}", source="-")
    assert article.title == "一桥飞架南北——南州大桥建设纪实"
    assert article.texts == (TOLD, TOLD)


def test_days_of_links_below_are_not_the_article_s():
    """Law: one day below the text is its own; where there are several they are those of links."""
    body = "南州大桥昨天通车，全长五公里。\n\n两岸居民往来只需五分钟，市长到场剪彩。"
    written = f"南州大桥通车\n\n桥边人物 2026-06-26\n\n{body}"
    below = "\n\n老桥拆除始末\n\n2026-06-21\n\n渡口的最后一天\n\n2026-06-19"
    assert text.read(f"{written}{below}", source="-").published == datetime(2026, 6, 26)  # noqa: DTZ001
    alone = text.read(f"南州大桥通车\n\n{body}\n\n2026-06-21", source="-")
    assert alone.published == datetime(2026, 6, 21)  # noqa: DTZ001


@pytest.mark.parametrize(
    ("read", "written"),
    [
        (text.read, "大桥今天正式通车\n\n2026年11月19日　记者 张三\n\n{0}\n\n{0}"),
        (markdown.read, "# 大桥今天正式通车\n\n2026年11月19日\n\n{0}\n\n## 开工\n\n{0}"),
        (html.read, "<html><body><h1>大桥今天正式通车</h1><p>{0}</p><p>{0}</p></body></html>"),
    ],
)
def test_what_is_set_wide_is_read_without_its_blanks(read, written):
    """Law: 大 桥 今 天 is 大桥今天 where a whole article is set so."""
    close = written.format(f"11月19日，{TOLD}")
    wide = re.sub(r"(?<=[^\x00-\x7f\d])(?=[^\x00-\x7f\d])", " ", close).replace("19日", "1 9 日")
    whole, apart = (read(one, source="-") for one in (close, wide))
    assert (whole.title, whole.texts, whole.published) == (
        apart.title,
        apart.texts,
        apart.published,
    )


def test_a_line_that_is_set_wide_keeps_its_blanks():
    """Law: in an article that is set as usual a blank parts what stands beside it."""
    line = "桥 面 宽 三 十 米 长 三 公 里 高 六 十 米 重 五 千 吨 价 十 亿 元。"
    assert text.read(f"大桥通车\n\n{TOLD}\n\n{line}\n\n{TOLD}", source="-").texts[1] == line
