"""What of an article is told: its sentences weighed, chosen under a budget, never altered."""

from __future__ import annotations

from tingbao.model import Article
from tingbao.summarization.ranking import Ranking, rank
from tingbao.summarization.scoring import release
from tingbao.summarization.selection import choose, headlines

__all__ = ["Ranking", "choose", "headlines", "rank", "release", "worth"]

_TOP = 5  # sentences whose worth is that of their article


def worth(article: Article) -> float:
    """Weigh the news of an article by the mean worth of its weightiest sentences."""
    best = sorted((each.news for each in rank(article).worths), reverse=True)[:_TOP]
    return sum(best) / max(len(best), 1)
