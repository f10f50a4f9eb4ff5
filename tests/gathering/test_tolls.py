"""How many died, as reports count them."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from tests.feed_sites import HERE
from tests.gathering.test_story_selection import _item, _sorted

from tingbao.config import Daily
from tingbao.gathering import fingerprint, story_selection, tolls


@pytest.mark.parametrize(
    ("text", "dead"),
    [
        ("永宁大厦起火12死16伤", 12),
        ("大火已致13人遇难", 13),
        ("死亡人數已攀升至94人", 94),
        ("山洪致十二人遇难", 12),
        ("大火釀一二八人死亡", 128),
        ("九死一生，两人死守灯塔", 0),
        ("死者上升至１２８人", 128),
        ("罹难总数破300", 300),
        ("死者包括37岁消防员", 0),
        ("遇难者为25岁留学生，死亡率为3%", 0),
        ("一家7人死里逃生，5名死囚越狱", 0),
        ("土耳其地震死亡人数逾4万", 40_000),
        ("三人被判死刑，2人死缓", 0),
        ("车辆侧翻，未造成人员死亡", 0),
        ("两国1万2049人死亡", 12_049),
        ("强震逾500人罹难 预估死亡恐高达1万", 500),
        ("台风可能导致300人死亡，预估死亡人数达5000人", 0),
        ("爆炸致12人死亡可能因燃气泄漏", 12),
        ("事故可能已致12人死亡", 12),
        ("洪水致数百人遇难，数千人死亡", 0),
        ("几十人遇难，十多人死亡，百余人丧生", 0),
        ("第三名死者身份公布，第3名死者为教师", 0),
        ("洪水致300多人遇难", 300),
        ("车祸致两三人死亡，三四十人遇难", 0),
        ("洪水致一百零二人遇难", 102),
        ("空难遇难人数升至四十二人", 42),
        ("警方将死亡人数更正为二十七人", 27),
        (f"{'9' * 5000}人死亡", 0),
    ],
)
def test_a_toll_is_a_number_of_dead(text, dead):
    """Law: the number before a word for the dead, or that it climbs to; no age, no forecast."""
    assert tolls.dead(text) == dead


HALF = timedelta(hours=13)
OLD = _item("永宁大厦起火12死", "江州永宁大厦起火，12人死亡。", hours=9)
NEW = _item("永宁大厦起火消防员殉职", "江州永宁大厦起火，36人死亡。", site="晚报", hours=1)


def test_a_story_is_told_from_the_newest_count():
    """Law: of an event whose reports count other tolls the newest that counts heads it."""
    larger = replace(OLD, content=OLD.content + "消防部门到场。" * 200)
    events = _sorted(larger, NEW).events
    assert events[0].title == NEW.title
    assert OLD.title not in {event.title for event in events}


def test_where_nobody_died_the_newest_count_of_the_hurt_heads():
    """Law: 26人受伤 passes 14人伤, where as many died too; but a headline of the dead both."""
    early, late = _item("南州地震致14人伤"), _item("南州地震已致26人受伤", hours=1)
    assert tolls.grown([early, late]) is late
    assert tolls.grown([early, replace(early, key="again")]) is None
    dead = replace(early, title="南州地震致3死14伤")
    assert tolls.grown([dead, late]) is dead
    as_many = replace(late, title="南州地震致3死26伤")
    assert tolls.grown([dead, as_many]) is as_many
    old = replace(as_many, published=dead.published - HALF)
    assert tolls.grown([dead, old]) is None  # more hurt, but of the day before
    text = replace(late, title="南州地震造成伤亡", content="南州地震，12人遇难。", key="text")
    assert tolls.grown([early, late, text]) is None  # hurt, where another counts dead
    assert tolls.hurt("未造成人员死亡，受伤人数升至12人") == tolls.hurt("受伤人数升至12人") == 12


def test_a_late_report_with_an_early_count_heads_no_story():
    """Law: a headline's count stands until a higher comes or it is taken back."""
    late = replace(OLD, title="永宁大厦起火约20死", key="late", published=NEW.moment)
    high = _item("永宁大厦起火逾36死", "江州永宁大厦起火，36人死亡。", hours=4)
    assert tolls.newest([high, late]) is high
    assert _sorted(high, late).events[0].title == high.title
    back = replace(late, title="永宁大厦起火死亡人数更正为20人")
    assert tolls.newest([high, back]) is back
    two = [replace(late, title="永宁大厦起火18死", site=f"{at}报", key=str(at)) for at in "东西"]
    assert tolls.newest([high, two[0]]) is high
    assert tolls.newest([high, *two]) in two  # nobody counted so many before
    for part in ("永宁大厦起火一家18人遇难", "永宁大厦起火4死"):  # of a family, or of a floor
        assert tolls.newest([high, *(replace(one, title=part) for one in two)]) is high
    early = replace(two[0], key="early", published=high.moment - timedelta(hours=2))
    assert tolls.newest([early, high, *two]) is high
    slip = replace(high, content="江州永宁大厦起火，20人死亡，16人受伤。")
    assert tolls.newest([slip, late]) is late


