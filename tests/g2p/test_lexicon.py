"""The user's own readings."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tingbao import g2p
from tingbao.errors import UsageError
from tingbao.g2p.lexicon import EMPTY, parse

if TYPE_CHECKING:
    from pathlib import Path


def test_a_reading_overrides_anything() -> None:
    """Law: what the lexicon says holds, in pinyin and in phonemes, and only for that word."""
    lexicon = parse("银行\tyin2 xing2\n")
    assert g2p.pronounce("银行行长", lexicon=lexicon) == (
        "yin2",
        "xing2",
        "hang2",
        "zhang3",
    )
    assert g2p.phonemes("银行", lexicon=lexicon).endswith("ɕi↗ŋ")


def test_a_word_can_be_said_as_other_words() -> None:
    """Law: other words replace whole Latin words, not parts of longer ones."""
    lexicon = parse("WHO\t世卫组织\n")
    assert g2p.pronounce("WHO和WHOLE", lexicon=lexicon)[:4] == (
        "shi4",
        "wei4",
        "zu3",
        "zhi1",
    )
    assert g2p.pronounce("WHO和WHOLE", lexicon=lexicon)[-1] == "WHOLE"


@pytest.mark.parametrize(
    "said", ["qian2 tang2", "qian2tang2", "qián táng", "QIÁN tang2", "qiántáng", "Qiántáng"]
)
def test_pinyin_may_be_written_as_people_write_it(said: str) -> None:
    """Law: digits or marks, glued or not."""
    assert parse(f"钱塘\t{said}").syllables["钱塘"] == ("qian2", "tang2")


@pytest.mark.parametrize(
    ("line", "syllables"),
    [
        ("单田芳\tShàn Tiánfāng", ("shan4", "tian2", "fang1")),
        ("西安\tXī'ān", ("xi1", "an1")),
        ("西安\tXīān", ("xi1", "an1")),
        ("先\txiān", ("xian1",)),
        ("孩子\tháizi", ("hai2", "zi5")),
        ("花儿\thua1 r5", ("hua1", "r5")),
        ("的\tde5", ("de5",)),
    ],
)
def test_glued_syllables_are_cut_by_the_characters(line: str, syllables: tuple[str, ...]) -> None:
    """Law: marks may be glued as in a name; what is cut is what fits the characters."""
    assert parse(line).syllables[line.partition("\t")[0]] == syllables


def test_a_word_with_figures_is_known_when_they_are_said() -> None:
    """Law: engines get 五G for 5G, so the lexicon knows both."""
    lexicon = parse("5G\t第五代移动通信\nPM2.5\t细颗粒物\n")
    for text in ("5G网", "五G网", "PM2.5", "PM二点五"):
        assert "G" not in g2p.pronounce(text, lexicon=lexicon)
        assert "PM" not in g2p.pronounce(text, lexicon=lexicon)
    assert g2p.homophones("五G网", lexicon) == "第五代移动通信网"


@pytest.mark.parametrize("said", ["lv4", "lu:4", "lǜ", "lü4"])
def test_the_letter_u_with_dots(said: str) -> None:
    """Law: ü is understood in all its spellings."""
    assert parse(f"率\t{said}").syllables["率"] == ("lu:4",)


@pytest.mark.parametrize(
    ("line", "part"),
    [
        ("钱塘 qian2 tang2", "a word, a tab"),
        ("\tqian2", "a word, a tab"),
        ("钱塘\t", "a word, a tab"),
        ("钱塘\tqian2", "2 characters"),
        ("钱塘\tqian2 tang2 le5", "2 characters"),
        ("钱塘\tqian9 tang2", "neither pinyin nor words"),
        ("钱塘\tqiàán tang2", "neither pinyin nor words"),
        ("钱塘\tqian tang", "has no tones"),
        ("钱塘\tqian2 tang2\tnote", "neither pinyin nor words"),
        ("钱塘\tqián", "2 characters"),
        ("GDP\tji1 di1 pi1", "neither pinyin nor words"),
        ("钱塘\tqian2 tang2\n钱塘\tqian2 tang4", "is said otherwise in line 3"),
        ("頭髮\ttou2 fa4\n头发\ttou2 fa5", "is said otherwise in line 3"),
    ],
)
def test_an_error_names_file_and_line(tmp_path: Path, line: str, part: str) -> None:
    """Law: a wrong line is reported with its file and number."""
    path = tmp_path / "lexicon.tsv"
    path.write_text(f"# mine\n\n{line}\n", encoding="utf-8")
    with pytest.raises(UsageError) as caught:
        g2p.load_lexicon(path)
    assert part in str(caught.value)
    assert f"{path}, line {3 + line.count(chr(10))}" in str(caught.value)


def test_the_same_line_twice_is_no_contradiction() -> None:
    """Law: only lines that differ contradict each other."""
    assert parse("钱塘\tqian2 tang2\n钱塘\tqian2 tang2\n").syllables


def test_a_hostile_part_is_cut_in_bounded_ways() -> None:
    """Law: pinyin without end is refused, not tried in every way."""
    for said in ("xian1" * 5000, "xián" * 6 + "a" * 5000, "xián" * 5000, "a1" * 100_000):
        with pytest.raises(UsageError):
            parse(f"钱塘\t{said}")


def test_a_lexicon_that_cannot_be_read(tmp_path: Path) -> None:
    """Law: a missing file, a folder and an unreadable encoding are one line each."""
    with pytest.raises(UsageError, match="cannot read the lexicon"):
        g2p.load_lexicon(tmp_path / "no.tsv")
    with pytest.raises(UsageError, match="cannot read the lexicon"):
        g2p.load_lexicon(tmp_path)
    (tmp_path / "gbk.tsv").write_bytes("钱塘\tqian2 tang2".encode("gbk"))
    with pytest.raises(UsageError, match="not UTF-8"):
        g2p.load_lexicon(tmp_path / "gbk.tsv")
    assert g2p.load_lexicon(None) is EMPTY


def test_homophones_only_where_the_reading_would_be_wrong() -> None:
    """Law: an engine that takes text gets other characters for a wrong reading, and no others."""
    lexicon = parse("台州\ttai2 zhou1\n重庆\tchong2 qing4\nAPP\t应用\n")
    said = g2p.homophones("重庆和台州的APP", lexicon)
    assert said.startswith("重庆和")
    assert said.endswith("州的应用")
    assert said[3] != "台"
    assert g2p.pronounce(said)[3] == "tai2"
    assert g2p.homophones("重庆", EMPTY) == "重庆"


@settings(max_examples=100)
@given(st.text(max_size=40))
def test_any_file_is_a_lexicon_or_a_clear_error(text: str) -> None:
    """Law: nothing but UsageError comes out of a lexicon."""
    try:
        lexicon = parse(text)
    except UsageError:
        return
    g2p.phonemes("重庆GDP增长", lexicon=lexicon)
