"""What a source says that nobody sees: escapes, controls, turned text, marks of our own."""

import io
import json
from dataclasses import asdict

import pytest

from tingbao import sources
from tingbao.errors import InputError
from tingbao.sanitizing import clean
from tingbao.sources import feeds

SENTENCE = "这座小城有一条河，河边住着三百户人家，他们的日子过得不紧不慢。"
BODY = f"<p>{SENTENCE}</p>" * 40  # so that what is hidden in it makes no binary file of it
EVIL = "\x1b]0;x\x07\x9b31m\x7f\u202e\u2066\u200b\ufeff\x85\x1f\x1e\x1d"


def _references(text):
    return "".join(f"&#{ord(character)};" for character in text)


def _page(title=f"小{EVIL}城", body=BODY, head=""):
    return f"<html><head><title>{title}</title>{head}</head><body><article>{body}"


def _feed(entry):
    return f"<rss version='2.0'><channel><title>源</title><item>{entry}</item></channel></rss>"


SOURCES = {
    "a text": f"小{EVIL}城的故事\n\n"
    + f"{SENTENCE[:9]}{EVIL}{SENTENCE[9:]}\n\n" * 2
    + f"{SENTENCE}\n\n" * 70,
    "a page": _page(),
    "references": _page(
        f"小{_references(EVIL)}城的故事",
        f"<h1>小{_references(EVIL)}城的故事</h1>{BODY}<p>河{_references(EVIL)}边，{SENTENCE}</p>",
    ),
    "meta": _page(
        head=f'<meta property="og:title" content="小{_references(EVIL)}城">'
        f'<meta name="author" content="甘{_references(EVIL)}霖">'
        f'<meta name="source" content="明州{_references(EVIL)}日报">'
    ),
    "JSON": _page(
        head='<script type="application/ld+json">'
        + json.dumps(
            {"@type": "NewsArticle", "headline": f"小{EVIL}城", "author": {"name": f"甘{EVIL}霖"}}
        )
        + "</script>"
    ),
    "half a character": _page(
        head='<script type="application/ld+json">{"@type": "NewsArticle", "headline": "\\ud800 城",'
        ' "author": {"name": "甘\\udfff霖"}}</script>'
    ),
    "Markdown": f"---\ntitle: 小{EVIL}城\nauthor: 甘{EVIL}霖\n---\n\n{SENTENCE}\n\n# 一{EVIL}\n\n"
    + SENTENCE * 70,
    "references in Markdown": f"# 小{_references(EVIL)}城\n\n{SENTENCE}{_references(EVIL)}",
    "a feed": _feed(
        f"<title>小{_references(EVIL[5:])}城</title><author>甘\x9b霖</author>"
        f"<link>http://127.0.0.1:9/\x9b31m</link>"
        f"<description>&lt;p&gt;{_references(EVIL).replace('&', '&amp;')}{SENTENCE}"
        + SENTENCE * 9
        + "</description>"
    ),
    "sections": "<h2>第&#27;一</h2>" + BODY + "<h2>第&#x202e;二</h2>" + BODY,
}


@pytest.mark.parametrize("name", SOURCES)
def test_nothing_unseen_leaves_the_door(name):
    """Whatever the form, and wherever in it, no article holds a control or a mark that turns."""
    data = SOURCES[name].encode("utf-8", "surrogatepass")
    data = data if name == "a text" else data.replace(b"\x00", b"")
    for article in sources.read_all("-", stdin=io.BytesIO(data)):
        said = json.dumps(asdict(article), ensure_ascii=False, default=str)
        assert clean(said) == said
        assert "\n" not in article.title
        assert "三百户人家" in said


def test_a_page_cannot_write_our_own_marks():
    """Characters that divide cells and number items while a page is read are not the page's."""
    page = _page("城", f"{BODY}<p>甲&#31;乙，{SENTENCE}</p><p>&#29;9. {SENTENCE}</p>")
    article = sources.read("-", stdin=io.BytesIO(page.encode()))
    said = article.sections[0].paragraphs
    assert f"甲乙，{SENTENCE}" in said
    assert f"9. {SENTENCE}" in said


BAD_LINKS = ("http://[::1/x", "http://[", "//[", "http://a:b:c/", "http://\x9b/", "http:// /", "::")


