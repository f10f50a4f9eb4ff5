"""What it costs to choose what is told grows as the article does."""

import pytest
from tests.growing import STORIES, ran, story

from tingbao.summarization import choose, rank
from tingbao.summarization.units import units_of

SIZES = (240, 480)  # sentences; benchmarks/growth.py measures 20,000 to 160,000 bytes
ALLOWED = 2.5  # times the cost for twice as many


@pytest.mark.parametrize("kind", STORIES)
def test_twice_as_many_sentences_cost_about_twice(kind):
    """Law: no sentence is read, weighed or compared again for every other sentence."""
    costs = []
    for size in SIZES:
        article = story(kind, size)
        ranking = rank(article)  # makes what is made once, too
        binding = ran(lambda article=article: units_of(article))
        choosing = ran(lambda ranking=ranking, room=article.size // 2: choose(ranking, room))
        costs.append((binding, choosing))
    few, many = costs
    assert many[0] <= ALLOWED * few[0], costs
    assert many[1] <= ALLOWED * few[1], costs
