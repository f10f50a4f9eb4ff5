"""What may go of a sentence."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tingbao.language import tokenizer
from tingbao.summarization import shortening
from tingbao.summarization.clauses import segments


def shortest(text):
    """Give the least that is left of a sentence when every character is worth the same."""
    return shortening.forms(text, tokenizer.words(text), lambda *_: 1.0)[-1][0]


def parts(text):
    """Give the segments of a sentence."""
    return [text[one.start : one.end] for one in segments(text)]


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("该公司（股票代码600000）上涨8%，创下新高。", "该公司上涨8%，创下新高。"),
        ("以只争朝夕的奋斗精神，园区完成了全年目标任务。", "园区完成了全年目标任务。"),
        (
            "在加快建设项目的同时，园区也注重引进海内外高层次人才。",
            "园区注重引进海内外高层次人才。",
        ),
        (
            "渗透到数据中心、储能、通信、航空、轨道交通等领域。",
            "渗透到数据中心、储能、通信等领域。",
        ),
        ("2号地块上，机器轰鸣，总部大楼正式奠基开工。", "2号地块上，总部大楼正式奠基开工。"),
        ("他说：“（笑）我们、你们、他们、大家、各位等都好。”", None),
        ("市城管局公布《外卖柜管理办法（征求意见稿）》，月底前征求意见。", None),
        ("把成本压到他们身上，既不公平，也不会长久，更谈不上体面。", None),
        ("包括北京、上海、广州、深圳四个城市在内。", None),
    ],
)
def test_padding_goes_and_facts_stay(text, plain):
    """Brackets, praise and long open lists go; quotations and closed lists stay."""
    assert shortening.plain(text) == (plain or text)


@pytest.mark.parametrize(
    "text",
    [
        "公司不是亏损了，而是盈利了三亿元。",
        "门店达到1000余家，但交易额只有8000余万元。",
        "如果明天下雨，比赛就推迟到周日举行。",
        "老人一旦怀疑是流感，不必等化验结果就应当用药。",
        "我以为最大的用户是空调，其实空调只占24%。",
        "市水务局局长王建国介绍，工程将于明年完工。",
        "省气象台发布预警：受冷空气影响，全省将有一次大风过程。",
        "利率每下降10个基点，月供减少约56元。",
        "判断安装门铃是否侵权，应当综合考虑安装的目的和拍摄的范围。",
        "出现呼吸困难、意识模糊，或者退烧后又重新发热的，应当立即就医。",
        "一个班级一周内出现10例以上病例，学校应当报告区疾控中心。",
        "柯静芳说，先扣钱、后申诉，等于把举证的责任压给了最没有时间的人。",
        "央行宣布下调准备金率0.25个百分点，不含已执行5%存款准备金率的机构。",
        "老人、孕妇、有慢性病的人，一旦怀疑是流感，不必等结果就应当用药。",
        "关机的时候功率是16瓦，开机的时候是18瓦。",
        "镇长陈学文带着12名干部，挨家挨户喊人转移到学校。",
        "4月11日15时30分，位于阳川县的海屋储能电站正式并入电网。",
        "体育大学的研究小组估算，这场比赛带来的消费是四亿元。",
        "结合当前的市场形势，公司把全年的目标提高到了三亿元。",
        "他认为最大的问题在于，农户拿不到长期的贷款。",
        "决胜局的14平后，丁雨桐先是后排扣球得手，接着拦死了对方的主攻。",
        "有人去开了眼镜店，有人南下打工。",
        "直到有一天，一位收藏家在视频底下留言，说他家里有原厂的说明书。",
        "为合理配置停车资源，缓解停车难，经市政府研究同意，并经3月20日听证，现将有关事项通知如下。",
        "从无人问津到一座现代化的新区，翻开智慧城的创业史，每一处都迸发着活力。",
        "兼捕的幼鱼超过一成，作业区立即关闭14天。",
        "任何一国没有批准，三国将恢复各自设定配额的做法。",
        "不会使用手机的车主，可以在便民缴费点用现金缴纳。",
        "促使他下决心的是一次查寝：全校2146名住校生，零点以后才睡着的占了三成。",
    ],
)
def test_halves_that_need_each_other_stay_together(text):
    """A contrast, a condition or an attribution is never torn from what it governs."""
    assert shortest(text) == text


def test_the_first_of_several_predicates_stays():
    """What hangs on a subject goes before the subject does."""
    text = "这家公司去年投资了三亿元，新增产能一万吨，并引进两条生产线。"
    assert shortest(text) == "这家公司去年投资了三亿元。"


def test_what_points_back_from_inside_stays_behind_what_it_points_at():
    """这一数值 is never left behind another figure than its own."""
    text = "分公司去年搬到了电商园，销量达到2000万件，销售额达到35亿元，今年这一数值超过100亿元。"
    for form, _ in shortening.forms(text, tokenizer.words(text), lambda *_: 1.0):
        assert "这一数值" not in form or "35亿元，今年这一数值" in form


def test_a_name_with_its_relative_clause_is_no_sentence():
    """创立于1958年的集团 is a name; its predicate follows."""
    assert parts("创立于1958年的电气集团，是最大的制造企业之一，产量累计超过6亿千瓦。")[0] == (
        "创立于1958年的电气集团，是最大的制造企业之一，"
    )


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="公司不是而但水厂投资了3亿元，。；——“”（）、的等在", max_size=60))
@example("33333““””是”，“是")  # marks that cross
def test_segments_tile_the_sentence_and_forms_shrink(text):
    """Nothing is lost between segments, and no form is longer than the one before."""
    assert "".join(parts(text)) == text
    forms = [form for form, _ in shortening.forms(text, tokenizer.words(text), lambda *_: 1.0)]
    letters = ["".join(filter(str.isalnum, form)) for form in forms]
    assert letters == sorted(letters, key=len, reverse=True)
    quoted = text.count("“") == text.count("”")
    assert not quoted or all(form.count("“") == form.count("”") for form in forms)


def test_what_is_said_under_a_promise_or_a_year_goes_with_it():
    """Whose word or which year it is stands before it; nothing stays when that goes."""
    text = (
        "供电公司投入抢修人员1900人，承诺除断路的山村以外，4日24时之前全部恢复，并公布进度。"
        "搬来第一年，公司实现了2000万件的销量，销售额达到35亿元。"
    )
    promise, year = (part + "。" for part in text.split("。")[:2])
    for sentence in (promise, year):
        found = shortening.forms(sentence, tokenizer.words(sentence), lambda *_: 1.0)
        for form, _ in found:
            assert "恢复" not in form or "承诺除断路的山村以外" in form
            assert "35亿" not in form or "第一年" in form


def test_a_dash_explains_what_stood_next_to_it():
    """When the explanation goes, the dash before what is left goes as well."""
    text = "公司把总部搬到了东方园区——园区占地30亩，一期工程已经完成了3亿元投资。"
    words = tokenizer.words(text)
    found = [form for form, _ in shortening.forms(text, words, lambda part, _: "3亿" in part)]
    assert "公司把总部搬到了东方园区，一期工程已经完成了3亿元投资。" in found


def test_the_formulas_of_a_notice_go():
    """现印发给你们 tells nothing to who listens."""
    text = "《办法》已经区政府第38次常务会议审议通过，现印发给你们，请认真贯彻执行。"
    assert shortening.plain(text) == "《办法》已经区政府第38次常务会议审议通过。"


@pytest.mark.parametrize(
    ("text", "stays", "needs"),
    [
        (
            "江段共发现死亡江豚9头，其中确认死因的有6头：4头死于螺旋桨撞击，1头被地笼缠绕，1头误吞钓钩。",
            "误吞",
            "确认死因的有6头",
        ),
        (
            "317座基站退出服务，平桥县的两个乡一度失去联系，3日11时由卫星电话接通，村民平安。",
            "卫星电话",
            "失去联系",
        ),
        (
            "方案取消了艺术特长生加分，只保留政策性加分，加分最高不超过10分。",
            "最高",
            "只保留",
        ),
        (
            "11月，姜可欣将公司诉至法院，请求解除合同，退还学费并支付三倍赔偿。",
            "退还",
            "请求",
        ),
        (
            "新药在巴西的上市申请获得受理，公司与印度企业签署了授权协议，首付款为5000万美元。",
            "首付款",
            "授权协议",
        ),
        (
            "法院二审认为，一审认定事实清楚，但赔偿的基数应当扣除教材费，遂改判赔偿217479元。",
            "遂改判",
            "扣除",
        ),
    ],
)
def test_a_part_never_stays_without_its_whole(text, stays, needs):
    """One item of a list, or what was done to a thing, is not said of another."""
    for form, _ in shortening.forms(text, tokenizer.words(text), lambda *_: 1.0):
        assert stays not in form or needs in form
