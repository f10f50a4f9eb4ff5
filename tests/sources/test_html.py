"""HTML pages of the usual makes to articles."""

import io
import json
from datetime import datetime
from pathlib import Path

import pytest

from tingbao import segmentation, sources
from tingbao.errors import InputError
from tingbao.sources import html

TOLD = "交通部门说，大桥全长三公里，设双向六车道，今年十月通车，两岸往来只需五分钟。"
PAGES = Path(__file__).parent / "pages"


def _headings(name):
    article = segmentation.divide(sources.read(str(PAGES / name)))
    return article, [section.heading for section in article.sections]


def test_portal_page():
    """A news portal in GB2312: link lists, caption, editor and copyright are left out."""
    article, headings = _headings("portal.gbk.html")
    assert article.title == "地铁6号线全线洞通 明年6月开通"
    assert article.published == datetime(2025, 11, 4, 7, 12, 45)  # noqa: DTZ001  # naive
    assert article.byline.source == "明州日报"
    assert article.byline.author == "阮晴 高鹄"
    assert article.byline.editor == "商陆"
    assert article.byline.site == "明州新闻网"
    assert headings == [None, "江底四次换刀", "大学城到高铁站41分钟"]
    body = "".join(text for section in article.sections for text in section.paragraphs)
    for word in ("图为", "责任编辑", "版权", "市长调研", "热门推荐", "当前位置"):
        assert word not in body
    assert body.endswith("8400个非机动车停车位。")


def test_government_page():
    """A page of nested tables inside a form: the title is the part that the page shows."""
    article, headings = _headings("government.html")
    assert article.title == "关于开展2025年秋季林木种苗质量抽查的公告"
    assert article.byline.source == "云川县林业局"
    assert headings == [None, "一、抽查对象", "二、抽查时间", "三、结果处理"]


def test_page_of_sections_and_spans():
    """A page as a messenger's editor makes it: bold lines head sections, numbers alone are left."""
    article, headings = _headings("wechat.html")
    assert headings == [None, "祖父的担子", "父亲的铺面", "儿子的外卖"]
    assert article.published == datetime(2025, 2, 16, 7, 30)  # noqa: DTZ001  # naive
    assert (article.byline.author, article.byline.editor) == ("柏舟", "小满")


def test_blog_page():
    """h2 are sections, h3 are folded, code is named, rows are sentences."""
    article, headings = _headings("blog.html")
    assert headings == [None, "先算层高", "锅炉与费用", "后悔的事"]
    assert article.sections[2].paragraphs[3:5] == ("材料：费用为2.1万元。", "人工：费用为0.9万元。")
    body = "".join(text for section in article.sections for text in section.paragraphs)
    assert "[1]" not in body
    assert "curl" not in body


@pytest.mark.parametrize(
    ("name", "why"),
    [("scripted.html", "scripts"), ("login.html", "login"), ("links.html", "no article")],
)
def test_page_without_an_article_is_refused(name, why):
    """A shell for scripts, a login form and a list of links are not narrated."""
    with pytest.raises(InputError, match=why):
        sources.read(str(PAGES / name))


@pytest.mark.parametrize(("depth", "is_read"), [(200, True), (5000, False)])
def test_deep_nesting_neither_crashes_nor_loses_text(tmp_path, depth, is_read):
    """Two hundred nested elements are read; what the parser gives up on is refused."""
    inner = "".join(
        f"<p>第{n}段写的是同一件事，只是换了一个说法，又长了一点。</p>" for n in range(9)
    )
    page = tmp_path / "deep.html"
    page.write_text(
        f"<html><body>{'<div>' * depth}{inner}{'</div>' * depth}</body></html>", "utf-8"
    )
    if not is_read:
        with pytest.raises(InputError, match="no article"):
            sources.read(str(page))
        return
    (section,) = sources.read(str(page)).sections
    assert len(section.paragraphs) == 9


