"""What sources offer, asked for as a good guest does."""

from __future__ import annotations

import json
import os
import sqlite3
from datetime import timedelta

import pytest
from tests import feed_sites
from tests.feed_sites import NOW, page, rss

from tingbao.errors import InputError, OutputError
from tingbao.gathering import memory
from tingbao.gathering.collecting import collect
from tingbao.services.visitor import PER_HOST, Visitor

TEXT = "东湖水厂二期工程正式开工，总投资12.6亿元，市水务局介绍，工程2027年建成。"


@pytest.fixture
def kept(tmp_path):
    """Open a memory."""
    with memory.opened(str(tmp_path / "daily.sqlite")) as opened:
        yield opened


@pytest.fixture
def look(kept, site):
    """Look at paths of the site, and at others."""

    def looking(*sources, now=NOW, newest=2):
        urls = [f"{site.url}{one}" if str(one).startswith("/f") else str(one) for one in sources]
        guest = Visitor(sleep=lambda _: None, allow_private=True)
        return collect(urls, kept, guest, now=now, newest=newest)

    return looking


def test_what_has_not_changed_is_not_sent_again(site, look):
    """Law: a second look at the same feed is a 304 and gives the same items."""
    site.pages["/f"] = rss("晨报", [("水厂开工", f"{site.url}/1", TEXT, NOW)])
    first, second = look("/f"), look("/f", now=NOW + timedelta(hours=1))
    assert site.unchanged == 1
    assert [one.key for one in second.items] == [one.key for one in first.items]


def test_what_may_pass_is_asked_again(site, look):
    """Law: 503 twice and then the feed is the feed; 404 is asked once."""
    site.pages["/f"] = [503, 503, rss("晨报", [("水厂开工", f"{site.url}/1", TEXT, NOW)])]
    assert len(look("/f").items) == 1
    assert [one.why for one in look("/f404").troubles if "no such page" in one.why]
    assert site.asked.count("/f404") == 1


def test_a_headline_is_told_without_the_mark_of_how_it_came(site, look):
    """Law: 快讯 and its like before a headline are left out; a headline of nothing else stays."""
    titles = {"快訊／東湖水廠開工": "東湖水廠開工", "突发｜水厂起火": "水厂起火", "快讯": "快讯"}
    entries = [(title, f"{site.url}/{n}", TEXT, NOW) for n, title in enumerate(titles)]
    site.pages["/f"] = rss("晨报", entries)
    assert [one.title for one in look("/f").items] == [*titles.values()]


def test_items_without_a_date_count_from_the_day_they_are_first_seen(site, look):
    """Law: of an undated archive the newest count on the first day, later ones all do."""
    entries = [(f"消息{n}号水厂", f"{site.url}/{n}", TEXT, None) for n in range(5)]
    site.pages["/f"] = rss("晨报", entries)
    assert [one.archived for one in look("/f").items] == [False, False, True, True, True]
    site.pages["/f"] = rss("晨报", [("新消息", f"{site.url}/9", TEXT, None), *entries])
    then = NOW + timedelta(days=1)
    new, *old = look("/f", now=then).items
    assert (new.moment, new.archived) == (then, False)
    assert all(one.moment == NOW for one in old)


def test_what_is_dated_ahead_is_no_news_of_the_first_day(site, look):
    """Law: a date more than a day ahead is none; beside dated reports such one may be old."""
    ahead = NOW + timedelta(days=400)
    dated = [("水厂开工", f"{site.url}/1", TEXT, NOW), ("展览", f"{site.url}/2", TEXT, ahead)]
    site.pages["/f"] = rss("晨报", dated)
    assert [(one.published, one.archived) for one in look("/f").items][1] == (None, True)
    later = NOW + timedelta(days=1)
    site.pages["/f"] = rss("晨报", [("新的展览", f"{site.url}/3", TEXT, ahead), *dated])
    assert (look("/f", now=later).items[0].moment, look("/f").items[0].archived) == (later, False)


def test_a_text_that_changed_at_its_address_is_known(site, look):
    """Law: other words at one address are a change, other markup is none."""
    site.pages["/f"] = rss("晨报", [("水厂开工", f"{site.url}/1", TEXT, NOW)])
    look("/f")
    site.pages["/f"] = rss("晨报", [("水厂开工", f"{site.url}/1", f"<p>{TEXT}</p>", NOW)])
    assert look("/f").items[0].changed is None
    site.pages["/f"] = rss("晨报", [("水厂开工", f"{site.url}/1", TEXT + "三人获奖。", NOW)])
    then = NOW + timedelta(hours=5)
    assert look("/f", now=then).items[0].changed == then


