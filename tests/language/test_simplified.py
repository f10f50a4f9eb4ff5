"""Traditional characters for the analysis."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tingbao.language.simplified import simplified


def test_traditional_becomes_simplified():
    """What the tables of words have is met in either script."""
    assert simplified("與此同時，該會試算") == "与此同时，该会试算"


@given(st.text(max_size=60))
def test_positions_stay(text):
    """One character stays one character, and a second pass changes nothing."""
    once = simplified(text)
    assert len(once) == len(text)
    assert simplified(once) == once
