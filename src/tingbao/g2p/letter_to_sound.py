"""How an English word that no table knows is said: g2p-en's network, in NumPy.

The weights are those of g2p-en 2.1.0 (Park and Kim, Apache-2.0), made plain float16 arrays
by benchmarks/training/letter_to_sound.py: a GRU of 128 cells reads the letters, another one
says the phones, each after the one before it.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, TypeAlias

from tingbao.g2p.arpabet import CONSONANTS, VOWELS, symbols
from tingbao.g2p.tables import weights

if TYPE_CHECKING:
    import numpy as np

    Array: TypeAlias = "np.ndarray[Any, np.dtype[np.float32]]"

MOST_PHONES = 20  # what the network was trained to say at most
_LETTER_END, _FIRST_LETTER = 2, 3  # rows of the letters' embedding, before "a" padding and unknown
_BEGIN, _END, _FIRST_PHONE = 2, 3, 4  # rows of the phones' embedding
# The phones in the order of the network's rows; it has UW without a stress as well.
_PHONES = sorted([*CONSONANTS, "UW", *(f"{vowel}{stress}" for vowel in VOWELS for stress in "012")])


def guessed(word: str) -> str:
    """Say a word of the letters a to z in Kokoro's symbols; nothing if it has no end.

    Raises:
        EngineError: The weights are damaged.
    """
    return symbols([f"{each}0" if each == "UW" else each for each in _phones(word)])


def _phones(word: str) -> list[str]:
    """Read the letters, then give the likeliest phone, one after another."""
    import numpy as np

    network = _weights()
    state = np.zeros(network["enc_w_hh"].shape[1], np.float32)
    for row in (*(ord(letter) - ord("a") + _FIRST_LETTER for letter in word), _LETTER_END):
        state = _step("enc", row, state)
    said: list[str] = []
    row = _BEGIN
    for _ in range(MOST_PHONES):
        state = _step("dec", row, state)
        row = int((network["fc_w"] @ state + network["fc_b"]).argmax())
        if row < _FIRST_PHONE:
            return said if row == _END else []
        said.append(_PHONES[row - _FIRST_PHONE])
    return []


def _step(side: str, row: int, state: Array) -> Array:
    """Take one step of a gated recurrent unit with a row of its side's embedding."""
    import numpy as np

    network = _weights()
    new = network[f"{side}_w_ih"] @ network[f"{side}_emb"][row] + network[f"{side}_b_ih"]
    old = network[f"{side}_w_hh"] @ state + network[f"{side}_b_hh"]
    cells = len(state)
    gates = np.tanh((new + old)[: 2 * cells] / 2) / 2 + 0.5  # the logistic function
    reset, keep = gates[:cells], gates[cells:]
    fresh = np.tanh(new[2 * cells :] + reset * old[2 * cells :])
    stepped: Array = (1 - keep) * fresh + keep * state
    return stepped


@cache
def _weights() -> dict[str, Array]:
    return weights("letter_to_sound.npz")
