"""What a sentence in other words may never change."""

from __future__ import annotations

import pytest

from tingbao.summarization import retelling

SOURCES = retelling.Sources(
    cited=(
        "市水务局局长王建国5日介绍，二期工程总投资1.2万亿元，铺设管道1.5万公里，供水30万吨。",
        "平台不得以罚款方式管理骑手，演员李明博没有出席。",
        "电站周围500米内没有居民，气温零下11摄氏度，三个社区约4600人已经转移。",
    )
)


@pytest.mark.parametrize(
    "text",
    [
        "王建国介绍，二期工程总投资12000亿元。",
        "王建国介绍，二期工程铺设管道15000公里，供水三十万吨。",
        "平台不得以罚款方式管理骑手。",
        "电站周围500米内没有居民。",
        "三个社区约四千六百人已经转移。",
        "电站周围500米内没有居民，三个社区约4600人转移。",
    ],
)
def test_the_same_in_other_words_is_true(text):
    """1.2万亿 and 12000亿, 30万 and 三十万 are one figure; what is denied stays denied."""
    assert retelling.wrong(text, SOURCES) is None


@pytest.mark.parametrize(
    ("text", "check"),
    [
        ("王建国介绍，二期工程总投资1.2亿元。", "figure"),
        ("王建国介绍，二期工程总投资1.2万亿美元。", "figure"),
        ("王建国介绍，二期工程铺设管道1.5万米。", "figure"),
        ("王建国介绍，二期工程供水30万户。", "figure"),
        ("两个社区约4600人已经转移。", "figure"),
        ("三个社区4600人已经转移。", "bound"),
        ("平台可以罚款方式管理骑手。", "denial"),
        ("电站周围500米内有居民。", "denial"),
        ("演员李明博出席。", "denial"),
        ("三个社区约4600人没有转移。", "denial"),
        ("演员李明没有出席。", "name"),
        ("局长王建介绍，供水30万吨。", "name"),
        ("王建国昨天介绍，二期工程供水30万吨。", "day"),
        ("王建国介绍，今年二期工程供水30万吨。", "day"),
        ("这是王建国的创业史。", "pointing"),  # as a model once did
        ("王建国介绍，二期工程供水30万吨，这是一部创业史。", "judgement"),
        ("", "unfounded"),
    ],
)
def test_what_is_changed_is_found(text, check):
    """A figure, its measure, a day, a denial or an order that the sources have not is named."""
    refusal = retelling.wrong(text, SOURCES)
    assert refusal
    assert refusal.check == check


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("项目不是推迟，而是取消。", "项目取消。"),
        ("一名不愿透露姓名的分析人士认为，水价会上涨。", "一名分析人士认为，水价会上涨。"),
        ("在说明会上，王建国介绍了二期工程。", "王建国在说明会上介绍了二期工程。"),
        ("绝大多数水表，已经更换。", "绝大多数水表已经更换。"),
        ("有居民当场抱怨：“花这么多钱，还漏水！”", "有居民当场抱怨：“花这么多钱，还漏水！”"),
        ("王建国向水厂、电站项目发起挑战。", "王建国发起挑战。"),
        ("王建国曾在会上表示，水价会上涨。", "王建国表示，水价会上涨。"),
        ("部分水厂水价涨了三成，包括东湖、西湖等。", "东湖、西湖等水厂水价涨了三成。"),
        ("东湖、西湖和南湖水厂完工。", "东湖、西湖和南湖三个水厂完工。"),
        ("水源丰富的东港市新建水厂。", "东港市水源丰富，新建水厂。"),
        ("水厂1-2月供水30万吨。", "水厂1到2月供水30万吨。"),
        ("公开资料显示，水厂2019年完工。", "水厂2019年完工。"),
        ("东港队4-0战胜西湖队。", "东港队以4比0击败西湖队。"),
        ("漏水4起、停水9人，分别下降12.5%、8%。", "漏水4起，下降12.5%，停水9人，下降8%。"),
        ("工程拟于8月完工。", "工程计划在8月完工。"),
        ("水厂拟将所持的股份划转给东港市。", "水厂持有股份。"),
        ("有居民认为水价不会上涨。", "文章认为，水价不会上涨。"),
        ("鞋售价在 200 美元左右，并不便宜。", "鞋售价在200美元左右。"),
        ("有资金被王建国不入账私自拿走。", "有资金被王建国私自拿走。"),
        ("警方说，王建国、李明博偷水。", "警方说，两人偷水。"),
    ],
)
def test_a_true_retelling_passes(source, said):
    """Law: what was left out takes its marks with it, and words may be others and elsewhere."""
    assert retelling.wrong(said, retelling.Sources(cited=(source,))) is None


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("水厂申请关闭。", "水厂关闭。"),
        ("王建国没有在会上介绍工程。", "王建国在会上介绍工程。"),
        ("警方说，王建国、李明博偷水。", "警方说，三人偷水。"),
        ("工程总投资80亿(人民币，下同)。", "工程总投资80亿美元。"),
        ("“水价不会上涨！”不少居民认为。", "王建国说，“水价不会上涨！”"),
        ("停水的前一天，水厂发布公告。", "停水的后一天，水厂发布公告。"),
        ("东港队以47比58不敌西湖队。", "东港队以58比47不敌西湖队。"),
        ("另有8个水厂获得1星级认证。", "另有1个水厂获得8星级认证。"),
        ("供水覆盖10万名以上居民。", "供水覆盖10万名居民。"),
        ("案件将于3月5日，在东港法院开庭审理。", "案件3月5日在东港法院开庭审理。"),
        ("水厂计划招募30名工人。", "水厂招募30名工人。"),
        ("水厂党委副书记王建国出席。", "水厂党委书记王建国出席。"),
        ("东湖水厂2020年启动。一年后，西湖水厂启动。", "西湖水厂启动一年后，东湖水厂启动。"),
        ("《东港日报》的社论称，水价会上涨。", "《西港日报》的社论称，水价会上涨。"),
    ],
)
def test_what_strings_are_evidence_of_is_found(source, said):
    """Law: figures and their order, names, offices, what is planned, wished and denied is kept."""
    assert retelling.wrong(source, retelling.Sources(cited=(source,))) is None
    assert retelling.wrong(said, retelling.Sources(cited=(source,)))


