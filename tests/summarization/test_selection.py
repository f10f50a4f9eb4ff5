"""Laws of the choice: the news first, nothing without what it needs, the budget kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tingbao import segmentation, sources, summarization
from tingbao.language.text import Text, size
from tingbao.model import Article, Byline, Section
from tingbao.summarization import asides
from tingbao.summarization.scoring import Worth
from tingbao.summarization.units import closed, units_of

ROOT = Path(__file__).parents[2]
FILES = [
    "seeds/qiantang-smart-city.txt",
    "benchmarks/articles/law.txt",
    "benchmarks/articles/sport.txt",
]


def article(*paragraphs, title="东湖水厂二期开工", source="-"):
    """Make an article of one section."""
    return Article(
        source=source,
        title=title,
        published=None,
        byline=Byline(),
        sections=(Section(heading=None, paragraphs=paragraphs),),
    )


def summarize(written, *, characters):
    """Keep of an article what fits into so many characters."""
    return summarization.choose(summarization.rank(written), characters)


def said(digest):
    """Give every sentence that is said, in the order in which it is."""
    return [one for row in (digest.lead, *digest.sections) for one in row]


@pytest.fixture(scope="module", params=FILES)
def ranking(request):
    """Rank an article."""
    return summarization.rank(segmentation.divide(sources.read(str(ROOT / request.param))))


def test_the_budget_is_kept_and_used(ranking):
    """Law: no more is said than was asked for, and not much less while sentences are left."""
    for characters in (120, 200, 430, 800):
        sizes = [size(one.text) for one in said(summarization.choose(ranking, characters))]
        assert sum(sizes) <= characters
        assert sum(sizes) >= 0.7 * characters


def test_what_needs_another_comes_with_it(ranking):
    """Law: a sentence that cannot stand alone is said with what it needs, or not at all."""
    units = {(unit.section, unit.paragraph, unit.start): unit for unit in ranking.units}
    for characters in (120, 200, 430, 800):
        chosen = {
            units[one.section, one.paragraph, one.start].index
            for one in said(summarization.choose(ranking, characters))
        }
        for at in chosen:
            assert set(ranking.units[at].needs) <= chosen


def test_what_is_years_old_is_not_the_news():
    """Law: a sentence whose years are all over is background where a new one tells as much."""
    old = "2019年3月，东湖水厂二期开工，计划投资三亿元，日供水能力为二十万吨。"
    new = "东湖水厂二期今日开工，计划投资五亿元，日供水能力为三十万吨。"
    for day, first in ((datetime(2024, 5, 1), new), (datetime(2019, 4, 1), old)):  # noqa: DTZ001
        dated = replace(article(old, new), published=day)
        lead = summarize(dated, characters=40).lead
        assert [one.text for one in lead] == [first]


@pytest.mark.parametrize("where", ["，联系a@b.cn", "（详见www.nz.example）", "，邮箱：a.b@c.cn"])
def test_an_address_costs_its_clause_alone(where):
    """Law: the news before an address is told without it; an address alone is no sentence."""
    one = article(f"市卫健委今天宣布，全市新增12所医院{where}。", "报名请访问www.nz.example/bm。")
    told = [each.text for each in said(summarize(one, characters=80))]
    assert told == ["市卫健委今天宣布，全市新增12所医院。"]


def test_a_short_answer_is_told_with_its_question():
    """Law: 不可以。 behind a question is a sentence, and the question is not told without it."""
    asked = article("东湖水厂昨日停止供水。", "居民可以饮用井水吗？不可以。", "供水将于周五恢复。")
    told = "".join(one.text for one in said(summarize(asked, characters=60)))
    assert "居民可以饮用井水吗？不可以。" in told
    several = article("物业费能涨吗？不能。涨价要几票？三分之二。要公示吗？要，公示期30天。")
    for characters in range(12, 40, 4):
        told = "".join(one.text for one in said(summarize(several, characters=characters)))
        for question, answer in (("几票", "三分之二"), ("公示吗", "30天")):
            assert (question in told) == (answer in told)


@pytest.mark.parametrize("price", ["售价1999.9元", "金价2000.5美元", "指数收于1998.37点"])
def test_a_price_is_no_year(price):
    """Law: 1999.9 dates nothing: the news with it is as new as any."""
    dated = replace(article(f"东湖水厂开工，{price}。"), published=datetime(2024, 5, 1))  # noqa: DTZ001
    assert summarization.rank(dated).old == (False,)


def test_a_row_of_a_table_is_no_sentence():
    """Law: a name and its figure with a gap between that nothing ends are not said."""
    rows = article("东湖水厂二期昨日开工，投资三亿元。", "南州钢管公司 57.9%", "其他公司 60.8%")
    told = "".join(one.text for one in said(summarize(rows, characters=200)))
    assert "公司" not in told
    spaced = article("东湖水厂二期昨日开工。", "三季度净利润 5.7 亿元。")
    assert "5.7" in "".join(one.text for one in said(summarize(spaced, characters=200)))
    assert "投资三亿元" in told


def test_an_accusation_is_not_told_without_its_answer():
    """Law: who is accused of something is heard too, or the accusation is not told."""
    text = (
        "东湖集团昨日停牌，交易所没有说明原因。",
        "检方怀疑东湖集团向官员行贿3000万元，换取水厂的特许经营权。",
        "水厂去年供水4000万吨，占全市的三成，今年计划再建两座泵站。",
        "东湖集团否认这一说法，称所有款项都是捐款。",
    )
    for characters in range(30, 120, 10):
        told = "".join(one.text for one in said(summarize(article(*text), characters=characters)))
        assert ("行贿" in told) <= ("否认" in told)
    assert "行贿" in told


def test_a_rumour_is_not_told_without_its_denial():
    """Law: what is only said of somebody is told with what he says."""
    text = ("东湖集团停牌的传闻一时盛传。", "股价没有变化。", "东湖集团说，停牌一事不属实。")
    assert needs(*text)[0] == (2,)


def needs(*paragraphs):
    """Give, for each sentence of an article, the earlier ones that it needs."""
    return [unit.needs for unit in summarization.rank(article(*paragraphs)).units]


RAIN = "今年雨水很多，河里的水位比往年高。"


@pytest.mark.parametrize(
    ("paragraphs", "at", "needed"),
    [
        ((RAIN, "东湖水厂二期昨日开工。这意味着供水能力将提高六成。"), 2, 1),
        ((RAIN, "村民说水价涨得太快。对此，水务局局长林国平没有回应。"), 2, 1),
        ((RAIN, "鸭鸭公司前年把总部搬到了东湖。像鸭鸭这样的案例，在东湖比比皆是。"), 2, 1),
        ((RAIN, "水务局局长林国平昨日宣布工程开工。他认为工期不会拖延。"), 2, 1),
        (("水务局局长林国平回答了村民。“五年之内不会上涨，工人全部转到新厂。”",), 1, 0),
        (("历史学家周明德曾这样回忆那一年。“学校没有房子，学生睡在祠堂里。”",), 0, 1),
        ((RAIN, "北川晚报：为什么选在东湖？", "林国平：东湖的水量稳定，离城里也近。"), 1, 2),
        ((RAIN, "规矩要立住，应当回答三个问题。", "第一个问题是，谁来决定装不装。"), 1, 2),
    ],
)
def test_what_makes_no_sense_alone_is_said_with_what_it_means(paragraphs, at, needed):
    """Law: who points at another sentence, or promises one, is not said without it."""
    assert needed in needs(*paragraphs)[at]


def test_what_points_back_over_a_heading_is_not_said_alone():
    """Law: a heading between them does not introduce whom a sentence points at."""
    opening, under = "记者采访了西部的一位放款人。", "这位放款人说，月息最高的达到十分之一。"
    divided = replace(
        article(title="揭秘高利贷"),
        sections=(
            Section(heading=None, paragraphs=(Text(opening),)),
            Section(heading="利率", paragraphs=(Text(under),)),
        ),
    )
    assert summarization.rank(divided).units[1].needs == (0,)


def test_a_sentence_without_a_verb_tells_by_its_figure():
    """Law: 客流42万人次 is a sentence of the news; words without verb or figure are none."""
    units, _ = units_of(article(Text("地铁新线昨天开通。客流42万人次。江南水乡的石桥。")))
    assert [unit.fit for unit in units] == [True, True, False]


def test_a_sentence_is_closed_once():
    """Law: a full stop of the other script is not said beside ours."""
    assert closed("古董字画(略低).") == "古董字画(略低)。"


def test_whom_another_sentence_introduced_is_taken_as_known():
    """Law: a name costs where only an unsaid sentence tells whose it is, the headline's none."""
    text = ("林国平在水厂干了三十年，现在是厂长。", "工程昨日开工。", "林国平认为工期不会拖延。")
    assert [("林国平" in known) for known in summarization.rank(article(*text)).known] == [
        False,
        False,
        True,
    ]
    named = replace(article(*text), title="厂长林国平谈工期")
    assert "林国平" not in summarization.rank(named).known[2]


