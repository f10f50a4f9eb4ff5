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


def test_a_figure_of_another_sentence_is_not_its_own():
    """What is true of one thing is not said of another."""
    others = retelling.Sources(cited=SOURCES.cited[1:])
    assert retelling.wrong("二期工程供水30万吨。", others)


def test_the_user_is_told_in_one_line():
    """A refusal names the words and the reason."""
    assert str(retelling.wrong("电站周围500米内有居民。", SOURCES)) == (
        "'电站周围500米内有居民' (it affirms what they deny, or the reverse)"
    )
