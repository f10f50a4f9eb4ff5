"""Feeds as sources."""

import io
import json
import time
from datetime import UTC, datetime, timedelta

import pytest

from tingbao import pipeline, sources
from tingbao.errors import InputError
from tingbao.services import web
from tingbao.sources import feeds

ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>山居</title>
<entry><title>旧的</title><link rel="self" href="/x"/><link href="/old"/>
<updated>2025-05-01T08:00:00Z</updated><summary>旧的一句。</summary></entry>
<entry><title type="html">新的 &lt;b&gt;</title><link rel="alternate" href="https://example.org/new"/>
<author><name>陆离</name><email>a@example.org</email></author>
<published>2025-05-02T20:00:00Z</published><content type="xhtml">
<div xmlns="http://www.w3.org/1999/xhtml"><p>新的第一段。</p><ol><li>甲</li></ol></div></content></entry></feed>"""


def _read(text, **how):
    return sources.read_all("-", stdin=io.BytesIO(text.encode()), **how)


def test_newest_entries_are_read(base):
    """Whole text comes from the feed, a teaser's from its page; what fails is told, not lost."""
    notes = []
    articles = sources.read_all(
        f"{base}/news/status/404", allow_private=True, note=notes.append, newest=3
    )
    assert [article.title for article in articles] == ["一座小城的故事", "全文的一条"]
    assert len(articles[0].sections[0].paragraphs) == 6
    assert len(articles[1].sections[0].paragraphs) == 10
    assert articles[1].published == datetime(2025, 5, 6, 4, 30)  # noqa: DTZ001  # naive Beijing time
    assert articles[1].byline.author == "甘霖"
    assert len(notes) == 1
    assert "没有了的一条" in notes[0]
    assert "no such page" in notes[0]


def test_entry_without_a_page_is_what_it_says(base):
    """An undated entry comes last, and its one sentence is its article."""
    *_, last = sources.read_all(f"{base}/news/page", allow_private=True)
    assert last.title == "没有日期的一条"
    assert last.sections[0].paragraphs == ("这一条没有网页，只有这一句话。",)


@pytest.mark.parametrize("place", ["to/http://10.0.0.1/secret", "news/page"])
def test_a_feed_opens_no_private_door(base, place):
    """The pages that a feed names are fetched under the same rules as any URL."""
    feed = (
        f"<rss><channel><item><title>一</title><link>{base}/{place}</link></item></channel></rss>"
    )
    with pytest.raises(InputError, match="no entry of the feed can be read"):
        _read(feed)


def test_page_of_an_entry_that_is_a_feed_is_refused(base):
    """No feed leads on to another."""
    notes = []
    feed = f"<rss><channel><item><link>{base}/news/page</link></item></channel></rss>"
    with pytest.raises(InputError):
        _read(feed, allow_private=True, note=notes.append)
    assert "this is a feed" in notes[0]


def test_entry_whose_page_fails_is_told_as_far_as_the_feed_goes():
    """A teaser stands in for a page that cannot be had, and the user is told."""
    notes = []
    feed = (
        "<rss><channel><item><title>一</title><link>http://127.0.0.1:9/</link>"
        "<description>摘要只有这一句话。</description></item></channel></rss>"
    )
    (article,) = _read(feed, note=notes.append)
    assert article.sections[0].paragraphs == ("摘要只有这一句话。",)
    assert "private address" in notes[0]


def test_atom_says_the_same_in_other_words():
    """Dates in UTC, a name inside the author, links by relation, markup as content."""
    new, old = feeds.entries(ATOM, base="https://example.org/feed", newest=5, where="-")
    assert (new.title, new.link, new.author) == ("新的 <b>", "https://example.org/new", "陆离")
    assert old.link == "https://example.org/old"
    assert (str(new.published), str(old.published)) == (
        "2025-05-03 04:00:00",
        "2025-05-01 16:00:00",
    )
    assert "<p>新的第一段。</p>" in new.content


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("<b>大桥</b><em class='x'>通车</em>", "大桥通车"),
        ("&quot;大桥&quot;通车", '"大桥"通车'),
        ("&amp;lt;i&amp;gt;大桥&amp;lt;/i&amp;gt;通车", "大桥通车"),
        ("大桥<br/>今天通车", "大桥 今天通车"),
        ("AT&T与R&D，1<2>0", "AT&T与R&D，1<2>0"),
        ("腾讯<00700.HK>涨，<b>标签怎么用", "腾讯<00700.HK>涨，<b>标签怎么用"),
    ],
)
def test_a_title_is_text(written, title):
    """Law: of HTML in a title what it says is left, in every kind of feed; no other mark goes."""
    entry = f"<title><![CDATA[{written}]]></title>"
    told = {"version": "https://jsonfeed.org/version/1", "items": [{"id": "1", "title": written}]}
    rss = f"<rss><channel><item>{entry}</item></channel></rss>"
    atom = f"<feed xmlns='http://www.w3.org/2005/Atom'><entry>{entry}</entry></feed>"
    for text in (rss, atom, json.dumps(told)):
        assert [one.title for one in feeds.parse(text, base="").entries] == [title]