@pytest.mark.parametrize(
    ("text", "facts", "chosen"),
    [
        ("投资三十二亿。钢筋已经运到。机器还在路上。道路拓得更宽。", (1, 0.9, 0.1, 1), [0, 1]),
        ("工期三十个月。投资三十二亿。耗费三十二亿。占用四十三亩。", (0.1, 1, 0.8, 1), [1, 3]),
    ],
)
def test_neighbours_are_told_and_a_figure_once(text, facts, chosen):
    """Law: of sentences worth about the same, what was written behind what is said is told."""
    ranking = summarization.rank(article(text))
    ranking = replace(
        ranking,
        worths=tuple(
            Worth(lead=float(at == chosen[0]), news=0, fact=fact, junk=0)
            for at, fact in enumerate(facts)
        ),
        leans=({},) * len(ranking.units),
        leaned=({},) * len(ranking.units),
        known=({},) * len(ranking.units),
    )
    digest = summarization.choose(ranking, 12)
    starts = [unit.start for unit in ranking.units]
    assert [starts.index(one.start) for one in said(digest)] == chosen


def test_a_short_name_stays_where_the_article_goes_on_with_it():
    """Law: the brackets that give a short name go where nothing that is said uses it."""
    text = (
        "东湖水务发展研究中心（以下简称“水研中心”）昨日成立。",
        "今年雨水很多，河里的水位比往年高。",
        "水研中心有四十名研究人员，由省里和市里共同出资。",
    )
    both = said(summarize(article(*text), characters=90))
    assert both[0].text.startswith("东湖水务发展研究中心（以下简称“水研中心”）")
    (alone,) = said(summarize(article(*text), characters=30))
    assert alone.text == "东湖水务发展研究中心昨日成立。"