PROSE = "今年以来，全市的工业运行平稳，规模以上工业增加值增长百分之六，高于全省平均水平。"


def _page(tmp_path, body, head=""):
    path = tmp_path / "page.html"
    path.write_text(f"<html><head>{head}</head><body>{body}</body></html>", "utf-8")
    return segmentation.divide(sources.read(str(path)))


def test_lines_parted_by_br_are_paragraphs(tmp_path):
    """Old pages part their paragraphs by br; bold ones among them are headings."""
    body = f"{PROSE}<br><br><b>服务业</b><br><br>{PROSE}<br><br><b>下一步</b><br><br>{PROSE}"
    article = _page(tmp_path, f"<h2>运行平稳</h2><div>{body}</div>", "<title>运行平稳</title>")
    assert [section.heading for section in article.sections] == [None, "服务业", "下一步"]


def test_comments_are_no_article(tmp_path):
    """What readers wrote below the article is not read."""
    comment = "<div class='comment'><p>张三：说得太好了，我们这里的变化确实很大。</p></div>"
    body = f"<h1>题目在此</h1><div class='article'>{f'<p>{PROSE}</p>' * 4}</div>"
    article = _page(tmp_path, f"{body}<div class='comments'><h3>网友评论</h3>{comment * 2}</div>")
    assert article.sections[0].paragraphs == (PROSE,) * 4


def test_short_notice_is_read(tmp_path):
    """A page with one sentence of news is an article."""
    article = _page(tmp_path, f"<h1>通知</h1><p>{PROSE}</p>", "<title>通知</title>")
    assert article.sections[0].paragraphs == (PROSE,)


def test_teaser_before_a_login_is_refused(tmp_path):
    """The first paragraph of an article that must be paid for is not narrated."""
    with pytest.raises(InputError, match="login"):
        _page(tmp_path, f"<h1>题目</h1><p>{PROSE}</p><p>登录后阅读全文</p>")


def test_facts_of_structured_data_are_read(tmp_path):
    """JSON-LD gives the time to the second, and the author."""
    data = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "datePublished": "2024-10-20T09:00:05+08:00",
        "author": {"@type": "Person", "name": "李四"},
        "publisher": {"@type": "Organization", "name": "明州日报"},
    }
    head = f'<title>题目在此</title><script type="application/ld+json">{json.dumps(data)}</script>'
    article = _page(tmp_path, f"<article><h1>题目在此</h1>{f'<p>{PROSE}</p>' * 4}</article>", head)
    assert str(article.published) == "2024-10-20 09:00:05"
    assert (article.byline.author, article.byline.site) == ("李四", "明州日报")


def test_site_name_in_the_corner_is_no_title(tmp_path):
    """Of several h1 the one that is the site's name is passed over."""
    body = f"<h1>明州新闻网</h1><div><h1>港口增开航线</h1>{f'<p>{PROSE}</p>' * 4}</div>"
    article = _page(tmp_path, body, "<title>港口增开航线_明州新闻网</title>")
    assert article.title == "港口增开航线"
    assert article.byline.site == "明州新闻网"


def test_what_is_as_short_as_a_name_below_a_picture_is_its_caption(tmp_path):
    """Law: a few words below a picture are not told; a sentence that goes on there is."""
    told = "这也是他第一次来。"
    lines = (PROSE, "南州大桥夜景。", PROSE, told, PROSE)
    shown = "".join(f"<p>{line}</p>" + "<p><img src='a.jpg'></p>" for line in lines)
    article = _page(tmp_path, f"<h1>大桥通车</h1><div>{shown}</div>")
    assert article.texts == (PROSE, PROSE, told, PROSE)


def test_a_line_that_counts_below_a_picture_is_no_caption(tmp_path):
    """Law: 一是, 二是 below pictures head what they stand above."""
    parts = "".join(f"<img src='{n}.png'><p>{n}是为新桥点赞</p><p>{TOLD * 2}</p>" for n in "一二三")
    article = _page(tmp_path, f"<h1>大桥</h1><p>{PROSE}</p>{parts}")
    headings = [one.heading for one in article.sections]
    assert headings == [None, "一是为新桥点赞", "二是为新桥点赞", "三是为新桥点赞"]


