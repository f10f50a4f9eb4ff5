"""Files of weights: one that cannot be used is one line."""

from __future__ import annotations

from importlib.resources import files

import numpy as np
import pytest
from onnx import TensorProto, helper

from tingbao.errors import EngineError
from tingbao.language import encoder, tables

WHOLE = files("tingbao.g2p").joinpath("letter_to_sound.npz").read_bytes()


@pytest.mark.parametrize(
    "data", [None, b"", b"{}", WHOLE[:-9], WHOLE[:5000], WHOLE[:2000] + b"?" * 9 + WHOLE[2009:]]
)
def test_weights_that_cannot_be_used_are_named(tmp_path, monkeypatch, data):
    """Law: who has a damaged installation reads which file, and what to do."""
    if data is not None:
        (tmp_path / "some.npz").write_bytes(data)
    monkeypatch.setattr(tables, "files", lambda _: tmp_path)
    with pytest.raises(EngineError, match=r"some\.npz\): reinstall"):
        tables.arrays("tingbao.g2p", "some.npz")


@pytest.mark.parametrize("value", [np.nan, np.inf])
def test_weights_that_are_no_numbers_are_damage(tmp_path, monkeypatch, value):
    """Law: one weight that is no number would make all that is computed with it none."""
    np.savez(tmp_path / "some.npz", names=np.array(["a"]), some=np.array([0, value], np.float16))
    monkeypatch.setattr(tables, "files", lambda _: tmp_path)
    with pytest.raises(EngineError, match=r"some\.npz\): reinstall"):
        tables.arrays("tingbao.g2p", "some.npz")


def graph(takes: int, gives: int, factor: float = 1) -> bytes:
    """Make a network that fits or not, and multiplies or leaves out what it takes."""
    some = [
        helper.make_tensor_value_info(name, TensorProto.FLOAT, [1, None, width])
        for name, width in (("x", takes), ("y", gives))
    ]
    constants = [
        helper.make_tensor(name, kind, [1], [value])
        for name, kind, value in (
            ("factor", TensorProto.FLOAT, factor),
            ("start", TensorProto.INT64, 0),
            ("end", TensorProto.INT64, gives),
            ("axis", TensorProto.INT64, 2),
        )
    ]
    nodes = [
        helper.make_node("Mul", ["x", "factor"], ["all"]),
        helper.make_node("Slice", ["all", "start", "end", "axis"], ["y"]),
    ]
    made = helper.make_graph(nodes, "some", some[:1], some[1:], constants)
    opset = [helper.make_opsetid("", 17)]
    return helper.make_model(made, opset_imports=opset, ir_version=8).SerializeToString()


@pytest.mark.parametrize(
    "data",
    [
        *(None, b"", b"no graph", b"\x08\x08\x12\x00"),
        *(graph(380, 380), graph(encoder.WIDTH, 380), graph(encoder.WIDTH, 384, np.inf)),
    ],
)
def test_a_graph_that_cannot_be_used_is_named(tmp_path, monkeypatch, data):
    """Law: the same holds for the network that reads text."""
    if data is not None:
        (tmp_path / "encoder.onnx").write_bytes(data)
    monkeypatch.setattr(encoder, "files", lambda _: tmp_path)
    encoder._model.cache_clear()
    with pytest.raises(EngineError, match=r"encoder\.onnx\): reinstall"):
        encoder.states("", ["好"])


@pytest.mark.parametrize("cut", [0, 9])
@pytest.mark.parametrize("name", ["names", "chances", "places"])
def test_arrays_that_do_not_fit_are_damage(monkeypatch, name, cut):
    """Law: weights of another version, whole as a file, are no fault of the program."""
    weights = tables.arrays("tingbao.language", "encoder.npz")
    kept = weights.pop(name)
    if cut:
        weights[name] = kept[..., :cut]
    monkeypatch.setattr(tables, "arrays", lambda *_: weights)
    encoder.release()
    with pytest.raises(EngineError, match=r"encoder\.npz\): reinstall"):
        encoder.states("", ["好"])
