"""What it costs to say which sentences need which grows as the article does."""

from datetime import date
from itertools import product
from string import ascii_uppercase

import pytest
from tests.growing import cost

from tingbao.model import Article, Byline, Section
from tingbao.summarization.units import units_of

SIZES = (150, 300)  # sentences
ALLOWED = 2.4  # times the cost for twice as many
NAMES = ["".join(letters) for letters in product(ascii_uppercase, repeat=2)]
KINDS = {
    "he": lambda size: "局长林国平昨日宣布。" + "他说工期不会拖延了。" * size,
    "this": lambda size: "局长林国平昨日宣布。" + "这意味着工期会拖延。" * size,
    "short names": lambda size: "".join(f"{name}（{name}X）说{name}X好。" for name in NAMES[:size]),
    "reproaches": lambda size: "林国平涉嫌受贿。" * (size // 2) + "林国平否认受贿。" * (size // 2),
}


@pytest.mark.parametrize("kind", KINDS)
def test_twice_as_many_sentences_cost_about_twice(kind):
    """Law: no sentence is read again for every other sentence."""
    costs = []
    for size in (SIZES[0], *SIZES):  # the first makes what is made once
        article = Article(
            title="工期",
            source="东湖日报",
            byline=Byline(),
            published=date(2026, 7, 5),
            sections=(Section(heading=None, paragraphs=(KINDS[kind](size),)),),
        )
        units_of(article)
        costs.append(cost(lambda article=article: units_of(article))[0])
    assert costs[2] <= ALLOWED * costs[1], costs
