"""The small network that weighs the readings of a polyphone: g2pM's BiLSTM, in NumPy.

The weights are those of g2pM 0.1.2.5 (Park and Lee 2020, Apache-2.0), made plain float16
arrays by benchmarks/training/polyphones.py: characters become 64 numbers, a layer of 32 LSTM cells
a direction reads the sentence, two dense layers score 876 syllables.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from tingbao.g2p.tables import rows, weights

if TYPE_CHECKING:
    from numpy.typing import NDArray

CELLS = 32
_UNKNOWN, _BEGIN, _END = 1, 2, 3  # rows of the embedding
_FIRST = 4  # row of the first character


class Network:
    """The weights, laid out so that one step of both directions is one product."""

    def __init__(self) -> None:
        import numpy as np

        stored = weights("network.npz")
        # tanh serves all gates: sigmoid(x) is (tanh(x / 2) + 1) / 2; the gates stand i f g o
        half = np.repeat(np.array([0.5, 0.5, 1, 0.5], np.float32), CELLS)
        self._inputs = (stored["embedding"] @ stored["input"] + stored["bias"]) * half
        self._recurrent = stored["recurrent"] * half
        self._hidden, self._hidden_bias = stored["hidden"], stored["hidden_bias"]
        self._output, self._output_bias = stored["output"], stored["output_bias"]
        characters = "".join(row[0] for row in rows("characters.tsv"))
        self._rows = {c: row for row, c in enumerate(characters, _FIRST)}

    def scores(self, sentence: str, places: Sequence[int]) -> NDArray[Any]:
        """Score all syllables at some places of a sentence: float32 [places, 876]."""
        import numpy as np

        ids = [_BEGIN, *(self._rows.get(c, _UNKNOWN) for c in sentence), _END]
        length = len(ids)
        inputs = np.stack((self._inputs[0, ids], self._inputs[1, ids[::-1]]), axis=1)[:, :, None]
        states = np.empty((length, 2, CELLS), np.float32)
        hidden = np.zeros((2, 1, CELLS), np.float32)
        cell = np.zeros((2, 1, CELLS), np.float32)
        for step in range(length):
            gates = np.tanh(inputs[step] + hidden @ self._recurrent)
            opened = gates[:, :, : 2 * CELLS] * 0.5 + 0.5
            cell = (
                opened[:, :, CELLS:] * cell
                + opened[:, :, :CELLS] * gates[:, :, 2 * CELLS : 3 * CELLS]
            )
            hidden = (gates[:, :, 3 * CELLS :] * 0.5 + 0.5) * np.tanh(cell)
            states[step] = hidden[:, 0]
        at = np.asarray(places) + 1
        both = np.concatenate((states[at, 0], states[length - 1 - at, 1]), axis=1)
        dense = np.maximum(both @ self._hidden + self._hidden_bias, 0)
        scored: NDArray[Any] = dense @ self._output + self._output_bias
        return scored


@cache
def network() -> Network:
    """Load the network, once."""
    return Network()
