"""`tingbao daily` and the list of what it follows."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import pytest
from tests import feed_sites

OPML = """<?xml version="1.0"?><opml version="2.0"><head/><body>
<outline text="组"><outline type="rss" text="晨报" xmlUrl="https://example.com/a"/></outline>
<outline type="rss" text="晚报" xmlUrl="https://example.org/b"/></body></opml>"""


@pytest.fixture
def site():
    """Serve on loopback."""
    with feed_sites.site() as made:
        yield made


def test_a_list_of_another_names_no_file_of_ours(run, tmp_path):
    """Law: of an OPML list only addresses are followed; an empty source is refused."""
    for path in ("file:///etc/passwd", "/etc/passwd", "notes"):
        (tmp_path / "here" / "list.opml").write_text(
            OPML.replace("https://example.org/b", path), encoding="utf-8"
        )
        assert run("follow", "list.opml").code == 0
        assert path not in run("following").out
    assert run("follow", " ").code == 2
    (tmp_path / "here" / "http:").mkdir()  # as a file is called, no address is
    for wrong in (
        "example.org/feed.xml",
        "ftp://example.org/feed",
        *("http://", "http:///x", "http://a b", "http://a:99999/x", "https://?x", "http://a..b/"),
    ):
        ran = run("follow", wrong)
        assert (ran.code, len(ran.err.splitlines())) == (3, 1), ran.err


def test_the_list_is_kept_as_opml(run, tmp_path):
    """Law: what is followed is listed, exported and imported again as it was."""
    (tmp_path / "here" / "list.opml").write_text(OPML, encoding="utf-8")
    assert run("follow", "list.opml", "https://example.com/c").code == 0
    wanted = ["https://example.com/a", "https://example.org/b", "https://example.com/c"]
    assert [row["url"] for row in json.loads(run("following", "--json").out)] == wanted
    assert "followed already" in run("follow", "https://example.com/c").out
    (tmp_path / "here" / "again.opml").write_text(run("following", "--opml").out, "utf-8")
    assert run("unfollow", *wanted).code == 0
    assert json.loads(run("following", "--json").out) == []
    run("follow", "again.opml")
    assert [row["url"] for row in json.loads(run("following", "--json").out)] == wanted


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (("follow", "http://example.com/\x01a"), 3),
        (("follow", "http://example.com/\udcff"), 3),
        (("follow", "~nobody-of-this-name/x"), 2),
        (("follow", "none.opml"), 3),
        (("forget", "--days", "nan"), 2),
        (("forget", "--days", "1e18"), 2),
        (("forget", "--days", "-1"), 2),
    ],
)
def test_what_cannot_be_is_refused_in_a_line(run, tmp_path, line, code):
    """Law: an address with what nobody sees, a list of no feed, days that are none."""
    (tmp_path / "here" / "none.opml").write_text("<opml><body/></opml>", "utf-8")
    ran = run(*line)
    assert ran.code == code
    assert "fault of the program" not in ran.err


def test_a_list_that_was_cut_is_refused(run, tmp_path):
    """Law: of a list without its end nothing is followed, for nobody knows what else it had."""
    cut = OPML[: OPML.index("</body>")]
    for begun in ("", '<outline text="', "<!-- </opml> -->"):
        (tmp_path / "here" / "cut.opml").write_text(f"{begun and OPML}{cut}{begun}", "utf-8")
        made = run("follow", "cut.opml")
        assert made.code == 3
        assert "no end" in made.err
        assert not (tmp_path / "here" / "following.opml").exists()


def test_a_whole_list_may_be_empty(run, tmp_path):
    """Law: a root that holds nothing is a whole list of no feed, and more can be followed."""
    (tmp_path / "here" / "bare.opml").write_text('<opml version="2.0"/>', "utf-8")
    made = run("follow", "bare.opml")
    assert "no end" not in made.err
    assert "no feed" in made.err


def test_a_title_takes_one_line(run, tmp_path):
    """Law: whatever a list calls a feed, it is listed in a line of its own."""
    text = OPML.replace("晨报", "晨&#10;报").replace("org/b", "org/&#10;b")
    (tmp_path / "here" / "list.opml").write_text(text, "utf-8")
    assert run("follow", "list.opml").code == 0
    assert run("following").out == "https://example.com/a\t晨 报\n"


def test_a_list_at_an_address_is_taken_apart(run, site, tmp_path):
    """Law: an OPML list is followed by what it lists, wherever it lies; or is said to be gone."""
    site.pages["/list.opml"] = OPML.encode()
    (tmp_path / "here" / "tingbao.toml").write_text("allow_private = true\n", encoding="utf-8")
    assert run("follow", f"{site.url}/list.opml?x=1").code == 3
    assert run("follow", f"{site.url}/list.opml").code == 0
    wanted = ["https://example.com/a", "https://example.org/b"]
    assert [row["url"] for row in json.loads(run("following", "--json").out)] == wanted
    assert run("unfollow", f"{site.url}/list.opml").code == 0
    assert json.loads(run("following", "--json").out) == []


def test_what_has_no_title_is_left_out_by_its_source(run, tmp_path):
    """Law: what is left out is named, if only by the source that it stands in."""
    feed = """<?xml version="1.0"?><rss version="2.0"><channel><title>x</title>
    <item><description></description></item></channel></rss>"""
    (tmp_path / "here" / "feed.xml").write_text(feed, encoding="utf-8")
    assert run("follow", "feed.xml").code == 0
    assert "left out: feed.xml: not Chinese" in run("daily", "--dry-run").err


def test_wrong_usage_is_said(run):
    """Law: nothing followed, an unknown source and a forget of nothing are wrong usage."""
    for arguments in (
        ("daily",),
        ("unfollow", "https://example.com/"),
        ("forget",),
        ("forget", "x", "--all"),
    ):
        ran = run(*arguments)
        assert ran.code == 2
        assert ran.err.count("\n") == 1
    assert run("follow", "none.opml").code == 3


def test_the_rundown_as_json_and_the_episode(run, site, tmp_path):
    """Law: --dry-run --json has stories and what is left out, and the run makes the episode."""
    now = datetime.now(UTC)
    stories = [
        ("东湖水厂二期工程开工", "/1", "东湖水厂二期工程正式开工，总投资12.6亿元。", now),
        ("云岭大桥合龙", "/2", "全长3.2公里的云岭大桥合龙。", now - timedelta(days=9)),
    ]
    feed_sites.publish(site, "/feed", "晨报", stories)
    (tmp_path / "here" / "tingbao.toml").write_text(
        'engine = "silent"\nallow_private = true\n[daily]\nminutes = 1\n', encoding="utf-8"
    )
    run("follow", f"{site.url}/feed", "http://127.0.0.1:9/down")
    ran = run("daily", "--dry-run", "--json")
    plan = json.loads(ran.out)
    (story,) = plan["stories"]
    assert set(story) == {"title", "published", "sources", "minutes", "reason"}
    assert story["sources"] == [{"title": stories[0][0], "url": f"{site.url}/1", "site": "晨报"}]
    assert {row["title"] for row in plan["left_out"]} == {"云岭大桥合龙", ""}
    assert ran.err.count("127.0.0.1:9") == 1
    assert not (tmp_path / "here" / "output").exists()
    made = json.loads(run("daily", "--json").out)
    assert made["made"]
    again = run("daily")
    assert (again.code, "--again" in again.err) == (0, True)
    assert run("forget", "--all").out == "forgot 2 reports\n"
    assert "nothing new" not in again.err
