"""The law of the daily show: each event once, with its source and day, and not again tomorrow."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests import feed_sites
from tests.feed_sites import HERE, NOW, OUTLETS, listed, publish, reports

from tingbao import daily
from tingbao.errors import InputError
from tingbao.publishing import record

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tingbao.config import Config

CAUSE = (
    "临江区27日公布柳湾物流园仓库火灾调查结果：起火原因是电气线路老化短路，"
    "直接经济损失860万元，仓库负责人周某已被行政拘留15日。"
)


def _event(story):
    titles = {title: event for event, title, _ in reports()}
    return {titles.get(one.title, one.title) for one in story.references}


@dataclass(frozen=True)
class FirstDay:
    """A show with the first day's episode, and how to have it again as it was then."""

    site: feed_sites.Site
    show: Config
    made: daily.Morning
    notes: tuple[str, ...]
    folder: Path
    kept: Path

    def restore(self) -> None:
        """Make nothing of what came later."""
        shutil.rmtree(self.folder)
        shutil.copytree(self.kept, self.folder)
        self.site.unchanged = 0
        feed_sites.show(self.site, self.folder)


@pytest.fixture(scope="module")
def told(tmp_path_factory) -> Iterator[FirstDay]:
    """Make the first day's episode, once for all days that follow."""
    folder, kept = (tmp_path_factory.mktemp("daily") / name for name in ("here", "kept"))
    folder.mkdir()
    quiet = feed_sites.Quiet()
    with feed_sites.site() as site:
        config = feed_sites.show(site, folder)
        made = daily.make(config, progress=quiet, clock=lambda: NOW)
        assert made.made
        shutil.copytree(folder, kept)
        yield FirstDay(site, config, made, tuple(quiet.notes), folder, kept)


@pytest.fixture
def site(told):
    """Give the site as it was on the first day."""
    told.restore()
    return told.site


@pytest.fixture
def morning(told, site, monkeypatch):
    """Give the settings of the show after its first day."""
    del site
    monkeypatch.chdir(told.folder)
    return told.show


@pytest.fixture
def first(told, morning):
    """Give the first day's episode."""
    del morning
    return told.made


def test_each_event_is_told_once_with_source_and_day(first, told):
    """Law: twelve events in sixty reports are twelve stories, each with all its reports."""
    stories = [one.story for one in first.rundown.stories]
    assert sorted(len(_event(story)) for story in stories) == [1] * 12
    assert all(len(story.references) == 5 for story in stories)
    said = [line.written for line in first.made.script.lines]
    assert sum("今天" in text and any(name in text for name in OUTLETS) for text in said) >= 12
    assert any("broken" in note for note in told.notes)
    assert [one.source.rpartition("/")[2] for one in first.rundown.troubles] == ["broken"]
    assert all(one.planned.reason for one in first.rundown.stories)


def test_every_story_is_announced_and_led_to(first):
    """Law: the opening names the lead and three more, and a line leads to each story."""
    lines = first.made.script.lines
    (menu,) = [line.written for line in lines if line.kind == "opening"][1:]
    titles = [one.story.title for one in first.rundown.stories]
    assert [title[:6] in menu for title in titles] == [True] * 4 + [False] * 8
    assert [line.section for line in lines if line.kind == "heading"] == list(range(len(titles)))


def test_the_lead_has_the_most_time(first):
    """Law: the weightiest story comes first and has more minutes than any other."""
    lead, *others = [one.planned for one in first.rundown.stories]
    assert all(lead.minutes > one.minutes and lead.score >= one.score for one in others)
    assert sum(one.minutes for one in (lead, *others)) == pytest.approx(6, abs=0.1)