def test_brackets_that_two_sentences_share_give_no_short_name():
    """Law: a bracket that is never closed where it was opened stops nothing."""
    torn = "东湖水务发展研究中心（简称水研", "中心）昨日成立。", "水研中心有四十名研究人员。"
    assert units_of(article(*torn))[0][2].needs == ()
    assert units_of(article("研究中心（简称：水！研所）昨日成立。水！研所有四十人。"))


@pytest.mark.parametrize(
    ("sentence", "alone"),
    [
        ("但也要看到，水价还会上涨。", "要看到，水价还会上涨。"),
        ("而东湖水厂没有涨价。", "东湖水厂没有涨价。"),
        ("西山水厂也表示，水价不变。", "西山水厂表示，水价不变。"),
        ("北川水厂则说要等到明年。", "北川水厂说要等到明年。"),
        ("西山水厂的情况也类似。", "西山水厂的情况也类似。"),
        ("税则号不变，开工则推迟到明年。", "税则号不变，开工则推迟到明年。"),
        ("即使下雨工程也不会停。", "即使下雨工程也不会停。"),
        ("而且工期很短。", "而且工期很短。"),
        ("然而东湖水厂没有涨价。", "东湖水厂没有涨价。"),
        ("但另一方面，东湖水厂停了水。", "东湖水厂停了水。"),
        ("一方面要节水，另一方面要修管。", "一方面要节水，另一方面要修管。"),
        ("一方面，要节水；另一方面，要修管。", "一方面，要节水；另一方面，要修管。"),
        ("再比如，西山水厂没有涨价。", "西山水厂没有涨价。"),
    ],
)
def test_what_joins_a_sentence_to_one_that_is_not_said_goes(sentence, alone):
    """Law: 也 and 而 are not said after a sentence that they do not join to."""
    units, _ = units_of(article("今年雨水很多。", sentence))
    assert units[1].alone == alone
    assert units[1].text == sentence


