"""Times that hang on the day of writing are told so that they are true on any day."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.growing import ran

from tingbao.language.text import Text
from tingbao.language.times import YEARLESS, absolute, replaced, stated

DAY = date(2019, 9, 8)  # a Sunday


def told(text, day=DAY):
    """Tell a text from a day."""
    return replaced(Text(text), absolute(Text(text), day))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("昨天上午，记者从市公安局获悉。", "9月7日上午，记者从市公安局获悉。"),
        ("今晚将有大雨，明日转晴。", "9月8日晚将有大雨，9月9日转晴。"),
        ("今年3月24日，公司宣布落户。", "2019年3月24日，公司宣布落户。"),
        ("去年同期为3%，明年有望翻番。", "2018年同期为3%，2020年有望翻番。"),
        ("明日报名截止。", "9月9日报名截止。"),
        ("预计最冷的明天早晨晴好明天夜里有雨。", "预计最冷的9月9日早晨晴好9月9日夜里有雨。"),
        ("昨晚今晨，北岭高速连撞40车。", "9月7日晚、9月8日清晨，北岭高速连撞40车。"),
        ("结果最快明天，停课的明天，最忙的明天。", "结果最快9月9日，停课的9月9日，最忙的9月9日。"),
        ("今年以来增长5%。", "2019年初以来增长5%。"),
        ("本月12日至15日举行。", "9月12日至15日举行。"),
        ("24日晚，一起案件告破。", "8月24日晚，一起案件告破。"),
        ("2016年10月28日改选，30日就任。", "2016年10月28日改选，10月30日就任。"),
        ("去年12月30日出发，2日到达。", "2018年12月30日出发，1月2日到达。"),
        ("3月1日施行的规定，8日首次适用。", "3月1日施行的规定，9月8日首次适用。"),
        ("《每日电讯报》7日报道说，首相当选。", "《每日电讯报》9月7日报道说，首相当选。"),
        ("今明两天有雨，大后天转晴。", "9月8日、9日有雨，9月11日转晴。"),
        ("明后天升温，明起三天有风。", "9月9日、10日升温，9月9日起三天有风。"),
        ("工会号召10日继续罢工。", "工会号召9月10日继续罢工。"),
        ("截至今天，已有千人报名。", "截至9月8日，已有千人报名。"),
        ("截至今晚10时，仍有千人聚集。", "截至9月8日晚10时，仍有千人聚集。"),
        ("预计30日到达。", "预计9月30日到达。"),
        ("8月2日，他失踪了。", "8月2日，他失踪了。"),
        ("公司将于下周三上市。", "公司将于9月11日上市。"),
        ("上周市场下跌。", "前一周市场下跌。"),
        ("委员会周二表示不同意。", "委员会9月3日表示不同意。"),
        ("球队将于周三启程。", "球队将于9月11日启程。"),
        ("周一至周五开放，每周二闭馆。", "周一至周五开放，每周二闭馆。"),
        ("会议在9月3日（周二）举行。", "会议在9月3日（周二）举行。"),
        ("今天（7日）下午，名单公布。", "9月7日下午，名单公布。"),
        ("今日 （7日），名单公布。", "9月7日，名单公布。"),
        ("截至今天9月8日，已有千人报名。", "截至9月8日，已有千人报名。"),
        ("很多人选择在今天错峰出行。", "很多人选择在9月8日错峰出行。"),
        ("本周二（2019年9月3日）开庭。", "9月3日开庭。"),
        ("昨日 (7/9) 及周五 (9/6) 发表。", "9月7日 及9月6日 发表。"),
        ("他昨（6）日说，会今（9）晚开。", "他9月6日说，会9月9日晚开。"),
        ("他昨（7）日说，今（8日）再议。", "他9月7日说，9月8日再议。"),
        ("被告今午判刑。", "被告9月8日判刑。"),
        ("昨午3時許起火，今午12時撲熄。", "9月7日下午3時許起火，9月8日中午12時撲熄。"),
        ("他今日（8號）出賽，周五（6號）受傷。", "他9月8日出賽，9月6日受傷。"),
        ("被告昨午3時許到庭。", "被告9月7日下午3時許到庭。"),
        ("被告今午12时半到庭。", "被告9月8日中午12时半到庭。"),
        ("将于9月12日（下周四）处理。", "将于9月12日处理。"),
        ("8日（今天）和9日（明天）有雨。", "9月8日和9月9日有雨。"),
        ("11日（下周三）有雨。", "9月11日有雨。"),
        ("今年（2019年）涨价，去年（暂定）不涨。", "2019年涨价，2018年（暂定）不涨。"),
        ("气温由昨天的20℃降到今天的8℃。", "气温由9月7日的20℃降到9月8日的8℃。"),
        ("本周三（4日）雨，昨日（９月７日）晴。", "9月4日雨，9月7日晴。"),
        ("大连8日开工，施工历时20日。", "大连9月8日开工，施工历时20日。"),
        ("今年来自外地的人增加。", "2019年来自外地的人增加。"),
        ("去年今日，他来了。", "2018年的这一天，他来了。"),
        ("31日，首相宣布，内阁将全部留任。", "8月31日，首相宣布，内阁将全部留任。"),
        ("世贸组织１２日发布报告。", "世贸组织8月１２日发布报告。"),
        ("明日（9日）起开通下载。", "9月9日起开通下载。"),
        ("将在12、13日两天举行。", "将在9月12、13日两天举行。"),
        ("平台16WiFi今日宣布融资。", "平台16WiFi 9月8日宣布融资。"),
        ("预计26日08时至27日08时有雨。", "预计9月26日08时至27日08时有雨。"),
        ("露西4 日来访，5 日离开。", "露西9月4 日来访，9月5 日离开。"),
        ("小云今年5岁，哥哥今年刚满18周岁。", "小云5岁，哥哥刚满18周岁。"),
        ("今年18岁以下人口下降。", "2019年18岁以下人口下降。"),
        ("前年他来过，公司后年将完工。", "2017年他来过，公司2021年将完工。"),
        ("她被控为前年十二月的事负责。", "她被控为2017年十二月的事负责。"),
        ("他今（2019）年来，去 (2018) 年没来。", "他2019年来，2018年没来。"),
        ("昨 (7) 日有雨，本月(9月)5日晴。", "9月7日有雨，9月5日晴。"),
        ("上月（8月）20日开工，本月（3月）2日完工。", "8月20日开工，3月2日完工。"),
        ("今年（5年）涨价，本月（13月）不涨。", "2019年（5年）涨价，9月（13月）不涨。"),
        ("今（19）年涨价，他今（108）年来。", "2019年涨价，他今（108）年来。"),
        ("本（13）月涨价，昨（45）日不涨。", "本（13）月涨价，昨（45）日不涨。"),
        ("去年（2018）多雨，今年（12岁）少雨。", "2018年多雨，2019年（12岁）少雨。"),
    ],
)
def test_a_time_is_told_absolutely(text, wanted):
    """Law: no word is left whose meaning changes with the day on which it is heard."""
    assert told(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("周三（12日）凌晨，今日（15日）凌晨", "12日凌晨，15日凌晨"),
        ("昨晚（3月4號）和昨（17）日，昨天", "3月4號晚和昨（17）日，昨天"),
        ("他说：“今日（15日）我走。”", "他说：“今日（15日）我走。”"),
        ("今日（暂定）开会。", "今日（暂定）开会。"),
    ],
)
def test_a_day_that_is_stated_is_told_once(text, wanted):
    """Law: of a word and the date behind it the date is told, whatever day it is."""
    assert replaced(Text(text), stated(Text(text))) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "他说：“我今天很高兴，去年可不是这样。”",
        "今天的中国不再贫穷。",
        "9月12日（昨天）有雨。",
        "直到今天，他还记得。",
        "直到今天，人们还记得他。",
        "在今天看来，这不算什么，在今天仍然有人读它。",
        "在今天的日本，这样的店很多。",
        "以前天气很好。",
        "股价今起伏不定。",
        "今日俄罗斯网站报道说，大桥合龙。",
        "今晚报停刊，后天性心脏病新药获批。",
        "他在今日头条上写道，大桥合龙。",
        "今明天气晴好。",
        "两岸必将创造更好的明天。",
        "他是明日之星，今日之我非昨日之我，合唱明天会更好。",
        "两岸拼搏，携手共创美好明天。",
        "投产后年产值达3亿，建成后年均节电，疫情前年客流量更大，建成后年30万吨。",
        "将于 5 月 3 日起施行，为期 30 日，连续 5 日上涨。",
        "日本周边安保环境日趋严峻。",
        "据《今日美国》报道，演唱会取消。",
        "角球被富力队顶出后天津队二次将球传到禁区前沿。",
        "15日内提出申诉，30日均线下行。",
        "每月10日本息到账。",
        "居民消费价格比上月下降0.2%，涨幅较上月回落。",
        "新馆周一闭馆，馆内餐厅周三上午打折，周日照常营业。",
    ],
)
def test_what_is_no_time_of_that_day_keeps_its_words(text):
    """Law: quotations, these times, durations and parts of words and names stay."""
    assert told(text) == text


@pytest.mark.parametrize("unit", ["昨天", "10日，", "1月8日、10日，", "周一，"])
def test_twice_as_many_times_cost_about_twice(unit):
    """No time of a text is looked at again for every other."""
    few, many = (Text(unit * times) for times in (300, 600))
    for text in (few, many):
        absolute(text, DAY)  # tags it, and compiles the patterns
    lines, more = (ran(lambda one=one: absolute(one, DAY)) for one in (few, many))
    assert more <= 2.4 * lines


def test_the_turn_of_the_year_is_kept():
    """Law: a day of another year has its year."""
    assert told("昨天和去年一样。", date(2020, 1, 1)) == "2019年12月31日和2019年一样。"
    assert told("上月30日", date(2020, 1, 1)) == "2019年12月30日"


@given(st.text(alphabet="今昨明天日年去上周本月0123456789“”的，。在", max_size=30))
def test_changes_never_overlap(text):
    """Law: each change is of words of its own, in order, and none is empty."""
    found = absolute(Text(text), DAY)
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert all(one.told and text[one.start : one.end] == one.written for one in found)


def test_of_a_day_without_its_year_no_year_is_told():
    """Law: what hangs on the year, or on the day of the week, stays; days are told by the month."""
    day = date(YEARLESS, 1, 2)
    for text, wanted in (
        (
            "今天下午开工，昨天和前天下雪，1日放假。",
            "1月2日下午开工，1月1日和12月31日下雪，1月1日放假。",
        ),
        ("去年、上个月、上周五和周三都一样。", "去年、上个月、上周五和周三都一样。"),
    ):
        assert told(text, day) == wanted
