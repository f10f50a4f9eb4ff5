"""What is told, in what order, and why not the rest."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from tests.feed_sites import HERE, page, plan

from tingbao.config import Daily
from tingbao.gathering import fingerprint, show_script, story_selection
from tingbao.gathering.item import Item, digest
from tingbao.gathering.memory import Told
from tingbao.model import Reference, Story


def _item(title, text="", *, site="晨报", hours=2.0, **more):
    said = text or f"{title}，有关部门作了介绍。"
    return Item(
        key=f"example.com/{site}/{title}",
        source=f"https://{site}.example/feed",
        url=f"https://example.com/{site}/{title}",
        title=title,
        site=site,
        author="",
        content=said,
        published=HERE - timedelta(hours=hours),
        seen=HERE,
        digest=digest(title, said),
        rank=0,
        **more,
    )


def _sorted(*items, **daily):
    return story_selection.sort(items, (), Daily(**daily), now=HERE)


@pytest.fixture
def worth_alike(monkeypatch):
    """Let no headline be duller than another."""
    monkeypatch.setattr(story_selection, "_DULL", 0)


def test_no_more_reports_are_compared_than_there_is_room_for(monkeypatch):
    """Law: of a flood the newest are compared with each other, and the others are left out."""
    monkeypatch.setattr(story_selection, "MOST", 2)
    titles = {"水厂开工": 3, "大桥通车": 1, "医院义诊": 2}
    found = _sorted(*(_item(title, hours=hours) for title, hours in titles.items()))
    assert {event.title for event in found.events} == {"大桥通车", "医院义诊"}
    assert [one.title for one in found.left_out] == ["水厂开工"]
    assert "newer reports" in found.left_out[0].reason


@pytest.mark.parametrize(
    ("item", "reason"),
    [
        (_item("水厂开工", hours=40), "older than 30 hours"),
        (_item("Waterworks opens", "The second phase opened."), "not Chinese"),
        (_item("国内联播快讯"), "a bulletin"),
        (_item("12月1日财经早报：水厂开工；大桥通车"), "a bulletin"),
        (_item("要闻｜水厂开工；大桥通车"), "a bulletin"),
        (_item("今日要闻｜11月27日 星期五"), "a bulletin"),
        (_item("江州早报｜水厂开工"), "a bulletin"),
        (_item("2026年11月26日江州联播主要内容"), "a bulletin"),
        (_item("11月26日《江州联播》主要内容"), "a bulletin"),
        (_item("11月26日热点速览"), "a bulletin"),
        (_item("水厂开工", archived=True), "before it was followed"),
        (_item("明星离婚"), "do not want to hear of 离婚"),
        (_item("江州市区天气预报：多云", hours=20), "true on its day only"),
        (_item("江州大桥将于11月26日封闭施工", hours=20), "what it announces is over"),
        (_item("江州大桥将于11月26号封闭施工", hours=20), "what it announces is over"),
        (_item("江州或将取消11月26日灯会", hours=20), "what it announces is over"),
    ],
)
def test_what_is_no_news_is_left_out_with_a_reason(item, reason):
    """Law: old, foreign, archived, unwanted and stale reports are left out, and it says why."""
    found = _sorted(item, exclude=("离婚",))
    assert not found.events
    assert reason in found.left_out[0].reason


@pytest.mark.parametrize(
    "item",
    [
        _item("江州市区天气预报：多云", hours=3),
        _item("江州大桥将于12月26日封闭施工", hours=20),
        _item("江州市区明天停课", hours=20),
        _item("江州地铁昨天开通", hours=20),
        _item("江州法院将直播庭审", hours=20),
        _item("北川强降雨致20人遇难", hours=20),
        _item("江州建成洪水预警系统", hours=20),
        _item("联合早报：中国经济稳中向好"),
        _item("南華早報：中國將放寬簽證"),
        _item("江州早报：水厂二期开工"),
        _item("财经要闻｜水厂二期开工"),
        _item("江州会议公报速览"),
    ],
)
def test_what_still_holds_is_told(item):
    """Law: a forecast of today, what is to come, and harm that weather did are news."""
    assert len(_sorted(item).events) == 1


def test_more_sources_weigh_more_and_topics_and_weights_count():
    """Law: two sources beat one; a topic of yours or a weight of its source turns that round."""
    two = [_item("东湖水厂二期工程开工", site=site) for site in ("晨报", "晚报")]
    one = _item("云岭大桥合龙", site="新闻网")
    assert _sorted(*two, one).events[0].title == two[0].title
    assert _sorted(*two, one, topics=("大桥",)).events[0].title == one.title
    assert _sorted(*two, one, weights={"新闻网": 3.0}).events[0].title == one.title
    assert "topic 大桥" in _sorted(one, topics=("大桥",)).events[0].reason


@pytest.mark.parametrize(
    "title",
    [
        "江州观察｜水厂开工之后",
        "专访｜市长谈水厂开工",
        "晚报专访｜市长谈水厂开工",
        "评论｜水厂开工之后",
        "人物｜水厂开工之后",
        "（调研行）水厂开工",
        "水厂会开工吗",
        "社论：水厂该开工了",
        "水厂都用什么设备？答案想不到",
        "水廠為何開工",
    ],
)
def test_a_column_or_a_question_comes_after_reports(title):
    """Law: what is no report weighs less than a report, though its text says what it is."""
    text = "东湖水厂开工，市长接受晚报专访，有评论和人物特写。"
    aside = _item(title, text, site="晚报")
    found = _sorted(aside, _item("云岭大桥合龙")).events
    assert [one.title for one in found] == ["云岭大桥合龙", title]
    assert "comment" in found[1].reason


def test_a_word_of_weight_counts_as_a_source():
    """Law: what many are hit by leads before what two papers have."""
    light = [_item("云岭音乐节开幕", site=site) for site in ("晨报", "晚报")]
    grave = _item("北川泥石流致3人遇难2人失联", site="日报")
    assert _sorted(*light, grave).events[0].title == grave.title


def test_a_word_of_weight_is_one_in_either_script_and_an_office_is_none():
    """Law: traditional characters weigh what simplified ones do; an office or no harm, nothing."""
    plain, grave = _item("云岭总统府开放"), _item("北川土石流致3人遇難2人失聯")
    first, last = _sorted(plain, grave).events
    assert first.title == grave.title
    assert "weighty" in first.reason
    assert "weighty" not in last.reason
    assert "weighty" not in _sorted(_item("美國務院恢復慣例")).events[0].reason
    assert "weighty" not in _sorted(_item("江州列车脱轨 无人员死亡")).events[0].reason
    assert "weighty" not in _sorted(_item("CPIC收购江州保险")).events[0].reason
    assert "weighty: CPI" in _sorted(_item("11月CPI上涨")).events[0].reason
    assert story_selection.desk(_item("江州隊奪冠軍 主帥盛讚球員")) == "体育"


FIRE = (
    _item(
        "江州永宁大厦火灾已致13人死亡",
        "江州市永宁大厦26日晚发生火灾，已造成13人死亡、16人受伤，消防部门出动救援。",
        hours=8,
    ),
    _item(
        "永宁大厦承包商三人涉嫌贪污被捕",
        "江州廉政公署22日拘捕三人，怀疑大厦火灾前的维修工程涉及贪污，棚网所用材料不合标准。",
        site="晚报",
        hours=1,
    ),
)


def test_a_subject_is_one_story():
    """Law: the weightiest event of a subject is its story, and the others are told in that."""
    opera = _item("江州歌剧院公布新演出季节目单", site="剧刊", hours=2)
    fire, other = _sorted(*FIRE, opera).events
    assert other.items == (opera,)
    assert [event.items for event in fire.further] == [(FIRE[1],)]
    assert {item.title for item in fire.reports} == {one.title for one in FIRE}
    assert "1 more on its subject" in fire.reason


def test_a_story_tells_what_other_events_of_its_subject_add(site, tmp_path):
    """Law: inside a story stands what a further event adds, and no other toll; all are sources."""
    first, other = FIRE
    older = f"{other.content}警方起初说有9人死亡。"
    texts = {first.title: first.content, other.title: older}
    rows = []
    for at, (title, text) in enumerate(texts.items()):
        site.pages[f"/{at}"] = page(title, text)
        rows.append((title, f"{site.url}/{at}", text, HERE - timedelta(hours=1 + at)))
    feeds = {f"feed{at}": [row] for at, row in enumerate(rows)}
    found = plan(site, tmp_path, feeds, pages=0)
    (story,) = found.stories
    assert story.story.title == first.title
    assert {one.title for one in story.story.references} == set(texts)
    assert "".join("".join(part.texts) for part in story.further) == other.content
    assert "1 more of its subject" in story.planned.reason
    assert not found.left_out
    (event,), (part,) = story.planned.further, story.further
    assert other.title in show_script.seam(event, part.title).written  # whose facts are told next


@pytest.mark.parametrize(
    ("title", "told"),
    [
        ("深度｜水厂二期为何晚开工", "水厂二期为何晚开工"),
        ("江州观察丨水厂二期27日开工", "水厂二期27日开工"),
        ("东湖水厂｜二期工程27日开工", "东湖水厂｜二期工程27日开工"),
        ("专访｜市长谈二期工程开工", "专访｜市长谈二期工程开工"),
        ("水厂二期工程27日开工｜News", "水厂二期工程27日开工"),
    ],
)
def test_a_headline_is_told_without_the_column_beside_it(site, tmp_path, title, told):
    """Law: what stands before a bar and nowhere in the text is not told, but that it is a view."""
    text = "东湖水厂二期工程27日开工，投资3亿元，建成后日供水20万吨。" * 3
    site.pages["/a"] = page(title, text)
    row = (title, f"{site.url}/a", text, HERE - timedelta(hours=1))
    (story,) = plan(site, tmp_path, {"news": [row]}, pages=0).stories
    assert (story.story.title, story.article.title) == (told, told)
    assert [one.title for one in story.story.references] == [title]


@pytest.mark.parametrize(
    ("title", "told"),
    [
        ("水厂二期明天开工", "水厂二期11月27日开工"),
        ("水厂二期今起试水 今年第3次", "水厂二期11月26日起试水 今年第3次"),
        ("共建美好明天 水厂27日开工", "共建美好明天 水厂27日开工"),
        ("“今天开工的水厂”通水", "“今天开工的水厂”通水"),
    ],
)
@pytest.mark.parametrize("hours", [1, 15])
def test_a_headline_of_yesterday_is_told_by_its_date(site, tmp_path, hours, title, told):
    """Law: what would mean another day this morning is told by its date; of today it stays."""
    text = f"{title}。东湖水厂二期工程投资3亿元，建成后日供水20万吨。" * 3
    site.pages["/a"] = page(title, text)
    row = (title, f"{site.url}/a", text, HERE - timedelta(hours=hours))
    (story,) = plan(site, tmp_path, {"news": [row]}, pages=0).stories
    assert story.story.title == (title if hours == 1 else told)


def test_where_a_story_cannot_be_read_its_subject_is_told_from_the_next_event(site, tmp_path):
    """Law: a withdrawn page takes its event from the show, and no other of the subject."""
    site.pages["/b"] = page(FIRE[1].title, FIRE[1].content * 3)
    rows = [
        (item.title, f"{site.url}/{name}", item.content[:20], item.published)
        for name, item in zip("ab", FIRE, strict=True)
    ]
    found = plan(site, tmp_path, {f"feed{at}": [row] for at, row in enumerate(rows)})
    assert [one.story.title for one in found.stories] == [FIRE[1].title]
    assert [one.reason for one in found.left_out] == ["withdrawn"]


def test_a_roundup_is_of_no_subject():
    """Law: a headline of many events takes none of them into its story."""
    title = "永宁大厦火灾三人被捕；江州大桥通车；油价下调；周末有雨；医院义诊"
    roundup = _item(title, "廉署拘捕三人；江州大桥22日通车；油价下调；周末有雨。", site="早报")
    events = _sorted(roundup, FIRE[1], _item("江州大桥通车", "江州大桥22日上午通车。")).events
    assert roundup in {event.items[0] for event in events}
    assert not any(event.further for event in events)
    quake = _item("昆明发生5.2级地震", "昆明发生地震，居民疏散。")
    title = "昆明发生地震；江州大桥通车；油价下调；周末有雨"
    assert not any(event.further for event in _sorted(replace(roundup, title=title), quake).events)


@pytest.mark.usefixtures("worth_alike")
def test_ten_dead_weigh_more_than_one():
    """Law: a toll in a headline is a word of weight; ten times more weigh more, if two tell it."""
    titles = ("永宁大厦起火", "永宁大厦起火1死", "永宁大厦起火12死", "永宁大厦起火120死")
    text = "江州市永宁大厦起火。"
    rows = [[_item(title, text, site=site) for site in ("晨报", "晚报")] for title in titles]
    events = [_sorted(*row).events[0] for row in rows]
    assert [event.score for event in events] == sorted({event.score for event in events})
    assert "weighty: 12 dead" in events[2].reason
    alone, more = (_sorted(row[0]).events[0] for row in rows[2:])
    assert alone.score == more.score


@pytest.mark.usefixtures("worth_alike")
def test_what_was_old_when_it_was_written_weighs_little():
    """Law: a story whose reports name only days before all that is news comes last.

    When and where a report was sent is no day of its event; what three outlets tell is news.
    """
    old = _item("江州高速公路多车相撞16人死亡", "江州高速公路23日下午5时左右多车相撞，16人死亡。")
    fresh = _item("水厂开工", site="晚报", hours=20)
    events = _sorted(old, fresh).events
    assert [event.title for event in events] == [fresh.title, old.title]
    assert "of days before" in events[-1].reason
    sent = _item("江州机床获三百台订单", "本报江州11月26日电 记者获悉：11月24日，江州机床签订单。")
    assert "of days before" in _sorted(sent).events[0].reason
    for text in ("11月26日电影城开业，11月24日试映。", "11月26日电诈案宣判，11月24日开庭。"):
        assert "of days before" not in _sorted(_item("江州开庭", text)).events[0].reason
    told = [replace(old, site=site, key=site, source=site) for site in ("早报", "晚报")]
    assert "of days before" not in _sorted(old, *told).events[0].reason
    for text in (
        "江州市根据3月15日发布的意见制定办法。",
        "江州市根据3月15号发布的意见制定办法。",
        "李振华生于1925年3月5日，是江州作家。",
        "东湖水厂2020年3月5日开工，总投资12亿元。",
        "东湖水厂二期工程开工，此前3月5日一期建成。",
    ):
        assert "of days before" not in _sorted(_item("江州动态", text)).events[0].reason
    later = _item(
        "江州高速公路相撞三人被拘", "江州高速公路23日多车相撞，26日三人被拘。", site="早报"
    )
    assert _sorted(old, later, fresh).events[0].title == old.title


@pytest.mark.usefixtures("worth_alike")
def test_the_highest_body_of_a_state_weighs():
    """Law: what it decides leads; nothing is weighty about who does not come."""
    others = [_item("江州峰会在即，市长缺席", site=site) for site in ("早报", "晚报", "江报")]
    body = _item("中央政治局召开会议部署防汛", "会议部署防汛。", hours=20)
    assert _sorted(*others, body).events[0].title == body.title
    for title in ("美国民主党全国代表大会开幕", "越共中央政治局开会", "中央政治局委员到江州"):
        assert _sorted(*others, _item(title, hours=20)).events[0].title != title
    assert "weighty" not in _sorted(*others).events[0].reason
    tried = _item("江州法院缺席审判爆炸案主犯")
    assert "weighty" in _sorted(tried).events[0].reason


@pytest.mark.usefixtures("worth_alike")
@pytest.mark.parametrize(
    "title",
    ["议会未通过水法", "市长拒绝签署水法", "水法考试通过率", "水厂的囚徒", "水厂恢复期"],
)
def test_what_is_not_done_is_no_deed(title):
    """Law: a deed that is denied, refused or part of another word weighs what words do."""
    scores = {_sorted(_item(one)).events[0].score for one in (title, "市长谈水厂")}
    assert len(scores) == 1


@pytest.mark.parametrize(
    "title", ["江州全城戒严未解除", "议会要求解除江州全城戒严", "江州因全城戒严取消航班"]
)
def test_what_is_not_ended_heads_as_before(title):
    """Law: only what ended takes the head of a story from what tells more."""
    text = "江州，当地人士作了介绍。"
    row = [_item("江州全城戒严", text * 30, site=f"{at}报", hours=9) for at in range(3)]
    (event, *_) = _sorted(*row, _item(title, text, site="晚报", hours=1)).events
    assert event.title == row[0].title
    assert len(event.items) == len(row) + 1


def test_the_outcome_heads_what_was_expected_of_it():
    """Law: of a subject what expects something is told behind what came of it later."""
    text = "江州市长选举8日举行，李振华与王建国争夺江州市长一职，选民五十万人。"
    eve = [_item("江州市长选举看点", text, site=site, hours=20) for site in ("早报", "江报")]
    vote = _item("李振华当选江州市长", f"李振华当选江州市长。{text}", site="晚报", hours=1)
    assert _sorted(*eve, vote).events[0].title == vote.title
    fire = [
        _item("春节前夕江州大厦起火", "江州大厦起火。", site=s, hours=3) for s in ("早报", "江报")
    ]
    more = _item("江州大厦起火原因查明", "江州大厦起火。", site="晚报", hours=1)
    assert _sorted(*fire, more).events[0].title == fire[0].title


def test_a_president_alone_is_no_subject():
    """Law: events that share only the name of one who holds an office are of two subjects."""
    order = _item("特朗普签署行政令禁止微信", "美国总统特朗普签署行政令，禁止与微信交易。")
    duty = _item("特朗普恢复对铝征税", "美国总统特朗普宣布对加拿大的铝加征关税。", site="早报")
    assert not _subjects(order, duty)
    court = _item("微信交易禁令被法院叫停", "特朗普禁止微信交易的行政令被法院叫停。", site="早报")
    assert len(_sorted(order, court).events) == 1


def _head(*rows):
    """Give the head of what came hours apart: headline, text, hours."""
    items = [
        _item(title, text, site=f"{at}报", hours=h) for at, (title, text, h) in enumerate(rows)
    ]
    return _sorted(*items).events[0].title


def test_the_latest_stage_heads_a_subject():
    """Law: what came hours later heads what it came of, but a comment and what weighs far less."""
    held = "江州市长王建国被捕", "江州市长王建国涉嫌受贿被捕。", 20
    freed = "江州市长王建国获释", "江州市长王建国交保获释。", 2
    assert _head(held, held, freed) == freed[0]
    for said in ("江州市长王建国为何获释？", "江州市长王建国将获释"):
        assert _head(held, held, (said, *freed[1:])) == held[0]


@pytest.mark.parametrize(
    ("event", "aside"),
    [
        ("以色列与哈马斯达成停火协议", "以哈停火后加沙居民街头庆祝"),
        ("法国总理宣布辞职 任期不足一个月", "法国总理辞职后欧元对美元下跌"),
        ("微软宣布全球裁员9000人", "微软裁员：首席执行官致信员工"),
    ],
)
def test_what_is_worth_less_heads_no_event(event, aside):
    """Law: colour of the last hours does not take the head from what happened."""
    text = "双方代表在北川签署文件，各方正在等待消息。"
    assert _head((event, f"{event}。{text}", 14), (aside, f"{aside}。{text}", 2)) == event


def test_a_flash_heads_no_event_that_is_told_at_length():
    """Law: of the last hours or not, what tells a third tells too little."""
    long = "江州央行下调利率半个百分点", "江州央行27日宣布下调利率半个百分点，当日起生效。" * 9, 13
    flash = "江州央行降息半个百分点", "江州央行下调利率半个百分点。", 2
    assert _head(long, flash) == long[0]


def test_what_is_dull_keeps_its_weights():
    """Law: among what is worth little for a show your weights and the hours decide."""
    titles = {"月季冬季修剪要点": "club", "绿萝黄叶的原因": "home"}
    items = [_item(title, site=site, hours=20) for title, site in titles.items()]
    for title, site in titles.items():
        events = _sorted(*items, weights={site: 5.0}).events
        assert events[0].title == title
        assert all(event.score > 0 for event in events)
        assert "to a show" in events[0].reason


def test_a_toll_of_another_place_passes_none():
    """Law: another disaster's greater toll leaves no story out."""
    mine = _item("西岭一煤矿透水致3死", "西岭省一煤矿27日透水，3人死亡。", site="早报", hours=9)
    other = _item("南州一煤矿瓦斯突出致16死", "南州一煤矿27日瓦斯突出，16人死亡。", hours=2)
    assert not _sorted(mine, other).left_out