def test_doubles_are_one_report(site, look):
    """Law: an address in two feeds, with and without tracking, is one report."""
    site.pages["/f1"] = rss("晨报", [("水厂开工", f"{site.url}/1?utm_source=a", TEXT, NOW)])
    site.pages["/f2"] = rss("晚报", [("水厂开工了", f"{site.url}/1", TEXT, NOW)])
    assert len(look("/f1", "/f2").items) == 1


def test_json_feed_is_a_feed(site, look):
    """Law: JSON Feed says what RSS says."""
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "晨报",
        "items": [
            {
                "id": "1",
                "url": f"{site.url}/1",
                "title": "水厂开工",
                "content_text": TEXT,
                "date_published": "2026-11-27T05:00:00+08:00",
                "authors": [{"name": "甘霖"}],
            }
        ],
    }
    site.pages["/f"] = json.dumps(feed, ensure_ascii=False).encode()
    site.types["/f"] = "application/feed+json"
    (found,) = look("/f").items
    assert (found.title, found.site, found.author) == ("水厂开工", "晨报", "甘霖")
    assert found.published.isoformat() == "2026-11-27T05:00:00+08:00"
    assert found.text == TEXT


def test_half_a_character_ends_no_run(site, look):
    """Law: what no database takes (a NUL, half of a surrogate pair) is left out of a report."""
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "晨报\ud800",
        "items": [
            {"id": "1", "url": f"{site.url}/1", "title": "水\0厂\udc00", "content_text": TEXT}
        ],
    }
    site.pages["/f"] = json.dumps(feed).encode()
    site.types["/f"] = "application/feed+json"
    (found,) = look("/f").items
    assert (found.title, found.site) == ("水厂?", "晨报?")


def test_a_dated_archive_is_no_news(site, look):
    """Law: of a subscription's first day what is dated long ago keeps its date."""
    then = NOW - timedelta(days=400)
    entries = [(f"消息{n}号水厂", f"{site.url}/{n}", TEXT, then) for n in range(50)]
    site.pages["/f"] = rss("晨报", entries)
    assert {one.moment for one in look("/f").items} == {then}


def test_pages_folders_and_broken_ones_side_by_side(site, look, tmp_path):
    """Law: a page and a folder are sources; what is broken is named and costs no other."""
    site.pages["/f"] = page("水厂开工", TEXT, TEXT)
    folder = tmp_path / "notes"
    folder.mkdir()
    (folder / "a.txt").write_text(f"大桥合龙\n\n{TEXT}", encoding="utf-8")
    (folder / "b.txt").write_bytes(b"")
    (folder / "c.jpg").write_bytes(b"\xff")
    found = look("/f", folder, tmp_path / "none.txt", "http://127.0.0.1:9/", "http://[/")
    assert [one.title for one in found.items] == ["水厂开工", "大桥合龙"]
    assert len(found.troubles) == 4