def test_a_bold_line_that_goes_on_heads_nothing(tmp_path):
    """Law: no heading ends in a comma."""
    lines = ("大桥由南往北全封闭，", "绕行的路线", "收费的办法")
    parts = "".join(f"<p><b>{line}</b></p><p>{TOLD}{line[:4]}也一样。</p>" for line in lines)
    article = _page(tmp_path, f"<h1>大桥</h1><p>{PROSE}</p>{parts}")
    assert [one.heading for one in article.sections] == [None, *lines[1:]]


def test_the_heading_whose_words_the_page_tells_is_its_title(tmp_path):
    """Law: of two headings of the highest level the column's is no title."""
    heads = "<h1>新闻中心 NEWS CENTER</h1><h1>交通部门公布大桥的造价</h1>"
    body = f"{heads}<p>交通部门公布说，大桥的造价是三亿元。{TOLD}</p><p>{TOLD}</p>"
    article = _page(tmp_path, body, "<title>车票预订系统</title>")
    assert article.title == "交通部门公布大桥的造价"


@pytest.mark.parametrize(
    "rows",
    [
        ["<th>省<th>城市<th>人口", "<td rowspan=2>东湖<td>澄江<td>812", "<td>南州<td>640"],
        ["<th>城市<th colspan=2>人口", "<td>东湖<td>澄江<td>812"],
    ],
)
def test_a_table_whose_cells_span_others_is_left_to_its_cells(rows):
    """Law: no cell is told by a name that does not stand above it."""
    table = f"<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>"
    said = [block.text for block in html.blocks(table, source="-")]
    assert "东湖，澄江，812" in said
    assert not any("为" in line for line in said)


def test_list_at_the_end_is_kept(tmp_path):
    """What both extractors take after the last full sentence is part of the article."""
    items = "".join(f"<li>{item}</li>" for item in ("本人身份证原件", "近期免冠照片两张"))
    body = f"<h1>报名须知</h1><div>{f'<p>{PROSE}</p>' * 4}<p>请带好：</p><ul>{items}</ul></div>"
    article = _page(tmp_path, body)
    assert article.sections[0].paragraphs[-2:] == ("本人身份证原件", "近期免冠照片两张")


@pytest.mark.parametrize(
    "name", ["iso-8859-1", "unicode_escape", "utf-7", "rot13", "zlib", "x" * 99]
)
def test_wrong_or_hostile_declaration_is_ignored(tmp_path, name):
    """A declared encoding that no Chinese page is in leaves it to the bytes."""
    page = f"<html><head><meta charset='{name}'></head><body>{f'<p>{PROSE}</p>' * 4}</body></html>"
    path = tmp_path / "page.html"
    for encoding in ("utf-8", "gb18030"):
        path.write_bytes(page.encode(encoding))
        assert sources.read(str(path)).sections[0].paragraphs == (PROSE,) * 4


def test_ordered_items_keep_their_numbers(tmp_path):
    """A number that the browser writes is read as well, once an item, bullets have none."""
    page = tmp_path / "a.html"
    items = "<ol start='2'><li>先关总闸</li><li><p>再拧开接头</p><p>等水流尽。</p></li></ol>"
    page.write_text(f"<h1>换水管</h1><p>{PROSE * 2}</p><p>步骤如下：</p>{items}<p>{PROSE}</p>")
    (section,) = sources.read(str(page)).sections
    assert section.paragraphs[2:5] == ("2. 先关总闸", "3. 再拧开接头", "等水流尽。")