def test_a_happening_and_its_place_are_one_subject():
    """Law: what tells of one person in an earthquake is of it, and what names another place is not.

    So it is wherever the headline or the first sentence says it of the place of the headline.
    """
    toll = _item("永安強震逾五千人遇难", "永安南部发生强震。", site="早报")
    found = _item("瓦砾中救出初生女婴", "四川发生7.8级强震，一名女婴获救。")
    assert not _subjects(toll, found)
    toll = replace(toll, title="四川强震逾五千人遇难", key="toll")
    assert _subjects(toll, found)
    assert not fingerprint.of("昆明列车撞上工人", "四川强震才引发关注。").happenings


def test_a_happening_is_of_the_place_before_it():
    """Law: who helps where it happened, and the country of a place, have no part in it."""
    aid = fingerprint.of("中国援助巴基斯坦洪灾灾区一批帐篷", "")
    home = fingerprint.of("中国河南洪灾", "")
    assert aid.happenings == {"巴基斯坦flood"}
    assert home.happenings == {"河南flood"}


def _subjects(one, other):
    (first, *rest) = _sorted(one, other).events
    return bool(first.further) and not rest


def test_what_the_last_show_passed_over_is_over():
    """Law: what was known to the last show and not told is not told by the next."""
    last = HERE - timedelta(hours=10)
    story = Story(title="云岭大桥合龙", references=(), words="云岭 大桥 合龙", update=False)
    told = (Told(slug="s", moment=last, story=story),)
    item = _item("水厂开工", hours=12)
    known = replace(item, seen=last)
    new, old = (story_selection.sort([one], told, Daily(), now=HERE) for one in (item, known))
    assert [event.items for event in new.events] == [(item,)]
    assert not old.events
    assert "passed it over" in old.left_out[0].reason


