"""Where the words of a retold clause stand in their source."""

from __future__ import annotations

from tests.growing import ran

from tingbao.language.text import Text
from tingbao.summarization.alignment import Part, aligned


def _places(said, source):
    text = Text(source)
    (clause,) = aligned(Text(said), [Part(text, 0, len(text))])
    return [(one.word.text, one.start) for one in clause.kept]


def test_a_word_stands_as_near_before_the_next_as_it_can():
    """Of several places of a word, that is taken which is near what follows it."""
    source = "市场开放，市场关闭，市场增长，企业增长。"
    assert _places("市场增长", source) == [("市场", 10), ("增长", 12)]


def test_a_modifier_makes_another_word():
    """Who is told of a mayor is not told of a vice mayor."""
    source = "副市长辞职，市长辞职。"
    assert _places("市长辞职", source) == [("市长", 6), ("辞职", 8)]


def test_twice_as_many_places_cost_about_twice():
    """No place of a word is compared with every place of the next."""

    def lines(many):
        said, source = Text("市场增长"), Text("市场增长，" * many)
        parts = [Part(source, 0, len(source))]
        return ran(lambda: aligned(said, parts))

    lines(10)  # what is made once, such as tables and patterns
    assert lines(400) <= 2.4 * lines(200)
