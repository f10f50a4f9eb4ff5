"""Spoken texts to pinyin and phonemes."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tingbao import g2p

VOCABULARY = set(" ;:,.!?—…AIOWYTabcdefhijklmnopqrstuvwxyzɑæɔɕçðʣʤəɚɛɜɡɥɨɪŋθɹɻʂʃʊʌʒʦʨꭧʧɤɾˈˌʰ→↗↓↘ᵊ")


def test_one_syllable_per_character() -> None:
    """Law: Chinese characters become syllables, other tokens stay as they stand."""
    assert g2p.pronounce("重庆发布GDP。") == ("chong2", "qing4", "fa1", "bu4", "GDP", "。")


def test_other_tokens_stand_as_they_are() -> None:
    """Law: figures, Latin words and marks are one token each."""
    said = g2p.pronounce("PM2.5在1990年达3,000，约8:30")
    assert said == ("PM", "2.5", "zai4", "1990", "nian2", "da2", "3,000", "，", "yue1", "8:30")


def test_words_are_separated_by_spaces() -> None:
    """Law: a space stands between words, a mark right after its word."""
    assert g2p.phonemes("我们，在北京。") == "wo↓mən, ʦai↘ pei↓ʨi→ŋ."


@settings(max_examples=200)
@given(st.text(max_size=30))
def test_any_text_can_be_read(text: str) -> None:
    """Law: no text is refused, and only symbols that the model knows come out."""
    g2p.pronounce(text)
    assert set(g2p.phonemes(text)) <= VOCABULARY
    assert g2p.syllables(text) >= 0


def test_syllables_count_latin_by_sound() -> None:
    """Law: a letter name counts as it sounds: W has three syllables."""
    assert g2p.syllables("世界WTO大会") == 4 + 5


def test_what_has_no_reading_is_named() -> None:
    """Law: a character that would be left out is told of, once, unless the lexicon knows it."""
    rare = "\N{CJK UNIFIED IDEOGRAPH-20158}"
    assert g2p.unread(f"王小{rare}，又是{rare}。") == rare
    assert g2p.unread("\N{CJK UNIFIED IDEOGRAPH-20BB7}野家的長髮") == ""
    own = g2p.Lexicon({f"王小{rare}": ("wang2", "xiao3", "ting2")}, {})
    assert g2p.unread(f"王小{rare}。", lexicon=own) == ""
