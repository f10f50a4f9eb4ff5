"""A question rises at its end; nothing else is bent."""

from __future__ import annotations

import shutil

import numpy as np
import onnxruntime
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tingbao import g2p
from tingbao.config import Config
from tingbao.synthesis import sound
from tingbao.synthesis.engine import Options
from tingbao.synthesis.engines import ENGINES
from tingbao.synthesis.kokoro import building, questions, symbols, voice_packs

MARKS = "⤴⤻"


@pytest.fixture(scope="module")
def options(built, tmp_path_factory) -> Options:
    """Keep one cache for the module."""
    cache = shutil.copytree(built, tmp_path_factory.mktemp("cache") / "own")
    return Options(config=Config(cache=cache))


def score(text):
    """Write a text as phonemes with its mark."""
    return questions.marked(text, g2p.phonemes(text))


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("他来吗？", "⤴ma→?"),
        ("“他来吗？”", "⤴ma→?"),
        ("你同意吧？", "⤴pa→?"),
        ("为什么这样呢？", "⤻nɤ→?"),
        ("他姓马？", "ma↓⤴?"),
        ("他什么时候来？", "⤻?"),
        ("你去不去杭州？", "⤻?"),
        ("几乎没有人来？", "⤴?"),
        ("谁动了我的奶酪？", "⤻?"),
        ("谁说他会来吗？", "⤴ma→?"),
        ("他来了。", "."),
        ("他来吗", "ma"),
        ("他问“来吗？”，没人答。", "."),
    ],
)
def test_what_asks_is_marked(text, ends) -> None:
    """A particle is held; a word that asks rises less; what does not end on ？ has no mark."""
    marked = score(text)
    assert marked.endswith(ends)
    assert sum(map(marked.count, MARKS)) == sum(map(ends.count, MARKS))


@given(st.text(alphabet="他来吗呢吧不什么谁的了？。，！“”A1 ", max_size=24))
def test_curves_have_a_value_for_each_token(text) -> None:
    """Law: any text has two curves of its tokens' length; without a mark they are zero."""
    marked = score(text)
    bend, hold = questions.contour(marked)
    assert bend.shape == hold.shape == (1, len(symbols.tokens(marked)) + 2)
    if not any(mark in marked for mark in MARKS):
        assert not bend.any()
        assert not hold.any()
    assert np.all(np.diff(bend[0][hold[0] == 0]) >= 0)


def test_without_a_mark_the_graph_says_what_it_said() -> None:
    """Law: zeros bend nothing and a pace of one hurries nothing: sample for sample the same."""
    from tingbao.synthesis.kokoro import silence, weights
    from tingbao.synthesis.kokoro.english import hurry
    from tingbao.synthesis.kokoro.graph import Graph
    from tingbao.synthesis.kokoro.intonation import bend
    from tingbao.synthesis.kokoro.quantising import measured, quantise
    from tingbao.synthesis.kokoro.rewriting import rewrite
    from tingbao.synthesis.kokoro.shortening import fitted, shorten

    settings = onnxruntime.SessionOptions()
    settings.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL
    graph = Graph(weights.read())
    rewrite(graph)
    shorten(graph, fitted())
    quantise(graph, measured())  # a third of the memory, and sooner
    graph.constant(silence.KEPT, np.array([40]))
    for share in (silence.BEFORE, silence.AFTER):  # nothing is left out here
        graph.constant(share, np.zeros(1, np.float32))
    feed = building.feed(building.SENTENCE, "yunxi", 1.0)
    before = {name: feed[name] for name in ("tokens", "style", "speed")}
    graphs = [graph.bytes()]
    bend(graph)
    hurry(graph)
    graphs.append(graph.bytes())
    del graph
    plain, bent = (
        onnxruntime.InferenceSession(graphs.pop(0), settings).run(None, given)[0]
        for given in (before, feed)
    )
    assert np.array_equal(plain, bent)


@pytest.mark.parametrize("voice", ["yunmai", "xiaobei"])  # others creak without the mark
def test_a_particle_ends_higher_than_it_would(options, voice) -> None:
    """Law: the end of 吗 with its mark lies at least three semitones above that without."""
    speaker = ENGINES["kokoro"].open(options)
    marked = score("这个办法真的有用吗？")
    plain = marked.replace("⤴ma→", "ma")
    ends = [_end(speaker.say(one, voice_packs.find(voice), 1.0)) for one in (marked, plain)]
    assert 12 * np.log2(ends[0] / ends[1]) > 3


def _end(pcm: bytes) -> float:
    """Give the pitch of the last fifth of a second that has one, in hertz, by autocorrelation."""
    samples = sound.trim(sound.of(pcm)).astype(np.float64)[-7_200:]
    found = []
    for at in range(0, len(samples) - 1_200, 120):
        frame = samples[at : at + 1_200] - samples[at : at + 1_200].mean()
        row = np.correlate(frame, frame, "full")[1_199:]
        lag = 60 + int(np.argmax(row[60:400]))  # 400 to 60 Hz
        if row[lag] > 0.4 * row[0]:
            found.append(24_000 / lag)
    return float(np.median(found[-10:]))
