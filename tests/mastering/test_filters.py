"""Filters by products of spectra."""

from __future__ import annotations

from math import sqrt

import numpy as np
import pytest
from pyloudnorm import IIRfilter
from scipy.signal import butter, sosfilt

from tingbao.mastering.filters import Filter


def _noise(samples: int) -> np.ndarray:
    return np.random.default_rng(0).normal(0.05, 0.1, samples).astype(np.float32)


@pytest.mark.parametrize("rate", [24_000, 44_100])
def test_a_filter_is_what_the_recursion_gives(rate) -> None:
    """Law: pieces of any length, one after another, come as scipy filters the whole, to 1e-6."""
    signal = _noise(5 * rate)
    stages = [
        IIRfilter(4.0, sqrt(0.5), 1500.0, rate, "high_shelf"),
        IIRfilter(0.0, 0.5, 38.0, rate, "high_pass"),
    ]
    sections = np.array([[*each.b / each.a[0], *each.a / each.a[0]] for each in stages])
    ours = Filter(rate, ("high_shelf", 1500.0, sqrt(0.5), 4.0), ("high_pass", 38.0, 0.5, 0.0))
    pieces = np.split(signal, [1, 1, 700, 90_000])
    heard = np.concatenate([ours.take(piece) for piece in pieces])
    assert heard == pytest.approx(sosfilt(sections, signal.astype(float)), abs=1e-6)


def test_the_high_pass_is_butterworths() -> None:
    """Law: of quality one by the root of two it is a Butterworth filter of second order."""
    signal = _noise(24_000)
    sections = butter(2, 30, "highpass", fs=24_000, output="sos")
    ours = Filter(24_000, ("high_pass", 30.0, sqrt(0.5), 0.0)).take(signal)
    assert ours == pytest.approx(sosfilt(sections, signal.astype(float)), abs=1e-6)