def test_every_chapter_names_its_source(first):
    """Law: chapters, notes and page lead to where each story is from."""
    kept = record.load(first.made.folder / record.NAME)
    assert not kept.origin  # there is no one original
    urls = {story.title: story.references[0].url for story in kept.stories}
    told = [one for one in kept.episode.chapters if one.title in urls]
    assert len(told) == 12
    assert all(one.url == urls[one.title] for one in told)
    rows = json.loads((first.made.folder / "chapters.json").read_bytes())["chapters"]
    assert {row["url"] for row in rows if "url" in row} == set(urls.values())
    page = (first.made.folder / "index.html").read_text(encoding="utf-8")
    feed = (first.made.folder.parent / "feed.xml").read_text(encoding="utf-8")
    mp3 = next(first.made.folder.glob("*.mp3")).read_bytes()
    for url in urls.values():
        assert url in page
        assert url in feed
        assert url.encode() in mp3


def test_the_same_morning_makes_no_second_episode(first, morning, quiet):
    """Law: another run of the day changes no byte, unless it is asked to."""
    before = {path: path.read_bytes() for path in morning.output.rglob("*") if path.is_file()}
    again = daily.make(morning, progress=quiet, clock=lambda: NOW + timedelta(hours=1))
    assert again.rundown is None
    assert again.slug == first.made.folder.name
    after = {path: path.read_bytes() for path in morning.output.rglob("*") if path.is_file()}
    assert after == before
    asked = daily.make(morning, progress=quiet, clock=lambda: NOW + timedelta(hours=1), again=True)
    assert len(asked.rundown.stories) == 12


@pytest.mark.usefixtures("first")
@pytest.mark.parametrize("lost", [False, True])
def test_the_second_day_tells_what_is_new(morning, quiet, site, lost):
    """Law: told stories come again only with something new, though the database is lost."""
    if lost:
        Path(morning.daily.database).unlink()
    then = NOW + timedelta(days=1)
    stamp = then - timedelta(hours=3)
    news = [
        (
            "柳湾物流园火灾原因查明 系电气线路故障",
            "/new/1",
            CAUSE,
            stamp,
        ),
        (
            "云岭大桥合龙",
            "/new/2",
            "全长3.2公里的云岭大桥27日合龙，主跨1208米，预计明年6月通车。",
            stamp,
        ),
        (
            "江州女篮夺冠引热议",
            "/new/3",
            "江州女篮以78比76逆转北川女篮，首次夺得联赛总冠军，林小满命中制胜三分。",
            stamp,
        ),
    ]
    publish(site, "/feed0", OUTLETS[0], [*news, *listed(0)])
    second = daily.make(morning, progress=quiet, clock=lambda: then)
    told = {one.story.title: one for one in second.rundown.stories}
    assert set(told) == {news[0][0], news[1][0]}
    assert told[news[0][0]].story.update
    assert not told[news[1][0]].story.update
    said = "".join(line.written for line in second.made.script.lines)
    assert "昨天讲过" in said
    assert "860万元" in said
    reasons = {one.title: one.reason for one in second.rundown.left_out}
    assert reasons[news[2][0]].startswith("told on 2026-11-27")
    assert site.unchanged == (0 if lost else 4)
    third = daily.make(morning, progress=quiet, clock=lambda: then + timedelta(days=1))
    assert third.made is None
    assert not third.rundown.stories


def test_a_story_of_long_sentences_does_not_end_the_show(morning, quiet, site):
    """Law: a story whose sentences are longer than its share is told in one of them."""
    long = (
        "东湖水厂二期工程开工，"
        + "、".join(f"{n}号泵房投资{n}200万元" for n in range(2, 30))
        + "。"
    )
    then = NOW + timedelta(days=1)
    moment = then - timedelta(hours=1)
    rows = [("东湖水厂二期开工", "/long", long, moment)]
    rows += [(title, f"/s{n}", text, moment) for n, (_, title, text) in enumerate(reports()[::5])]
    publish(site, "/feed0", OUTLETS[0], rows)
    short = replace(morning.daily, sources=(f"{site.url}/feed0",), minutes=1)
    found = daily.make(replace(morning, daily=short), progress=quiet, clock=lambda: then)
    assert any("泵房" in line.written for line in found.made.script.lines)


