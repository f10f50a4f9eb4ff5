"""Names that Taiwan, Hong Kong and the mainland write differently."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tingbao.language import tables
from tingbao.language.names import alike_named, parted
from tingbao.language.simplified import simplified
from tingbao.language.tokenizer import words

NAMES = tables.words("tingbao.language", "names.tsv")


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("川普会见坦尚尼亚总统", "特朗普会见坦桑尼亚总统"),
        ("北韩与南韩", "朝鲜与韩国"),
        ("沙乌地阿拉伯、沙特阿拉伯、沙特", "沙特、沙特、沙特"),
        ("加萨走廊", "加沙走廊"),
    ],
)
def test_one_name_in_every_spelling(written, name):
    """Law: however a name is spelt, it is one name; the longest spelling is taken whole."""
    assert alike_named(written) == name


@pytest.mark.parametrize(
    "text",
    [
        "四川普通话",
        "越南韩国两地",
        "湖北韩国商会",
        "印尼日前宣布",
        "时光辉达不到",
        "广东协会",
        "理查德",
    ],
)
def test_what_only_looks_like_a_name_stays(text):
    """Law: the end of one word and the beginning of the next are no name."""
    assert alike_named(text) == text


def test_a_name_is_changed_once():
    """Law: what names become is no spelling of another, so that a second pass changes nothing."""
    assert [name for name in NAMES if alike_named(name) != name] == []


def test_spellings_are_of_one_name():
    """Law: no spelling stands in two rows; all are in simplified characters, as they are met."""
    listed = [spelling for row in NAMES.values() for spelling in row]
    assert len(listed) == len(set(listed))
    assert [one for one in (*NAMES, *listed) if simplified(one) != one] == []


@given(st.text(alphabet="英伟达泽连斯基与会见，", max_size=20))
def test_parts_are_the_text(text):
    """Law: the parts put together are the text, and every second one is a name."""
    parts = parted(text)
    assert "".join(parts) == text
    assert set(parts[1::2]) <= set(NAMES)


def test_a_long_name_is_one_word():
    """Law: a name that the segmenter cuts in pieces stands whole."""
    assert len(words("泽连斯基")) > 1
    assert parted("泽连斯基抵达") == ["", "泽连斯基", "抵达"]