def test_more_dead_are_always_news():
    """Law: a report with more dead than were told is told in whatever words."""
    text = "江州大厦起火，造成{}人死亡，起火原因仍在调查。"
    first = _item("江州大厦起火7人死亡", text.format(7), hours=12)
    words = " ".join(fingerprint.words(first.title, first.text))
    story = Story(title=first.title, references=(), words=words, update=False)
    told = (Told(slug="s", moment=HERE - timedelta(hours=10), story=story),)
    for dead, news in ((42, True), (7, False)):
        item = _item(f"江州大厦起火{dead}人死亡", text.format(dead), site="晚报", hours=2)
        found = story_selection.sort([item], told, Daily(), now=HERE)
        assert bool(found.events) == news


def test_what_was_told_of_another_place_is_not_told():
    """Law: of a subject nothing is known by who names nothing that was told."""
    first = _item("尼泊尔总理宣布辞职", "尼泊尔总理26日向总统递交辞呈。", hours=12)
    words = " ".join(fingerprint.words(first.title, first.text))
    story = Story(title=first.title, references=(), words=words, update=False)
    told = (Told(slug="s", moment=HERE - timedelta(hours=10), story=story),)
    other = _item(
        "法国总理勒科尔尼宣布辞职",
        "法国总统府26日晚发表公报说，总理勒科尔尼向总统马克龙递交辞呈，马克龙已接受。",
        site="晚报",
        hours=9,
    )
    found = story_selection.sort([first, other], told, Daily(), now=HERE)
    assert [event.title for event in found.events] == [other.title]


