"""Spoken Chinese to pinyin, and to an engine's phonemes."""

from tingbao.pronouncing.homophones import homophones
from tingbao.pronouncing.lexicon import EMPTY, Lexicon
from tingbao.pronouncing.lexicon import load as load_lexicon
from tingbao.pronouncing.speech import phonemes, pronounce, syllables, unread

__all__ = [
    "EMPTY",
    "Lexicon",
    "homophones",
    "load_lexicon",
    "phonemes",
    "pronounce",
    "syllables",
    "unread",
]
