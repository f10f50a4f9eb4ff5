"""Laws of the finished script: its length, its styles, its limits."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from tingbao import (
    g2p,
    length,
    segmentation,
    sources,
)
from tingbao.config import Config, LanguageModel, Writing
from tingbao.errors import InputError, UsageError
from tingbao.language.text import Text
from tingbao.model import Article, Byline, Line, Script, Section, Show

ROOT = Path(__file__).parent.parent
MOMENT = datetime(2026, 11, 24, 8, 0)  # noqa: DTZ001  # the wall clock is what is said


@pytest.fixture(scope="module")
def seed():
    """Read the seed article."""
    return segmentation.divide(sources.read(str(ROOT / "seeds" / "qiantang-smart-city.txt")))


def draft(article, *, minutes=3.0, llm=None, **writing):
    """Draft and give the script with its notes."""
    notes = []
    config = Config(minutes=minutes, script=Writing(**writing), llm=llm or LanguageModel())
    return length.draft(article, config, moment=MOMENT, note=notes.append), notes


@pytest.mark.parametrize("minutes", [1, 1.5, 2, 3, 4, 5, 8])
def test_the_length_is_met_or_the_user_told(seed, minutes):
    """The estimate is within five hundredths of the request, or a note says why not."""
    script, notes = draft(seed, minutes=minutes)
    estimate = length.estimate_ms(script)
    assert abs(estimate / 60_000 / minutes - 1) <= length.TOLERANCE or notes


def test_what_is_drafted_twice_is_the_same(seed):
    """Same article, same moment, same script."""
    assert draft(seed) == draft(seed)


def test_full_says_every_sentence(seed):
    """In style full nothing is condensed."""
    script, _ = draft(seed, style="full")
    said = "".join(line.written for line in script.lines if line.kind == "body")
    text = "".join(text for section in seed.sections for text in section.paragraphs)
    assert sorted(filter(str.isalnum, said)) == sorted(filter(str.isalnum, text))


def test_full_says_what_is_nearly_the_same():
    """Law: who beats whom, and in which quarter, tells two sentences apart."""
    told = (
        "昨晚共进行了六场比赛。",
        "甲队2比1战胜乙队。",
        "乙队2比1战胜甲队。",
        "一季度营收增长5%，利润下降3%。",
        "二季度营收增长5%，利润下降3%。",
    )
    article = Article(
        source="-",
        title="球赛结果公布",
        published=MOMENT,
        byline=Byline(),
        sections=(Section(heading=None, paragraphs=tuple(map(Text.of, told))),),
    )
    script, _ = draft(article, style="full")
    assert [line.written for line in script.lines if line.kind == "body"] == [*told]


def test_headlines_say_a_sentence_a_section(seed):
    """In style headlines a section has one sentence, or one with what it points at."""
    script, _ = draft(seed, style="headlines")
    body = [line.section for line in script.lines if line.kind == "body"]
    assert body == list(range(len(seed.sections)))


def test_in_a_dialogue_the_guest_asks_and_the_host_answers(seed):
    """Every heading is a question of the guest; most lines are the host's."""
    script, _ = draft(seed, style="dialogue")
    heads = [line for line in script.lines if line.kind == "heading"]
    assert heads
    assert all(line.role == "guest" and "？" in line.written for line in heads)
    assert any(line.role == "host" for line in script.lines if line.kind == "body")


@pytest.mark.parametrize("chars", [1, 8])
def test_too_few_characters_are_no_fault_of_the_article(seed, chars):
    """Law: where nothing fits in so few characters the flag is named, and what to give."""
    with pytest.raises(UsageError, match=r"fits in \d+ characters \(--chars\): give a hundred"):
        draft(seed, chars=chars)


def test_chars_set_the_size(seed):
    """So many characters of the article are kept, whatever the minutes; times are told longer."""
    script, _ = draft(seed, chars=300)
    kept = "".join(one.text for line in script.lines for one in line.origin)
    assert 240 <= sum(map(str.isalnum, kept)) <= 300


@pytest.mark.parametrize("minutes", [0, -1, 500, float("nan")])
def test_no_length_is_out_of_range(seed, minutes):
    """The message names the range."""
    with pytest.raises(UsageError, match="180"):
        draft(seed, minutes=minutes)


def test_an_unknown_style_lists_those_there_are(seed):
    """The message names the styles."""
    with pytest.raises(UsageError, match="bulletin, headlines, full, dialogue"):
        draft(seed, style="opera")


def test_a_short_article_is_told_whole_and_the_user_told():
    """A single sentence makes a script, and a note says that there is no more."""
    article = Article(
        source="-",
        title="短讯",
        published=None,
        byline=Byline(),
        sections=(Section(heading=None, paragraphs=("东湖水厂5日开工，投资3亿元。",)),),
    )
    script, notes = draft(article)
    assert [line.written for line in script.lines if line.kind == "body"] == [
        "东湖水厂5日开工，投资3亿元。"
    ]
    assert any("there is enough for" in note for note in notes)