TRIAL = _item(
    "江州银行劫案开庭 王建国受审",
    "江州中级人民法院26日开庭审理江州银行劫案，被告王建国当庭认罪，法庭将择期宣判。",
    hours=12,
)


@pytest.mark.parametrize(
    ("title", "text", "news"),
    [
        ("江州银行劫案王建国被判死刑", "江州银行劫案王建国27日被判死刑。", True),
        ("江州银行劫案被告王建国越狱", "江州银行劫案被告王建国27日凌晨越狱。", True),
        ("江州银行劫案王建国受审引热议", "江州银行劫案王建国受审引发热议。", False),
        ("江州银行劫案开审 王建国受审", "江州银行劫案开审，王建国受审。", False),
        ("江州银行劫案王建国被判死刑？", "江州银行劫案王建国被判死刑？", False),
        ("江州银行劫案王建国被判死刑", "江州银行劫案王建国受审。他被判死刑？", False),
    ],
)
def test_what_was_done_since_is_news_in_however_few_words(title, text, news):
    """Law: a deed with which a report begins is told, no word about one, nor the same in others."""
    words = " ".join(fingerprint.words(TRIAL.title, TRIAL.text))
    said = (Reference(title=TRIAL.title, url=TRIAL.url, site=TRIAL.site, published=None),)
    story = Story(title=TRIAL.title, references=said, words=words, update=False)
    told = Told(slug="s", moment=HERE - timedelta(hours=10), story=story)
    item = _item(title, f"{text}{TRIAL.text}", site="晚报")
    found = story_selection.sort([item], [told], Daily(), now=HERE)
    assert [event.told for event in found.events] == [(told,)] * news