def test_what_was_told_is_not_told_in_other_words():
    """Law: a sentence whose words were nearly all said gives its room to another."""
    text = (
        "东湖水厂二期昨日开工，总投资12亿元，计划2027年供水。",
        "据介绍，东湖水厂二期总投资12亿元，昨日开工，计划2027年供水。",
        "二期建成后，全市日供水能力将从40万吨提高到65万吨。",
        "市民关心的水价不会因此上涨，物价部门已经作出承诺。",
    )
    digest = summarize(article(*text), characters=75)
    told = "".join(one.text for one in said(digest))
    assert told.count("12亿元") == 1
    assert "65万吨" in told or "水价" in told


def test_nothing_is_said_twice(ranking):
    """Law: the lead is not said again in its section."""
    places = [
        (one.section, one.paragraph, one.start) for one in said(summarization.choose(ranking, 430))
    ]
    assert len(places) == len(set(places))


def test_the_whole_article_is_all_of_it(ranking):
    """Law: without a budget every sentence is said, in order."""
    digest = summarization.choose(ranking, None)
    assert len(said(digest)) == len(ranking.units)
    assert not digest.lead


def test_the_news_is_said_first_where_the_article_begins_with_a_scene():
    """Law: a narrative opening waits."""
    source = article(
        "清晨六点，老周推开窗，阳光照在院子里的石榴树上。",
        "“这树是我爷爷种的。”老周笑着说。",
        "记者5日从市水务局获悉，东湖水厂二期工程正式开工，总投资12.6亿元，可新增供水能力30万吨。",
        "老周在水厂边住了四十年。",
    )
    digest = summarize(source, characters=80)
    assert digest.lead[0].text.startswith("记者5日从市水务局获悉")


def test_the_article_keeps_its_order(ranking):
    """Law: nothing is moved before what it stood behind, but the news before a long scene."""
    places = {(unit.section, unit.paragraph, unit.start): unit.index for unit in ranking.units}
    for characters in (120, 200, 430, 800):
        digest = summarization.choose(ranking, characters)
        order = [places[one.section, one.paragraph, one.start] for one in said(digest)]
        lead = len(digest.lead)
        assert order == sorted(order) or order[0] > 5
        assert order[lead:] == sorted(order[lead:])


def test_what_stands_under_a_heading_is_said_behind_it():
    """Law: in the article's order, the lead ends where the section of its first sentence does."""
    text = ("东湖水厂二期工程5日开工。", "东湖水厂的水价五年不会上涨，物价部门已经承诺。")
    sections = tuple(
        Section(heading=heading, paragraphs=(one,))
        for heading, one in zip((None, "水价"), text, strict=True)
    )
    digest = summarize(replace(article(), sections=sections), characters=80)
    assert [one.text for one in digest.lead] == [text[0]]
    assert [one.text for one in digest.sections[1]] == [text[1]]


def test_the_news_is_said_before_a_long_scene():
    """Law: where many sentences paint a scene, the news is told and then the scene."""
    scene = (
        "老周在水厂边住了四十年，院子里种着一棵石榴树，树是爷爷那一辈留下的。",
        "老周家里有三口人，儿子在北川打工，女儿在东湖上学，一年回来两次。",
        "老周每天清晨去河边挑水，一担水要走三里路，冬天路上结冰，常常摔跤。",
    )
    news = "记者5日从市水务局获悉，东湖水厂二期工程正式开工，总投资12.6亿元，可新增供水能力30万吨。"
    digest = summarize(article(*scene, *scene, news), characters=200)
    assert digest.lead[0].text.startswith("记者5日从市水务局获悉")
    assert said(digest)[len(digest.lead) :]


