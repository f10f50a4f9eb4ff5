"""How an English word that no table knows is said: g2p-en's network, in NumPy.

The weights are those of g2p-en 2.1.0 (Park and Kim, Apache-2.0), made plain float16 arrays
by benchmarks/training/letter_to_sound.py: a GRU of 128 cells reads the letters, another one
says the phones, each after the one before it.
"""

from __future__ import annotations

import hashlib
import io
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, TypeAlias

from tingbao.errors import EngineError
from tingbao.g2p.arpabet import CONSONANTS, VOWELS, symbols

if TYPE_CHECKING:
    import numpy as np

    Array: TypeAlias = "np.ndarray[Any, np.dtype[np.float32]]"

WEIGHTS = "letter_to_sound.npz"
SHA256 = "d9eb598719c9ef2c0f1efdeafa69d0d7f6ccacee90c6b254b88e015957315714"
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
    phones = _network().phones(word)
    return symbols([f"{each}0" if each == "UW" else each for each in phones])


class _Network:
    def __init__(self) -> None:
        import numpy as np

        data = files(__package__).joinpath(WEIGHTS).read_bytes()
        if hashlib.sha256(data).hexdigest() != SHA256:
            raise EngineError(
                "the weights for English are damaged", where=WEIGHTS, hint="reinstall"
            )
        with np.load(io.BytesIO(data), allow_pickle=False) as stored:
            self._weights: dict[str, Array] = {
                name: stored[name].astype(np.float32) for name in stored.files
            }

    def phones(self, word: str) -> list[str]:
        """Read the letters, then give the likeliest phone, one after another."""
        import numpy as np

        weights = self._weights
        state = np.zeros(weights["enc_w_hh"].shape[1], np.float32)
        for row in (*(ord(letter) - ord("a") + _FIRST_LETTER for letter in word), _LETTER_END):
            state = self._step("enc", weights["enc_emb"][row], state)
        said: list[str] = []
        row = _BEGIN
        for _ in range(MOST_PHONES):
            state = self._step("dec", weights["dec_emb"][row], state)
            row = int((weights["fc_w"] @ state + weights["fc_b"]).argmax())
            if row < _FIRST_PHONE:
                return said if row == _END else []
            said.append(_PHONES[row - _FIRST_PHONE])
        return []

    def _step(self, side: str, given: Array, state: Array) -> Array:
        """Take one step of a gated recurrent unit."""
        import numpy as np

        weights = self._weights
        new = weights[f"{side}_w_ih"] @ given + weights[f"{side}_b_ih"]
        old = weights[f"{side}_w_hh"] @ state + weights[f"{side}_b_hh"]
        cells = len(state)
        gates = np.tanh((new + old)[: 2 * cells] / 2) / 2 + 0.5  # the logistic function
        reset, keep = gates[:cells], gates[cells:]
        fresh = np.tanh(new[2 * cells :] + reset * old[2 * cells :])
        stepped: Array = (1 - keep) * fresh + keep * state
        return stepped


@cache
def _network() -> _Network:
    return _Network()
