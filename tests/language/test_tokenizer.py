"""jieba's words, without its cache."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

import jieba
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tingbao.language import tokenizer

SEED = (Path(__file__).parent.parent.parent / "seeds" / "qiantang-smart-city.txt").read_text(
    "utf-8"
)


@pytest.fixture(scope="module")
def plain_jieba(tmp_path_factory: pytest.TempPathFactory) -> jieba.Tokenizer:
    """Give jieba as it comes, with its whole dictionary."""
    tokenizer = jieba.Tokenizer()
    tokenizer.tmp_dir = str(tmp_path_factory.mktemp("jieba"))
    tokenizer.initialize()
    return tokenizer


def test_the_seed_is_cut_as_by_jieba(plain_jieba: jieba.Tokenizer) -> None:
    """Law: the words are jieba's own."""
    assert [w.text for w in tokenizer.words(SEED)] == list(plain_jieba.cut(SEED))


def test_any_word_of_the_dictionary_is_known(plain_jieba: jieba.Tokenizer) -> None:
    """Law: bisection finds a word of the dictionary, its frequency and its part of speech."""
    segmenter = tokenizer._Segmenter()
    lines = segmenter._dictionary.decode().splitlines()[::29]
    for word, frequency, tag in (line.split(" ") for line in lines):
        segmenter.cut(word)
        assert segmenter._tokenizer.FREQ[word] == int(frequency)
        assert segmenter.tags[word] == tag
    assert segmenter._tokenizer.FREQ.items() <= plain_jieba.FREQ.items()
    assert plain_jieba.total == tokenizer._TOTAL


@settings(max_examples=200)
@given(st.text(alphabet="中国人民银行重庆长安A股 a1,。，！\n\r\ud800\x00é𠮷ㄅ《", max_size=40))
def test_words_joined_are_the_text(text: str) -> None:
    """Law: nothing is lost, and each word stands where it says."""
    found = tokenizer.words(text)
    assert "".join(w.text for w in found) == text
    assert all(text[w.start : w.end] == w.text for w in found)


def test_long_runs_take_linear_time() -> None:
    """Law: a hundred thousand characters without a break are cut, and nothing is lost."""
    text = "钅" * 50_000 + "中" * 50_000
    assert "".join(w.text for w in tokenizer.words(text)) == text


def test_parts_of_speech() -> None:
    """Law: a word of the dictionary has its part of speech, a new one has none."""
    tags = {w.text: w.tag for w in tokenizer.words("重庆市民在银行办理GDP业务")}
    assert tags["银行"] == "n"
    assert tags["GDP"] == ""


def test_nothing_is_written_or_said() -> None:
    """Law: no cache in the shared temporary folder, no word on the streams."""
    with tempfile.TemporaryDirectory() as folder:
        code = "from tingbao.language import tokenizer; tokenizer.words('重庆的银行')"
        done = subprocess.run(
            [sys.executable, "-c", code],
            env={"TMPDIR": folder, "HOME": folder},
            capture_output=True,
            check=True,
            text=True,
        )
        assert not list(Path(folder).iterdir())
        assert done.stdout + done.stderr == ""