def test_an_event_of_an_older_count_is_left_out():
    """Law: what is headed with a toll that has grown is not told beside the newer."""
    grown = _item(
        "永宁大厦大火升至75死", "江州永宁大厦大火，业主在广场点名。", site="晚报", hours=1
    )
    older = _item("永宁大厦大火44死", "江州永宁大厦大火，居民彻夜未眠。", hours=9)
    found = _sorted(older, grown)
    assert [event.title for event in found.events] == [grown.title]
    assert all("counts more dead" in one.reason for one in found.left_out)
    assert tolls.newest([older, grown]) is grown
    assert tolls.newest([_item("水厂开工")]) is None


def test_a_count_that_is_taken_back_is_not_told():
    """Law: a newer report passes a larger count where it corrects it, and only there."""
    large = _item("永宁大厦大火41死", "江州永宁大厦大火，居民彻夜未眠。", hours=9)
    less = _item(
        "永宁大厦大火遇难人数更正为38人", "江州永宁大厦大火，业主在广场点名。", site="晚报", hours=1
    )
    assert "back" in tolls.why_passed(large, 41, [less])
    other = replace(less, title="永宁大厦大火遇难人数为38人")
    assert not tolls.why_passed(large, 41, [other])
    assert not tolls.why_passed(less, 38, [large])


def test_an_unrelated_correction_passes_no_count():
    """Law: counts of one subject are compared where they are of one happening, and only there."""
    blast = _item("昆明化工厂爆炸已致12人死亡", "昆明一家化工厂发生爆炸，已致12人死亡。", hours=5)
    other = _item(
        "更正：昆明大学实验室火灾死亡2人", "昆明大学实验室火灾，2人死亡。", site="晚报", hours=1
    )
    more = _item("昆明大学火灾20人死亡", "昆明大学实验室火灾，20人死亡。", site="晚报", hours=1)
    nowhere = replace(other, title="更正：大学实验室火灾2人死亡", content="死亡人数为2人。")
    for late in (other, more, nowhere):
        found = story_selection._story(_events(blast, late), Daily(), HERE)
        assert {item.title for item in found[0][0].reports} == {blast.title, late.title}
        assert not found[1]
    back = replace(other, title="更正：昆明化工厂爆炸2人死亡", key="back")
    (story,), (gone,) = story_selection._story(_events(blast, back), Daily(), HERE)
    assert story.title == back.title
    assert gone.title == blast.title
    assert "back" in gone.reason


def _events(*items):
    """Give each as an event of its own of one subject."""
    return [
        story_selection._Event(
            items=(item,),
            told=(),
            happenings=fingerprint.of(item.title, item.text).happenings,
        )
        for item in items
    ]
