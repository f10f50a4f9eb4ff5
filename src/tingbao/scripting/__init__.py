"""The script for the ear: what is said before, between and after the digest."""

from __future__ import annotations

from tingbao.scripting.composing import Style, compose
from tingbao.scripting.frame import chapter

__all__ = ["Style", "chapter", "compose"]
