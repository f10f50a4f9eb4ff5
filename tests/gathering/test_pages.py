"""The pages of headlines, read before it is asked which reports are of one event."""

from __future__ import annotations

import socket
from datetime import timedelta
from urllib.parse import urljoin

import pytest
from tests.feed_sites import HERE, page
from tests.feed_sites import plan as morning

from tingbao.services.visitor import PER_HOST

ONE = "云岭大桥合龙"
OTHER = "跨峡谷工程迎来关键节点"  # of the same event, in no common word
TEXT = "全长3.2公里的云岭大桥26日合龙，主跨1208米，跨越青石峡谷，预计明年6月通车。"
MORE = "施工方介绍，跨峡谷工程的云岭大桥历时四年，这次合龙是关键节点。"
SAID = (f"{TEXT}{MORE}", f"{MORE}省交通厅说，通车以后，两岸的车程由两小时缩短到一刻钟。" * 3)


@pytest.fixture
def plan(site, tmp_path):
    """Plan mornings that follow feeds of (headline, path, summary), with one memory for all."""
    site.pages["/p1"], site.pages["/p2"] = page(ONE, *SAID), page(OTHER, *SAID[::-1])

    moment = HERE - timedelta(hours=1)

    def planning_with(feeds, **daily):
        dated = {
            name: [(title, urljoin(site.url, at), said, moment) for title, at, said in entries]
            for name, entries in feeds.items()
        }
        return morning(site, tmp_path, dated, **daily)

    return planning_with


def _asked(site):
    return sorted(path for path in site.asked if path.startswith("/p"))


TWO = {"one": [(ONE, "/p1", "")], "two": [(OTHER, "/p2", f"{OTHER}。")]}


def test_headlines_without_a_common_word_are_joined_by_their_pages(site, plan):
    """Law: two bare headlines are one event where their pages say so."""
    assert len(plan(TWO, pages=0, stories=1).stories[0].story.references) == 1
    (story,) = plan(TWO).stories
    assert len(story.story.references) == 2
    assert {*_asked(site)} == {"/p1", "/p2"}


def test_the_next_run_asks_for_no_page_but_what_it_tells(site, plan):
    """Law: what a run read the next one knows; a told page is asked whether it has changed."""
    first = plan(TWO)
    site.asked.clear()
    assert plan(TWO) == first
    assert len(_asked(site)) == 1
    assert site.unchanged == 3  # the feeds as well


def test_a_report_that_changed_is_read_anew(site, plan):
    """Law: other words of a feed at one address have its page asked for, and no other."""
    plan(TWO, stories=1)
    site.asked.clear()
    plan(TWO | {"two": [(OTHER, "/p2", f"{OTHER}，详见报道。")]})
    assert "/p2" in _asked(site)


def test_a_summary_that_tells_is_enough(site, plan):
    """Law: no page is read to know an event that its feed tells."""
    said = "".join(SAID)[:200]
    plan({"one": [(ONE, "/p1", said)], "two": [(OTHER, "/p2", said)]}, stories=1)
    assert len(_asked(site)) == 1  # the page that is told


def test_a_told_story_keeps_to_its_page(site, plan):
    """Law: a withdrawn page is not told from what a run before had read of it."""
    plan(TWO)
    site.pages["/p1"] = site.pages["/p2"] = 410
    found = plan(TWO)
    assert not found.stories
    assert {one.reason for one in found.left_out} == {"withdrawn"}


def test_a_page_that_fails_for_once_is_told_from_what_was_read(site, plan):
    """Law: a server that is down the next time takes no story away that was read."""
    first = plan(TWO)
    site.pages["/p1"] = site.pages["/p2"] = 500
    assert [one.article for one in plan(TWO).stories] == [one.article for one in first.stories]


@pytest.mark.parametrize(
    "answer", [404, 403, 500, b"", b"\xff\xfe\x00", b"<html><body>", page("x")]
)
def test_a_page_that_cannot_be_had_leaves_the_headline_alone(site, plan, answer):
    """Law: what fails costs the first paragraph of its report, and no other anything."""
    site.pages["/p2"] = answer
    found = plan(TWO)
    assert [one.story.title for one in found.stories] == [ONE]
    assert [one.title for one in found.left_out] == [OTHER]


