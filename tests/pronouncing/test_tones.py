"""Tones as they are spoken."""

from __future__ import annotations

import pytest

from tingbao import pronouncing
from tingbao.pronouncing.lexicon import parse


def spoken(text: str) -> str:
    """Give the spoken syllables of the Chinese characters."""
    return " ".join(pronouncing.pronounce(text, spoken=True))


@pytest.mark.parametrize(
    ("text", "syllables"),
    [
        ("一定", "yi2 ding4"),
        ("一天", "yi4 tian1"),
        ("一年", "yi4 nian2"),
        ("一起", "yi4 qi3"),
        ("一个", "yi2 ge4"),
        ("第一", "di4 yi1"),
        ("第一天", "di4 yi1 tian1"),
        ("十一天", "shi2 yi1 tian1"),
        ("一月", "yi1 yue4"),
        ("二零一一年", "er4 ling2 yi1 yi1 nian2"),
        ("一百", "yi4 bai3"),
        ("一万", "yi2 wan4"),
        ("统一", "tong3 yi1"),
        ("看一看", "kan4 yi5 kan4"),
        ("一步一步", "yi2 bu4 yi2 bu4"),
        ("不一样", "bu4 yi2 yang4"),
        ("一季度", "yi1 ji4 du4"),
    ],
)
def test_yi(text: str, syllables: str) -> None:
    """Law: 一 rises before a fourth tone, falls before others, and is level where it counts."""
    assert spoken(text) == syllables


@pytest.mark.parametrize(
    ("text", "syllables"),
    [("不是", "bu2 shi4"), ("不好", "bu4 hao3"), ("去不去", "qu4 bu5 qu4"), ("不", "bu4")],
)
def test_bu(text: str, syllables: str) -> None:
    """Law: 不 rises before a fourth tone and is light between a verb and itself."""
    assert spoken(text) == syllables


@pytest.mark.parametrize(
    ("text", "syllables"),
    [
        ("你好", "ni2 hao3"),
        ("展览馆", "zhan2 lan2 guan3"),
        ("领导小组", "ling2 dao3 xiao2 zu3"),
        ("很好", "hen2 hao3"),
        ("买老虎", "mai3 lao2 hu3"),
        ("好，我", "hao3 ， wo3"),
    ],
)
def test_third_tones(text: str, syllables: str) -> None:
    """Law: a third tone before another rises, inside words first, never across a mark."""
    assert spoken(text) == syllables


def test_light_syllables_are_spoken_only() -> None:
    """Law: 朋友 has its dictionary tones in a transcript and a light syllable in speech."""
    assert pronouncing.pronounce("朋友") == ("peng2", "you3")
    assert spoken("朋友") == "peng2 you5"
    assert spoken("孩子的石头") == "hai2 zi5 de5 shi2 tou5"
    assert spoken("电子源头") == "dian4 zi3 yuan2 tou2"


def test_the_user_has_the_last_word() -> None:
    """Law: a reading from the lexicon is not lightened, nor its 一 and 不 changed."""
    lexicon = parse("一\tyao1\n")
    assert pronouncing.pronounce("一定", lexicon=lexicon, spoken=True)[0] == "yao1"
    lexicon = parse("朋友\tpeng2 you3\n不是\tbu4 shi4\n花儿\thua1 er2")
    said = pronouncing.pronounce("不是朋友，花儿", lexicon=lexicon, spoken=True)
    assert said == ("bu4", "shi4", "peng2", "you3", "，", "hua1", "er2")


def test_er_suffix_melts_into_its_syllable() -> None:
    """Law: 玩儿 is one syllable of sound; 女儿 are two."""
    assert spoken("玩儿") == "wan2 r5"
    assert pronouncing.phonemes("玩儿") == "wa↗ɚ"
    assert pronouncing.phonemes("女儿") == "ny↓ɚ↗"
