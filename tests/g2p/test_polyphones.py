"""Polyphones in news sentences."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tingbao.g2p import corrections, dictionary, polyphones
from tingbao.g2p.symbols import is_syllable
from tingbao.g2p.tables import rows
from tingbao.language import tagger, tokenizer
from tingbao.language.text import Text

FLOOR = 1.0  # of the readings in news.tsv; may be raised by more cases, never lowered
CASES = [
    line
    for name in ("news.tsv", "grammar.tsv")
    for line in (Path(__file__).parent / name).read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]
ANNOTATED = re.compile(r"(.)(?:\{([^}]*)\})?")


def read(text: str) -> list[str]:
    """Read a text with its words."""
    return polyphones.read(Text(text))


def test_news_is_read_as_by_a_news_reader() -> None:
    """Law: the readings of our own news sentences, names and places included, do not get worse."""
    wrong = []
    total = 0
    for case in CASES:
        marked = ANNOTATED.findall(case)
        text = "".join(character for character, _ in marked)
        said = read(text)
        total += sum(1 for _, wanted in marked if wanted)
        wrong += [
            f"{text}: {character} is {wanted}, not {said[place]}"
            for place, (character, wanted) in enumerate(marked)
            if wanted and said[place] != wanted
        ]
    assert total >= 4550
    assert 1 - len(wrong) / total >= FLOOR, "\n".join(wrong)


def test_tables_name_real_syllables() -> None:
    """Law: every syllable in our tables can be said, and every phrase has its character."""
    for character, syllable, phrases in rows("corrections.tsv"):
        assert is_syllable(syllable), syllable
        for phrase in phrases.split(" "):
            assert character in phrase
            assert len(phrase) > 1
    for readings in dictionary.candidates().values():
        for syllable in readings:
            assert is_syllable(syllable), syllable


def test_phrases_point_to_readings() -> None:
    """Law: phrases.tsv is sorted, and each number in it is that of a reading of its character."""
    table = rows("phrases.tsv")
    assert [row[0] for row in table] == sorted((row[0] for row in table), key=str.encode)
    for phrase, *dictionaries in table:
        for choices in dictionaries:
            assert choices == "-" or len(choices) == len(phrase)
            for character, choice in zip(phrase, choices, strict=False):
                assert choice == "-" or dictionary.candidates()[character][int(choice)]


def test_no_phrase_is_listed_with_two_readings() -> None:
    """Law: corrections do not contradict each other."""
    seen: dict[tuple[str, str], str] = {}
    for character, syllable, phrases in rows("corrections.tsv"):
        for phrase in phrases.split(" "):
            assert seen.setdefault((character, phrase), syllable) == syllable, phrase


@pytest.mark.parametrize(("text", "place", "syllable"), [("银行长期", 1, "hang2")])
def test_a_phrase_that_cuts_words_is_none(text: str, place: int, syllable: str) -> None:
    """Law: 行长 is no word in 银行|长期."""
    words = tokenizer.words(text)
    assert read(text)[place] == syllable
    assert read(text)[place + 1] == "chang2"
    assert corrections.corrected(text, place + 1, words, 1) in ("", "chang2")


@settings(max_examples=150)
@given(st.text(alphabet="重庆银行长行长的了a1,。！\n\ud800\x00é𠮷〇囧", max_size=60))
def test_every_character_has_its_place(text: str) -> None:
    """Law: there is one entry a character, a syllable or nothing."""
    said = read(text)
    assert len(said) == len(text)
    assert all(syllable == "" or is_syllable(syllable) for syllable in said)


def test_a_long_text_is_read_like_its_sentences() -> None:
    """Law: what stands in other sentences does not change a reading."""
    one = "招商银行行长在重庆说，长期增长可期。"
    assert read(one * 40) == read(one) * 40


def test_grammar_stands_without_the_tagger(monkeypatch: pytest.MonkeyPatch) -> None:
    """Law: where LAC is not installed jieba's tags speak, and nothing fails."""
    monkeypatch.setattr(tagger, "available", lambda: False)
    assert read("双方心平气和地坐下来")[6] == "de5"
    assert read("招商银行行长说")[3:6] == ["hang2", "hang2", "zhang3"]


def test_grammar_has_real_syllables() -> None:
    """Law: every row of grammar.tsv is of a kind and gives a character what can be said."""
    for kind, character, syllable, _, _ in rows("grammar.tsv"):
        assert kind in ("LAC", "jieba", "suffix", "word", "clause")
        assert len(character) == 1
        assert is_syllable(syllable)


@pytest.mark.parametrize(
    ("text", "place", "syllable"),
    [
        ("公司都会在年底调整", 2, "dou1"),
        ("花属的植物，为中国的特有植物。", 6, "wei2"),
        ("订单量太少，停产", 4, "shao3"),
        ("大奖赛得主，曾为球队试训", 6, "ceng2"),
        ("各省、区、市的标准", 3, "qu1"),
        ("第一时间汇报，解了燃眉之急", 7, "jie3"),
    ],
)
def test_an_override_yields_to_the_words(text: str, place: int, syllable: str) -> None:
    """Law: a phrase or a name that the tagger cuts otherwise is none."""
    assert read(text)[place] == syllable


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("两块牌子", "zi5"),
        ("一双鞋子", "zi5"),
        ("他是骗子", "zi5"),
        ("量子", "zi3"),
        ("知识分子", "zi3"),
        ("回报率", "lu:4"),
        ("盗版率", "lu:4"),
        ("为人草率", "shuai4"),
        ("钱已用尽", "jin4"),
    ],
)
def test_a_suffix_is_told_from_the_word_it_was(text: str, said: str) -> None:
    """Law: 子, 率 and 尽 at the end of a word are suffixes, but in the words listed."""
    assert read(text)[-1] == said
