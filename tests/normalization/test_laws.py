"""What holds for every text."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tingbao.model import Line, Script
from tingbao.normalization import normalize, unsaid, word

SEED = Path(__file__).parents[2] / "seeds" / "qiantang-smart-city.txt"
NEWSLIKE = st.text(
    alphabet="0123456789年月日时分秒点个元万亿％%.,:：-—~/+=·()（）【】“”‘’\"'第号比至到"
    "℃°kgmhABGT中国人 ３①½²Ⅲ😀\u200b$¥\n，。、",
    max_size=60,
)
# Where words of letters meet: abbreviations, letters of other scripts, signs between them.
LATINLIKE = st.lists(
    st.sampled_from(
        [*"sdGIVдカ한ⅿ²⁷’&/-_™5号型", "U.", "S.", "nba", "ceo", "vs", "vs.", "p.m.", "w3"]
    ),
    max_size=12,
).map("".join)
TEXTS = st.one_of(st.text(max_size=60), NEWSLIKE, LATINLIKE)


@settings(max_examples=300)
@given(TEXTS)
def test_nothing_unsayable_survives(sayable, text):
    """What is said is Chinese, Latin and ，。！？；：、 and no digit of any script."""
    spoken = normalize(text).spoken
    assert sayable(spoken)
    assert not any(character.isdigit() for character in spoken)


@settings(max_examples=300)
@given(TEXTS)
def test_edits_explain_everything(applied, text):
    """The edits, in order and apart, turn the written text into the spoken one."""
    wording = normalize(text)
    assert applied(text, wording.edits) == wording.spoken


@settings(max_examples=300)
@given(TEXTS)
def test_saying_again_changes_nothing(text):
    """Spoken text is its own spoken form."""
    spoken = normalize(text).spoken
    again = normalize(spoken)
    assert again.spoken == spoken
    assert again.edits == ()


@pytest.mark.parametrize(
    "text", ["sдG", "U.S.http://w3", "A²nba", "排名第'I", "5vs’𐹺°", "p.m.³p.m.u"]
)
def test_words_made_of_several_rules_are_said_once(text):
    """Letters that one rule says may join those of another; the word they make is final."""
    spoken = normalize(text).spoken
    assert normalize(spoken).edits == ()


def test_script_lines_are_worded_and_end(applied):
    """Every line gets its words, and headings an end."""
    lines = (
        Line(kind="heading", section=1, written="三大产业“聚木成林” 托起“高新”梦"),
        Line(kind="body", section=1, written="2022年引进外资3.24亿美元。"),
        Line(kind="body", section=1, written="以3-1取胜，"),
        Line(kind="body", section=1, written="★"),
    )
    script = Script(title="t", lines=lines)
    worded = word(script)
    assert [line.spoken for line in worded.lines] == [
        "三大产业聚木成林，托起高新梦。",
        "二零二二年引进外资三点二四亿美元。",
        "以三比一取胜。",
        "",
    ]
    for before, after in zip(script.lines, worded.lines, strict=True):
        assert after.written == before.written
        assert applied(after.written, after.edits) == after.spoken


@pytest.mark.parametrize("line", SEED.read_text(encoding="utf-8").splitlines())
def test_seed_is_sayable(sayable, applied, line):
    """The seed article comes out sayable and explained."""
    wording = normalize(line)
    assert sayable(wording.spoken)
    assert applied(line, wording.edits) == wording.spoken


@pytest.mark.parametrize(
    "written",
    ["他说مرحبا，走了", "שלום世界", "नमस्ते你好", "สวัสดีชาวโลก", "Привет", "人々", "ŋ"],
)
def test_letters_are_said_or_told_of(written):
    """Law: of every letter that is written something is said, or it is told that nothing is."""
    edits = normalize(written).edits
    lost = [edit for edit in edits if any(map(str.isalpha, edit.written)) and not edit.spoken]
    assert all(edit.rule == "unsaid" for edit in lost)
    assert any(map(str.isalpha, "".join(unsaid(edits)))) or not lost


FOREIGN = st.text(
    st.characters(categories=["Lo"], min_codepoint=0x5D0, max_codepoint=0xE7F), min_size=1
)


@settings(max_examples=100, deadline=None)
@given(FOREIGN)
def test_words_of_other_scripts_are_told_of(word):
    """Law: a word in Arabic, Hebrew, Thai or Devanagari letters is never left out in silence."""
    assert "".join(unsaid(normalize(f"他说{word}，走了").edits)) == word or not word.isalpha()


SIGNS = {
    "before a number": ("−", "-", "±", "$", "€", "£", "≥", "≤", "≈", "<", ">"),
    "behind a number": ("%", "‰", "℃", "°", "²", "³", "€", "$"),
    "between numbers": ("×", "÷", "=", ":", "∶", "~", "—", "≥", "≈"),
}


@pytest.mark.parametrize("number", ["5", "3.5", "120"])
@pytest.mark.parametrize(("place", "sign"), [(p, s) for p, signs in SIGNS.items() for s in signs])
def test_no_sign_is_lost(place, sign, number):
    """Law: a sign at a number is heard: without it something else is said."""
    other = "8"
    with_sign, without = {
        "before a number": (f"变化为{sign}{number}，", f"变化为{number}，"),
        "behind a number": (f"变化为{number}{sign}，", f"变化为{number}，"),
        "between numbers": (f"结果是{number}{sign}{other}，", f"结果是{number}{other}，"),
    }[place]
    said, plain = (
        [letter for letter in normalize(text).spoken if letter.isalnum()]
        for text in (with_sign, without)
    )
    heard = [letter for letter in normalize(f"结果是{number}").spoken if letter.isalnum()]
    heard += [letter for letter in normalize(other).spoken if letter.isalnum()]
    assert said not in (plain, heard)