def test_whoever_reports_on_its_subject_counts():
    """Law: an event of which others tell something else weighs more than it does alone."""
    (alone,) = _sorted(FIRE[0]).events
    both = next(one for one in _sorted(*FIRE).events if one.title == FIRE[0].title)
    assert both.score > alone.score


@pytest.mark.usefixtures("worth_alike")
def test_newer_weighs_more():
    """Law: of two stories alike in all else the newer leads."""
    old, new = _item("东湖水厂开工", hours=20), _item("云岭大桥合龙", hours=1)
    assert _sorted(old, new).events[0].title == new.title


def test_where_people_died_no_desk_is_light():
    """Law: a concert that people died at is no culture which seldom leads."""
    dead = _item("江州音乐会枪击40人死亡", "江州音乐厅演唱会发生枪击，40人死亡。")
    assert "seldom leads" not in _sorted(dead).events[0].reason
    played = _item("江州音乐会演出", "江州音乐厅演唱会开幕。")
    assert "seldom leads" in _sorted(played).events[0].reason


def test_a_game_leads_only_where_it_is_weightier():
    """Law: of a game and a report as weighty the report leads; with one source more the game."""
    game = _item("江州队夺冠", "江州队以3比1获胜，首次夺冠。")
    report = _item("江州水厂停产", "江州水厂因设备检修停产。", hours=2.1)
    assert _sorted(game, report).events[0].items == (report,)
    more = _item("江州队夺冠", "江州队以3比1获胜，首次夺冠。", site="晚报")
    assert len(_sorted(game, report, more).events[0].items) == 2