def test_a_page_of_something_else_tells_nothing_of_a_headline(site, plan):
    """Law: two headlines whose pages are one wall stay two events."""
    told = "梧桐镇龙泉青瓷博物馆的馆藏瓷器由白鹭洲码头启运，赴景德镇参加丝路窑火特展。"
    wall = page("欢迎光临", told * 3)
    site.pages["/p1"] = site.pages["/p2"] = wall
    found = plan({"one": [(ONE, "/p1", "")], "two": [("江州女篮夺冠", "/p2", "")]})
    assert not found.stories
    assert {one.reason.split(" (")[0] for one in found.left_out} == {
        "its page tells of something else"
    }


def test_rules_that_are_none_stop_nothing(site, plan):
    """Law: a robots.txt in which the library stumbles is none, and no end of the run."""
    site.pages["/robots.txt"] = b"User-agent: *\nDisallow: http://[::1\n"
    assert len(plan(TWO).stories) == 1


def test_who_gives_no_answer_is_asked_no_more(plan, monkeypatch):
    """Law: of a host where nobody listens, no further page is asked for to tell a story."""
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    tried, connect = [], socket.create_connection
    monkeypatch.setattr(
        socket,
        "create_connection",
        lambda address, *rest, **more: (tried.append(address), connect(address, *rest, **more))[1],
    )
    names = [f"{ONE}之{at}号桥" for at in range(30)]
    plan({"one": [(name, f"http://127.0.0.1:{port}/{name}", "") for name in names]}, stories=1)
    assert 0 < sum(address[1] == port for address in tried) < 30


def _many(site, count):
    names = [f"{ONE}之{at}号桥" for at in range(count)]
    for at, name in enumerate(names):
        site.pages[f"/p{at:02}"] = page(name, *SAID)
    return [(name, f"/p{at:02}", "") for at, name in enumerate(names)]


def test_no_more_pages_are_asked_for_than_are_allowed(site, plan):
    """Law: the top of each source comes first, and the bound holds for all together."""
    entries = _many(site, 6)
    plan({"one": entries[:3], "two": entries[3:]}, pages=3, stories=1)
    assert set(_asked(site)) >= {"/p00", "/p03"}
    assert len(_asked(site)) <= 3 + 1  # and one that is told
    site.asked.clear()
    plan({"one": entries[:3], "two": entries[3:]}, pages_seconds=0, stories=1)
    assert len(_asked(site)) <= 1


def test_who_does_not_answer_is_asked_no_more(site, plan):
    """Law: of a host that is down no more pages are asked for than are under way at once."""
    entries = _many(site, 12)
    for _, path, _ in entries:
        site.pages[path] = 503
    site.after = "3600"
    plan({"one": entries}, stories=1)
    assert len(_asked(site)) <= PER_HOST + len(entries)


def test_a_host_without_an_address_is_asked_for_again(plan, monkeypatch):
    """Law: a name that is not found for once is looked for little, and anew in the next run."""
    found, asked = socket.getaddrinfo, []

    def lost(host, *rest, **more):
        if host == "nowhere.example":
            asked.append(host)
            raise socket.gaierror(socket.EAI_AGAIN, "no answer")
        return found(host, *rest, **more)

    monkeypatch.setattr(socket, "getaddrinfo", lost)
    feed = {"one": [(f"{ONE}{at}", f"http://nowhere.example/{at}", "") for at in range(12)]}
    plan(feed, stories=1)
    first = len(asked)
    plan(feed, stories=1)
    assert 0 < first < 12
    assert len(asked) > first


def test_robots_are_heeded(site, plan):
    """Law: a page that its site keeps from programs is not asked for."""
    site.pages["/robots.txt"] = b"User-agent: *\nDisallow: /p2\n"
    plan(TWO)
    assert _asked(site) == ["/p1"]
