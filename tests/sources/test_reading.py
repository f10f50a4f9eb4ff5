"""Sources of every kind, good and bad."""

import io
from contextlib import suppress
from pathlib import Path

import pytest

from tingbao import sources
from tingbao.errors import InputError

MENTIONS = """
图为 摄 供图 版权所有 未经授权不得转载 转载请注明出处 扫描二维码 长按识别 关注我们
阅读原文 点击查看 相关阅读
延伸阅读 来源： 作者： 责任编辑： 记者 本报讯 新华社电 上一篇 原标题 完 侵权必究 免责声明 广告
"""
SEED = Path(__file__).parents[2] / "seeds" / "qiantang-smart-city.txt"


def _read(text, name="utf-8"):
    return sources.read("-", stdin=io.BytesIO(text.encode(name)))


@pytest.mark.parametrize("name", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030"])
def test_seed_reads_alike_in_every_encoding(name):
    """The seed is one and the same article whatever encoding it is saved in."""
    text = SEED.read_text(encoding="utf-8")
    assert _read(text, name) == _read(text)


def test_seed_gives_its_facts():
    """Title, time and credits of the seed are metadata and no body."""
    article = sources.read(str(SEED))
    assert article.title.startswith("聚焦三个“一号工程”")
    assert str(article.published) == "2023-05-05 08:09:33"
    assert article.byline.source == "杭州日报"
    assert article.byline.author == "李婷婷 王禹舜 李岚"
    assert article.byline.editor == "程慧雨"
    assert article.byline.site == "杭州宣传网"
    (section,) = article.sections
    assert section.heading is None
    assert section.paragraphs[0].startswith("2022年3月")
    assert section.paragraphs[-1].endswith("应有的贡献。")


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "nothing in it"),
        (b" \n\t\n", "nothing in it"),
        ("。。。！？——".encode(), "no words"),
        (b"12345\n678 90\n3.14", "no words"),
        ("１２３　４５６".encode(), "no words"),
        (b"\x00\x01\x02" * 999, "binary"),
        (b"a" * 10_000_001, "more than 10 MB"),
        ("今天杭州下雨。".encode() * 43_000, "301,000 characters are more than an article"),
    ],
)
def test_unusable_content_is_refused(content, why):
    """Empty, wordless, binary and huge input each get a line of their own, exit code 3."""
    with pytest.raises(InputError, match=why) as caught:
        sources.read("-", stdin=io.BytesIO(content))
    assert caught.value.exit_code == 3


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("bare.html", "今天杭州下雨。气温下降三度。"),
        ("tags.txt", "<p>今天杭州下雨。</p>\n<p>气温下降三度，道路交通受到影响，请注意安全。</p>"),
        ("page.md", "<div align=center>\n\n# 雨\n\n</div>\n\n今天杭州**下雨**。\n\n气温下降。"),
        ("nul.txt", "今天杭州下雨。" * 9 + "\0"),
    ],
)
def test_what_a_file_holds_decides_over_its_name(tmp_path, name, content):
    """A page without a tag is a text, tags in a text are a page, and none of them is said."""
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    (section,) = sources.read(str(path)).sections
    assert section.paragraphs[0].startswith("今天杭州下雨。")
    assert not set("<>*\0") & set("".join(section.paragraphs))


def test_unusable_paths_are_refused(tmp_path):
    """A missing file, a folder and a name that no system takes are told apart."""
    with pytest.raises(InputError, match="no such file"):
        sources.read(str(tmp_path / "none.txt"))
    with pytest.raises(InputError, match="a folder"):
        sources.read(str(tmp_path))
    with pytest.raises(InputError, match="cannot read it"):
        sources.read("a\0b")
    with pytest.raises(InputError, match="cannot read it"):
        sources.read("长" * 5000)


def test_large_file_is_not_read_whole(tmp_path):
    """A 20 MB file is refused after ten."""
    path = tmp_path / "large.txt"
    with path.open("wb") as file:
        file.truncate(20_000_000)
    with pytest.raises(InputError, match="more than 10 MB"):
        sources.read(str(path))


def test_one_sentence_is_an_article():
    """A single sentence is title and body at once."""
    article = _read("今天下午三点，全市防汛应急响应解除。")
    assert article.title == "今天下午三点，全市防汛应急响应解除"
    assert article.sections[0].paragraphs == ("今天下午三点，全市防汛应急响应解除。",)


def test_book_list_keeps_its_authors():
    """Credits in the middle of an article are facts of it, not its byline."""
    text = "本月书单\n\n编辑部选了两本书。\n\n《河岸》\n\n作者：林一\n\n" + "\n\n".join(
        f"这是第{n}段介绍，说的是书里的故事，写得很长，也很细。" for n in range(9)
    )
    article = _read(text)
    assert article.byline.author == ""
    assert "作者：林一" in article.sections[0].paragraphs