def test_a_show_of_one_story_says_of_which_day_it_is(morning, quiet, site):
    """Law: a show has its day, however few stories, and its story the day of its report."""
    then = HERE + timedelta(days=1)
    row = ("青塘桥今天合龙", "/alone", "青塘桥今天合龙，全长6.4公里。", HERE + timedelta(hours=1))
    publish(site, "/feed0", OUTLETS[0], [row])
    alone = replace(morning.daily, sources=(f"{site.url}/feed0",))
    made = daily.make(replace(morning, daily=alone), progress=quiet, clock=lambda: then).made
    opening, source, *_ = (line.written for line in made.script.lines)
    assert f"今天是{then:%Y年%-m月%-d日}" in opening
    assert f"青塘桥{HERE:%-m月%-d日}合龙" in opening
    assert "昨天" in source


@pytest.mark.usefixtures("first")
def test_a_new_deed_is_told_in_however_few_words(morning, quiet, site):
    """Law: of a told event what was done since is told, and not what was told of it."""
    then = NOW + timedelta(days=1)
    title = "北川至澄江高铁列车脱轨"
    text = "北川至澄江高速铁路列车27日脱轨。北川至澄江高速铁路全长218公里，设站7座。"
    row = (title, "/stop", text, then - timedelta(hours=3))
    publish(site, "/feed0", OUTLETS[0], [row, *listed(0)])
    (story,) = daily.make(morning, progress=quiet, clock=lambda: then).rundown.stories
    assert (story.story.title, story.story.update) == (title, True)
    assert story.article.texts == (text[: text.index("。") + 1],)


@pytest.mark.usefixtures("first")
def test_nothing_new_leaves_the_folder_alone_or_says_so(morning, quiet):
    """Law: a day without news changes nothing, or has an episode that says it."""
    before = {path: path.stat().st_mtime_ns for path in morning.output.rglob("*")}
    then = NOW + timedelta(days=1)
    assert daily.make(morning, progress=quiet, clock=lambda: then).made is None
    assert {path: path.stat().st_mtime_ns for path in morning.output.rglob("*")} == before
    says = replace(morning, daily=replace(morning.daily, when_empty="say"))
    made = daily.make(says, progress=quiet, clock=lambda: then).made
    assert "没有新消息" in made.episode.title
    assert f"今天是{HERE + timedelta(days=1):%Y年%-m月%-d日}" in made.script.lines[0].written


@pytest.mark.usefixtures("first")
def test_sources_that_all_fail_are_no_day_without_news(morning, quiet, site):
    """Law: where nothing could be read, nobody is told that there is no news."""
    for at in range(5):
        site.pages[f"/feed{at}"] = 500
    before = {path: path.stat().st_mtime_ns for path in morning.output.rglob("*")}
    says = replace(morning, daily=replace(morning.daily, when_empty="say"))
    with pytest.raises(InputError, match="no source could be read"):
        daily.make(says, progress=quiet, clock=lambda: NOW + timedelta(days=1))
    assert {path: path.stat().st_mtime_ns for path in morning.output.rglob("*")} == before


@pytest.mark.usefixtures("first")
def test_a_told_report_whose_text_changed_is_an_update(morning, quiet, site):
    """Law: new facts at an address that was told are told as an update, old ones are not."""
    rows = listed(1)
    title, place, _, moment = rows[3]
    assert "海源" in title
    new = "海源县地震灾情27日更新：倒塌房屋增至460间，直接经济损失2.3亿元，张家堡水库出现裂缝。"
    rows[3] = (title, place, new, moment)
    publish(site, "/feed1", OUTLETS[1], rows)
    second = daily.make(morning, progress=quiet, clock=lambda: NOW + timedelta(days=1))
    (story,) = second.rundown.stories
    assert story.story.update
    said = "".join(line.written for line in second.made.script.lines)
    assert "2.3亿元" in said


def test_a_dry_run_leaves_no_trace(site, tmp_path):
    """Law: planning writes neither show nor memory."""
    rundown = daily.plan(feed_sites.show(site, tmp_path), clock=lambda: NOW)
    assert len(rundown.stories) == 12
    assert list(tmp_path.iterdir()) == []
