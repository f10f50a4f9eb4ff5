"""Files of weights: one that cannot be used is one line."""

from __future__ import annotations

from importlib.resources import files

import pytest

from tingbao.errors import EngineError
from tingbao.language import tables
from tingbao.summarization import encoder

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


@pytest.mark.parametrize("data", [None, b"", b"no graph", b"\x08\x08\x12\x00"])
def test_a_graph_that_cannot_be_used_is_named(tmp_path, monkeypatch, data):
    """Law: the same holds for the network that reads an article's sentences."""
    if data is not None:
        (tmp_path / "encoder.onnx").write_bytes(data)
    monkeypatch.setattr(encoder, "files", lambda _: tmp_path)
    encoder._model.cache_clear()
    with pytest.raises(EngineError, match=r"encoder\.onnx\): reinstall"):
        encoder.read("", [encoder.Seen(text="好", paragraph=0, opens=True)])


@pytest.mark.parametrize("cut", [0, 9])
@pytest.mark.parametrize("name", ["names", "chances", "places", "hidden.w", "later.odds"])
def test_arrays_that_do_not_fit_are_damage(monkeypatch, name, cut):
    """Law: weights of another version, whole as a file, are no fault of the program."""
    weights = dict(tables.arrays("tingbao.summarization", "encoder.npz"))
    kept = weights.pop(name)
    if cut:
        weights[name] = kept[..., :cut]
    monkeypatch.setattr(tables, "arrays", lambda *_: weights)
    encoder.release()
    with pytest.raises(EngineError, match=r"encoder\.npz\): reinstall"):
        encoder.read("", [encoder.Seen(text="好", paragraph=0, opens=True)])
