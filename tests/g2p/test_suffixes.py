"""Characters that end a word as a suffix."""

from __future__ import annotations

import pytest

from tingbao import g2p
from tingbao.g2p.tables import rows


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("两块牌子", "zi5"),
        ("一双鞋子", "zi5"),
        ("他是骗子", "zi5"),
        ("量子", "zi3"),
        ("知识分子", "zi3"),
        ("回报率", "lu:4"),
        ("盗版率", "lu:4"),
        ("为人草率", "shuai4"),
        ("钱已用尽", "jin4"),
    ],
)
def test_a_suffix_is_told_from_the_word_it_was(text: str, said: str) -> None:
    """Law: 子, 率 and 尽 at the end of a word are suffixes, but in the words listed."""
    assert g2p.pronounce(text)[-1] == said


def test_exceptions_end_with_their_character() -> None:
    """Law: every ending listed for a suffix ends with it, or it could never match."""
    for character, _, endings in rows("suffixes.tsv"):
        assert all(ending.endswith(character) for ending in filter(None, endings.split(" ")))
