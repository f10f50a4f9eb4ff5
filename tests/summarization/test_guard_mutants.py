"""The guard to the letter: laws that notice when any part of it is taken out or turned round."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tingbao.errors import CheckError
from tingbao.model import Article, Byline, Digest, Line, Script, Section, Sentence
from tingbao.summarization import guard
from tingbao.summarization.guard import Fault

FIRST = "李敏说，“水很清”。总投资3.24亿元，增长8%。"
SECOND = "二期工程2027年建成，日供水30万吨，采用Open AI的系统。"
ARTICLE = Article(
    source="a.txt",
    title="水厂开工",
    published=None,
    byline=Byline(),
    sections=(
        Section(heading=None, paragraphs=(FIRST, "工地上有塔吊。")),
        Section(heading="进度", paragraphs=(SECOND,)),
        Section(heading="图", paragraphs=("——", "……")),
    ),
)
PLACE = Sentence(text="", section=0, paragraph=0, start=0, end=1)


def _at(text: str, section: int = 0) -> Sentence:
    return replace(PLACE, text=text, section=section)


def test_everything_is_headline_headings_and_paragraphs():
    """Law: what the article says, a line each, a section without a heading beginning empty."""
    assert (
        guard.whole(ARTICLE) == f"水厂开工\n\n{FIRST}\n工地上有塔吊。\n进度\n{SECOND}\n图\n——\n……"
    )


def test_each_fault_says_where_it_is():
    """Law: kind, section, number of the sentence and the words, in the order they are read."""
    rows = [["工地上有塔吊。", "总投资5亿元。"], [], []]
    assert guard.faults(ARTICLE, rows) == (Fault("figure", 0, 1, "500000000"),)
    found = guard.faults(ARTICLE, [["他说“水很浑”。"], ["北京的水厂。"]])
    assert Fault("quotation", 0, 0, "水很浑") in found
    assert Fault("name", 1, 0, "北京") in found
    assert len(found) == 2


@pytest.mark.parametrize(
    "text",
    [
        "采用open ai的系统。",
        "采用ＯＰＥＮＡＩ的系统。",
        "「水  很清」。",
        "“水，很清！”",
        "二期工程2027年建成。",
    ],
)
def test_width_case_space_and_marks_tell_nothing(text):
    """Law: what differs in them only is what the article says."""
    assert guard.faults(ARTICLE, [[text], ["日供水30万吨。"]]) == ()


def test_a_quotation_is_found_as_it_sounds():
    """Law: space, marks, width and case within what was said change nothing of it."""
    said = replace(
        ARTICLE,
        sections=(Section(heading=None, paragraphs=("他说，“Open　AI，很好——真的！”",)),),
    )
    assert guard.faults(said, [["“ＯＰＥＮＡＩ很好，真的”。"]]) == ()
    found = guard.faults(said, [["“OpenAI很好，真”。“OpenAI真的”。"]])
    assert [fault.words for fault in found if fault.kind == "quotation"] == ["OpenAI真的"]


def test_one_latin_letter_may_be_a_name():
    """Law: a letter that the article has not is a name like any other."""
    assert Fault("name", 0, 0, "q") in guard.faults(ARTICLE, [["用了Q，"], [SECOND]])
    assert guard.faults(ARTICLE, [["T恤"], [SECOND]]) == (Fault("name", 0, 0, "t"),)


def test_times_are_known_as_they_are_told_from_the_day():
    """Law: of an article whose day is known, 昨天 may be told as its date, and as it stands."""
    paragraph = "昨天水厂开工，投资3亿元，去年日供水30万吨。"
    dated = replace(
        ARTICLE,
        dateline=date(2026, 11, 24),
        sections=(Section(heading=None, paragraphs=(paragraph,)),),
    )
    told = "11月23日水厂开工，投资3亿元，2025年日供水30万吨。"
    assert guard.faults(dated, [[told]]) == ()
    assert guard.faults(dated, [[paragraph]]) == ()
    assert [one.words for one in guard.faults(dated, [["11月22日水厂开工。"]])] == ["22"]
    assert guard.faults(dated, [["T恤X。"]])[-1].words == "x"  # nothing of the guard's own is known
    assert guard.faults(replace(dated, dateline=None), [[told]])


def test_scripts_tell_nothing():
    """Law: an article in traditional characters may be told in simplified ones, and the reverse."""
    old = replace(
        ARTICLE, sections=(Section(heading=None, paragraphs=("張偉說，“電費漲了”，馬雲在廣東。",)),)
    )
    assert guard.faults(old, [["张伟说，“电费涨了”，马云在广东。"]]) == ()
    new = replace(
        ARTICLE, sections=(Section(heading=None, paragraphs=("张伟说，“电费涨了”，马云在广东。",)),)
    )
    assert guard.faults(new, [["張偉說，“電費漲了”，馬雲在廣東。"]]) == ()


def test_latin_names_count_whatever_their_width():
    """Law: a Latin name that the article has not is a fault, its letters narrow and small."""
    assert guard.faults(ARTICLE, [["用了ＧＰＴ-5+。"], [SECOND]])[-1].words == "gpt-5+"


def test_names_are_told_in_one_order():
    """Law: the same text has its faults in the same order, the names of Latin letters last."""
    found = guard.faults(ARTICLE, [["Zed和Ada在北京见了上海的广州人。"], [SECOND]])
    names = [fault.words for fault in found if fault.kind == "name"]
    assert names[-2:] == ["zed", "ada"]
    assert names[:-2] == sorted(names[:-2])
    assert len(names) > 3


def _row(*texts: str) -> list[str]:
    """Give which of the texts are told to be said before."""
    article = replace(ARTICLE, sections=(Section(heading=None, paragraphs=texts),))
    return [one.words for one in guard.faults(article, [texts]) if one.kind == "repetition"]


def _letters(begin: int, count: int) -> str:
    """Give characters, none twice, that are no word, no figure and of one script only."""
    return "".join(chr(0xAC00 + begin + at) for at in range(count))


def test_said_again_is_said_with_the_same_characters():
    """Law: 85 of 100 pairs of the shorter sentence in the longer are a repetition, 84 are not."""
    whole = _letters(0, 101)  # a hundred pairs
    for kept, again in ((86, True), (85, False)):
        other = whole[:kept] + _letters(200, 101 - kept)
        assert _row(whole, other) == ([other] if again else []), kept
    assert _row(whole, whole[:30]) == [whole[:30]]
    assert _row(whole[:30], whole) == [whole]
    assert _row(whole, whole + _letters(300, 300)) != []
    assert _row("甲", "甲") == ["甲"]
    assert _row("甲。", "乙。") == []
    assert _row("甲乙", "甲丙") == []
    assert _row("甲乙丙", "丁甲乙戊己") == []
    assert _row("甲乙", "乙丙丁") == []
    assert _row("，甲，乙，丙，丁", "甲乙丙丁！") == ["甲乙丙丁！"]


def test_what_was_said_long_before_is_remembered():
    """Law: any earlier sentence counts, of any section; each repetition is told."""
    texts = [_letters(30 * n, 20) for n in range(12)]
    assert _row(*texts) == []
    assert _row(*texts, texts[0], texts[11], texts[5]) == [texts[0], texts[11], texts[5]]
    found = guard.faults(ARTICLE, [["工地上有塔吊。"], ["工地上有塔吊。"], []])
    assert found == (Fault("repetition", 1, 0, "工地上有塔吊。"),)


def test_what_forty_sentences_share_tells_none_apart():
    """Law: a pair of characters that more than forty sentences have finds none again."""
    pair = _letters(0, 2)
    for before, found in ((40, [pair]), (41, [])):
        texts = [pair + _letters(10 + 3 * n, 3) for n in range(before)]
        assert _row(*texts, pair) == found


def test_repair_leaves_what_is_true_where_it_was():
    """Law: lead and sections keep their order; what has a fault goes from wherever it stands."""
    bad, lead, one, two = (
        _at("总投资5亿元。"),
        _at("总投资3.24亿元。"),
        _at("工地上有塔吊。"),
        _at("二期工程2027年建成。", 1),
    )
    more = _at("日供水31万吨。", 1)
    digest = Digest(lead=(lead, bad), sections=((one, bad), (more, two), ()))
    mended = guard.repair(ARTICLE, digest)
    assert mended == Digest(lead=(lead,), sections=((one,), (two,), ()))
    assert isinstance(mended.lead, tuple)
    assert isinstance(mended.sections, tuple)


def test_repair_keeps_a_repetition_that_is_all_a_section_has():
    """Law: what is said twice goes where its section says something else that is true."""
    said, again = _at("工地上有塔吊。"), _at("工地上有塔吊。", 1)
    true, bad = _at("二期工程2027年建成。", 1), _at("日供水31万吨。", 1)
    for second, kept in (
        ((again,), (again,)),
        ((again, true), (true,)),
        ((true, again), (true,)),
        ((again, bad), (again,)),
    ):
        mended = guard.repair(ARTICLE, Digest(sections=((said,), second, ())))
        assert mended.sections == ((said,), kept, ())
        rows = [[one.text for one in row] for row in ((said,), second, ())]
        assert "repetition" in {fault.kind for fault in guard.faults(ARTICLE, rows)}


def test_repair_of_nothing_is_nothing():
    """Law: a section of which nothing is told stays one, and nothing is dropped for it."""
    said = _at("工地上有塔吊。")
    digest = Digest(sections=((said,), (), ()))
    assert guard.repair(ARTICLE, digest) == digest


def _script(*rows: tuple[Sentence, ...]) -> Script:
    lines = tuple(Line(kind="body", section=0, written="x", origin=row) for row in rows)
    return Script(title="", lines=lines)


def test_a_script_is_refused_for_its_first_untruth_only():
    """Law: figure, name or quotation that the article has not end the run, in one line."""
    true = (_at("工地上有塔吊。"), _at("二期工程2027年建成。", 1))
    guard.verify(ARTICLE, _script(true, (_at("工地上有塔吊。"),), ()))
    guard.verify(ARTICLE, _script())
    for text, words in (
        ("总投资5亿元。", "a figure that the article has not: 500000000"),
        ("北京的水厂。", "a name that the article has not: 北京"),
        ("“水很浑”。", "a quotation that the article has not: 水很浑"),
    ):
        for section in (0, 1):
            with pytest.raises(CheckError) as refused:
                guard.verify(ARTICLE, _script(true, (_at("工地上有塔吊。"), _at(text, section))))
            assert str(refused.value) == (
                f"the script has {words} (a.txt): ask for more minutes, or condense without the "
                "language model"
            )
