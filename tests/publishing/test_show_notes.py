"""What the feed says in HTML and XML, whatever an article would have it say."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from tingbao.model import Byline, Chapter, Episode, Reference, Story
from tingbao.publishing import feed
from tingbao.publishing.record import Record

EVIL = "<b onclick='x'>\"&amp;</b>"
ESCAPED = "&lt;b onclick=&#x27;x&#x27;&gt;&quot;&amp;amp;&lt;/b&gt;"
NOON = datetime(2026, 11, 27, 12, tzinfo=UTC)
EPISODE = Episode(
    guid="g",
    title="t",
    summary="s",
    published=NOON,
    duration_ms=4_000_000,
    chapters=(
        Chapter(title="a", start_ms=0, end_ms=61_999),
        Chapter(title="b", start_ms=61_999, end_ms=3_600_000),
        Chapter(title="c", start_ms=3_725_000, end_ms=4_000_000),
    ),
    slug="x",
    file="x/x.mp3",
    bytes=1,
)
RECORD = Record(episode=EPISODE, content="", audio="")
END = f"<p>{feed.text('ai')}</p>"


def test_notes_are_summary_chapters_and_the_mark():
    """Law: the summary, a chapter a row with its time, and that a machine speaks; no more."""
    assert feed.show_notes(RECORD) == (
        f"<p>s</p><ul><li>00:00 a</li><li>01:01 b</li><li>1:02:05 c</li></ul>{END}"
    )


@pytest.mark.parametrize(
    ("byline", "origin", "wanted"),
    [
        (Byline(source="报"), "", "<p>来源：报</p>"),
        (Byline(author="李"), "", "<p>作者：李</p>"),
        (Byline(source="报", author="李"), "", "<p>来源：报；作者：李</p>"),
        (
            Byline(source="报"),
            "https://a.test/?x=1&y=2",
            '<p>来源：报；<a href="https://a.test/?x=1&amp;y=2">阅读原文</a></p>',
        ),
        (
            Byline(),
            "http://a.test\nfile:1\nhttps://b.test",
            (
                '<p><a href="http://a.test">阅读原文 1</a>；'
                '<a href="https://b.test">阅读原文 2</a></p>'
            ),
        ),
        (Byline(), "javascript:alert(1)\nfile:1", ""),
    ],
)
def test_notes_say_where_it_comes_from(byline, origin, wanted):
    """Law: source, author and a link to each original that is on the web, in this order."""
    notes = feed.show_notes(replace(RECORD, byline=byline, origin=origin))
    assert notes == feed.show_notes(RECORD).replace(END, wanted + END)


def test_notes_list_the_reports_of_each_story():
    """Law: each story with its reports, each with site, title, day, and a link if it has one."""
    told = Reference(title="甲", url="https://a.test/?a&b", site="报", published=NOON)
    story = Story(title="事", references=(told, replace(told, url="", title="乙")))
    notes = feed.show_notes(replace(RECORD, stories=(story, replace(story, references=()))))
    assert notes == feed.show_notes(RECORD).replace(
        END,
        "<p>阅读原文</p><ol><li>事<ul>"
        '<li><a href="https://a.test/?a&amp;b">报：甲</a>（2026-11-27）</li>'
        "<li>报：乙（2026-11-27）</li></ul></li><li>事<ul></ul></li></ol>" + END,
    )


def test_no_text_of_an_article_is_markup():
    """Law: a summary, title, name, site or address that holds markup is shown as it stands."""
    reference = Reference(title=EVIL, url=f"https://a.test/{EVIL}", site=EVIL, published=NOON)
    evil = replace(
        RECORD,
        episode=replace(
            EPISODE, summary=EVIL, chapters=(Chapter(title=EVIL, start_ms=0, end_ms=1),)
        ),
        byline=Byline(source=EVIL, author=EVIL),
        origin=f"https://a.test/{EVIL}",
        stories=(Story(title=EVIL, references=(reference, replace(reference, url=""))),),
    )
    notes = feed.show_notes(evil)
    assert EVIL not in notes
    assert notes.count(ESCAPED) == 11
    assert not re.search(r"<b|='|onclick='", notes)


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.seen: list[tuple[str, list[str]]] = []

    def handle_starttag(self, tag, attrs):
        self.seen.append((tag, [name for name, _ in attrs]))


@settings(max_examples=60, deadline=None)
@given(st.text("<>&\"'/= ab\n", max_size=20))
def test_a_reader_finds_only_our_own_tags(written):
    """Law: whatever a text says, the tags of the notes are those of notes with plain words."""

    def seen(word):
        reference = Reference(title=word, url=f"https://a/{word}", site=word, published=NOON)
        made = replace(
            RECORD,
            episode=replace(EPISODE, summary=word),
            byline=Byline(source=word or "x", author=word or "x"),
            origin="https://a/" + "".join(word.split("\n")),
            stories=(Story(title=word, references=(reference,)),),
        )
        reader = _Tags()
        reader.feed(feed.show_notes(made))
        reader.close()
        return reader.seen

    assert seen(written) == seen("plain")


def test_xml_is_never_broken_by_what_it_cannot_say():
    """Law: characters that XML has not are left out of texts and attributes, all others stay."""
    parent = etree.Element("a")
    child = feed._add(parent, "b", "1\x002\ufffe3\ud8004<&>\t五", c="1\x1b2")
    assert list(parent) == [child]
    assert child.text == "1234<&>\t五"
    assert dict(child.attrib) == {"c": "12"}
    assert feed._add(parent, "d").text is None
    assert feed._add(parent, "e", "").text == ""
    assert [one.tag for one in parent] == ["b", "d", "e"]
    space, name = next(iter(feed.NAMESPACES.items()))
    assert feed._add(parent, f"{space}:f").tag == f"{{{name}}}f"
    assert feed.legal("听报 a") == "听报 a"
    assert feed.legal("听\x07报\n") == "听报\n"


@pytest.mark.parametrize("most", [10, 11, 12, 13])
def test_a_cut_is_at_a_character_and_within_the_bytes(most):
    """Law: what is short enough stays; the rest has so many bytes at most, its dots included."""
    assert feed._cut("听" * 3, most) == "听" * 3
    cut = feed._cut("听" * 5, most)
    assert cut == "听" * ((most - 3) // 3) + "…"
    assert len(cut.encode()) <= most
    assert feed._cut("a" * most, most) == "a" * most
    assert feed._cut("a" * (most + 1), most) == "a" * (most - 3) + "…"
    assert feed._cut("a\ud800b", most) == "a\ud800b"


def test_a_description_has_four_thousand_bytes_at_most():
    """Law: the bound is that of Apple Podcasts, 4,000 bytes."""
    assert feed._cut("a" * 4_000) == "a" * 4_000
    assert len(feed._cut("a" * 4_001).encode()) == 4_000