@pytest.mark.parametrize("link", BAD_LINKS)
def test_one_bad_link_costs_one_entry(link):
    """An entry whose link is no address is left out or read from the feed; the others are read."""
    good = f"<item><title>好</title><description>{SENTENCE * 10}</description></item>"
    bad = f"<item><title>坏</title><link>{link}</link></item>"
    told = []
    feed = f"<rss version='2.0'><channel><title>源</title>{bad}{good}{bad}</channel></rss>"
    read = sources.read_all("-", stdin=io.BytesIO(feed.encode()), note=told.append)
    assert [article.title for article in read] == ["好"]
    assert len(told) == 2


@pytest.mark.parametrize("link", BAD_LINKS)
def test_one_bad_link_below_an_address_costs_no_entry(link):
    """Law: where a feed has an address, a link that cannot be joined to it is none."""
    items = [{"title": "坏", "url": link}, {"title": "好", "url": "/a"}]
    text = json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": items})
    feed = feeds.parse(text, base="https://example.org/")
    assert [entry.title for entry in feed.entries] == ["坏", "好"]
    assert feed.entries[1].link == "https://example.org/a"


@pytest.mark.parametrize("bad", [None, [], 1, "x"])
def test_one_bad_entry_costs_one_entry(bad):
    """Law: an entry of a JSON feed that is not of its form is left out; the others are read."""
    assert _titles_of_json(bad, {"title": "好"}, bad) == ["好"]


@pytest.mark.parametrize(
    "named", [{"authors": [None, 1]}, {"author": "x"}, {"authors": {"a": 1}}, {"authors": 1}]
)
def test_an_author_that_is_none_costs_no_entry(named):
    """Law: who is named in no known form is nobody, and the entry is read."""
    assert _titles_of_json({"title": "好", **named}) == ["好"]


def _titles_of_json(*items):
    text = json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": items})
    return [entry.title for entry in feeds.parse(text, base="https://example.org/").entries]


@pytest.mark.parametrize(
    "written",
    [
        "9999-12-31T23:59:00-12:00",
        "2020-01-01 10:00 +99:99",
        "Fri, 31 Dec 9999 23:59:59 -0800",
        "Mon, 01 Jan 0001 00:00:00 +1400",
        "Mon, 99 Jan 2020",
        "²020-01-01",
        "9" * 5000,
    ],
)
def test_no_date_stops_a_feed(written):
    """A date that no calendar has is none."""
    feed = _feed(
        f"<title>好</title><pubDate>{written}</pubDate><description>{SENTENCE * 10}</description>"
    )
    assert sources.read_all("-", stdin=io.BytesIO(feed.encode()))[0].title == "好"


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        ('<?xml version="1.0"?>\n<opml version="2.0"><body/></opml>', "a list of feeds"),
        ('{"title": "大桥", "body": "大桥昨天通车。"}', "JSON"),
        ('<?xml version="1.0"?><doc><p>大桥昨天通车。</p></doc>', "XML"),
        ("WEBVTT\n\n00:01.000 --> 00:04.000\n大桥昨天通车。\n", "subtitles"),
        ("From: a@b.c\nSubject: =?utf-8?B?5aSn?=\n =?x\nMIME-Version: 1.0\n\n=E5=A4=A7", "a mail"),
    ],
)
def test_what_programs_write_for_programs_is_no_article(tmp_path, written, kind):
    """Law: markup is not read aloud: what the text is stands in one line, whatever its name."""
    for name in ("a.txt", "a.md", "a.html"):
        path = tmp_path / name
        path.write_text(written, "utf-8")
        with pytest.raises(InputError, match=f"this is {kind}, no article"):
            sources.read(str(path))


@pytest.mark.parametrize(
    "written",
    [
        "{大桥}昨天通车。",
        "[图]大桥昨天通车。",
        "来源: 东湖网\n\n大桥通车。",
        "<svg><path d='M0 0'/></svg><h1>大桥</h1><p>大桥昨天通车。</p>",
        "<?xml version='1.0'?><section><p>大桥昨天通车。</p></section>",
    ],
)
def test_a_bracket_or_a_label_makes_no_program_of_a_text(written):
    """Law: what a person wrote is read, however it begins."""
    assert "通车" in "".join(sources.read("-", stdin=io.BytesIO(written.encode())).texts)
