"""The tagger: its cut is a partition, and grammar is seen where jieba's dictionary is blind."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tingbao.language import tagger
from tingbao.language.text import Text


@settings(max_examples=30)
@given(st.text(max_size=60))
def test_joined_the_words_are_the_text(text):
    """Law: nothing is added, lost or moved."""
    words = tagger.tagged(text)
    assert "".join(word.text for word in words) == text
    assert all(text[word.start : word.end] == word.text for word in words)


@pytest.mark.parametrize(
    ("text", "word", "tag"),
    [
        ("工人们小心翼翼地把设备吊上了塔顶。", "地", "u"),
        ("这块地的价格很高。", "地", "n"),
        ("记者从杭州市卫生健康委员会获悉此事。", "杭州市卫生健康委员会", "ORG"),
        ("当日下午，温如军向记者介绍了情况。", "温如军", "PER"),
    ],
)
def test_grammar_and_names_are_seen(text, word, tag):
    """Law: a particle is told from the noun of the same character, a name from its words."""
    assert (word, tag) in {(one.text, one.tag) for one in tagger.tagged(text)}


def test_a_long_text_is_tagged_in_pieces():
    """Law: no length is refused, and places count from the beginning."""
    text = "国家统计局发布了数据。" * 200
    words = tagger.tagged(text)
    assert words[-1].end == len(text)


def test_words_alone_load_no_tagger():
    """Law: who asks for words does not pay for tags."""
    code = (
        "import sys; from tingbao.language.text import Text; Text('重庆的银行').words; "
        "print('onnxruntime' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_a_released_tagger_is_loaded_again():
    """Law: what is let go comes back when it is asked for, and says the same."""
    before = tagger.tagged("王小明去了重庆。")
    tagger.release()
    assert tagger.tagged("王小明去了重庆。") == before


def test_layers_are_made_once():
    """Law: a layer asked for again is the same object."""
    text = Text("老陳說：“好。”他走了。")
    assert text.tags is text.tags
    assert text.words is text.words
    assert text.simple == "老陈说：“好。”他走了。"
