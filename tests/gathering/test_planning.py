"""What a story of the show is told from."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.feed_sites import HERE, plan

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