@pytest.mark.parametrize(
    ("title", "text", "abroad"),
    [
        ("山西一煤矿爆炸致12人死亡", "", False),
        ("土耳其一煤矿爆炸致12人死亡", "", True),
        ("一煤矿爆炸致12人死亡", "土耳其西部一座煤矿26日爆炸。", True),
        ("两名中国公民在土耳其爆炸中遇难", "土耳其一座煤矿26日爆炸。", False),
        ("花莲外海地震", "台湾花莲26日地震，日本气象厅说没有海啸。", False),
        ("杭州一化工厂爆炸 2人受伤", "这家工厂是日本企业的。", False),
        ("一煤矿透水致12人死亡", "本报11月26日本市一煤矿透水。", False),
        ("台风登陆沿海地区致3人死亡", "台风26日登陆，3人死亡。", False),
        ("法国全国哀悼列车事故21名死亡者 21人遇难", "", True),
        ("美国央行宣布降息", "", False),
        ("土耳其东部发生6.1级地震", "", True),
    ],
)
def test_only_harm_is_weighed_as_abroad(title, text, abroad):
    """Law: harm counts less where another country is named, and nothing of home."""
    assert ("abroad" in _sorted(_item(title, text)).events[0].reason) == abroad


def test_harm_abroad_weighs_less_than_at_home():
    """Law: of as many dead in a mine those at home lead."""
    home, abroad = (_item(f"{place}一煤矿爆炸致12人死亡") for place in ("山西", "土耳其"))
    assert _sorted(abroad, home).events[0].title == home.title


