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
        ("股票价格大幅上涨。", "word"),
        ("二期工程供水30万吨。", "claim"),
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
        ("工程目前基本完工。", "工程目前完工。"),
        ("不少居民的水表已经更换。", "居民的水表已经更换。"),
        ("新水源主要由东湖供给。", "新水源由东湖供给。"),
        ("管道当时通往三个城区。", "管道通往三个城区。"),
    ],
)
def test_a_limit_that_is_lost_is_found(source, said):
    """Law: what holds for the most part, for some or for a time is not told of all and always."""
    sources = retelling.Sources(cited=(source,))
    assert retelling.wrong(source, sources) is None
    refusal = retelling.wrong(said, sources)
    assert refusal
    assert refusal.check == "condition"


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
    ],
)
def test_a_mark_goes_with_what_it_stands_in(source, said):
    """Law: a clause is judged where it lies in its source, not by what was left out."""
    assert retelling.wrong(said, retelling.Sources(cited=(source,))) is None


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("王建国的弟弟在水厂担任工程师。", "王建国在水厂担任工程师。"),
        ("东湖是全省最大的水源之一。", "东湖是全省最大的水源。"),
        ("除东湖外，水源已经更换。", "东湖水源已经更换。"),
        ("水厂出现漏水，而开发商要求赔偿。", "水厂要求赔偿。"),
        ("水厂申请关闭。", "水厂关闭。"),
        ("水厂为全省提供坚强支撑。", "水厂为全省提供了坚强支撑。"),
        ("请水厂组织演练。", "水厂已组织演练。"),
        ("工程总投资80亿(人民币，下同)。", "工程总投资80亿美元。"),
        ("“水价不会上涨！”不少居民认为。", "王建国说，“水价不会上涨！”"),
        ("工程还能完工，只要资金到位。", "工程还能完工。"),
        ("2015年产量比2014年增长。", "2014年产量比2015年增长。"),
        ("水厂被蓝湖公司收购。", "水厂收购蓝湖公司。"),
        ("停水的前一天，水厂发布公告。", "停水的后一天，水厂发布公告。"),
        ("水厂与东港市达成合作意向，村民用水更加畅通。", "水厂与东港市达成合作村民。"),
        ("专家指出，水价会上涨，居民认为，水价会下降。", "居民指出，水价会上涨。"),
        ("东港队以47比58不敌西湖队。", "东港队以58比47不敌西湖队。"),
        ("另有8个水厂获得1星级认证。", "另有1个水厂获得8星级认证。"),
        ("供水覆盖10万名以上居民。", "供水覆盖10万名居民。"),
        ("案件将于3月5日，在东港法院开庭审理。", "案件3月5日在东港法院开庭审理。"),
        ("广告主要投放在小网站。", "广告投放在小网站。"),
        ("水厂计划招募30名工人。", "水厂招募30名工人。"),
        ("非洲居民喜欢水表，日本厂商获利。", "非洲厂商获利。"),
        ("居民请求检修，水厂请求暂停。", "居民请求检修后请求暂停。"),
        ("水厂党委副书记王建国出席。", "水厂党委书记王建国出席。"),
        ("王建国对水的需求增加，对电的需求降低。", "王建国对水的需求降低。"),
        ("东湖水厂2020年启动。一年后，西湖水厂启动。", "西湖水厂启动一年后，东湖水厂启动。"),
        ("《东港日报》的社论称，水价会上涨。", "《西港日报》的社论称，水价会上涨。"),
        ("李明有意起诉张伟、王芳。", "张伟、李明有意起诉王芳。"),
        ("王小明（78）称，李大明获得78票。", "李大明获得王小明票。"),
    ],
)
def test_a_part_is_not_told_as_the_whole(source, said):
    """Law: whose it is, of how many, but for whom, on what condition and when is kept."""
    assert retelling.wrong(source, retelling.Sources(cited=(source,))) is None
    assert retelling.wrong(said, retelling.Sources(cited=(source,)))


def test_a_pronoun_does_not_mean_whom_its_clause_names_besides():
    """Law: who is sued by a company that is only pointed at is not the one who sues."""
    source = retelling.Sources(cited=("该公司有意起诉张伟、王芳。",))
    assert retelling.wrong("张伟有意起诉王芳。", source)


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


@pytest.mark.parametrize(
    ("source", "said", "who"),
    [
        ("水厂门口，居民检查了管道。", "水厂检查了管道。", "居民"),
        ("东湖水厂由城西公司改造，市水务局检查了管道。", "东湖水厂检查了管道。", "市水务局"),
    ],
)
def test_who_was_passed_over_is_named(source, said, who):
    """Law: whose doing is told as another's is named by the words of the source."""
    refusal = retelling.wrong(said, retelling.Sources(cited=(source,)))
    assert str(refusal).startswith(f"'{who}' (somebody does what another does")
