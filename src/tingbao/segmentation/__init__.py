"""Where an article falls into sections: by its headings, or by its topics."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tingbao.model import Article, Section
from tingbao.segmentation import headings, titles, topics
from tingbao.sources import flatten

__all__ = ["divide"]


def divide(article: Article) -> Article:
    """Divide an article into its sections.

    Sections that the markup named are kept. Otherwise headings are found by their shape
    (`headings`), and what stands before the first is an opening without one. Where there
    are none, the article is split where its topic shifts (`topics`) and a section
    gets a clause of its own for a title (`titles`), or is none; a short article stays one.
    """
    if any(section.heading for section in article.sections):
        return article
    return replace(article, sections=_by_headings(article.texts) or _by_topics(article))


def _by_headings(paragraphs: Sequence[str]) -> tuple[Section, ...]:
    blocks = headings.find(paragraphs)
    return flatten(blocks) if any(block.level for block in blocks) else ()


def _by_topics(article: Article) -> tuple[Section, ...]:
    parts = topics.split(article.texts)
    found = titles.entitle(parts, headline=article.title)
    sections = [Section(heading=None, paragraphs=parts[0])]
    for title, part in zip(found[1:], parts[1:], strict=True):
        if title:
            sections.append(Section(heading=title, paragraphs=part, made=True))
        else:  # what has no news of its own goes with what is before it
            last = sections.pop()
            sections.append(replace(last, paragraphs=(*last.paragraphs, *part)))
    return tuple(sections)
