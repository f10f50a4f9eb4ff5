"""Several articles as one: a section an article, the weightiest first, each story once.

The combined article has a section per story: its heading is the story's headline, its
paragraphs are those of all the story's sections, headings left out. So a `Line.section`
of its script counts stories, and a chapter is a story. Of two articles that tell the
same story the weightier is told, and both sources are named.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tingbao import summarization
from tingbao.errors import InputError
from tingbao.model import Article, Byline, Section
from tingbao.summarization.figures import measures

if TYPE_CHECKING:
    from collections.abc import Sequence

# Two reports tell one story when they are alike and much of the figures of one is in the
# other; that lines 5 and 6 of a metro are told in the same words makes no story of them.
_AGREE = 0.3  # share of the figures of the one that has fewer
_ALIKE = 0.5  # likeness of the words, where the figures agree ...
_BRIEF = 0.25  # ... of brief reports that share a figure which is not round ...
_WORDED = 0.6  # ... and where one has no figure
_FEW = 4  # figures of a report that is not brief any more
_LEAST = 2  # digits of a figure that tells stories apart
_DATED = {"年", "月", "日", "岁"}  # two stories of one day are not the same
_TOP = 5  # units whose worth is an article's news value
_NAMED = 3  # sources


@dataclass(frozen=True, slots=True)
class _Story:
    article: Article
    value: float
    vector: dict[str, float]
    figures: frozenset[str]

    def tells(self, other: _Story) -> bool:
        """Tell whether both are of the same event."""
        alike = summarization.likeness(self.vector, other.vector)
        fewer = min(len(self.figures), len(other.figures))
        if not fewer:
            return alike >= _WORDED
        shared = self.figures & other.figures
        exact = any(len(value.replace(".", "").strip("0%")) >= _LEAST for value in shared)
        enough = _BRIEF if exact and fewer < _FEW else _ALIKE
        return alike >= enough and len(shared) >= _AGREE * fewer


def combine(articles: Sequence[Article]) -> Article:
    """Make one article of several; a single one is returned as it is.

    Raises:
        InputError: There is none.
    """
    if not articles:
        raise InputError("there is no article", hint="give a source")
    if len(articles) == 1:
        return articles[0]
    stories: list[_Story] = []
    for story in sorted(map(_story, articles), key=lambda story: -story.value):
        if not any(story.tells(one) for one in stories):
            stories.append(story)
    if len(stories) == 1:
        return stories[0].article
    lead = stories[0].article
    dates = [article.published for article in articles if article.published]
    return Article(
        source="\n".join(article.source for article in articles),
        title=f"{lead.title}等{len(stories)}条消息",
        published=max(dates, key=lambda date: date.replace(tzinfo=None), default=None),
        byline=Byline(source=_sources(articles)),
        sections=tuple(_section(story.article) for story in stories),
    )


def _story(article: Article) -> _Story:
    """Weigh an article by the mean worth of its weightiest units."""
    ranking = summarization.rank(article)
    best = sorted((worth.news for worth in ranking.worths), reverse=True)[:_TOP]
    return _Story(
        article,
        sum(best) / max(len(best), 1),
        summarization.profile(article, ranking),
        _figures(article),
    )


def _figures(article: Article) -> frozenset[str]:
    """Give what an article counts and measures, dates left out."""
    text = "\n".join([article.title, *_section(article).paragraphs])
    return frozenset(
        value
        for value, unit in measures(text)
        if unit not in _DATED and sum(map(str.isdigit, value)) >= _LEAST
    )


def _section(article: Article) -> Section:
    paragraphs = tuple(text for section in article.sections for text in section.paragraphs)
    return Section(heading=article.title, paragraphs=paragraphs)


def _sources(articles: Sequence[Article]) -> str:
    names = [article.byline.source or article.byline.site for article in articles]
    distinct = list(dict.fromkeys(name for name in names if name))
    return "、".join(distinct[:_NAMED]) + ("等" if len(distinct) > _NAMED else "")
