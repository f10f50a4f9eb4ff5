"""Laws of the choice: it grows with its budget, and covers what the budget can pay for."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from tingbao import segmentation, sources, summarization

ROOT = Path(__file__).parents[2]
ARTICLES = (
    "seeds/qiantang-smart-city.txt",
    "benchmarks/articles/law.txt",
    "benchmarks/articles/sport.txt",
    "benchmarks/articles/traditional.txt",
)


@pytest.fixture(scope="module", params=ARTICLES)
def ranking(request):
    """Rank an article."""
    return summarization.rank(segmentation.divide(sources.read(str(ROOT / request.param))))


def places(digest):
    """Give where the sentences of a digest stand."""
    return {(one.section, one.paragraph, one.start) for row in digest.sections for one in row}


def cost(digest):
    """Count the characters of a digest."""
    return sum(summarization.size(one.text) for row in digest.sections for one in row)


def test_what_a_short_briefing_says_a_longer_one_says_too(ranking):
    """From 350 characters on, a twentieth more costs at most a sentence in a hundred."""
    kept = lost = 0
    for small, large in pairwise(350 * 1.05**step for step in range(20)):
        short = places(summarization.choose(ranking, round(small)))
        kept += len(short)
        lost += len(short - places(summarization.choose(ranking, round(large))))
    assert lost <= 0.01 * kept


def test_the_first_sentence_of_a_section_stays(ranking):
    """What headlines say of a section every briefing says that can pay for all of them."""
    firsts = summarization.headlines(ranking)
    for characters in range(cost(firsts), 4 * cost(firsts), 37):
        assert places(firsts) <= places(summarization.choose(ranking, characters))


def test_every_section_is_covered_where_its_least_fits(ranking):
    """Too small a budget changes first sentences for shorter ones before it drops a section."""
    for characters in (40 * ranking.sections, 60 * ranking.sections, 100 * ranking.sections):
        digest = summarization.choose(ranking, characters, cover=False)
        assert cost(digest) <= characters
        assert all(digest.sections) or cost(summarization.choose(ranking, characters)) > characters


def test_the_budget_is_used(ranking):
    """Nine tenths of a budget at least are said where the article has twice as much."""
    whole = sum(costs[0] for costs in ranking.costs)
    for characters in range(300, whole // 2, 41):
        assert 0.9 * characters <= cost(summarization.choose(ranking, characters)) <= characters


@pytest.mark.parametrize("characters", [170, 250, 400, 600])
def test_the_news_of_a_section_is_said(characters):
    """The sentence that opens a section is not given up for one that is a little shorter."""
    seed = segmentation.divide(sources.read(str(ROOT / ARTICLES[0])))
    said = summarization.condense(seed, characters=characters).sections[2]
    assert "东方电气" in said[0].text