def test_box_to_log_in_beside_an_article_is_no_login(tmp_path):
    """Portals hide a form with a password in every page; the article beside it is read."""
    page = tmp_path / "a.html"
    box = "<div id='login'><input type='text'><input type='password'></div>"
    page.write_text(f"<title>快讯</title>{box}<h1>快讯</h1>" + f"<p>{PROSE}</p>" * 3)
    assert sources.read(str(page)).sections[0].paragraphs == (PROSE,) * 3


def test_sections_of_a_public_account_are_paragraphs(tmp_path):
    """A page of a messenger's account has no <p>, and hides its article until a script runs."""
    page = tmp_path / "a.html"
    body = "".join(f"<section><span>{PROSE}</span></section>" for _ in range(4))
    content = f"<div id='js_content' style='visibility: hidden; opacity: 0;'>{body}</div>"
    page.write_text(f"<h1>一篇推送</h1>{content}<p>微信扫一扫</p>")
    assert sources.read(str(page)).sections[0].paragraphs == (PROSE,) * 4


def test_what_is_written_out_as_markup_is_text(tmp_path):
    """Law: &#60; is said to be a sign of less, and opens no element."""
    more = "东湖水厂二期工程5日正式开工，日供水能力将达到60万吨。" * 4
    article = _page(tmp_path, f"<h1>东湖水厂</h1><p>{more}</p><p>水位&#60;i&#62;3米，{more}</p>")
    assert "水位<i>3米" in article.sections[0].paragraphs[-1]


def test_a_page_whose_every_paragraph_is_a_heading_is_read(tmp_path):
    """Law: what has a full stop is prose whatever the page calls it, and Document is no title."""
    page = tmp_path / "page.html"
    page.write_text(
        "<!doctype html><title>Document</title><body><h1>货运列车出轨 司机酒驾</h1>"
        "<h2>一列货运列车昨天下午在南州出轨，没有人受伤，其他列车照常运行，线路当晚修复。</h2>"
        "<h2>铁路警察检查后发现，司机当天中午喝了酒，他已被停职，检方正在调查这起事故。</h2>",
        encoding="utf-8",
    )
    article = sources.read(str(page))
    assert article.title == "货运列车出轨 司机酒驾"
    assert [len(section.paragraphs) for section in article.sections] == [2]


def test_what_a_class_calls_a_figure_is_one(tmp_path):
    """Law: credit and caption of a picture are left out with it, whatever element holds them."""
    told = "<p>南州大桥昨天下午通车，市民过江只要十分钟，全桥设六条车道。</p>" * 3
    picture = "<div class='Figure-sc-1'><img src='a.jpg'><p>张三是桥梁专业的学生。</p></div>"
    article = _page(tmp_path, f"<h1>大桥通车</h1>{told}{picture}{told}")
    assert "张三" not in "".join(article.texts)
    for name in ("has-figure", "post figure", "figure content"):
        whole = _page(tmp_path, f"<div class='{name}'><img src='a.jpg'>{told * 3}</div>")
        assert "六条车道" in "".join(whole.texts)


def test_who_reports_is_no_title(tmp_path):
    """Law: a line that only signs is a credit, though it is bold and the text says it again."""
    sign, told = "<p><b>南州新闻记者 王小明</b></p>", "<p>南州新闻记者注意到，桥上有灯。</p>"
    article = _page(tmp_path, f"{sign}<p>12月19日，{PROSE}</p>{told}")
    assert "记者" not in article.title
    assert (article.byline.source, article.byline.author) == ("南州新闻", "王小明")


