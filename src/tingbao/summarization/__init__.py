"""What of an article is told: its sentences weighed, chosen under a budget, never altered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tingbao.summarization.ranking import Ranking, rank, size
from tingbao.summarization.selection import choose, headlines

if TYPE_CHECKING:
    from tingbao.model import Article, Digest

__all__ = ["Ranking", "choose", "headlines", "rank", "size", "summarize"]


def summarize(article: Article, *, characters: int | None) -> Digest:
    """Keep of an article what fits into so many characters; None keeps everything."""
    return choose(rank(article), characters)
