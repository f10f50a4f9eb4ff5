"""What stands above a text: its fields are read, and never aloud."""

from __future__ import annotations

import pytest

from tingbao.sources import front_matter, markdown, outline

BODY = "大桥昨天通车。\n\n市民说，方便多了。\n"


@pytest.mark.parametrize(
    "front",
    [
        "---\ntitle: 大桥今年通车\nauthor: 张三\ndate: 2026-11-19\ntags:\n  - 桥\n---\n",
        "---\ntitle: 大桥今年通车\nauthor: 张三\ntags: [桥]\ndate: 2026-11-19\n\n",
        "---\ntitle: >-\n  大桥今年\n  通车\nauthor:\n  - 张三\ndate: 2026-11-19\n...\n",
        "---\nlayout: post\n\ntitle: |\n  大桥今年通车\nauthor: 张三\ndate: 2026-11-19\n\n",
        "+++\ntitle = '大桥今年通车'\nauthors = [\n  \"张三\",\n]\ndate = 2026-11-19\n+++\n",
        (
            '+++\na = """\n一段。\n二段。"""\ntitle = "大桥今年通车"\nauthor = "张三"\n'
            "date = 2026-11-19\n[b]\ntitle = ''\n+++\n"
        ),
        "---\ntitle: 大桥今年通车\n桥上的一行话\nauthor: 张三\ndate: 2026-11-19\n---\n",
        "---\na: 南州'''\ntitle: 大桥今年通车\nauthor: 张三\ndate: 2026-11-19\n---\n",
        "+++\ntitle = '大桥今年通车'\nauthor = '张三'\ndate = 2026-11-19\na.b = '桥'\n\n",
        "---\ndate: 2026-11-19\ntitle: 大桥今年通车\nauthor: 张三\n\n  - 李四\n---\n",
        "---\r\ntitle: 大桥今年通车\r\nauthor: 张三\r\ndate: 2026-11-19\r\n\r\n",
        "---\ntitle: 大桥今年通车\n# 何人\nauthor: 张三\n\ntag:\n- 桥\n\ndate: 2026-11-19\n\n",
        '---json\n{"title": "大桥今年通车",\n "author": "张三",\n "date": "2026-11-19"\n}\n---\n',
        '{"title": "大桥今年通车", "author": ["张三"], "date": "2026-11-19", "draft": false}\n\n',
        "Title: 大桥今年通车\nTags: 桥\nAuthor: 张三\nDate: 2026-11-19\n\n",
        (
            "Title: 大桥今年通车\n\nURL Source: https://a.cn/1\n\nAuthor: 张三\n\n"
            "Published Time: 2026-11-19\n\nMarkdown Content:\n"
        ),
        "#+TITLE: 大桥今年通车\n#+AUTHOR: 张三\n#+DATE: <2026-11-19 Thu>\n#+OPTIONS: toc:nil\n\n",
        "# -*- mode: org -*-\n\n#+title: 大桥今年通车\n#+author: 张三\n#+date: [2026-11-19]\n\n",
    ],
)
@pytest.mark.parametrize("rule", ["", "\n---\n\n明天还要下雨。\n"])
@pytest.mark.parametrize("indent", ["", "　　"])
def test_front_matter_is_read_in_every_dialect_and_never_aloud(front, rule, indent):
    """Law: in whatever form, folded or listed, closed or not, its fields are read and no more."""
    assert markdown.has_front_matter(front + BODY)
    body = BODY.replace("大", f"{indent}大").replace("市", f"{indent}市")
    read = markdown.read(f"{front}{body}{rule}", source="-")
    assert (read.title, read.byline.author) == ("大桥今年通车", "张三")
    assert str(read.published) == "2026-11-19 00:00:00"
    told = [*filter(None, BODY.split("\n")), *(["明天还要下雨。"] if rule else [])]
    assert [str(text) for text in read.texts] == told


@pytest.mark.parametrize(
    "begun",
    [
        "---\n- 大桥\n---\n",
        "---\n\n",
        "---\n问: 何时？\n\n",
        "+++\n",
        "Title: 大桥\nTom: 通车了吗？\nAnn: 通车了。\n\n",
        "Date: 2026-11-19\n\n",
        "桥长=3\n\n",
        '["大桥", "通车"]\n\n',
        "{南州}大桥\n\n",
        "#大桥# 通车\n\n",
    ],
)
def test_a_line_above_a_text_is_no_front_matter(begun):
    """Law: what has no field, or none that is known and no end, is the text's."""
    assert not markdown.has_front_matter(begun + BODY)


def test_a_list_below_front_matter_that_nothing_closes_is_told():
    """Law: what stands behind a gap below no field is the text's, whatever comes below it."""
    front = "---\ntitle: 大桥今年通车\nsummary: >\n  一座桥。\n\n"
    _, text = front_matter.read(f"{front}- 桥很长。\n- 桥很宽。\n\ndate: 2026-11-19\n\n{BODY}")
    assert text.startswith("- 桥很长。")


def test_an_org_file_is_told_without_its_marks():
    """Law: stars are headings, what is indented is no code, and no keyword or drawer is said."""
    org = "#+TITLE: 大桥今年通车\n* 桥上\n:PROPERTIES:\n:ID: 1\n:END:\n    桥上很宽。\n** 桥头\n"
    org += "有灯。\n#+begin_src sh\nls\n#+end_src\n* 桥下\n#+BEGIN_QUOTE\n桥下有风。\n#+END_QUOTE\n"
    read = markdown.read(org, source="-")
    assert [section.heading for section in read.sections] == ["桥上", "桥下"]
    assert [*map(str, read.texts)] == ["桥上很宽。", "桥头", "有灯。", outline.CODE, "桥下有风。"]
