"""Convolutions window by window."""

from __future__ import annotations

import numpy as np
import pytest
from onnx import TensorProto, helper, numpy_helper

from tingbao.synthesis.kokoro import building, windows

INS, OUTS = 128, 6
FRAMES = windows.AREA // INS


def _model(size: int, pads: tuple[int, int], dilation: int) -> helper.ModelProto:
    chance = np.random.default_rng(0)
    constants = {
        "in_step": np.array(0.02, np.float32),
        "in_zero": np.array(120, np.uint8),
        "weights": chance.integers(-127, 128, (OUTS, INS, size)).astype(np.int8),
        "weight_steps": chance.uniform(0.001, 0.01, OUTS).astype(np.float32),
        "weight_zeros": np.zeros(OUTS, np.int8),
        "out_step": np.array(0.7, np.float32),
        "out_zero": np.array(131, np.uint8),
        "bias": chance.integers(-999, 999, OUTS).astype(np.int32),
    }
    node = helper.make_node(
        "QLinearConv",
        ["sound", *constants],
        ["heard"],
        name="conv",
        kernel_shape=[size],
        pads=pads,
        dilations=[dilation],
    )
    sound = helper.make_tensor_value_info("sound", TensorProto.UINT8, [1, INS, "time"])
    heard = helper.make_tensor_value_info("heard", TensorProto.UINT8, None)
    initial = [numpy_helper.from_array(value, name) for name, value in constants.items()]
    graph = helper.make_graph([node], "toy", [sound], [heard], initial)
    opsets = [helper.make_opsetid("", 20), helper.make_opsetid("com.microsoft", 1)]
    return helper.make_model(graph, opset_imports=opsets, ir_version=9)


@pytest.mark.parametrize(
    ("size", "pads", "dilation"),
    [(1, (0, 0), 1), (2, (1, 1), 1), (3, (1, 1), 1), (11, (25, 25), 5)],
)
def test_windows_give_the_same_bytes(size, pads, dilation) -> None:
    """Law: cut into windows, of a sound of any length, a convolution gives what it gave."""
    model = _model(size, pads, dilation)
    whole = building.session(model.SerializeToString(), simplified=True)
    windows.cut(model.graph)
    cut = building.session(model.SerializeToString(), simplified=True)
    for length in (7, FRAMES - 1, FRAMES, 2 * FRAMES + 1):
        sound = np.random.default_rng(length).integers(0, 256, (1, INS, length)).astype(np.uint8)
        (expected,), (heard,) = (each.run(None, {"sound": sound}) for each in (whole, cut))
        assert np.array_equal(heard, expected)