def test_what_hangs_on_others_is_not_moved_before_them():
    """Law: of two sentences behind a long scene, what hangs on one before is not said first."""
    scene = tuple(f"老周家的第{n}棵石榴树今年结了很多果子。" for n in "二三四五六七")
    first = "东湖水厂二期工程开工，总投资12亿元，日供水30万吨。"
    second = "东湖水厂二期工程完工，总投资15亿元，日供水50万吨。"
    ranking = summarization.rank(article(*scene, first, second))
    news = replace(ranking.worths[6], lead=0.5, fact=3.0)
    worths = (*ranking.worths[:6], news, replace(news, lead=0.45))
    plain = replace(ranking, worths=worths, headline=({},) * 8, leans=({},) * 8, known=({},) * 8)
    assert summarization.choose(plain, 60).lead[0].text == first
    hangs = replace(plain, leans=({},) * 6 + ({3: 0.9}, {}))
    assert summarization.choose(hangs, 60).lead[0].text == second
    knows = replace(plain, known=({},) * 6 + ({"石榴树": 0.9}, {}))
    assert summarization.choose(knows, 60).lead[0].text == second


@pytest.mark.parametrize(
    ("text", "said_too"),
    [
        ("网友点击这里就能看到东湖的实时水位，也能查水费。", True),
        ("因此次停水，三万户居民的水费将减免一个月。", True),
        ("点击这里，就能看到东湖的实时水位，也能查水费。", False),
    ],
)
def test_what_only_looks_like_an_invitation_is_said(text, said_too):
    """Law: an invitation begins with its verb; 因此次 is no 因此."""
    ranking = summarization.rank(article("东湖水厂5日开工。", "老周住在河边。", text))
    assert ranking.units[2].fit == said_too
    assert ranking.units[2].alone == ranking.units[2].text


@pytest.mark.parametrize(
    "junk",
    [
        "（责任编辑：李明）",
        "原标题：水厂开工",
        "点击下方链接关注我们的公众号，了解更多精彩内容",
        "快点击这里了解一下，好礼等你来拿！",
    ],
)
def test_what_is_none_of_the_article_is_not_said(junk):
    """Law: credits and invitations are never chosen."""
    source = article("东湖水厂二期工程5日开工，总投资12.6亿元。", junk, "工期为三十个月。")
    assert junk not in [one.text for one in said(summarize(source, characters=400))]


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("海康威视（002415.SZ）昨日涨停（图1）。", "海康威视昨日涨停。"),
        ("小花（化名）今年7岁。", "小花（化名）今年7岁。"),
        ("赔偿3万元（人民币，下同）。", "赔偿3万元。"),
        ("《条例（草案）》公布。", "《条例（草案）》公布。"),
        ("李明（左）、王强（右二）和张三（中）到场。", "李明、王强和张三到场。"),
        ("桥通了（饮用水来源）。（责任编辑：李明）", "桥通了（饮用水来源）。"),
        (
            "“两河”（东河、西河，全长约140公里，流经北川、南州、江原三地）涨水。",
            "“两河”（东河、西河，全长约140公里，流经北川、南州、江原三地）涨水。",
        ),
        (f"新增30例（{'北川市3例，' * 9}）。", "新增30例。"),
        (f"无国界组织（Sans Frontières／法语：{'Frontières' * 4}）合作。", "无国界组织合作。"),
        (
            f"凭证件（{'附有学校公章的证明' * 5}）购票。",
            f"凭证件（{'附有学校公章的证明' * 5}）购票。",
        ),
        ("二期（称得上最大）开工。", "二期（称得上最大）开工。"),
        ("东湖水务(行情7.83 -1.39%,诊股)昨日公告。", "东湖水务昨日公告。"),
        ("东湖水务(147.93, -6.21, -4.03%)昨日公告。", "东湖水务昨日公告。"),
        ("前锋郜林[微博]攻入一球。", "前锋郜林攻入一球。"),
        ("东湖水务（交易代码002563）上市。", "东湖水务上市。"),
        ("读者可以投稿（微信号：donghu）。", "读者可以投稿。"),
        ("工程提前完成。（本报东湖电）", "工程提前完成。"),
        ("据新华社南州25日电（记者李明）24日开工。", "据新华社南州25日电，24日开工。"),
        ("据新华社南州25日电（记者李明），桥通了。", "据新华社南州25日电，桥通了。"),
        ("雄涛广播公司（雄涛）的股东，7月7日（7日）", "雄涛广播公司的股东，7月7日"),
        ("小强（化名）和小冬（化名）来了", "小强（化名）和小冬（化名）来了"),
        ("未来（Faraday，简称FF）的首款车", "未来（Faraday，简称FF）的首款车"),
        (
            "受困扰（也最影响股价）的公司和电子展（CES）上",
            "受困扰（也最影响股价）的公司和电子展（CES）上",
        ),
        ("指挥官李明（René O‘Neil）到场。", "指挥官李明到场。"),
    ],
)
def test_brackets_that_say_nothing_to_the_ear_go(text, rest):
    """Law: codes and pictures go; names that are withheld and states of a law stay."""
    assert asides.without(Text(text)) == rest