@pytest.mark.parametrize(
    ("title", "weighty"),
    [
        ("江州一铝厂起火，暂无人员伤亡失联", False),
        ("江州一铝厂起火 没有造成人员死亡或失联", False),
        ("江州列车脱轨 没有乘客死亡", False),
        ("江州一船翻沉 仍无失联者下落", True),
        ("江州一船翻沉 无人遇难失联5人", True),
        ("江州一船翻沉 无人机寻找失联船员", True),
    ],
)
def test_no_harm_is_not_weighty_however_it_is_listed(title, weighty):
    """Law: several kinds of harm that nobody came to are none; who is missing is not found."""
    assert ("weighty" in _sorted(_item(title)).events[0].reason) == weighty


def test_a_story_is_told_from_what_tells_most_and_is_most_like_the_others():
    """Law: a teaser does not tell a story, nor of reports as long one that is of a side of it."""
    short = _item("江州仓库大火3人遇难", "点击阅读。")
    long = _item(
        "江州仓库大火3人遇难", "江州一座仓库27日起火，3人遇难，过火800平方米。", site="晚报"
    )
    assert _sorted(short, long).events[0].items == (long, short)
    rows = ("市长向江州仓库大火遇难者致哀", "江州仓库大火3人遇难", "江州仓库大火已致3人遇难")
    row = [_item(title, "江州仓库大火。", site=f"{at}报") for at, title in enumerate(rows)]
    (event,) = _sorted(*row).events
    assert event.items[-1] == row[0]


