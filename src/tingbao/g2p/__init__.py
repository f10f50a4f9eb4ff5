"""Spoken Chinese to pinyin, and to an engine's phonemes."""

from tingbao.g2p.homophones import homophones
from tingbao.g2p.lexicon import Lexicon
from tingbao.g2p.lexicon import load as load_lexicon
from tingbao.g2p.speech import phonemes, pronounce, syllables, unread

__all__ = [
    "Lexicon",
    "homophones",
    "load_lexicon",
    "phonemes",
    "pronounce",
    "syllables",
    "unread",
]
