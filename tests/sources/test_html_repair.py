"""Markup as sites have it."""

import pytest
from lxml import html

from tingbao.sources import html_repair
from tingbao.sources.page import pieces

PROSE = "今年以来，全市的工业运行平稳，规模以上工业增加值增长百分之六，高于全省平均水平。" * 6


def _texts(markup):
    root = html.document_fromstring(markup)
    html_repair.repair(root)
    return [piece.text for piece in pieces(root)]


@pytest.mark.parametrize(
    "style", ["visibility: hidden;", "color:red;visibility:hidden", "opacity: 0"]
)
def test_article_that_a_script_fades_in_is_read(style):
    """What is invisible and holds an article is shown; a hidden hint stays hidden."""
    hint = "<div style='visibility: hidden'>加载中</div>"
    assert _texts(f"<body>{hint}<div style='{style}'><p>{PROSE}</p></div></body>") == [PROSE]


def test_what_stands_behind_the_page_belongs_to_it():
    """A page that is closed in its middle, as a template nested in another leaves it, is whole."""
    markup = "<html><body><p>上文。</p></body></html><div><p>下文。</p></div>"
    assert _texts(markup) == ["上文。", "下文。"]


def test_section_of_text_alone_is_a_paragraph():
    """Editors of public accounts write every paragraph as a section, inside others."""
    root = html.document_fromstring(
        "<section><section>甲。</section><section>乙。</section></section>"
    )
    html_repair.repair(root)
    assert [one.text for one in root.iter("p")] == ["甲。", "乙。"]
    assert len(list(root.iter("section"))) == 1


@pytest.mark.parametrize("body", ["", "<body><p>末段。</p></body>"])
def test_a_head_that_nothing_closes_ends_at_the_article(body):
    """Law: as in a browser, what is none of a head is read, before what else the body has."""
    markup = f"<head><title>题</title><main><p>正文。</p></main><meta charset='utf-8'>{body}"
    assert _texts(markup) == ["正文。", *(["末段。"] if body else [])]
