"""What a sentence in other words may never change."""

from __future__ import annotations

import pytest

from tingbao.summarization import retelling

SOURCES = (
    "市水务局局长王建国5日介绍，二期工程总投资1.2万亿元，铺设管道1.5万公里，供水30万吨。",
    "平台不得以罚款方式管理骑手，演员李明博没有出席。",
    "电站周围500米内没有居民，气温零下11摄氏度，三个社区约4600人已经转移。",
)


@pytest.mark.parametrize(
    "text",
    [
        "王建国介绍，二期工程总投资12000亿元。",
        "二期工程铺设管道15000公里，供水三十万吨。",
        "平台不得以罚款方式管理骑手。",
        "电站周围500米内没有居民。",
        "三个社区约四千六百人已经转移。",
    ],
)
def test_the_same_in_other_words_is_true(text):
    """1.2万亿 and 12000亿, 30万 and 三十万 are one figure; what is denied stays denied."""
    assert retelling.wrong(text, SOURCES) is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("二期工程总投资1.2亿元。", "120000000"),
        ("二期工程总投资1.2万亿美元。", "1200000000000美元"),
        ("二期工程铺设管道1.5万米。", "15000米"),
        ("二期工程供水30万户。", "300000户"),
        ("平台可以罚款方式管理骑手。", "平台可以罚款方式管理骑手"),
        ("电站周围500米内有居民。", "电站周围500米内有居民"),
        ("演员李明博出席。", "演员李明博出席"),
        ("三个社区约4600人没有转移。", "三个社区约4600人没有转移"),
        ("演员李明没有出席。", "李明"),
        ("局长王建介绍，供水30万吨。", "王建"),
        ("王建国昨天介绍，二期工程供水30万吨。", "昨天"),
        ("今年二期工程供水30万吨。", "今年"),
        ("股票价格大幅上涨引发关注。", "股票价格大幅上涨引发关注。"),
        ("", "nothing"),
    ],
)
def test_what_is_changed_is_found(text, words):
    """A figure, its measure, a day or a denial that the sources have not is named."""
    assert retelling.wrong(text, SOURCES) == words


def test_a_figure_of_another_sentence_is_not_its_own():
    """What is true of one thing is not said of another."""
    assert retelling.wrong("二期工程供水30万吨。", SOURCES[1:]) is not None
