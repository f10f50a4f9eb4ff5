"""What the guard lets pass, and what it never does."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tingbao.errors import CheckError
from tingbao.model import Article, Byline, Digest, Line, Script, Section, Sentence
from tingbao.summarization import guard

ARTICLE = Article(
    source="a.txt",
    title="水厂开工",
    published=None,
    byline=Byline(),
    sections=(
        Section(heading=None, paragraphs=("李敏说，“水很清”。总投资3.24亿元，增长8%。",)),
        Section(heading="进度", paragraphs=("二期工程2027年建成，日供水30万吨。",)),
    ),
)
TRUE = [["李敏说，“水很清”。"], ["二期工程2027年建成。"]]


def script(*texts):
    """Make a script of body lines, one a section."""
    place = Sentence(text="", section=0, paragraph=0, start=0, end=1)
    lines = tuple(
        Line(
            kind="body",
            section=at,
            written=text,
            origin=(replace(place, text=text, section=at),),
        )
        for at, text in enumerate(texts)
    )
    return Script(title="", lines=lines)


def test_what_is_true_passes():
    """Sentences of the article have no fault."""
    assert guard.faults(ARTICLE, TRUE) == ()


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("总投资3.42亿元。", "figure"),
        ("总投资三亿四千二百万元。", "figure"),
        ("增长百分之九。", "figure"),
        ("总投资3.24亿美元。", "figure"),
        ("日供水30万户。", "figure"),
        ("增长8倍。", "figure"),
        ("总投资3.24万元。", "figure"),
        ("李敏说，“水很青”。", "quotation"),
        ("北京的水厂开工。", "name"),
        ("Microsoft的水厂开工。", "name"),
        ("李敏说，“水非常清”。", "quotation"),
        ("李敏说，「水浑」。", "quotation"),
        ("二期工程2027年建成，日供水30万吨。", "repetition"),
    ],
)
def test_what_is_not_in_the_article_is_a_fault(text, kind):
    """Each kind of untruth is found and named."""
    found = guard.faults(ARTICLE, [["二期工程2027年建成，日供水30万吨。", text], TRUE[1][:0]])
    assert kind in {fault.kind for fault in found}


@pytest.mark.parametrize(
    "text",
    [
        "总投资三亿二千四百万元。",
        "总投资32400万元。",
        "日供水300000吨。",
        "增长百分之八。",
        "总投资３.２４亿元。",
        "李敏说，「水很清」。",
    ],
)
def test_the_same_in_another_form_is_true(text):
    """Numerals and marks of another form say the same."""
    found = guard.faults(ARTICLE, [[text], TRUE[1]])
    assert found == ()


def test_a_section_may_be_left_out():
    """What is not told is no fault."""
    assert guard.faults(ARTICLE, [TRUE[0], []]) == ()


def test_repair_drops_what_is_untrue_and_keeps_the_rest():
    """What passed stays in its place."""
    place = {"section": 0, "paragraph": 0, "start": 0, "end": 9}
    bad = Sentence(text="总投资5亿元。", **place)
    good = Sentence(text=TRUE[0][0], **place)
    digest = guard.repair(ARTICLE, Digest(sections=((bad, good), ())))
    assert digest.sections[0] == (good,)


def test_a_script_that_cannot_be_made_true_is_refused():
    """The check fails with exit code 6 and says what is wrong."""
    with pytest.raises(CheckError, match="figure") as failure:
        guard.verify(ARTICLE, script("总投资5亿元。", TRUE[1][0]))
    assert failure.value.exit_code == 6
    guard.verify(ARTICLE, script(TRUE[0][0]))  # a section may be left out
