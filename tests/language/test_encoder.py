"""Laws of the network that reads text, and of how text is laid before it."""

from __future__ import annotations

import os
import subprocess
import sys
import unicodedata

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from tingbao.language import encoder
from tingbao.language.encoder import cut, states, windows

SINGLE = "全国共有三百零七所学校参加，比去年多二十所。教育部说1，月2日起"
MARKS = ("<s>", "</s>", "<unk>", "\N{LOWER ONE EIGHTH BLOCK}")
NAMES = [*MARKS, *dict.fromkeys(unicodedata.normalize("NFKC", SINGLE)), "学校", "去年"]
PIECES = {name: (at, -float(at)) for at, name in enumerate(NAMES)}


@given(st.text(alphabet=SINGLE, max_size=60))
def test_pieces_joined_are_the_text(text):
    """No character is lost or made up where each has a piece."""
    joined = "".join(NAMES[number] for number in cut(text, PIECES))
    assert joined[1:] == unicodedata.normalize("NFKC", text)


def test_the_likeliest_pieces_are_taken():
    """A piece of two characters wins over two that are less likely together, and only then."""
    likely = PIECES | {"学校": (99, -1.0)}
    assert 99 in cut("学校", likely)
    assert 99 not in cut("学校", likely | {"学校": (99, -1000.0)})


def test_what_no_piece_has_is_unknown():
    """A character without a piece is one unknown piece, and the rest is as it was."""
    assert [NAMES[n] for n in cut("学鿍校", PIECES)][1:] == ["学", "<unk>", "校"]


@given(st.lists(st.text(alphabet=SINGLE, max_size=300), max_size=30), st.text(SINGLE, max_size=90))
def test_every_text_is_read_in_a_window_of_bounded_size(texts, title):
    """Windows hold all texts in order, none more pieces than the network takes."""
    found = list(windows(title, texts, PIECES))
    assert [at for one in found for at, _, _ in one.spans] == sorted(
        at for one in found for at, _, _ in one.spans
    )
    assert {at for one in found for at, _, _ in one.spans} == set(range(len(texts)))
    for one in found:
        assert len(one.pieces) <= encoder.WINDOW
        for at, start, end in one.spans:
            wanted = cut(texts[at], PIECES)[: encoder.TEXT] or [PIECES["<unk>"][0]]
            assert list(one.pieces[start:end]) == wanted


def test_windows_grow_with_the_texts():
    """Twice the texts are twice the windows at most: the cost of reading is linear."""
    some = ["全国共有三百零七所学校参加，比去年多二十所。"] * 40
    once, twice = (len(list(windows("学校", some * times, PIECES))) for times in (1, 2))
    assert once < twice <= 2 * once


TITLE = "东湖水厂二期开工"
TEXTS = (
    "东湖水厂二期工程8月3日开工，日供水能力将达到60万吨。",
    "项目负责人李明说，工程总投资12亿元。",
)


@given(st.lists(st.sampled_from([*TEXTS, "", "鿍"]), max_size=30), st.sampled_from([TITLE, ""]))
def test_each_text_has_a_row_of_its_mean_state_and_its_highest(texts, title):
    """Law: a row a text, whatever it holds; none of its means is above the highest beside it."""
    mean, highest = np.hsplit(states(title, texts), 2)
    assert mean.shape == highest.shape == (len(texts), encoder.WIDTH)
    assert mean.dtype == highest.dtype == np.float32
    assert (mean <= highest + 1e-4).all()


def test_a_text_is_seen_in_its_title_and_its_neighbours():
    """Law: texts are read together, so that none is seen as it is alone, or under another title."""
    together = states(TITLE, TEXTS)
    for title, texts in ((TITLE, TEXTS[:1]), (TITLE, (TEXTS[0], TEXTS[0])), ("", TEXTS)):
        assert not np.allclose(states(title, texts)[0], together[0], atol=1e-3)


def test_the_same_texts_are_seen_alike_again():
    """Law: what is seen depends on the texts alone, to the last bit."""
    assert np.array_equal(states(TITLE, TEXTS * 20), states(TITLE, TEXTS * 20))


def test_a_released_network_is_loaded_again():
    """Law: what is let go comes back when it is asked for, and sees the same."""
    before = states(TITLE, TEXTS)
    encoder.release()
    assert encoder._model.cache_info().currsize == 0
    assert np.array_equal(states(TITLE, TEXTS), before)


def test_the_runtime_leaves_nothing_behind(tmp_path):
    """Law: reading writes no number of this machine anywhere, and asks for no host."""
    code = "from tingbao.language import encoder; encoder.states('', ['大桥通车'])"
    environment = {name: each for name, each in os.environ.items() if not name.startswith("ORT_")}
    environment |= {"XDG_CACHE_HOME": str(tmp_path), "HOME": str(tmp_path)}
    subprocess.run([sys.executable, "-c", code], env=environment, check=True)
    assert not list(tmp_path.rglob("*onnxruntime*"))
