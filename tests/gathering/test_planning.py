"""What a story of the show is told from."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.feed_sites import HERE, page, plan

from tingbao.gathering.memory import Told

WHOLE = "云岭大桥26日合龙，全长3.2公里。"


@pytest.mark.parametrize(
    "end", ["截止26日已造成南昌、九...", "施工方说，截止…", "通车后两岸 [&hellip;]"]
)
def test_a_teaser_is_told_to_its_last_whole_sentence(site, tmp_path, end):
    """Law: no sentence breaks off because the feed gives no more, but the only one."""
    moment = HERE - timedelta(hours=1)
    for number, text in enumerate((WHOLE + end, end)):
        site.pages[f"/{number}"] = 500
        feed = {f"feed{number}": [("云岭大桥合龙", f"{site.url}/{number}", text, moment)]}
        folder = tmp_path / str(number)
        folder.mkdir()
        (story,) = plan(site, folder, feed, pages=0).stories
        assert len(story.article.texts) == 1
        assert (story.article.texts[0] == WHOLE) == (number == 0)


def test_what_ends_in_a_quoted_pause_is_whole(site, tmp_path):
    """Law: an ellipsis that the speaker makes is no end of a teaser."""
    site.pages["/1"] = 500
    said = f"{WHOLE}他说：“我们等了四年……”"
    feed = {"feed": [("云岭大桥合龙", f"{site.url}/1", said, HERE - timedelta(hours=1))]}
    (story,) = plan(site, tmp_path, feed, pages=0).stories
    assert "".join(story.article.texts) == said


def test_what_nobody_sees_is_not_in_a_headline(site, tmp_path):
    """Law: a mark that turns the order of reading goes at the door of a feed as well."""
    entry = ("\u202e云岭\u200b大桥合龙", f"{site.url}/1", WHOLE, HERE - timedelta(hours=1))
    site.pages["/1"] = 500
    (story,) = plan(site, tmp_path, {"feed": [entry]}, pages=0).stories
    assert story.article.title == "云岭大桥合龙"


QUAKE = "截至26日16时，江州6.8级地震已造成66人遇难，其中北川县38人遇难、西岭县28人遇难。"
LATER = QUAKE.replace("16", "21").replace("66", "74").replace("38", "40").replace("28", "34")
CALM = "救援队伍当晚进入北川县。"


def _next_morning(site, folder, reports, headline="江州地震致66人遇难"):
    """Plan the morning after one that told the earthquake, from reports of headline and page."""
    entry = (headline, f"{site.url}/old", QUAKE + CALM, HERE - timedelta(hours=20))
    site.pages["/old"] = 500
    (story,) = plan(site, folder, {"old": [entry]}, pages=0).stories
    told = (Told(slug="before", moment=HERE - timedelta(hours=18), story=story.story),)
    for number, (_, text, _) in enumerate(reports):
        site.pages[f"/{number}"] = page("江州地震", text)
    feeds = {
        f"feed{number}": [(title, f"{site.url}/{number}", "", HERE - timedelta(hours=hours))]
        for number, (title, _, hours) in enumerate(reports)
    }
    return plan(site, folder, feeds, told, pages=0)


def test_an_update_says_how_many_more_died(site, tmp_path):
    """Law: more dead are new, however little else a sentence says."""
    (story,) = _next_morning(site, tmp_path, [("江州地震遇难人数升至74人", LATER, 2)]).stories
    assert story.story.update
    assert story.article.texts == (LATER,)


def test_an_update_does_not_count_again(site, tmp_path):
    """Law: a toll that was told is not new because the headline did not have it."""
    title = "江州地震遇难人数升至66人"
    assert not _next_morning(site, tmp_path, [(title, QUAKE, 2)], "江州地震致多人遇难").stories
