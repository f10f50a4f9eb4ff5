"""Tones as they are spoken."""

from __future__ import annotations

import pytest

from tingbao import g2p
from tingbao.g2p.lexicon import parse


def spoken(text: str) -> str:
    """Give the spoken syllables of the Chinese characters."""
    return " ".join(g2p.pronounce(text, spoken=True))


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
        ("统一部署", "tong3 yi1 bu4 shu3"),
        ("周一上午", "zhou1 yi1 shang4 wu3"),
        ("万一发生", "wan4 yi1 fa1 sheng1"),
        ("每一天", "mei3 yi4 tian1"),
        ("另一位", "ling4 yi2 wei4"),
        ("独一无二", "du2 yi1 wu2 er4"),
        ("一模一样", "yi4 mu2 yi2 yang4"),
        ("一等奖", "yi1 deng2 jiang3"),
        ("一等就是三年", "yi4 deng3 jiu4 shi4 san1 nian2"),
        ("一线城市", "yi1 xian4 cheng2 shi4"),
        ("一线希望", "yi2 xian4 xi1 wang4"),
        ("三比一战胜", "san1 bi3 yi1 zhan4 sheng4"),
        ("一比三", "yi1 bi3 san1"),
        ("一点五亿", "yi1 dian3 wu3 yi4"),
        ("百分之一点二", "bai3 fen1 zhi1 yi1 dian3 er4"),
        ("一点五十分", "yi4 dian2 wu3 shi2 fen1"),
        ("一点钟", "yi4 dian3 zhong1"),
        ("F一赛车", "F yi1 sai4 che1"),
        ("假期一到", "jia4 qi1 yi2 dao4"),
    ],
)
def test_yi(text: str, syllables: str) -> None:
    """Law: 一 rises before a fourth tone and falls before others, but numbers and endings stay."""
    assert spoken(text) == syllables


@pytest.mark.parametrize(
    ("text", "syllables"),
    [
        ("不是", "bu2 shi4"),
        ("不好", "bu4 hao3"),
        ("去不去", "qu4 bu5 qu4"),
        ("不", "bu4"),
        ("看不到", "kan4 bu5 dao4"),
        ("受不了", "shou4 bu5 liao3"),
        ("并不是", "bing4 bu2 shi4"),
    ],
)
def test_bu(text: str, syllables: str) -> None:
    """Law: 不 rises before a fourth tone and is light within 去不去 and 看不到."""
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
        ("理想主义", "li2 xiang2 zhu3 yi4"),
        ("不了了之", "bu4 liao2 liao3 zhi1"),
        ("我想买水果", "wo2 xiang2 mai3 shui2 guo3"),
    ],
)
def test_third_tones(text: str, syllables: str) -> None:
    """Law: a third tone before another rises, inside words first, never across a mark."""
    assert spoken(text) == syllables


@pytest.mark.parametrize(
    ("text", "syllables"),
    [
        ("朋友", "peng2 you5"),
        ("妈妈和爸爸", "ma1 ma5 he2 ba4 ba5"),
        ("看看，试试", "kan4 kan5 ， shi4 shi5"),
        ("孩子的石头", "hai2 zi5 de5 shi2 tou5"),
        ("我们来了", "wo3 men5 lai2 le5"),
        ("电子源头", "dian4 zi3 yuan2 tou2"),
        ("天天", "tian1 tian1"),
    ],
)
def test_light_syllables_of_words(text: str, syllables: str) -> None:
    """Law: what Xiandai Hanyu Cidian has light is light, spoken or not; other doublings are not."""
    assert " ".join(g2p.pronounce(text)) == syllables
    assert spoken(text) == syllables


@pytest.mark.parametrize("text", ["统一", "一定", "不是", "很好", "一个", "去不去"])
def test_words_in_a_row_change_tones_in_speech_only(text: str) -> None:
    """Law: what depends on the neighbour, 一, 不 and third tones, is not a dictionary's."""
    said = g2p.pronounce(text)
    alone = [g2p.pronounce(character)[0] for character in text]
    assert [s[-1] for s in said] == [s[-1] for s in alone]


def test_a_polyphone_is_light_in_speech_only() -> None:
    """Law: the tone that tells readings apart stays where pinyin is read: 部分 is not 部 fen1."""
    assert g2p.pronounce("部分头发") == ("bu4", "fen4", "tou2", "fa4")
    assert spoken("部分头发") == "bu4 fen5 tou2 fa5"


def test_the_user_has_the_last_word() -> None:
    """Law: a reading from the lexicon is not lightened, nor its 一 and 不 changed."""
    lexicon = parse("一\tyao1\n")
    assert g2p.pronounce("一定", lexicon=lexicon, spoken=True)[0] == "yao1"
    lexicon = parse("朋友\tpeng2 you3\n不是\tbu4 shi4\n花儿\thua1 er2")
    said = g2p.pronounce("不是朋友，花儿", lexicon=lexicon, spoken=True)
    assert said == ("bu4", "shi4", "peng2", "you3", "，", "hua1", "er2")


def test_er_suffix_melts_into_its_syllable() -> None:
    """Law: 玩儿 is one syllable of sound; 女儿 are two."""
    assert spoken("玩儿") == "wan2 r5"
    assert g2p.pronounce("玩儿一会儿") == ("wan2", "r5", "yi1", "hui4", "r5")
    assert g2p.pronounce("女儿和婴儿")[1::3] == ("er2", "er2")
    assert g2p.phonemes("玩儿") == "wa↗ɚ"
    assert g2p.phonemes("女儿") == "ny↓ɚ↗"