def test_what_hardly_tells_is_not_said_to_fill_a_little_room(ranking):
    """Law: a sentence worth next to nothing is said only where it leads on or much room is left."""
    spent = {unit.index: cost for unit, cost in zip(ranking.units, ranking.costs, strict=True)}
    places = {(unit.section, unit.paragraph, unit.start): unit for unit in ranking.units}
    digest = summarization.choose(ranking, 430)
    chosen = [places[one.section, one.paragraph, one.start] for one in said(digest)]
    leading = {before.index for before, unit in pairwise(chosen) if before.index == unit.index - 1}
    needed = {at for unit in chosen for at in unit.needs} | leading
    idle = [unit for unit in chosen if ranking.worths[unit.index].fact < 0.5]
    for unit in idle:
        without = sum(spent[one.index] for one in chosen if one is not unit)
        assert unit.index in needed or unit.needs or without < 0.95 * 430


def test_all_that_can_be_said_is_where_it_fits():
    """Law: who gives a text of less than the length asked for hears all of it, told or hardly."""
    text = ("东湖水厂二期工程5日开工，总投资12.6亿元。", "工期为三十个月。", "现场有二百人。")
    ranking = summarization.rank(article(*text))
    worths = tuple(replace(one, fact=0.0) for one in ranking.worths)
    told = summarization.choose(replace(ranking, worths=worths), sum(ranking.costs))
    assert [one.text for one in said(told)] == [*text]


def test_what_hangs_on_the_lead_follows_it():
    """Law: 他还说 is said behind the lead that it needs, not after others have spoken."""
    source = article(
        "水厂的事在南州说了很久。",
        "村民代表老周昨日说，他盼了二十年，家里的井早就干了。",
        "南州市水务局局长林国平昨日宣布，东湖水厂二期工程正式开工，总投资12.6亿元，可以新增供水能力30万吨，"
        "惠及东湖、西山、北川三个区的120万居民，水价在五年之内不会上涨，老厂的工人全部转到新厂上班。"
        "他还说，工期为三十个月，由省里的两家公司承建，今年冬天先修北川一段的管道，明年春天再修西山和东湖两段。",
    )
    ranking = summarization.rank(source)
    units = list(ranking.units)
    units[3] = units[3].needing(2)
    told = summarization.choose(replace(ranking, units=tuple(units)), 240)
    order = [one.text for one in said(told)]
    heads = [at for at, text in enumerate(order) if text.startswith("南州市水务局")]
    followers = [at for at, text in enumerate(order) if "工期" in text]
    assert followers == [heads[0] + 1]


def test_each_of_several_stories_is_told_with_its_own_news_first():
    """Law: the first story is told longest, and no story takes what is another's."""
    stories = tuple(
        Section(
            heading=f"{name}水厂开工",
            paragraphs=tuple(
                f"{name}水厂{number}号工程5日开工，总投资{number}.6亿元，工期为{number}个月。"
                for number in range(1, 9)
            ),
        )
        for name in ("东湖", "西山", "南岭")
    )
    source = Article(
        source="a\nb\nc", title="三座水厂", published=None, byline=Byline(), sections=stories
    )
    digest = summarize(source, characters=240)
    sizes = [sum(size(one.text) for one in row) for row in digest.sections]
    assert all(sizes)
    assert sizes[0] >= max(sizes[1:])
    assert all(one.section == at for at, row in enumerate(digest.sections) for one in row)


