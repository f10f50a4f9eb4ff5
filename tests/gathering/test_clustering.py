"""Which reports are one event."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import numpy as np
import pytest
from tests.feed_sites import reports
from tests.growing import ran

from tingbao.gathering import clustering, fingerprint, meaning
from tingbao.gathering.clustering import Report
from tingbao.language.tables import mapping

NOW = datetime(2026, 11, 27, tzinfo=UTC)


def _report(title, text="", moment=None):
    return Report(print=fingerprint.of(title, text), moment=moment)


def test_twelve_events_in_five_wordings():
    """Law: sixty reports of twelve events are twelve groups of five, whatever their order."""
    rows = reports()
    for row in (rows, rows[::-1]):
        groups = clustering.cluster([_report(title, text) for _, title, text in row])
        assert sorted(map(len, groups)) == [5] * 12
        assert all(len({row[at][0] for at in group}) == 1 for group in groups)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("澄江地铁5号线28日开通，设站17座", "澄江地铁6号线28日开通，设站17座"),
        ("3月居民消费价格同比上涨", "4月居民消费价格同比上涨"),
        ("中超第三轮：江州队获胜", "中超第四轮：江州队获胜"),
        ("江州女篮3比1胜北川女篮", "江州女篮3:2胜北川女篮"),
        ("海源县发生5.2级地震", "海源县发生4.1级地震"),
        ("江州仓库火灾致3人受伤", "北川仓库火灾致12人受伤"),
        ("快讯：江州1月30日新增458例 累计7850例", "快讯：江州1月31日新增355例 累计8205例"),
        ("某厂发布Phone 17 售价公布", "某厂下架Phone 16 售价公布"),
    ],
)
def test_near_misses_stay_apart(one, other):
    """Law: another of a row, another day, score, strength or place is another event."""
    assert clustering.alike(_report(one), _report(other)) < clustering.SAME


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("日本火箭发射５秒后爆炸", "日本火箭發射5秒後爆炸"),
        ("川普會見坦尚尼亞總統 稱北韓無回應", "特朗普会见坦桑尼亚总统 称朝鲜无回应"),
        ("第二十一轮：江州队1:0获胜", "江州队1比0赢下第21轮"),
    ],
)
def test_script_and_numerals_make_no_difference(one, other):
    """Law: traditional characters, other spellings, digits and numerals are no other event."""
    assert clustering.alike(_report(one), _report(other)) >= clustering.SAME


def test_a_name_alone_joins_nothing():
    """Law: reports that share whom they are of, and not what happened, are of two events."""
    one, other = _report("江州队主帅李振华下课"), _report("李振华在江州开书店")
    assert clustering.alike(one, other) < clustering.SAME


def test_what_neither_lead_says_parts_what_names_join():
    """Law: of reports with a lead, one says what the headline of the other says; names do not."""
    who = "董事长李振华26日在江州会展中心"
    sale, plant = "李振华在江州披露出售股份", "李振华在江州回应建厂传闻"
    one, other = (
        f"{who}说，年内卖出百万股，偿还债务，照顾家庭，捐助学校。",
        f"{who}说，新工厂不会设在海外，岗位保留，工资上涨，食堂扩大。",
    )
    apart = clustering.alike(_report(sale, one), _report(plant, other))
    told = clustering.alike(_report(sale, one), _report(plant, f"{other}此前他披露出售股份。"))
    assert apart < clustering.SAME <= told


def test_every_evidence_has_its_weight():
    """Law: likeness.tsv weighs what evidence there is and nothing else; a change speaks against."""
    weights = mapping("tingbao.gathering", "likeness.tsv")
    assert [*weights] == ["always", *clustering.evidence([], [])]
    against = {name for name, weight in weights.items() if float(weight) < 0} - {"always"}
    assert against == {"unsaid", "recount", "redated", "late"}


@pytest.mark.parametrize(
    ("other", "why"),
    [
        ("宿舍起火44人获救", "recount"),
        ("宿舍起火15人获救，27日", "redated"),
    ],
)
def test_what_is_counted_or_dated_otherwise_is_less_alike(other, why):
    """Law: the same thing counted otherwise, or another day, speaks against one event."""
    one = _report("江州大火", "26日，宿舍起火15人获救")
    found = clustering.evidence([one], [_report("江州大火", other)])
    assert [name for name in ("recount", "redated") if found[name][0, 0]] == [why]
    alike = clustering.alike(one, _report("江州大火", other))
    assert alike < clustering.alike(one, _report("江州大火", "26日，宿舍起火15人获救"))


def test_characters_join_what_words_do_not():
    """Law: of a day, a headline whose characters are in a longer one is of its event.

    What most headlines of the day have in common makes them no liker.
    """
    places = ("江州", "北川", "海源", "澄江", "临江", "东湖", "南屏", "西岭", "石门", "龙泉")
    others = [_report(f"{place}今日天气转晴") for place in places]
    row = [_report("神舟二十号返回推迟"), _report("神二十推迟返回"), *others]
    assert clustering.cluster(row)[0] == (0, 1)
    day = clustering.of_a_day(row, row)
    assert clustering.alike(*row[:2]) < clustering.alike(*day[:2])
    assert clustering.alike(*row[2:4]) > clustering.alike(*day[2:4])


def test_one_likeness_makes_no_chain(monkeypatch):
    """Law: a report that is like one of an event, and like no other of it, does not join it."""
    near = np.array([[1, 0.9, 0.9, 0], [0.9, 1, 0.9, 0], [0.9, 0.9, 1, 0.75], [0, 0, 0.75, 1]])
    row = [_report("货机坠毁"), _report("飞机失事"), _report("航班出事"), _report("黑匣子")]
    monkeypatch.setattr(clustering, "likeness", lambda ones, _: near[-len(ones) :, -len(ones) :])
    assert clustering.cluster(row) == ((0, 1, 2), (3,))
    assert clustering.cluster(row[2:]) == ((0, 1),)


def test_time_parts_what_words_do_not():
    """Law: reports weeks apart are less alike than those of one day, but for what was told."""
    one, other = "江州大雪", "江州大雪 高速封闭"
    near = clustering.alike(_report(one, "", NOW), _report(other, "", NOW))
    far = clustering.alike(_report(one, "", NOW), _report(other, "", NOW - timedelta(days=20)))
    assert far < near
    assert far < clustering.SAME <= near
    row = [_report(one, "", NOW)], [_report(other, "", NOW - timedelta(days=4))]
    again = clustering.likeness(*row, again=True)[0, 0]
    assert clustering.alike(row[0][0], row[1][0]) < again == pytest.approx(near)


def test_events_are_of_one_subject_that_tell_of_one_happening():
    """Law: toll and inquiry of a fire are of one subject, whatever else the day has."""
    titles = (
        ("永宁大厦火灾已致13人死亡", "江州市永宁大厦21日晚发生火灾，消防部门出动救援。"),
        ("北川总统签署税法", "北川总统22日签署税法修正案，明年起下调个人所得税。"),
        ("永宁大厦火灾承包商三人被捕", "江州廉政公署拘捕三人，怀疑永宁大厦维修工程涉及贪污。"),
    )
    day = [_report(title, text, NOW) for title, text in titles]
    near = clustering.kinship(day, day), meaning.nearness([meaning.of(*one) for one in titles])
    assert clustering.subjects(day, *near, [(0,), (1,), (2,)]) == ((0, 2), (1,))
    assert clustering.subjects(day, *near, [(1,), (0, 2)]) == ((1,), (0,))
    assert clustering.subjects([], *(each[:0, :0] for each in near), []) == ()


def test_what_happened_at_other_places_is_of_another_subject():
    """Law: two earthquakes are two subjects, though one name stands in both reports."""
    titles = (
        ("土耳其东部发生6.1级地震", "土耳其东部26日发生6.1级地震，地震局发布消息。"),
        ("云南大理发生5.2级地震", "云南大理26日发生5.2级地震，地震局发布消息，土耳其也有震感。"),
    )
    day = [_report(title, text, NOW) for title, text in titles]
    near = clustering.kinship(day, day), meaning.nearness([meaning.of(*one) for one in titles])
    assert clustering.subjects(day, *near, [(0,), (1,)]) == ((0,), (1,))


def test_what_only_texts_share_makes_no_subject():
    """Law: a sentence that a paper sets under every headline is of no subject."""
    same = "有关负责人介绍，这件事从前年开始准备，居民代表多次参加座谈。"
    titles = "东湖水厂开工", "云岭大桥合龙"
    day = [_report(title, same, NOW) for title in titles]
    near = clustering.kinship(day, day), meaning.nearness([meaning.of(t, same) for t in titles])
    assert clustering.subjects(day, *near, [(0,), (1,)]) == ((0,), (1,))


def test_a_fingerprint_comes_back_from_its_words():
    """Law: what an episode keeps of a story is what it is known by."""
    _, title, text = reports()[0]
    kept = " ".join(sorted(fingerprint.words(title, text)))
    assert fingerprint.known_by(title, kept.split()).words == pytest.approx(
        fingerprint.of(title, text).words
    )


def test_an_exact_figure_joins():
    """Law: a figure that hardly two events have joins what else is told in other words."""
    one = _report("新秀统治篮下", "首秀得12分，率毒蛇119比103战胜灰熊下属球队，助攻封盖都有。")
    other = _report("压制对手第一人", "助攻封盖齐全，最终毒蛇以119：103大胜，全场31分钟。")
    round_one = _report("压制对手第一人", "助攻封盖齐全，最终毒蛇大胜，全场31分钟。")
    assert clustering.alike(one, other) >= clustering.SAME > clustering.alike(one, round_one)


def test_a_zone_of_time_is_no_place():
    """Law: 北京时间 places no event in Beijing."""
    assert not _report("江州开赛", "北京时间4日晚开赛。").print.names & {"北京"}


def _alike_reports(many):
    return [
        _report(
            f"江州地铁{n % 7}号线今日开通", f"设站{n % 40 + 11}座，投资{n % 90 + 1000}亿元。", NOW
        )
        for n in range(many)
    ]


def test_twice_the_reports_cost_about_twice_the_steps():
    """Law: no step of ours is done for every pair of a day's reports, however alike they are."""
    days = [_alike_reports(many) for many in (100, 200)]
    clustering.cluster(days[0])  # what is made once
    few, many = (ran(lambda day=day: clustering.cluster(day)) for day in days)
    assert many <= 2.4 * few


