"""Spoken Chinese to pinyin, and to an engine's phonemes."""
