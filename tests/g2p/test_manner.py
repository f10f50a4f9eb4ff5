"""地 as the mark of a manner and as the ground."""

from __future__ import annotations

import pytest

from tingbao.g2p import grammar, manner
from tingbao.language.text import Text


def _said(text: str) -> list[str]:
    whole = Text(text)
    tagged = grammar.lac(whole)
    assert tagged is not None
    cut = grammar.tagged(grammar.JIEBA, whole.words)
    places = [place for place, one in enumerate(text) if one == manner.MARK]
    return [manner.said(text, place, tagged, cut) for place in places]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("极光如梦似幻地在北极圈上空铺展开来。", "de5"),
        ("令人意外地，这只妖股在利空之下再度涨停。", "de5"),
        ("农产品从田间地头直接送到城里。", "di4"),
        ("飞船进入近地轨道。", "di4"),
        ("地", "di4"),
    ],
)
def test_what_stands_around_tells_a_manner_from_the_ground(text: str, said: str) -> None:
    """A manner's 地 is light, wherever the two cuts put it; nothing around it is no manner."""
    assert _said(text) == [said]


def test_the_clues_of_a_place_are_those_of_both_cuts_and_no_further_than_two_words() -> None:
    """What lies behind the second word, or before the fourth character, changes no clue."""
    near = Text("他小心翼翼地把门关上了")
    far = Text("他小心翼翼地把门关上了，全村的人都听见了")
    found = []
    for text in (near, far):
        tagged = grammar.lac(text)
        assert tagged is not None
        cut = grammar.tagged(grammar.JIEBA, text.words)
        found.append(list(manner.clues(text, 5, tagged, cut)))
    assert found[0] == found[1]
