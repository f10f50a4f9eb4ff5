"""Pinyin syllables in Kokoro's symbols."""

from __future__ import annotations

import pytest

from tingbao.g2p.symbols import is_syllable, kokoro


@pytest.mark.parametrize(
    ("syllable", "symbols"),
    [
        ("zhong1", "ꭧʊ→ŋ"),
        ("qu4", "ʨʰy↘"),
        ("lu:e4", "lɥe↘"),
        ("shi2", "ʂɨ↗"),
        ("si4", "sɨ↘"),
        ("wen2", "wə↗n"),
        ("xiong2", "ɕjʊ↗ŋ"),
        ("juan3", "ʨɥɛ↓n"),
        ("yuan2", "ɥɛ↗n"),
        ("er2", "ɚ↗"),
        ("de5", "tɤ"),
        ("bo1", "pwo→"),
        ("o4", "ɔ↘"),
        ("liu2", "ljou↗"),
        ("hui4", "xwei↘"),
    ],
)
def test_syllables_are_written_as_the_model_was_taught(syllable: str, symbols: str) -> None:
    """Law: the tone stands right after its vowel, before a closing n or ng."""
    assert kokoro(syllable) == symbols


@pytest.mark.parametrize("wrong", ["", "zhong", "zhong6", "bg1", "5", "ZHONG1", "xx3"])
def test_what_is_no_syllable_is_known(wrong: str) -> None:
    """Law: is_syllable says no to all else."""
    assert not is_syllable(wrong)
