"""Texts in traditional characters."""

from __future__ import annotations

import re
from collections import defaultdict
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tingbao import g2p
from tingbao.g2p import traditional
from tingbao.g2p.lexicon import parse

SENTENCES = [
    re.sub(r"\{[^}]*\}", "", line)
    for line in (Path(__file__).parent / "news.tsv").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]


def written() -> dict[int, str]:
    """Give the simplified characters that stand for one traditional character, with that one."""
    found = defaultdict(set)
    for line in (
        files("tingbao.language").joinpath("simplified.tsv").read_text("utf-8").splitlines()
    ):
        if line and not line.startswith("#"):
            for old, new in zip(*line.split("\t"), strict=True):
                found[new].add(old)
    return {ord(new): olds.pop() for new, olds in found.items() if len(olds) == 1}


def test_a_corpus_is_read_as_its_simplified_twin() -> None:
    """Law: our news sentences have the same readings where every character 1:1 is traditional.

    The twins are made by table, so that 松 is 鬆 in a pine forest too, and 出 is not 齣: the few
    places where such a character tells its reading are left out.
    """
    table = {old: new for old, new in written().items() if not traditional.told(new)}
    changed = 0
    for sentence in SENTENCES:
        twin = sentence.translate(table)
        changed += twin != sentence
        assert g2p.pronounce(twin) == g2p.pronounce(sentence), twin
    assert changed > 300


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("中國銀行行長還在調查重慶分行的會計", "中国银行行长还在调查重庆分行的会计"),
        ("單縣縣長單先生說，這單生意做得好", "单县县长单先生说，这单生意做得好"),
        ("市長強調，長江經濟帶要著重發展，著眼長遠", "市长强调，长江经济带要着重发展，着眼长远"),
        ("他看著那本著名的著作睡著了", "他看着那本著名的著作睡着了"),
        ("乾隆年間的乾貨商人幹得很好，不相干", "乾隆年间的干货商人干得很好，不相干"),
        ("皇后在宮殿後面", "皇后在宫殿后面"),
        ("頭髮發白的理髮師發現了問題", "头发发白的理发师发现了问题"),
        ("臺灣的颱風從臺北吹到台州", "台湾的台风从台北吹到台州"),
        ("三隻貓隻身前往，只有一隻回來", "三只猫只身前往，只有一只回来"),
        ("儘管盡力，他還是沒有還錢", "尽管尽力，他还是没有还钱"),
        ("鐘樓的鐘響了，鍾先生鍾愛這裡的鐘聲", "钟楼的钟响了，钟先生钟爱这里的钟声"),
        ("瞭解情況後一目瞭然，瞭望塔已經建成", "了解情况后一目了然，瞭望塔已经建成"),
        ("音樂家樂於助人，得到了快樂", "音乐家乐于助人，得到了快乐"),
        ("任務重，時間緊，須重複數次，數據無數", "任务重，时间紧，须重复数次，数据无数"),
        ("為人民服務，因為他成為了代表", "为人民服务，因为他成为了代表"),
        ("參與者參差不齊，人參和海參都漲價了", "参与者参差不齐，人参和海参都涨价了"),
        ("他捲起畫卷，關上了試卷的櫃子", "他卷起画卷，关上了试卷的柜子"),
    ],
)
def test_a_traditional_sentence_is_read_as_its_simplified_twin(old: str, new: str) -> None:
    """Law: words, phrases and names are known in either script."""
    assert g2p.pronounce(old) == g2p.pronounce(new)
    assert g2p.pronounce(old, spoken=True) == g2p.pronounce(new, spoken=True)
    assert g2p.phonemes(old) == g2p.phonemes(new)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("髮", "fa4"),
        ("發", "fa1"),
        ("乾", "gan1"),
        ("幹", "gan4"),
        ("髒", "zang1"),
        ("臟", "zang4"),
        ("隻", "zhi1"),
        ("儘", "jin3"),
        ("鬥", "dou4"),
    ],
)
def test_a_traditional_character_tells_more(text: str, said: str) -> None:
    """Law: where one simplified character stands for several, the written one decides."""
    assert g2p.pronounce(text) == (said,)


def test_the_lexicon_holds_in_either_script() -> None:
    """Law: a word is the same word in traditional characters, as pinyin and as other words."""
    lexicon = parse("钱塘\tqian2 tang4\n龍頭\tlong2 tou4\n世卫组织\t世界卫生组织\n")
    assert g2p.pronounce("錢塘", lexicon=lexicon) == ("qian2", "tang4")
    assert g2p.pronounce("龙头", lexicon=lexicon) == ("long2", "tou4")
    assert len(g2p.pronounce("世衛組織", lexicon=lexicon)) == 6
    assert g2p.homophones("在錢塘", parse("钱塘\tqian4 tang2")) == "在欠塘"


@given(st.text(max_size=60))
def test_what_is_told_has_its_place(text: str) -> None:
    """Law: what a character tells is told of a place in the text."""
    assert all(place < len(text) for place in traditional.told(text))
