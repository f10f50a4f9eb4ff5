"""What stands above a text: its fields are read, and never aloud."""

from __future__ import annotations

import pytest

from tingbao.sources import markdown

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
    ],
)
@pytest.mark.parametrize("rule", ["", "\n---\n\n明天还要下雨。\n"])
@pytest.mark.parametrize("indent", ["", "　　"])
def test_front_matter_is_read_in_every_dialect_and_never_aloud(front, rule, indent):
    """Law: hyphens or pluses, folded or listed, closed or not: its fields are read and no more."""
    assert markdown.has_front_matter(front + BODY)
    body = BODY.replace("大", f"{indent}大").replace("市", f"{indent}市")
    read = markdown.read(f"{front}{body}{rule}", source="-")
    assert (read.title, read.byline.author) == ("大桥今年通车", "张三")
    assert str(read.published) == "2026-11-19 00:00:00"
    told = [*filter(None, BODY.split("\n")), *(["明天还要下雨。"] if rule else [])]
    assert [str(text) for text in read.texts] == told


@pytest.mark.parametrize("begun", ["---\n- 大桥\n---\n", "---\n\n", "---\n问: 何时？\n\n", "+++\n"])
def test_a_line_above_a_text_is_no_front_matter(begun):
    """Law: what has no field, or none that is known and no end, is the text's."""
    assert not markdown.has_front_matter(begun + BODY)
