"""A text is read once, and what is made of it has its words by their places."""

from __future__ import annotations

import pickle
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tingbao.language import tokenizer
from tingbao.language.text import HAN, Text, within

ALPHABET = "中国人民银行重庆长安老陳說A股 a1205%，。“”《"


@st.composite
def replacing(draw):
    """Give a text, and replacements that are in order and apart."""
    text = draw(st.text(ALPHABET, min_size=1, max_size=40))
    places = sorted(draw(st.lists(st.integers(0, len(text)), max_size=8, unique=True)))
    spans = zip(places[::2], places[1::2], strict=False)
    put = st.text("二百年五陳說A，", max_size=4) | st.text("张三在北京", max_size=3).map(Text)
    return Text(text), [(start, end, draw(put)) for start, end in spans]


def spelled(words):
    """Give the words, told by their places alone, as one string."""
    assert all(one.end == other.start for one, other in pairwise(words))
    assert not words or words[0].start == 0
    return "".join(word.text for word in words)


@settings(max_examples=150, deadline=None)
@given(replacing())
def test_words_tile_what_was_made_and_the_untouched_stay(case):
    """Law: words and tags of the new text leave no gap; those outside replacements are the old."""
    text, replacements = case
    made = text.replaced(replacements)
    assert spelled(made.words) == made.simple
    assert spelled(made.tags) == made.simple
    for word in text.words:
        touched = [one for one in replacements if one[0] < word.end and word.start < one[1]]
        touched += [one for one in replacements if word.start < one[0] == one[1] < word.end]
        before = [one for one in replacements if one[1] <= word.start]
        shift = sum(len(put) - (end - start) for start, end, put in before)
        if not touched:
            assert replace(word, start=word.start + shift) in made.words


@given(st.text(ALPHABET, max_size=30), st.integers(-40, 40), st.integers(-40, 40))
def test_a_part_is_a_slice(text, start, end):
    """Law: a part is what the string's slice is, and nothing is analysed for it."""
    assert Text(text).part(start, end) == text[start:end]
    assert Text(text).part(start) == text[start:]


def test_a_text_is_the_string_and_travels_as_such():
    """Law: it is equal to what is written, and sent as that, however much was found in it."""
    text = Text("老陳說：“好。”他走了。")
    assert text.words
    assert text.tags
    sent = pickle.dumps(text)
    assert len(sent) < len(pickle.dumps(str(text))) + 80
    came = pickle.loads(sent)  # noqa: S301  # our own
    assert came == text == "老陳說：“好。”他走了。"
    assert type(came) is Text


def test_a_time_in_other_words_is_a_time():
    """Law: a tag stays with what is put in the place of its word, or of a part of it."""
    text = Text("他于2019年9月8日在北京大学退休。")
    said = text.replaced([(2, 6, "二零一九"), (7, 10, "九月八")])
    assert [(word.text, word.tag) for word in said.tags if word.tag in {"TIME", "ORG"}] == [
        ("二零一九年九月八日", "TIME"),
        ("北京大学", "ORG"),
    ]


def test_a_text_that_is_put_in_brings_its_words():
    """Law: a name that stands for a pronoun is the name that it was where it stood."""
    name = Text("经理程金光说，水很清。").part(2, 5)
    said = Text("他也坦言。").replaced([(0, 2, name)])
    assert [word.text for word in said.tags][:2] == ["程金光", "坦言"]
    assert said.tags[0].tag == "PER"


@pytest.mark.parametrize("text", ["GPT-4o, 3.5% of 12:30", "3+2", "", "é, ü.\r\n"])
def test_a_text_without_chinese_loads_nothing(text):
    """Law: neither jieba nor the tagger is loaded for it, and its words are jieba's."""
    code = (
        f"import sys; from tingbao.language.text import Text; text = Text({text!r}); "
        "print([word.text for word in text.words], len(text.tags) > 0); "
        "assert not {'jieba', 'onnxruntime', 'numpy'} & sys.modules.keys()"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    words = [word.text for word in tokenizer.words(text)]
    assert done.stdout.strip() == f"{words} {bool(text)}"


def test_a_layer_is_made_once_by_many_threads(monkeypatch):
    """Law: two threads that ask for the same words wait for one cut."""
    cut: list[str] = []
    words = tokenizer.words
    monkeypatch.setattr(tokenizer, "words", lambda text: cut.append(text) or words(text))
    text = Text("东湖水厂二期工程开工，总投资十二亿元。" * 20)
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda _: text.words, range(8)))
    assert len(cut) == 1
    assert all(one is found[0] for one in found)


@given(st.integers(0, 40), st.integers(0, 40))
def test_words_within_lie_there_whole(start: int, end: int) -> None:
    """Law: within are those words that begin and end there, in their order; none elsewhere."""
    words = Text("东湖水厂二期工程昨日开工，总投资12.6亿元，工期为三十个月。").words
    inside = tuple(word for word in words if start <= word.start and word.end <= end)
    assert within(words, start, end) == inside


def test_only_han_is_chinese() -> None:
    """Law: the range takes compatibility characters, and no Hangul, kana or private use."""
    found = re.findall(f"[{HAN}]", "\u8c48\uf900\u3007한あア가Я０\ue000")
    assert found == ["\u8c48", "\uf900", "\u3007"]
