"""Silence that is not computed."""

from __future__ import annotations

import numpy as np
from onnx import helper

from tingbao.synthesis.kokoro import building, silence
from tingbao.synthesis.kokoro.graph import OPSETS, Graph


def test_what_is_not_computed_counts_as_the_silence_that_is() -> None:
    """Law: mean and mean square of what is kept become those of the whole, for each channel."""
    frame, channels, before, after = 4, 3, 7, 11
    random = np.random.default_rng(16)
    head, speech, tail = (
        np.repeat(random.integers(0, 256, (1, channels, count)), repeated, axis=2)
        for count, repeated in ((1, 10 * frame), (20 * frame, 1), (1, 15 * frame))
    )
    whole = np.concatenate([head, speech, tail], axis=2).astype(np.float64)
    kept = whole[..., before * frame : -after * frame]
    frames = whole.shape[2] // frame
    graph = Graph(_identity(channels))
    for name, value in (
        (silence.KEPT, np.array([frames - before - after])),
        (silence.BEFORE, np.array([before / frames], np.float32)),
        (silence.AFTER, np.array([after / frames], np.float32)),
        ("mean", kept.mean(axis=2, keepdims=True, dtype=np.float64).astype(np.float32)),
        ("power", (kept**2).mean(axis=2, keepdims=True).astype(np.float32)),
    ):
        graph.constant(name, value)
    both = silence.with_silence(graph, "values", "mean", "power")
    graph.replace(graph.maker["output"], "Concat", both, axis=2)
    (found,) = building.session(graph.bytes()).run(None, {"values": kept.astype(np.uint8)})
    wanted = np.stack([whole.mean(axis=2), (whole**2).mean(axis=2)], axis=2)
    np.testing.assert_allclose(found, wanted, rtol=1e-5)


def _identity(channels: int) -> bytes:
    shape = [1, channels, None]
    facts = (
        [helper.make_tensor_value_info("values", 2, shape)],  # UINT8
        [helper.make_tensor_value_info("output", 1, shape)],  # FLOAT
    )
    node = helper.make_node("Cast", ["values"], ["output"], name="output", to=1)
    opsets = [helper.make_opsetid(domain, version) for domain, version in OPSETS]
    graph = helper.make_graph([node], "levels", *facts)
    return helper.make_model(graph, opset_imports=opsets).SerializeToString()
