"""Patterns whose words stand in tables."""

from __future__ import annotations

import pytest

from tingbao.language.patterns import Pattern, words


@pytest.mark.parametrize(
    ("source", "text", "found"),
    [
        ("{says}", "他指出", "指出"),
        ("[{numeral}百]+", "第二百三十号", "二百三十"),
        (r"\[{pronoun}[{han}]", "[他们", "[他们"),
        ("[^{pronoun}]{2,3}", "她说好的", "说好的"),
        (r"{pronoun}+\{says\}", "他她{says}", "他她{says}"),
    ],
)
def test_a_kind_stands_for_its_words(source: str, text: str, found: str) -> None:
    """Law: {kind} is any of its words, within brackets their characters; the rest is as written."""
    match = Pattern(source).search(text)
    assert match is not None
    assert match[0] == found


def test_a_kind_of_words_may_stand_in_another() -> None:
    """Law: a kind named in a row gives its words there, and no brace is left."""
    assert set(words("states")) < set(words("says"))
    assert not {one for one in words("says") if "{" in one}


def test_a_room_has_words_of_its_own_and_the_words_of_the_language() -> None:
    """Law: a room's table comes first, and what it has not is the language's."""
    assert words("asks", "tingbao.scripting") != ()
    assert words("says", "tingbao.scripting") == words("says")
    with pytest.raises(KeyError):
        words("no kind of word")