def test_a_title_of_the_whole_site_is_none_of_the_article(tmp_path):
    """Law: a title that the page does not show gives way to the h1 whose words the page tells."""
    told = "<p>南州大桥昨天下午通车，市民过江只要十分钟，全桥设六条车道。</p>" * 3
    heads = "<h1>资讯中心</h1><h1>南州大桥昨天通车 过江只要十分钟</h1>"
    page = tmp_path / "page.html"
    for title in ("购票系统", "南州大桥建设公司-最新动态"):
        page.write_text(f"<!doctype html><title>{title}</title><body>{heads}{told}", "utf-8")
        assert sources.read(str(page)).title == "南州大桥昨天通车 过江只要十分钟"
    bar = f"<div>购票系统</div>{heads}"  # the site's name stands on it
    page.write_text(f"<!doctype html><title>购票系统</title><body>{bar}{told}", "utf-8")
    assert sources.read(str(page)).title == "南州大桥昨天通车 过江只要十分钟"
    page.write_text(f"<!doctype html><title>大桥通车</title><body><h1>资讯</h1>{told}", "utf-8")
    assert sources.read(str(page)).title == "大桥通车"


def test_a_title_that_is_cut_at_its_colon_is_told_whole(tmp_path):
    """Law: the line with which a page's title goes on behind a colon is the headline, and once."""
    told = "<p>南州大桥昨天下午通车，市民过江只要十分钟，全桥设六条车道。</p>"
    page = tmp_path / "page.html"
    head = "<!doctype html><title>桥梁专家告诉我们</title><body><h1>桥梁专家告诉我们</h1>"
    for line, title in (
        ("桥梁专家告诉我们：大桥将提前通车", "桥梁专家告诉我们：大桥将提前通车"),
        ("桥梁专家告诉我们：大桥将提前通车，请放心。", "桥梁专家告诉我们"),
    ):
        page.write_text(f"{head}<p>{line}</p>{told * 4}", "utf-8")
        article = sources.read(str(page))
        assert article.title == title
        assert (line in article.texts) == (line != title)


def test_a_source_with_its_label_goes_before_a_name_beside_a_time(tmp_path):
    """Law: 来源：… in the text is the source, whatever site has put the page up."""
    told = "<p>南州大桥昨天下午通车，市民过江只要十分钟，全桥设六条车道。</p>"
    page = tmp_path / "page.html"
    head = (
        "<!doctype html><title>大桥通车了</title><body><p>2016-12-21 观潮网</p><h1>大桥通车了</h1>"
    )
    for line, source in (("<p>来源：南州日报</p>", "南州日报"), ("", "观潮网")):
        page.write_text(f"{head}{line}{told * 4}", "utf-8")
        assert sources.read(str(page)).byline.source == source


@pytest.mark.parametrize(
    ("head", "title", "site"),
    [
        ("<link rel='canonical' href='https://www.thepaper.cn/1'>", "大桥通车了", "澎湃新闻"),
        ("", "<a href='https://www.thepaper.cn/1'>大桥通车了</a>", "澎湃新闻"),
        (
            "<meta property=og:site_name content='南州日报'><link rel=canonical href='//news.cn'>",
            "大桥通车了",
            "南州日报",
        ),
        ("", "大桥通车了", ""),
    ],
)
def test_a_page_that_names_no_site_is_of_its_own_address(tmp_path, head, title, site):
    """Law: canonical, or where the headline leads, names the outlet if the page does not."""
    told = "<p>南州大桥昨天下午通车，市民过江只要十分钟，全桥设六条车道。</p>" * 4
    page = tmp_path / "page.html"
    page.write_text(f"<!doctype html><head>{head}</head><body><h1>{title}</h1>{told}", "utf-8")
    assert sources.read(str(page)).byline.site == site


def test_a_tag_of_thousands_of_attributes_is_refused(tmp_path):
    """Law: what costs its square is refused in a line; a picture within the page is none."""
    page = tmp_path / "page.html"
    many = " ".join(f"a{number}=1" for number in range(2000))
    told = f"<h1>大桥通车</h1><p>{'南州大桥昨天通车，市民过江只要十分钟。' * 3}</p>"
    picture = f"<img src='data:image/png;base64,{'A' * 9000}'>"
    page.write_text(f"<!doctype html><body {many}>{told}", encoding="utf-8")
    with pytest.raises(InputError, match="attributes"):
        sources.read(str(page))
    page.write_text(f"<!doctype html><body>{told}{picture}", encoding="utf-8")
    assert sources.read(str(page)).texts