def test_government_notice_gives_its_signature():
    """The institution and the date at the end are source and time."""
    article = _read(
        "关于停水的通知\n\n各小区居民：\n\n因管网改造，本周六上午停水四个小时，请提前储水。\n\n"
        "给您带来不便，请谅解。\n\n明州市水务局\n二〇二五年三月十二日\n"
    )
    assert article.byline.source == "明州市水务局"
    assert str(article.published) == "2025-03-12 00:00:00"
    assert article.sections[0].paragraphs[-1] == "给您带来不便，请谅解。"


@pytest.mark.parametrize("credit", ["2018-11-12 14:11:58", "2005-09-15 南州电子报"])
def test_a_line_with_the_day_and_the_paper_is_no_subtitle(credit):
    """Law: a headline that ends in a colon, or has the reporter below, takes no credit line."""
    body = "本报记者 赵霞\n\n大桥今天通车，两岸居民从此不用再坐轮渡过江。"
    for title in ("南州大桥通车：", "南州大桥通车 两岸不隔江"):
        article = _read(f"{title}\n{credit}\n{body}")
        assert article.title == title
        assert str(article.published).startswith(credit[:10])


def test_title_marks_are_taken_off():
    """标题： is no part of the title."""
    article = _read("标题：一条河的四季\n2024年5月1日\n\n春天，河水先绿了起来。")
    assert article.title == "一条河的四季"
    assert article.sections[0].paragraphs == ("春天，河水先绿了起来。",)


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("南州大桥通车_南州体育新闻", "南州大桥通车"),
        ("南州大桥通车_要闻_大江网", "南州大桥通车"),
        ("南州大桥通车--南州要闻", "南州大桥通车"),
        ("南州大桥通车 - 交通 - 南州县人民政府门户网站", "南州大桥通车"),
        ("南州大桥通车 (21:21)", "南州大桥通车"),
        ("南州大桥通车 | 交通 | 南州日报 NZ", "南州大桥通车"),
        ("南州大桥通车 | 两岸从此不隔江", "南州大桥通车 | 两岸从此不隔江"),
        ("观察 | 谁还在看电视台", "观察 | 谁还在看电视台"),
        ("深度 | 南州大桥为何开工 | 南州日报", "南州大桥为何开工"),
        ("南州大桥通车--两岸从此不隔江", "南州大桥通车--两岸从此不隔江"),
        ("【新时代新征程·看“南州”】南州大桥通车", "南州大桥通车"),
        ("【组图】南州大桥通车（附名单）", "南州大桥通车"),
        ("[社会] 南州大桥通车", "南州大桥通车"),
        ("南州大桥通车(图)", "南州大桥通车"),
        ("（国际）南州大桥通车", "南州大桥通车"),
        ("（十二）南州大桥通车", "（十二）南州大桥通车"),
        ("（时评·年终）大桥通车之后", "（时评·年终）大桥通车之后"),
        ("【社评】大桥通车之后", "【社评】大桥通车之后"),
        ("【大桥通车，南州放假】市民上街", "【大桥通车，南州放假】市民上街"),
        ("警方侦破_冷藏_多年的旧案", "警方侦破_冷藏_多年的旧案"),
        ("为什么 snake_case 好读", "为什么 snake_case 好读"),
        ("科普：大桥为何不怕风（上）", "科普：大桥为何不怕风（上）"),
    ],
)
@pytest.mark.parametrize(
    "form",
    ["{0}\n\n{1}", "# {0}\n\n{1}", "<html><title>{0}</title><h1>{0}</h1><p>{1}</p></html>"],
)
def test_what_print_puts_around_a_headline_is_no_part_of_it(form, line, title):
    """Law: a site behind an underline, a column in 【】 before it and (图) go, in every form."""
    article = sources.read("-", stdin=io.BytesIO(form.format(line, "大桥今天通车。" * 20).encode()))
    assert article.title == title


def test_kicker_lines_before_the_credits_belong_to_the_headline():
    """A second line above the date, and a line after 社评：, are parts of the headline."""
    body = "今年春耕开始得早，全市已经备足种子和化肥，农机检修完成九成。"
    article = _read(f"春耕现场会召开\n抢农时 促春管\n2024-03-08 来源：农业局\n{body}")
    assert article.title == "春耕现场会召开 抢农时 促春管"
    article = _read(f"社评：\n别让形式主义卷土重来\n□ 记者 张三\n{body}")
    assert (article.title, article.byline.author) == ("社评：别让形式主义卷土重来", "张三")


def test_name_under_a_speech_is_its_author():
    """The date in brackets and the name below it are credits."""
    article = _read(
        "在会议上的讲话\n（2024年12月20日）\n张卫国\n\n同志们：\n\n会议的任务是总结今年的工作。"
    )
    assert article.byline.author == "张卫国"
    assert article.sections[0].paragraphs[0] == "同志们："


