"""What reading costs grows as the source does, and every reader has bounds."""

import io
from contextlib import suppress

import pytest
from tests.growing import KINDS, SENTENCE, cost, grown

from tingbao import sources
from tingbao.errors import InputError
from tingbao.sources import boilerplate, feeds, formats, html, markdown, outline
from tingbao.sources.outline import Block

SIZES = (4_000, 8_000)  # bytes; benchmarks/growth.py measures 20,000 to 160,000
ALLOWED = 2.4  # times the cost for twice the size


def _read(data):
    with suppress(InputError):  # what is refused has its cost, too
        sources.read_all("-", stdin=io.BytesIO(data))


@pytest.mark.parametrize("kind", KINDS)
def test_reading_twice_as_much_costs_about_twice(kind):
    """No part of a source is looked at again for every other part, nor kept again."""
    _read(grown(kind, SIZES[0]))  # what is made once, such as tables and patterns
    costs = [cost(lambda size=size: _read(grown(kind, size))) for size in SIZES]
    (lines, held), (more_lines, more_held) = costs
    assert more_lines <= ALLOWED * lines, costs
    assert more_held <= ALLOWED * held + 1_000_000, costs


@pytest.mark.parametrize(
    ("source", "what"),
    [
        ("<html><body>" + "<i></i>" * (html.MOST_ELEMENTS + 1), "elements"),
        ("<html><body>" + "<p>字</p>" * (outline.MOST_BLOCKS + 1), "paragraphs"),
        ("<p>字</p>" * (outline.MOST_BLOCKS + 1), "paragraphs"),
        (f"<html><body><table><tr>{'<td>' * (html.MOST_CELLS + 1)}", "cells in a row"),
        ("![会" * (formats.MOST_SENTENCES + 1), "sentences"),
        ("<ol>" + "<li>字" * (html.MOST_ELEMENTS + 1), "elements"),
        ("字\n" * (outline.MOST_BLOCKS + 1), "paragraphs"),
        ("# 题\n" + "字\n\n" * (outline.MOST_BLOCKS + 1), "paragraphs"),
        ("# 题\n" + "字\n" * (markdown.MOST_LINES + 1), "lines"),
        ("# 题\n" + "字" * markdown.LONGEST, "characters"),
        (SENTENCE * (formats.LONGEST // 20), "characters"),
    ],
    ids=lambda value: value[:20],
)
def test_more_than_an_article_is_refused_in_one_line(source, what):
    """A bound that is passed is named, with its figure, before the costly work begins."""
    with pytest.raises(InputError) as caught:
        sources.read("-", stdin=io.BytesIO(source.encode()))
    assert f"{what} are more than an article has" in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("start", ["9" * 5000, "²", "-1", "", "x"])
def test_a_list_may_begin_with_anything(start):
    """A number of more digits than Python reads, or none at all, is 1."""
    page = f"<ol start='{start}'><li>{SENTENCE}</li><li>{SENTENCE}</li></ol>"
    article = sources.read("-", stdin=io.BytesIO(page.encode()))
    assert article.sections[0].paragraphs[0].startswith("1. ")


RSS = (
    "<rss version='2.0'><channel><title>源</title><item>{}<title>一</title></item></channel></rss>"
)


@pytest.mark.timeout(10)  # of what takes less than one, unless it grows by squares
@pytest.mark.parametrize("line", ["甲 " * 490_000, "。记者 张三 摄" * 120_000 + "渠修好了。"])
def test_a_long_line_is_looked_at_once(line):
    """Law: nor is a line for each of its gaps, nor copied for each caption in it."""
    _read(f"{line}\n{SENTENCE}".encode())


@pytest.mark.timeout(10)  # of what takes a part of a second, unless it doubles with each blank
def test_the_head_of_a_mail_is_looked_at_once():
    """Law: nor is a blank line of a text that begins with a label for each of its blanks."""
    _read(f"Source: 东湖网\n{(' ' * 40 + chr(10)) * 60}{SENTENCE}".encode())


def test_lines_above_and_below_a_button_are_counted_once():
    """Law: what stands before and after 评论 is not summed again for every such line."""
    button, said = Block(text="评论"), Block(text=SENTENCE * 300)
    costs = [cost(lambda n=n: boilerplate.clear([button] * n + [said]))[0] for n in (300, 600)]
    assert costs[1] <= ALLOWED * costs[0]


@pytest.mark.timeout(60)  # of what takes a part of a second, unless it grows by squares
@pytest.mark.parametrize(
    "around",
    [
        lambda many: many.replace("-", "\n") + RSS.format(""),
        lambda many: f"<!--{many.replace('-', ' ')}-->{RSS.format('')}",
        lambda many: f"<!DOCTYPE rss [{many.replace('-', chr(10))}]>{RSS.format('')}",
        lambda many: RSS.format(f"<author>{many}</author>"),
        lambda many: RSS.format(f"<managingEditor>{many}</managingEditor>"),
    ],
    ids=["space", "comment", "declarations", "author", "editor"],
)
def test_a_pattern_looks_at_a_feed_once(around):
    """Law: likewise of what is not counted in lines, the patterns of others among it."""
    assert [one.title for one in feeds.parse(around("-" * 1_000_000), base="").entries] == ["一"]
