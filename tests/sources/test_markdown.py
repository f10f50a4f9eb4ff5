"""Markdown to articles."""

from datetime import datetime

import pytest

from tingbao.sources import markdown, outline

ARTICLE = """---
title: "修一座老桥"
date: 2024-03-01T10:00:00+08:00
author: 顾长风
tags: [桥]
---

开头的一段，有**重点**、`代码`和[链接](https://example.org/a)，还有![图](a.png)。

## 勘测

第一行写到这里换行，
第二行接着写。带脚注[^1]的一句。

- 桥长三十米
- 桥宽[四米](x)

### 桥墩

桥墩一共六个。

```python
print("不读出来")
```

## 施工

| 项目 | 天数 |
| --- | --- |
| 拆除 | 12 |

> 引用的一段话。

<div>html 不读</div>

[^1]: 脚注
"""


def test_markdown_becomes_sections():
    """Front matter is metadata, ## are sections, ### is folded, code is named, pictures are not."""
    article = markdown.read(ARTICLE, source="a.md")
    assert article.title == "修一座老桥"
    assert article.published == datetime(2024, 3, 1, 10, 0)  # noqa: DTZ001  # naive by contract
    assert article.byline.author == "顾长风"
    assert [(section.heading, section.paragraphs) for section in article.sections] == [
        (None, ("开头的一段，有重点、代码和链接，还有。",)),
        (
            "勘测",
            (
                "第一行写到这里换行，第二行接着写。带脚注的一句。",
                "桥长三十米",
                "桥宽四米",
                "桥墩",
                "桥墩一共六个。",
                outline.CODE,
            ),
        ),
        ("施工", ("拆除：天数为12。", "引用的一段话。")),
    ]


def test_indented_sentences_are_no_code():
    """Law: many indent their paragraphs by four blanks; code with a comment in Chinese is code."""
    written = "# 大桥\n\n    大桥昨天通车，全长5.2公里。\n\n    市民说：“方便多了。”\n\n## 桥\n\n"
    written += "这样就能看到桥长。\n\n    # 先编译，再看。\n    make bridge\n\n桥长五公里。\n"
    read = markdown.read(written, source="-")
    told = [
        "大桥昨天通车，全长5.2公里。",
        "市民说：“方便多了。”",
        "这样就能看到桥长。",
        outline.CODE,
    ]
    assert [*map(str, read.texts)] == [*told, "桥长五公里。"]


@pytest.mark.parametrize("marked", ["~~老桥~~要修", "**“老桥”**要修", "**“老桥”**要**“修”**"])
def test_marks_are_not_told(marked):
    """Law: strokes and stars are no words, nor those that CommonMark sees no emphasis in."""
    article = markdown.read(f"# 修桥\n\n镇里说，{marked}，今年十月动工。", source="-")
    assert not {"*", "~"} & {*article.texts[0]}


def test_indented_html_is_no_code():
    """Law: what a page indents is read as a page; code between fences is named."""
    text = "# 修桥\n\n镇里说，老桥今年动工。\n\n    <p>桥墩一共六个，都要加固。</p>\n"
    assert markdown.read(text, source="-").texts == (
        "镇里说，老桥今年动工。",
        "桥墩一共六个，都要加固。",
    )


@pytest.mark.parametrize(
    "sample",
    ["<h1>你好</h1>", "<html>\n    <p>你好</p>", "<p>你好</p>\n    <h2>再见</h2>", "<!-- 你好 -->"],
)
def test_a_sample_of_a_page_is_code(sample):
    """Law: markup that is more than paragraphs is shown, and its heading is no title."""
    text = f"# 写网页\n\n标题写成这样，文件就是网页。\n\n    {sample}\n\n改完再看一遍。\n"
    article = markdown.read(text, source="-")
    assert article.title == "写网页"
    assert article.texts == ("标题写成这样，文件就是网页。", outline.CODE, "改完再看一遍。")


def test_a_menu_above_the_title_is_not_told():
    """Law: what stands above the heading that says the title again is the page's."""
    menu = "- 首页\n- 软件\n\n## 关注\n\n新版常见问题，请点击这里。\n\n## 修一座老桥\n\n"
    text = f"---\ntitle: 修一座老桥\n---\n{menu}镇里说，老桥今年十月动工，两岸的人要绕行三公里。"
    article = markdown.read(text, source="-")
    assert article.texts == ("镇里说，老桥今年十月动工，两岸的人要绕行三公里。",)


