"""Spoken Chinese to pinyin, and to an engine's phonemes."""

from tingbao.pronouncing.speech import phonemes, pronounce, syllables

__all__ = ["phonemes", "pronounce", "syllables"]
