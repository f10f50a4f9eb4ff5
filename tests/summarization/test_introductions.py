"""Who somebody is, where the sentence that says so is not said."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from tests.growing import ran

from tingbao.language.text import Text
from tingbao.model import Article, Byline, Section
from tingbao.summarization.introductions import introduce
from tingbao.summarization.units import units_of

FIRST = "南州大学副校长林国平昨天走访了三个村。"


def _told(*paragraphs, order):
    """Give what is said of the sentences in this order, with what was put into each."""
    article = Article(
        source="-",
        title="南州大学帮三个村修水渠",
        published=None,
        byline=Byline(),
        sections=(Section(heading=None, paragraphs=tuple(map(Text.of, paragraphs))),),
    )
    units, _ = units_of(article)
    return introduce(units, order)


def test_who_is_heard_first_is_introduced():
    """A name whose introduction is not said takes the words with which the article has it first."""
    text, changes = _told(FIRST, "林国平说，水渠明年修好。", order=[1])[1]
    assert text == "南州大学副校长林国平说，水渠明年修好。"
    assert [(one.rule, one.source, one.written) for one in changes] == [
        ("name", "林国平", "南州大学副校长林国平")
    ]


@pytest.mark.parametrize(
    ("first", "told"),
    [
        ("南州大学前任副校长林国平昨天走访了三个村。", "南州大学前任副校长林国平"),
        ("她对教练、南州大学老师林国平说，水渠修好了。", "南州大学老师林国平"),
    ],
)
def test_an_office_that_was_held_and_the_second_of_two_are_told_so(first, told):
    """前任 stays with its office; of two offices the one that names its house is told."""
    text, _ = _told(first, "林国平说，水渠明年修好。", order=[1])[1]
    assert text == f"{told}说，水渠明年修好。"


@pytest.mark.parametrize(
    ("later", "order"),
    [
        ("林国平说，水渠明年修好。", [0, 1]),  # it was said who he is
        ("“林国平来过三次。”村民说。", [1]),  # a quotation keeps its words
        ("校长林国平说，水渠明年修好。", [1]),  # he has a role already
        ("参加的有王小红、林国平、李建军。", [1]),  # one of a list
    ],
)
def test_others_keep_their_words(later, order):
    """Nobody is introduced twice, in somebody's words or in a list."""
    assert not _told(FIRST, later, order=order)


def test_half_a_role_is_not_said():
    """Of 县长兼书记 no half is said: a role that a conjunction or a list cuts is left out."""
    first = "南州县委书记和县长林国平昨天走访了三个村。"
    assert not _told(first, "林国平说，水渠明年修好。", order=[1])


def test_twice_as_many_names_cost_about_twice():
    """The article is not looked through again for every name."""
    text = Text.of("林国平说，水渠明年修好。")

    def units(many):
        names = (f"林{chr(0x4E00 + at)}平" for at in range(many))
        texts = [text.replaced([(0, 3, name)]) for name in names]
        assert all(one.tags[0].tag == "PER" for one in texts)
        return [SimpleNamespace(text=one, original=one, speaker="") for one in texts]

    few, many = units(100), units(200)
    lines, more = (ran(lambda one=one: introduce(one, range(len(one)))) for one in (few, many))
    assert more <= 2.4 * lines


@pytest.mark.parametrize("first", ["美国、日本首相林国平来访。", "北京、上海市市长林国平来访。"])
def test_half_of_a_list_is_no_office(first):
    """Of two bodies before a name the second alone does not say who he is."""
    assert not _told(first, "林国平说，水渠明年修好。", order=[1])


INTERVIEW = (
    "水渠什么时候修好？",
    "林国平：明年。三个村都要通水。",
    "我不担心水源。",
    "钱从哪里来？",
    "林国平：村里出一半。",
)


@pytest.mark.parametrize(
    ("order", "wanted"),
    [
        ([2], {2: "林国平：三个村都要通水。"}),
        ([3], {3: "林国平：我不担心水源。"}),
        ([1, 3], {}),
        ([1, 3, 5], {}),
        ([0, 3, 5], {3: "林国平：我不担心水源。"}),
    ],
)
def test_an_answer_without_its_beginning_is_told_with_who_gives_it(order, wanted):
    """An interview's 我 is never heard as the newsreader's: its speaker was said just before."""
    assert {at: text for at, (text, _) in _told(*INTERVIEW, order=order).items()} == wanted


def test_a_label_that_no_question_asks_for_is_nobody():
    """注意：… of a notice speaks for no paragraph behind it."""
    assert not _told("注意：大桥封闭。", "注意：请绕行。", "施工到五月。", order=[2])