@pytest.mark.parametrize(
    ("older", "newest"),
    [
        ("江州乳业被传裁员五百人", "江州乳业否认裁员五百人"),
        ("江州议会拟通过新水法", "江州议会通过新水法"),
        ("江州宣布全城戒严", "江州宣布解除全城戒严"),
        ("江州发生5级地震 暂无人员伤亡报告", "江州发生5级地震 1人死亡"),
    ],
)
def test_what_was_expected_denied_or_ended_heads_no_story(older, newest):
    """Law: of one event what the newest report denies, has or ends is not told as it was before.

    Nor that nobody was harmed, where it counts the dead.
    """
    text = "江州，当地人士作了介绍。"
    row = [_item(older, text * 30, site=f"{at}报", hours=9) for at in range(3)]
    (event,) = _sorted(*row, _item(newest, text, site="晚报", hours=1)).events
    assert event.title == newest


def test_where_the_newest_end_cannot_be_read_the_next_is_told():
    """Law: behind the newest report that ends something stand the others that do."""
    text = "江州，当地人士作了介绍。"
    begun = _item("江州宣布全城戒严", text * 30, site="早报", hours=9)
    ended = [
        _item("江州宣布解除全城戒严", text, site=f"{hours}报", hours=float(hours))
        for hours in (2, 1)
    ]
    (event,) = _sorted(begun, *ended).events
    assert event.items == (ended[1], ended[0], begun)


def test_stories_of_a_desk_stand_together_behind_the_lead():
    """Law: the weightiest leads and has the most time; desks are not mixed."""
    items = [
        _item("江州女篮夺冠"),
        _item("央行公布贷款利率"),
        _item("北川男篮晋级联赛决赛"),
        _item("基金市场上月回暖"),
    ]
    row = story_selection.ordered(_sorted(*items).events, 8)
    desks = [one.desk for one in row]
    assert desks == sorted(desks, key=desks.index)
    assert len(set(desks)) == 2
    assert row[0].minutes > row[1].minutes
    assert sum(one.minutes for one in row) == pytest.approx(8, abs=0.05)


TEXT = "东湖水厂二期工程正式开工，总投资12.6亿元，市水务局介绍，工程2027年建成。" * 3


def test_a_withdrawn_page_gives_way(site, tmp_path):
    """Law: of an event whose first page is gone the next report is told; alone, it is left out."""
    site.pages["/b"] = page("东湖水厂二期工程动工", TEXT, TEXT)
    gone = [("东湖水厂二期工程开工", f"{site.url}/a", "开工。", HERE - timedelta(hours=3))]
    other = [("东湖水厂二期工程动工", f"{site.url}/b", "动工。", HERE - timedelta(hours=1))]
    found = plan(site, tmp_path, {"one": gone, "two": other})
    (story,) = found.stories
    assert story.article.source == f"{site.url}/b"
    alone = plan(site, tmp_path, {"one": gone})
    assert not alone.stories
    assert alone.left_out[0].reason == "withdrawn"


def test_only_what_is_told_is_fetched(site, tmp_path):
    """Law: the page of a summary is fetched for a story that is told, and for no other."""
    titles = ("东湖水厂开工", "云岭大桥合龙", "江州女篮夺冠")
    summary = "有关负责人介绍，这件事从前年开始准备，" * 6
    entries = []
    for at, title in enumerate(titles):
        site.pages[f"/{at}"] = page(title, TEXT)
        entries.append((title, f"{site.url}/{at}", summary, HERE - timedelta(hours=1)))
    found = plan(site, tmp_path, {"one": entries}, stories=1)
    assert [one.story.title for one in found.stories] == [titles[0]]
    assert "/0" in site.asked
    assert not {"/1", "/2"} & set(site.asked)
    assert {one.reason for one in found.left_out} == {"1 weightier stories fill the show"}