@pytest.mark.timeout(60)
@pytest.mark.parametrize("unit", ["<b>", "<b ", "</b>", "&amp;", "<b></b>"])
def test_a_title_of_any_marks_is_looked_through_a_few_times(unit):
    """Law: nor is what opens or refers sought from each of its beginnings to the end."""
    told = {"version": "https://jsonfeed.org/version/1", "title": unit * 500_000}
    assert len(feeds.parse(json.dumps(told), base="").title) <= 2_500_000


def test_what_is_dated_ahead_has_no_date():
    """Law: an entry dated more than a day ahead of now stands behind the others, undated."""
    now = datetime(2025, 5, 2, 12, tzinfo=UTC)
    old, new = feeds.entries(ATOM, base="", newest=5, where="-", now=now - timedelta(days=1))
    assert (old.title, new.published) == ("旧的", None)
    assert old.published
    new, _ = feeds.entries(ATOM, base="", newest=5, where="-", now=now)
    assert new.published


def test_a_host_that_drips_is_waited_for_once(base, monkeypatch):
    """Law: of a feed whose pages do not come, one is waited for, and each entry is named."""
    monkeypatch.setattr(web, "WHOLE", 0.8)
    item = (
        "<item><title>{0}</title><link>{1}/drip/{0}</link><description>{0}号。</description></item>"
    )
    items = "".join(item.format(number, base) for number in range(4))
    notes, began = [], time.monotonic()
    articles = _read(
        f"<rss><channel>{items}</channel></rss>", allow_private=True, note=notes.append
    )
    assert time.monotonic() - began < 2 * 0.8
    assert len(articles) == len(notes) == 4
    assert sum("has just failed" in note for note in notes) == 3


def test_links_of_a_file_lead_nowhere_but_to_the_web():
    """A feed cannot name a file of this machine."""
    feed = "<rss><channel><item><title>一</title><link>{}</link></item></channel></rss>"
    for link in ("file:///etc/passwd", "/etc/passwd", "page.html", "ftp://example.org/"):
        (entry,) = feeds.entries(feed.format(link), base="", newest=1, where="-")
        assert entry.link == ""


@pytest.mark.parametrize(
    "text",
    [
        "<rss><channel><title>空</title></channel></rss>",
        "<feed/>",
        "<rss><channel><item></item></channel></rss>",
        '<!DOCTYPE r [<!ENTITY a "b"><!ENTITY c "&a;&a;">]>\n<rss>&c;</rss>',
    ],
)
def test_feed_without_an_article_is_refused(text):
    """One line says so, whatever the feed lacks."""
    with pytest.raises(InputError):
        _read(text)


def test_entities_are_not_expanded():
    """A bomb of entities stays as small as it came, and a file is not read into a title."""
    bomb = '<!ENTITY a "{}">'.format("x" * 100) + "".join(
        f'<!ENTITY {new} "{f"&{old};" * 50}">' for old, new in ("ab", "bc", "cd", "de")
    )
    item = "<item><title>一&e;&f;</title><description>二&e;</description></item>"
    bomb += '<!ENTITY f SYSTEM "file:///etc/hostname">'
    text = f"<!DOCTYPE rss [{bomb}]><rss><channel>{item}</channel></rss>"
    (entry,) = feeds.entries(text, base="", newest=1, where="-")
    assert entry.title.startswith("一")
    assert len(entry.title) + len(entry.content) < 1000


def test_a_feed_is_one_briefing():
    """Its articles become a section each, the same story told once."""
    article = pipeline.read(["-"], stdin=io.BytesIO(ATOM.replace("/old", "").encode()))
    assert {section.heading for section in article.sections} == {"新的 <b>", "旧的"}
    assert article.title.endswith("等2条消息")
