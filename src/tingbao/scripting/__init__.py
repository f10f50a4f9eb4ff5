"""The script for the ear: what is said before, between and after the digest, and how long."""

from __future__ import annotations

from tingbao.scripting.composing import Style, compose
from tingbao.scripting.estimate import SYLLABLES_PER_SECOND, estimate_ms

__all__ = ["SYLLABLES_PER_SECOND", "Style", "compose", "estimate_ms"]