@pytest.mark.parametrize(
    "text", ["水价会涨吗？谁来付钱？", "但是东湖水厂开工了。" * 50, "他说明天会来。"]
)
def test_an_article_of_which_no_sentence_can_stand_is_told_all_the_same(text):
    """Law: what a user gives is never answered with silence."""
    source = article(text)
    assert said(summarize(source, characters=100))
    assert len(said(summarization.headlines(summarization.rank(source)))) == 1


@settings(max_examples=25)
@given(
    st.lists(
        st.text(alphabet="甲乙丙丁开工了水厂12亿元，。！？“”：他这该", max_size=40), max_size=6
    ),
    st.integers(min_value=1, max_value=200),
)
def test_any_text_is_chosen_from_within_the_budget(paragraphs, characters):
    """Law: no text breaks it."""
    digest = summarize(article(*paragraphs), characters=characters)
    assert sum(size(one.text) for one in said(digest)) <= characters


def test_a_question_is_said_with_its_answer_or_not_at_all():
    """Law: what only asks, or asks at a section's end, is never the last word."""
    source = article(
        "东湖水厂二期工程5日开工，总投资12.6亿元。",
        "钱从哪里来？市财政承担一半，其余向银行贷款，期限二十年。",
        "那么，水价会涨吗？",
    )
    for characters in range(20, 120, 10):
        texts = [one.text for one in said(summarize(source, characters=characters))]
        assert "那么，水价会涨吗？" not in texts
        if "钱从哪里来？" in texts:
            assert texts[texts.index("钱从哪里来？") + 1].startswith("市财政承担一半")


def test_a_short_article_loses_no_sentence():
    """Two short sentences of news are both said, though short lines are often captions."""
    text = "杭州今天下了大雪。半途边积雪5厘米，游客比昨天多了两成。"
    ranking = summarization.rank(article(text, title="半途的雪"))
    assert [ranking.sayable(at) for at in range(len(ranking.units))] == [True, True]


def weighed(source, *worths):
    """Rank an article as if a reader gave its sentences these shares of the news and facts."""
    ranking = summarization.rank(source)
    none = tuple({} for _ in worths)
    return replace(
        ranking,
        units=tuple(replace(one, needs=()) for one in ranking.units),
        worths=tuple(Worth(lead=lead, news=fact, fact=fact, junk=0.0) for lead, fact in worths),
        headline=none,
        leans=none,
        leaned=none,
    )


def test_of_two_that_tell_as_much_the_one_that_is_understood_is_said():
    """Law: what speaks of a thing that only an unsaid sentence brought in is worth less."""
    source = article(
        "东湖水厂二期工程5日开工。",
        "骗子在网上把普通的野燕麦改名为血钻，一斤卖三千元，老刘前后花了五十四万元，家里没有人知道这件事。",
        "新的泵房明年春天会全部建好使用。",
        "那个血钻野燕麦至今网上还有人卖。",
    )
    ranking = weighed(source, (1.0, 3.0), (0.0, 0.2), (0.0, 1.0), (0.0, 1.0))
    texts = [one.text for one in said(summarization.choose(ranking, 30))]
    assert texts == ["东湖水厂二期工程5日开工。", "新的泵房明年春天会全部建好使用。"]


def test_what_the_headline_promises_is_told():
    """Law: what the headline names and no other sentence tells is said before what weighs more."""
    source = article(
        "郑先生在网上订房，网页跳到了贵得多的套房，他把网站告上法院。",
        "法院一审判决退还订金，其余的诉请均被驳回。",
        "酒店在老街上开了二十年，生意一直很好。",
        title="男子订房自动跳转，诉网站欺诈被驳回",
    )
    ranking = summarization.rank(source)
    none = ({}, {}, {})
    weights = ((1.0, 2.0), (0.0, 1.0), (0.0, 1.4))
    worths = tuple(Worth(lead=lead, news=fact, fact=fact, junk=0.0) for lead, fact in weights)
    ranking = replace(ranking, worths=worths, leans=none, leaned=none, known=none)
    assert "驳回" in said(summarization.choose(ranking, 55))[1].text
    unasked = replace(ranking, headline=none)
    assert "老街" in said(summarization.choose(unasked, 55))[1].text