@pytest.mark.parametrize("word", ["发展历程", "最新消息", "WiseNews"])
def test_the_word_of_a_menu_is_no_title(tmp_path, word):
    """Law: a short title that the text does not bear out is none; a bold line that it does is."""
    body = f"<p>{PROSE}</p><p>{TOLD}</p>"
    alone = _page(tmp_path, f"<h1>{word}</h1>{body}", f"<title>{word}</title>")
    assert alone.title != word
    head = "大桥今年十月通车"
    bold = _page(tmp_path, f"<p><b>{head}</b></p>{body}", f"<title>{word}</title>")
    assert bold.title == head


def test_credits_glued_to_a_headline_are_none_of_it(tmp_path):
    """Law: a title ends where a label of its credits begins."""
    head = "<h1>全市今天开始修桥来源：南州日报 发布时间：2026-11-19</h1>"
    assert _page(tmp_path, f"{head}<p>{PROSE}</p><p>{TOLD}</p>").title == "全市今天开始修桥"


@pytest.mark.parametrize(
    ("head", "above", "title"),
    [
        (
            "<title>南州网</title><meta property='og:title' content='南州大桥开工，投资十二亿元'>",
            "",
            "南州大桥开工，投资十二亿元",
        ),
        (
            "<title>百年梦想终成真，一桥飞架南北 - 南州网</title>",
            "",
            "百年梦想终成真，一桥飞架南北",
        ),
        ("<title>风从江上来_南州网</title>", "", "风从江上来"),
        ("<title>破浪 - 南州网</title>", "<h1>破浪</h1>", "破浪"),
        (
            "<title>Apple Vision Pro - 南州网</title>",
            "<h1>Apple Vision Pro</h1>",
            "Apple Vision Pro",
        ),
    ],
)
def test_the_headline_that_the_head_names_is_not_thrown_away(tmp_path, head, above, title):
    """Law: where the text does not repeat its words, what the head names beside a site is it."""
    body = f"<p>{PROSE}</p><p>{TOLD}</p>"
    assert _page(tmp_path, f"{above}{body}", head).title == title


def test_a_power_is_a_figure_and_no_note():
    """Law: what is raised behind a ten or a unit changes the figure, behind a word it is a note."""
    said = "容10<sup>6</sup>方、宽5km<sup>2</sup>、误差10<sup>-6</sup>"
    said += "米，测得<sup>2</sup>10<sup>1</sup>。"
    page = f"<h1>水库建成</h1><p>{said}</p><p>水库昨天建成，三个县的农田都能用上它的水。</p>"
    texts = [*map(str, sources.read("-", stdin=io.BytesIO(page.encode())).texts)]
    assert texts[0] == "容10⁶方、宽5km²、误差10⁻⁶米，测得10。"


def test_lines_that_a_page_keeps_begin_paragraphs():
    """Law: in <pre> an empty line and an indent part paragraphs, as in a text."""
    lines = ["水库昨天建成，三个县的农田", "都能用上它的水。", "", "　　明年还要建一座，水量更大。"]
    page = "<p>水库建成的消息传来。</p><pre>{}</pre>".format("\n".join(lines))
    texts = [*map(str, sources.read("-", stdin=io.BytesIO(page.encode())).texts)]
    told = ["水库昨天建成，三个县的农田都能用上它的水。", lines[-1].strip("　")]
    assert texts[1:] == told
    for first in ("    ", ""):  # as they stand in an indented page
        page = f"<p>水库建成的消息传来。</p><pre>{first}" + "\n    ".join(lines) + "\n    </pre>"
        texts = [*map(str, sources.read("-", stdin=io.BytesIO(page.encode())).texts)]
        assert "".join(texts[1:]) == "".join(told)
        assert len(texts) == (3 if first else 4)
