"""Several articles as one: a section an article, the weightiest first, each story once.

The combined article has a section per story: its heading is the story's headline, its
paragraphs are those of all the story's sections, headings left out. So a `Line.section`
of its script counts stories, and a chapter is a story. Of two articles that tell the
same story the weightier is told, and both sources are named.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tingbao.errors import InputError
from tingbao.gathering import fingerprint
from tingbao.gathering.clustering import Report, cluster
from tingbao.gathering.item import named
from tingbao.model import Article, Byline, Section


def combine(articles: Sequence[Article], worth: Callable[[Article], float]) -> Article:
    """Make one article of several; a single one is returned as it is.

    What is worth most comes first.

    Raises:
        InputError: There is none.
    """
    if not articles:
        raise InputError("there is no article", hint="give a source")
    if len(articles) == 1:
        return articles[0]
    row = sorted(articles, key=worth, reverse=True)
    stories = [row[group[0]] for group in cluster([_report(article) for article in row])]
    if len(stories) == 1:
        return stories[0]
    lead = stories[0]
    dates = [article.published for article in articles if article.published]
    return Article(
        source="\n".join(article.source for article in articles),
        title=f"{lead.title}等{len(stories)}条消息",
        published=max(dates, key=lambda date: date.replace(tzinfo=None), default=None),
        byline=Byline(source=named(one.byline.source or one.byline.site for one in articles)),
        sections=tuple(Section(heading=one.title, paragraphs=one.texts) for one in stories),
    )


def _report(article: Article) -> Report:
    day = article.published.replace(tzinfo=None) if article.published else None
    return Report(print=fingerprint.of(article.title, "".join(article.texts)), moment=day)