def test_an_article_says_who_somebody_is_and_what_is_short_for_what():
    """Law: titles and abbreviations are of the whole article, in letters of any width."""
    sources = retelling.Sources(
        cited=("王建国说，水技委批准了２３个项目。",),
        whole="全国水务技术委员会（水技委）成立。市水务局局长王建国出席。台风“海燕”登陆。",
    )
    assert retelling.wrong("市水务局局长王建国说，水技委批准了23个项目。", sources) is None
    assert retelling.wrong("省水务局局长王建国说，水技委批准了23个项目。", sources)
    later = retelling.Sources(cited=("“海燕”登陆东港。",), whole=sources.whole)
    assert retelling.wrong("台风“海燕”登陆东港。", later) is None


def test_a_figure_of_another_sentence_is_not_its_own():
    """What is true of one thing is not said of another."""
    others = retelling.Sources(cited=SOURCES.cited[1:])
    assert retelling.wrong("二期工程供水30万吨。", others)


def test_the_user_is_told_in_one_line():
    """A refusal names the words and the reason."""
    assert str(retelling.wrong("电站周围500米内有居民。", SOURCES)) == (
        "'电站周围500米内有居民' (it affirms what they deny, or the reverse)"
    )


def test_what_is_sure_goes_before_what_is_doubted():
    """Law: a name or quotation from nowhere is refused for good, whatever else is doubted."""
    cited = ("南州公司投资12亿元，北川公司投资30亿元。",)
    found = retelling.wrong("南州公司投资30亿元，李刚称这很重要。", retelling.Sources(cited=cited))
    assert found
    assert found.sure
    assert found.check == "name"