def test_many_are_compared_as_two_are():
    """Law: of any two of a day the likeness is that of the two alone; of none there are none."""
    row = [_report(title, text) for _, title, text in reports()[::4]] + _alike_reports(4)
    found = clustering.likeness(row, row[::-1])
    for at, one in enumerate(row):
        assert list(found[at]) == pytest.approx([clustering.alike(one, two) for two in row[::-1]])
    assert clustering.likeness(row, []).shape == (len(row), 0)
    assert clustering.likeness([], row).shape == (0, len(row))
    assert clustering.cluster([]) == ()


def test_headlines_are_compared_once(monkeypatch):
    """Law: of headlines that are alike each two are compared once, whatever their order."""
    asked = []
    monkeypatch.setattr(clustering, "rivals", lambda *pair: asked.append(frozenset(pair)) or [])
    row = [_report(f"{place}医院开诊") for place in ("江州", "北川", "海源", "澄江")] * 2
    value = np.ones((len(row), len(row)))
    clustering.part_rivals(row, row, value)
    assert len(asked) == len(set(asked))
    assert (value == 1).all()


def test_names_part_both_ways():
    """Law: headlines of one form that name others are parted in each order, and in all copies."""
    row = [_report(f"{place}发生地震") for place in ("四川", "云南", "四川")]
    value = np.ones((3, 3))
    clustering.part_rivals(row, row, value)
    assert (np.isinf(value) == [[0, 1, 0], [1, 0, 1], [0, 1, 0]]).all()
