"""The filters, beside those of SciPy and pyloudnorm."""

from __future__ import annotations

from math import sqrt

import numpy as np
import pytest
from pyloudnorm import IIRfilter
from scipy.signal import butter, sosfilt

from tingbao.mastering.filtering import Filter, high_pass, high_shelf

RATE = 44100


@pytest.mark.parametrize(
    ("section", "known"),
    [
        (
            high_shelf(4.0, 1500.0, 1 / sqrt(2), RATE),
            IIRfilter(4, 1 / sqrt(2), 1500, RATE, "high_shelf"),
        ),
        (high_pass(38.0, 0.5, RATE), IIRfilter(0, 0.5, 38, RATE, "high_pass")),
    ],
)
def test_the_weighting_is_pyloudnorms(section, known) -> None:
    """Law: the two filters of the loudness have the coefficients that pyloudnorm gives them."""
    sos = np.array(section) / section[3]
    assert np.allclose(sos, [*known.b / known.a[0], *known.a / known.a[0]], atol=1e-9)


def test_pieces_sound_as_the_whole_and_as_scipys() -> None:
    """Law: however a signal is cut, it comes out as one recursion over its samples gives it."""
    noise = np.random.default_rng(1).standard_normal(150_000).astype(np.float32) / 8 + 0.1
    filtered = Filter((high_pass(30.0, 1 / sqrt(2), RATE),))
    cuts = np.split(noise, [0, 1, 700, 90_000, 90_000, 149_999])
    pieces = np.concatenate([filtered(piece) for piece in cuts])
    wanted = sosfilt(butter(2, 30, "highpass", fs=RATE, output="sos"), noise.astype(float))
    assert len(pieces) == len(noise)
    assert np.abs(pieces - wanted).max() < 2e-6