@pytest.mark.parametrize("wrong", ["a\0b", "a" * 5000, "~nobody-of-this-name/x", "http://[::1"])
def test_a_source_that_cannot_be_costs_itself_alone(site, look, wrong):
    """Law: what no path or address is, is named, and the others are read."""
    site.pages["/f"] = rss("晨报", [("水厂开工", "http://example.com:99999/1", TEXT, NOW)])
    found = look(wrong, "/f")
    assert [one.source for one in found.troubles] == [wrong]
    assert [one.title for one in found.items] == ["水厂开工"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are pipes with names on POSIX")
def test_nobody_waits_for_a_pipe_in_a_folder(look, tmp_path):
    """Law: of a folder files are read, and nothing that may never end."""
    os.mkfifo(tmp_path / "a.txt")
    (tmp_path / "b.txt").write_text(f"水厂开工\n\n{TEXT}", "utf-8")
    assert [one.title for one in look(tmp_path).items] == ["水厂开工"]


def test_a_host_is_asked_little_at_once(site, look):
    """Law: however many feeds a host has, few requests are under way."""
    names = [f"/f{n}" for n in range(12)]
    for name in names:
        site.pages[name] = rss("晨报", [("水厂开工", f"{site.url}{name}/1", TEXT, NOW)])
    assert len(look(*names).items) == 12
    assert site.most <= PER_HOST


def test_robots_are_heeded_where_nobody_named_the_page(site):
    """Law: robots.txt keeps us from pages that a feed names, once asked a site."""
    site.pages["/robots.txt"] = b"User-agent: *\nDisallow: /private\n"
    site.pages["/private/1"] = site.pages["/open"] = page("水厂", TEXT)
    guest = Visitor(sleep=lambda _: None, allow_private=True)
    with pytest.raises(InputError, match=r"robots\.txt"):
        guest.fetch(f"{site.url}/private/1", limit=10_000)
    assert guest.fetch(f"{site.url}/open", limit=10_000).body
    assert guest.fetch(f"{site.url}/private/1", limit=10_000, named=True).body
    assert site.asked.count("/robots.txt") == 1


def test_robots_are_heeded_where_a_page_leads(site):
    """Law: a redirect leads to no page that its own site keeps from us, and is asked in turn."""
    with feed_sites.site() as other:
        other.pages["/robots.txt"] = b"User-agent: *\nDisallow: /private\n"
        other.pages["/private/1"] = other.pages["/open"] = page("水厂", TEXT)
        site.pages["/1"], site.pages["/2"] = f"{other.url}/private/1", f"{other.url}/open"
        guest = Visitor(sleep=lambda _: None, allow_private=True)
        with pytest.raises(InputError, match=r"robots\.txt"):
            guest.fetch(f"{site.url}/1", limit=10_000)
        assert guest.fetch(f"{site.url}/2", limit=10_000).url == f"{other.url}/open"
        assert other.asked == ["/robots.txt", "/open"]
        assert guest.fetch(f"{site.url}/1", limit=10_000, named=True).body


def test_a_host_that_many_lead_to_is_asked_little_at_once(site):
    """Law: whatever hosts a redirect comes from, few requests to where it leads are under way."""
    with feed_sites.site() as other, feed_sites.site() as third:
        other.pages["/open"], other.slow_s = page("水厂", TEXT), 0.05
        ways = [f"/to{n}" for n in range(6)]
        for one in (site, third):
            one.pages.update(dict.fromkeys(ways, f"{other.url}/open"))
        guest = Visitor(sleep=lambda _: None, allow_private=True)
        places = [f"{one.url}{way}" for way in ways for one in (site, third)]
        guest.each(lambda place: guest.fetch(place, limit=10_000), places)
        assert other.asked.count("/open") == len(places)
        assert other.most <= PER_HOST


def test_a_host_answers_for_itself_alone(site):
    """Law: where a redirect leads to a host that is gone, the one that sent us is asked again."""
    site.pages["/1"], site.pages["/2"] = "http://127.0.0.1:9/gone", page("水厂", TEXT)
    guest = Visitor(sleep=lambda _: None, allow_private=True)
    with pytest.raises(InputError):
        guest.fetch(f"{site.url}/1", limit=10_000, named=True)
    assert guest.fetch(f"{site.url}/2", limit=10_000).body
    with pytest.raises(InputError, match="has just failed"):
        guest.fetch("http://127.0.0.1:9/other", limit=10_000, named=True)


def test_what_is_forgotten_is_new_again(site, look, kept):
    """Law: forgetting a source, or all before a time, leaves no trace of it."""
    site.pages["/f"] = rss("晨报", [("水厂开工", f"{site.url}/1", TEXT, None)])
    look("/f")
    assert kept.forget(source=f"{site.url}/f") == 1
    then = NOW + timedelta(days=2)
    assert look("/f", now=then).items[0].moment == then
    assert kept.forget(before=then) == 0
    assert kept.forget(before=then + timedelta(seconds=1)) == 1
    assert not kept.validators()


def test_a_memory_of_other_values_is_one_line(site, look, tmp_path):
    """Law: rows that somebody else wrote are the memory's failure, and not the program's."""
    site.pages["/f"] = rss("晨报", [("水厂开工", f"{site.url}/1", TEXT, NOW)])
    look("/f")
    with sqlite3.connect(tmp_path / "daily.sqlite") as database:
        database.execute("update item set published = 'gestern'")
    database.close()
    with pytest.raises(OutputError, match="the memory fails"):
        look("/f")


def test_no_password_is_told():
    """Law: whatever fails of a database, its user and password stand in no message."""
    place = "nonesuch://me:se@cret@127.0.0.1/show"
    with pytest.raises(OutputError) as caught, memory.opened(place):
        pass
    assert "127.0.0.1/show" in str(caught.value)
    assert not {"me", "se@cret", "cret"} & {*str(caught.value).replace(":", "@").split("@")}


def test_a_damaged_memory_is_one_line(tmp_path):
    """Law: a file that is no database fails in one line that says what to do."""
    place = tmp_path / "daily.sqlite"
    place.write_bytes(b"no database at all, but a text of some length\n" * 50)
    with pytest.raises(OutputError, match="made anew"), memory.opened(str(place)):
        pass
    with pytest.raises(OutputError, match="no such database"), memory.opened("what://ever"):
        pass
