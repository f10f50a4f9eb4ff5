"""Steps of the generator that one convolution stands for."""

from __future__ import annotations

import numpy as np
import onnxruntime
import pytest

from tingbao import g2p
from tingbao.synthesis.kokoro import building, rewriting, shortening, weights
from tingbao.synthesis.kokoro.graph import Graph

TEXT = "傍晚的江堤上，散步的人停下来等潮。"  # not among the sentences that are fitted
LEAST = {"noise_res.0": 0.7, "noise_res.1": 0.9, "resblocks": 0.8}  # of the variance


@pytest.fixture(scope="module")
def published() -> bytes:
    """Read the weights once for the module."""
    return weights.read()


def _added(published: bytes, steps: dict[str, shortening.Step]) -> list[np.ndarray]:
    """Speak, and give what each step of those that can be shortened adds to its stream."""
    graph = Graph(published)
    rewriting.rewrite(graph)
    fitted = shortening.fitted()
    outputs = [str(shortening.convolutions(graph, step)[1].output[0]) for step in fitted]
    shortening.shorten(graph, steps)
    opened = onnxruntime.InferenceSession(graph.bytes(outputs))
    feed = building.feed(g2p.phonemes(TEXT), "xiaohe", 1.0)
    known = {each.name for each in opened.get_inputs()}
    return opened.run(outputs, {name: feed[name] for name in known})


def test_a_shortened_step_adds_what_the_published_one_does(published) -> None:
    """Law: with all of them in place, each explains most of what the two convolutions add."""
    steps = shortening.fitted()
    pairs = zip(_added(published, {}), _added(published, steps), strict=True)
    for step, (two, one) in zip(steps, pairs, strict=True):
        spread = two - two.mean(axis=2, keepdims=True)
        explained = 1 - np.square(two - one).sum() / np.square(spread).sum()
        assert explained > next(least for block, least in LEAST.items() if step.startswith(block))


def test_no_step_keeps_its_long_convolutions(published) -> None:
    """Law: of two convolutions one is left, and it is no longer than either was."""
    graph = Graph(published)
    rewriting.rewrite(graph)
    steps = shortening.fitted()
    before = {
        step: [graph.constants[node.input[1]].size for node in shortening.convolutions(graph, step)]
        for step in steps
    }
    count = len(graph.of("Conv"))
    shortening.shorten(graph, steps)
    assert len(graph.of("Conv")) == count - len(steps)
    assert all(graph.constants[f"{step}_weight"].size <= min(before[step]) for step in steps)