def test_the_credit_beside_a_picture_is_not_run_into_the_text():
    """Law: a picture leaves nothing; what only credits it ends at its line, a text goes on."""
    lost = markdown.read("# 大桥通车了![头像]![]\n\n大桥昨天通车。![图片] 全长五公里。", source="-")
    assert (lost.title, lost.texts) == ("大桥通车了", ("大桥昨天通车。 全长五公里。",))
    credit = markdown.read("## 大桥通车了\n\n![](a.jpg)图片来源：网络\n大桥昨天通车。", source="-")
    assert credit.texts == ("大桥昨天通车。",)
    text = markdown.read("## 大桥通车了\n\n![](a.jpg)大桥昨天通车，\n全长五公里。", source="-")
    assert text.texts == ("大桥昨天通车，全长五公里。",)


def test_single_top_heading_is_the_title():
    """One # above several ## is the title."""
    article = markdown.read("# 题\n\n## 甲\n\n甲的内容。\n\n## 乙\n\n乙的内容。", source="-")
    assert article.title == "题"
    assert [section.heading for section in article.sections] == ["甲", "乙"]


def test_several_top_headings_are_sections():
    """Several # are sections; the title is then made of the first clause."""
    article = markdown.read("# 甲\n\n甲的内容是这样的。\n\n# 乙\n\n乙的内容。", source="-")
    assert [section.heading for section in article.sections] == ["甲", "乙"]


def test_bold_lines_are_headings():
    """A paragraph that is bold as a whole heads what follows; emphasis inside does not."""
    article = markdown.read(
        "# 题\n\n**甲**\n\n甲的**内容**。\n\n**乙**\n\n乙的内容。\n\n**这是一句加粗的话。**\n",
        source="-",
    )
    assert [section.heading for section in article.sections] == ["甲", "乙"]
    assert article.sections[1].paragraphs == ("乙的内容。", "这是一句加粗的话。")


@pytest.mark.parametrize("text", ["#话题# 今天天气好", "第一行\n第二行", "价格 # 3"])
def test_hashtags_are_no_markdown(text):
    """A # without a space behind it, or inside a line, makes no Markdown of a text."""
    assert not markdown.looks_like(text)


def test_ordered_items_keep_their_numbers():
    """Numbers count from the list's start, once an item; bullets have none."""
    text = "# 题\n\n三步走：\n\n3. 开门；\n4. 进屋。\n\n   屋里有灯。\n\n- 关门\n"
    article = markdown.read(text, source="-")
    assert article.sections[0].paragraphs == (
        "三步走：",
        "3. 开门；",
        "4. 进屋。",
        "屋里有灯。",
        "关门",
    )


def test_html_in_markdown_and_front_matter_behind_a_blank_line_are_read():
    """Law: what Jekyll and Hexo write is read: fields, a mail's date, a signing outlet, HTML."""
    article = markdown.read(
        "\n---\ntitle: '00后男子被刑拘'\ncategories: \n - 金融\nauthor: 南州财经\n"
        "date: Tue, 15 Feb 2022 11:57:44 GMT\n---\n\n<!--158-->\n[00后男子被刑拘](https://a.cn/1)\n------\n\n"
        "<div>\n<p>南州警方昨天通报，一名男子因诈骗被刑事拘留。</p>\n<p>案件还在侦办。</p>\n</div>\n",
        source="-",
    )
    assert article.title == "00后男子被刑拘"
    assert article.published == datetime(2022, 2, 15, 19, 57, 44)  # noqa: DTZ001  # naive
    assert (article.byline.source, article.byline.author) == ("南州财经", "")
    assert [str(text) for text in article.texts] == [
        "南州警方昨天通报，一名男子因诈骗被刑事拘留。",
        "案件还在侦办。",
    ]


def test_a_date_at_the_edge_of_the_calendar_is_none():
    """Law: a field's time that no calendar in Beijing has costs the date, not the article."""
    front = "---\ntitle: 大桥通车\ndate: Fri, 31 Dec 9999 23:59:59 -0800\n---\n大桥昨天通车。\n"
    assert markdown.read(front, source="-").published is None


def test_marks_of_other_dialects_are_not_said():
    """Law: a heading without its blank, a task's box and what opens a note are no words."""
    written = "# 大桥通车\n\n##桥上\n\n:::tip\n桥上很宽。\n:::\n\n> [!NOTE]\n> 桥上有风。\n\n"
    written += "##桥下\n\n- [ ] 桥下要亮灯。\n- [x] 桥下要种树。\n"
    read = markdown.read(written, source="-")
    assert [section.heading for section in read.sections] == ["桥上", "桥下"]
    assert [*map(str, read.texts)] == ["桥上很宽。", "桥上有风。", "桥下要亮灯。", "桥下要种树。"]
