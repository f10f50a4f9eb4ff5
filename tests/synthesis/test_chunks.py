"""Where a line is cut."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tingbao.g2p import syllables
from tingbao.synthesis.chunks import divide, halve

WORDS = st.sampled_from(
    ["今天", "天气", "很好", "一万二千三百四十五", "三点一四", "AI", "Microsoft", "钱塘江", "的"]
)
MARKS = st.sampled_from(["，", "。", "！", "？", "；", "：", "、", "", "", ""])
TEXTS = st.lists(st.tuples(WORDS, MARKS), min_size=1, max_size=60).map(
    lambda parts: "".join(word + mark for word, mark in parts)
)


@given(TEXTS, st.integers(12, 60))
@settings(max_examples=100)
def test_nothing_is_lost_and_nothing_is_too_long(text: str, limit: int) -> None:
    """Law: joined, the chunks are the text, and none exceeds the limit."""
    chunks = divide(text, syllables=limit)
    assert "".join(chunks) == text
    assert all(0 < syllables(chunk) <= limit for chunk in chunks)


@given(TEXTS)
@settings(max_examples=100)
def test_numerals_and_words_stay_whole(text: str) -> None:
    """Law: no cut falls into a numeral or a Latin word."""
    at = 0
    for chunk in divide(text, syllables=12)[:-1]:
        at += len(chunk)
        for run in re.finditer(r"[一二三四五六七八九十百千万点]+|[A-Za-z]+", text):
            assert not run.start() < at < run.end() or syllables(run.group()) > 12


FIGURES = ("百分之八十七点五", "零下三十二度", "第十四届", "三点二四亿元", "三比一", "二百到三百人")
PROSE = st.lists(
    st.sampled_from(["天气", "我们", "钱塘江", "今年", "增长", "研究", "高兴", "城市", "的"]),
    min_size=4,
    max_size=9,
).map("".join)
CLAUSES = st.lists(st.tuples(PROSE, st.sampled_from(FIGURES)), min_size=2, max_size=6).map(
    lambda pairs: "".join(prose + figure for prose, figure in pairs)
)


@given(CLAUSES)
@settings(max_examples=100)
def test_a_figure_and_its_unit_are_said_in_one_breath(text: str) -> None:
    """Law: where there is no mark to cut at, no cut falls into a figure or before its unit."""
    cuts, at = set(), 0
    for chunk in divide(text, syllables=16)[:-1]:
        at += len(chunk)
        cuts.add(at)
    for figure in re.finditer("|".join(FIGURES), text):
        assert cuts.isdisjoint(range(figure.start() + 1, figure.end())), figure


@given(TEXTS, st.integers(5, 20))
@settings(max_examples=100)
def test_an_early_first_chunk_loses_nothing(text: str, first: int) -> None:
    """Law: cutting the first chunk short moves one boundary and drops nothing."""
    chunks = divide(text, syllables=60, first=first)
    assert "".join(chunks) == text


@pytest.mark.parametrize("text", ["", "。", "，，，", "……", "   ", "！？"])
def test_punctuation_alone_is_not_spoken(text: str) -> None:
    """Law: what has no syllable gives no chunk."""
    assert divide(text, syllables=60) == ()


def test_sentences_end_chunks() -> None:
    """Law: a sentence end always ends a chunk; a run of marks is one end."""
    assert [*divide("真的吗？！是的。好", syllables=60)] == [
        "真的吗？！",
        "是的。",
        "好",
    ]


def test_halves_are_smaller() -> None:
    """Law: what could not be said whole is cut further, down to what cannot be cut."""
    text = "今天天气很好我们一起去钱塘江边看潮"
    parts = halve(text)
    assert len(parts) > 1
    assert "".join(parts) == text
    assert len(halve("潮")) == 1
