"""Where an article falls into sections: by its headings, or by its topics."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tingbao.reading.outline import flatten
from tingbao.sections import headings

if TYPE_CHECKING:
    from tingbao.model import Article

__all__ = ["divide"]


def divide(article: Article) -> Article:
    """Divide an article into its sections.

    Sections that the markup named are kept. Otherwise headings are found by their shape.
    """
    if any(section.heading for section in article.sections):
        return article
    paragraphs = [text for section in article.sections for text in section.paragraphs]
    blocks = headings.find(paragraphs)
    return replace(article, sections=flatten(blocks) or article.sections)