def test_the_news_is_what_a_bundle_tells_together():
    """Law: two sentences that tell .4 of the news each come before one that tells .55.

    Without its other half the second cannot be said.
    """
    source = article(
        "东湖水厂二期工程5日开工了。",
        "它每天供水20万吨给全城。",
        *[f"村民小{name}家的水管旧了。" for name in "甲乙丙丁戊己"],
        "市长当天出席了这次仪式。",
    )
    ranking = weighed(source, (0.4, 1.0), (0.4, 1.0), *[(0.0, 0.1)] * 6, (0.55, 1.0))
    units = tuple(one.needing(0) if one.index == 1 else one for one in ranking.units)
    digest = summarization.choose(replace(ranking, units=units), 60)
    assert digest.lead[0].text == "东湖水厂二期工程5日开工了。"


def test_a_long_sentence_that_is_the_news_comes_first():
    """Law: what tells the news leads although it is longer than a lead, rather than a late word."""
    news = (
        "记者5日从市水务局获悉，东湖水厂二期工程在市民和沿湖十二个村庄等待了整整六年、先后换过三家承建单位之后"
        "终于正式开工，工程总投资12.6亿元，建成后每天可以新增供水能力30万吨，能够满足全市一百二十万户居民今后"
        "二十年的用水需要，也让沿湖的村庄第一次用上自来水，届时每户居民的水价将保持不变。"
    )
    late = "他沉重地表示，老泵房的结局就是拆除，大家真的很遗憾，也十分舍不得。"
    source = article(news, late, title="东湖水厂二期工程开工")
    assert said(summarize(source, characters=200))[0].text.startswith("记者5日")


def test_an_answer_comes_with_its_question():
    """Law: what a page marks as an answer is told behind what was asked, or not at all."""
    source = article(
        "东湖水厂二期工程5日开工，市水务局局长周明回答了记者的提问。",
        "问：有居民担心水价会涨，你怎么看？",
        "答：坚持保本微利、公开透明、逐年公布成本，是市里处理公用事业价格的一贯原则。",
    )
    units = summarization.rank(source).units
    assert units[1].index in units[2].needs
    assert [unit.text[:2] for unit in units[1:]] == ["问：", "答："]  # it is heard who speaks


def test_a_blank_within_a_word_is_not_said():
    """Law: what a page has where it was wrapped is no breath; between words a blank stays."""
    source = article("东湖水厂应对气候变 化的二期工程5日开工 ，新华社记者 王小明到场。")
    (unit,) = summarization.rank(source).units
    assert unit.text == "东湖水厂应对气候变化的二期工程5日开工 ，新华社记者 王小明到场。"


def test_what_thanks_is_no_answer():
    """Law: what politely ends a question is not told, and the answer behind it is.

    Who is asked may answer so.
    """
    source = article(
        "东湖水厂二期工程5日开工，市水务局局长周明回答了记者的提问。",
        "南州日报记者：有居民担心水价会涨，你对此有何评论？谢谢。",
        "周明：坚持保本微利、公开透明、逐年公布成本，是市里处理公用事业价格的一贯原则。",
    )
    asks, answer = summarization.rank(source).units[1:]
    assert asks.text.endswith("评论？")
    assert answer.index in asks.needs
    thanks = article("获救的老人笑了。", "记者：你最想对救你的人说什么？", "谢谢您。")
    assert summarization.rank(thanks).units[-1].text == "谢谢您。"


def test_the_shortest_answer_to_a_heading_that_asks_is_told():
    """Law: 会。 says something below a question, and needs nothing of the answer before it."""
    asked = ("大桥什么时候通车？", "通车后收费吗？", "货车能不能走？")
    answers = ("十月一日。", "会。", "能，但限重四十吨。")
    written = replace(
        article("南州大桥即将通车，交通局负责人回答了记者的提问。"),
        sections=(
            Section(heading=None, paragraphs=(Text("交通局负责人回答了记者的提问。"),)),
            *(
                Section(heading=heading, paragraphs=(Text(answer),))
                for heading, answer in zip(asked, answers, strict=True)
            ),
        ),
    )
    told = [str(one.text) for one in said(summarize(written, characters=200))]
    assert told == ["交通局负责人回答了记者的提问。", *answers]