def test_headline_of_an_agency_is_what_follows_its_mark():
    """新华社……电 题： stands before the headline."""
    article = _read(
        "新华社北京5月5日电 题：一粒种子的旅程\n\n新华社记者 王一、李二\n\n种子从南繁基地出发。"
    )
    assert article.title == "一粒种子的旅程"
    assert (article.byline.source, article.byline.author) == ("新华社", "王一 李二")


def test_republic_year_is_read():
    """A notice from Taiwan dates by the Republic."""
    article = _read(
        "公告\n\n水價自三月一日起調整為每度十一元五角。\n\n明州自來水公司\n中華民國一一三年二月三日"
    )
    assert str(article.published) == "2024-02-03 00:00:00"
    assert article.byline.source == "明州自來水公司"


@pytest.mark.parametrize("word", MENTIONS.split())
@pytest.mark.parametrize("place", [0, 1, 2])
def test_prose_that_mentions_furniture_is_kept(word, place):
    """Wherever it stands, a paragraph of prose that has such a word in it is body."""
    said = f"研究者在报告里提到“{word}”这个说法时写道，它的含义这些年已经变了许多。"
    lines = ["河水的颜色，是这个小镇最先注意到的变化。"] * 2
    lines.insert(place, said)
    article = _read("小镇的河\n\n" + "\n\n".join(lines))
    assert article.sections[0].paragraphs == tuple(lines)


def test_facts_of_a_notice_are_body():
    """Time and place of an event, above or below its prose, are no credits."""
    facts = ["时间：5月1日上午九点", "地点：人民广场"]
    body = "欢迎全体市民参加，凭身份证入场，每人可以带两名儿童。"
    for lines in ([*facts, body], [body, *facts]):
        article = _read("\n\n".join(["春季徒步大会", *lines]))
        assert article.sections[0].paragraphs == tuple(lines)


def test_text_with_old_line_ends_is_read():
    """CR alone ends a line, as on old Macs; NEL and the line separator do so too."""
    article = _read("题目\r第一段在这里，它有一句话。\u2028第二段在这里，它也有一句话。")
    assert len(article.sections[0].paragraphs) == 2


def test_invisible_characters_are_taken_off():
    """Zero-width spaces, soft hyphens and marks of direction are no text; ﬁ of a PDF is fi."""
    article = _read("题\u200b目\n\n第一\u200d段\u00ad在\ufeff这oﬃce里，它\u200e有一句话。")
    assert article.title == "题目"
    assert article.sections[0].paragraphs == ("第一段在这office里，它有一句话。",)


@pytest.mark.parametrize(
    "text",
    [
        "<!-- a -->" * 40 + "不是网页",
        "题目\n\n正文" + "　" * 100_000 + "还有一句话。",
        "题目\n\n" + "[^" * 50_000 + "正文有一句话。",
        "# 题\n\n" + "[^" * 4_000 + "正文有一句话。",
        "<html><body><table><tr><td>甲"
        + "　" * 100_000
        + "</td><td>乙</td></tr></table></body></html>",
        "题目\n\n" + "（" * 50_000 + "正文有一句话。",
        "题目\n" + "短\n" * 20_000 + "最后有一句话。",
    ],
)
def test_hostile_repetition_ends(text):
    """No pattern runs away on text made to make it try for ever (the suite would hang)."""
    with suppress(InputError):
        _read(text)


def test_heading_that_could_be_a_name_is_kept():
    """金融 is a heading, though 金 is a family name."""
    prose = "这一段是正文，它说明了事情的来龙去脉，也交代了时间和地点。"
    article = _read(f"年度回顾\n\n2024-12-31\n\n金融\n\n{prose}\n\n黄河\n\n{prose}")
    assert article.byline.author == ""
    assert article.sections[0].paragraphs == ("金融", prose, "黄河", prose)


@pytest.mark.parametrize("name", ["-", "page.html"])
@pytest.mark.parametrize(
    "head",
    [
        "---\nlayout: post\ntitle: 东湖水厂二期工程开工\ndate: 2018-04-19 22:12:43\n---\n\n",
        "---\r\ntitle: 东湖水厂二期工程开工\r\ndate: 2018-04-19 22:12:43\r\n---\r\n\r\n",
        "<h1>东湖水厂二期工程开工</h1>\n<div class='time'>2018-04-19 22:12:43</div>\n",
    ],
)
def test_what_stands_above_a_bare_page_is_its_head(tmp_path, name, head):
    """Law: front matter, or the one heading and its time, are title and day of HTML, not text."""
    body = "<p>东湖水厂二期工程昨天开工，总投资12.6亿元。</p><p>工期两年。</p>"
    text = f"{head}{body}"
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    article = _read(text) if name == "-" else sources.read(str(path))
    assert article.title == "东湖水厂二期工程开工"
    assert str(article.published)[:10] == "2018-04-19"
    assert article.sections[0].paragraphs[0].startswith("东湖水厂二期工程昨天开工")
