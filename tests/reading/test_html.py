"""HTML pages of the usual makes to articles."""

from datetime import datetime
from pathlib import Path

import pytest

from tingbao import reading, sections
from tingbao.errors import InputError

PAGES = Path(__file__).parent / "pages"


def _headings(name):
    article = sections.divide(reading.read(str(PAGES / name)))
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
    """h2 are sections, h3 are folded, footnote marks and code are left out, table rows stay."""
    article, headings = _headings("blog.html")
    assert headings == [None, "先算层高", "锅炉与费用", "后悔的事"]
    assert article.sections[2].paragraphs[3:6] == ("项目，费用", "材料，2.1万元", "人工，0.9万元")
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
        reading.read(str(PAGES / name))


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
            reading.read(str(page))
        return
    (section,) = reading.read(str(page)).sections
    assert len(section.paragraphs) == 9
