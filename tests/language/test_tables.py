"""Files of weights: one that cannot be used is one line."""

from __future__ import annotations

from importlib.resources import files

import numpy as np
import pytest
from onnx import TensorProto, helper

from tingbao.errors import EngineError
from tingbao.gathering import meaning
from tingbao.language import encoder, tables
from tingbao.summarization import scoring

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


LOADED = {  # what lets go of the arrays of a file, and what asks for them
    "encoder": (encoder.release, lambda: encoder.states("", ["好"])),
    "scoring": (scoring.release, scoring._layers),
    "meaning": (meaning._learned.cache_clear, meaning._learned),
}


@pytest.mark.parametrize("cut", [0, 8])
@pytest.mark.parametrize(
    ("package", "file", "name"),
    [
        *(("language", "encoder", name) for name in ("names", "chances", "places")),
        *(
            ("summarization", "scoring", name)
            for name in ("place.w", "hidden.w", "earlier.distance", "later.odds")
        ),
        *(("gathering", "meaning", name) for name in meaning.SHAPES),
    ],
)
def test_arrays_that_do_not_fit_are_damage(monkeypatch, package, file, name, cut):
    """Law: weights of another version, whole as a file, are no fault of the program."""
    weights = tables.arrays(f"tingbao.{package}", f"{file}.npz")
    kept = weights.pop(name)
    if cut:
        weights[name] = np.atleast_1d(kept)[..., :cut]
    monkeypatch.setattr(tables, "arrays", lambda *_: weights)
    release, ask = LOADED[file]
    release()
    with pytest.raises(EngineError, match=rf"{file}\.npz\): reinstall"):
        ask()
