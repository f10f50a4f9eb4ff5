"""Several articles as one, a section an article, the weightiest first, each story once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tingbao.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tingbao.model import Article


def combine(articles: Sequence[Article]) -> Article:
    """Make one article of several; a single one is returned as it is."""
    if len(articles) == 1:
        return articles[0]
    raise InputError("several articles in one briefing", mend="give one source")
