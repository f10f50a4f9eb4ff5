"""Which of an article's facts are kept: ranked, chosen under a budget, shortened, never altered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tingbao.summarization.choosing import choose, headlines
from tingbao.summarization.ranking import (
    Ranking,
    likeness,
    profile,
    rank,
    size,
)

if TYPE_CHECKING:
    from tingbao.model import Article, Digest

__all__ = ["Ranking", "choose", "condense", "headlines", "likeness", "profile", "rank", "size"]


def condense(article: Article, *, characters: int | None) -> Digest:
    """Keep of an article what fits into so many characters; None keeps everything."""
    return choose(rank(article), characters)