def test_no_more_is_said_to_be_there_only_where_all_is_told():
    """Law: where sentences are left out, however short the script, the user is told how many."""
    told = "东湖水厂5日开工，投资3亿元，三年建成，供应两百万居民。"
    paragraphs = (told, "工程由市水务局主持。", told)
    article = Article(
        source="-",
        title="短讯",
        published=None,
        byline=Byline(),
        sections=(Section(heading=None, paragraphs=paragraphs),),
    )
    script, notes = draft(article)
    assert "".join(line.written for line in script.lines).count(told) == 1
    assert any("1 of 3 sentences are left out" in note for note in notes)
    assert not any("enough" in note for note in notes)


def test_many_sections_in_little_time_leave_some_out_and_say_so():
    """Forty sections do not fit into two minutes."""
    article = Article(
        source="-",
        title="年度报告",
        published=None,
        byline=Byline(),
        sections=tuple(
            Section(
                heading=f"第{n}项工作进展情况说明",
                paragraphs=(f"{n}号工程项目已经完成投资{n}亿元，超过年初目标。施工顺利推进。",),
            )
            for n in range(1, 41)
        ),
    )
    script, notes = draft(article, minutes=2.5)
    estimate = length.estimate_ms(script)
    assert abs(estimate / 150_000 - 1) <= length.TOLERANCE
    assert any("leave out" in note for note in notes)


def test_a_model_that_is_not_there_is_announced(seed):
    """The extractive script is made, and a note says that no model condensed."""
    llm = LanguageModel(base_url="http://127.0.0.1:9/v1", retries=0, timeout=0.5)
    script, notes = draft(seed, llm=llm)
    assert script == draft(seed)[0]
    assert any("language model" in note for note in notes)


def test_the_frame_is_short(seed):
    """Beside the article's sentences is a quarter of one minute, a fifth of two, less of more."""
    for minutes, share in ((1, 0.25), (2, 0.2), (3, 0.17), (8, 0.12)):
        lines = draft(seed, minutes=minutes)[0].lines
        sizes = [(line.kind, g2p.syllables(line.spoken)) for line in lines]
        frame = sum(size for kind, size in sizes if kind != "body")
        assert frame <= share * sum(size for _, size in sizes) + 4


def test_every_line_is_of_the_article(seed):
    """But for its times, and connectives that go, a line is a sentence of the article."""
    for line in draft(seed)[0].lines:
        for sentence in line.origin:
            paragraph = seed.sections[sentence.section].paragraphs[sentence.paragraph]
            assert sentence.text.strip("。") in paragraph[sentence.start : sentence.end]


def test_what_cannot_be_said_is_told_and_is_no_line():
    """A sentence in a script without a reading is named once; signs alone go without a word."""
    paragraphs = (
        "今天<b>天气很好</b>。湖水ประเทศไทย上升了。气温ประเทศไทย降低了。明天也是晴天。",
        "★★★",
        "明天山上བོད་ལྗོངས།下大雪。",
    )
    article = Article(
        source="x",
        title="天气",
        published=None,
        byline=Byline(),
        sections=(Section(heading=None, paragraphs=paragraphs),),
    )
    script, notes = draft(article)
    body = [line.spoken for line in script.lines if line.kind == "body"]
    assert {"今天天气很好。", "明天也是晴天。"} <= set(body)
    assert notes[-1] == "not said, because it has no reading here: ประเทศไทย、བོད་ལྗོངས།"
    with pytest.raises(InputError, match="says nothing"):
        draft(replace(article, sections=(Section(heading=None, paragraphs=("ประเทศไทย。",)),)))


def test_too_much_to_say_around_it_is_not_blamed_on_the_article():
    """Law: it is refused by the setting's name, and as much as may be said is not."""
    with pytest.raises(UsageError, match=r"201 characters.*\[script\] next"):
        length.refuse(Config(script=Writing(next="听" * (length.MOST_NEXT + 1))))
    length.refuse(Config(script=Writing(next="听" * length.MOST_NEXT)))
    with pytest.raises(UsageError, match=r"5,000 characters.*\[show\] title"):
        length.refuse(Config(show=Show(title="听" * 5000)))


def estimate(*lines, **changes):
    """Estimate lines of (spoken, section, pause), or (spoken, section, pause, kind)."""
    made = tuple(
        Line(
            kind="".join(kind) or "body", section=section, written="", spoken=spoken, pause_ms=pause
        )
        for spoken, section, pause, *kind in lines
    )
    return length.estimate_ms(Script(title="", lines=made), **changes)


def test_the_estimate_grows_with_syllables_marks_pauses_and_chapters():
    """Each adds; twice the pace halves what is spoken."""
    plain = estimate(("一二三四五。", 0, 0))
    assert plain < estimate(("一二三四五六。", 0, 0))
    assert plain < estimate(("一二，三四五。", 0, 0)) < estimate(("一二。三四五。", 0, 0))
    assert estimate(("一二三四五。", 0, 500)) == plain + 500
    two = estimate(("一二三四五。", 0, 0), ("一二三四五。", 1, 0))
    assert two == pytest.approx(2 * plain + length.CHAPTER_MS, abs=1)
    fast = estimate(("一二三四五。", 0, 0), syllables_per_second=10.6)
    assert fast == pytest.approx(plain / 2, abs=1)
    assert estimate(("", 0, 0)) == 0
    notice = ("一二三四五六七。", None, 0, "notice")
    assert estimate(notice) == estimate(notice, syllables_per_second=10.6) == 3000
