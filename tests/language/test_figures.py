"""Figures in one form."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tingbao.language.figures import figures, measures, number
from tingbao.site.formats import numeral


@given(st.integers(1, 99))
def test_a_numeral_is_read_as_it_is_written(value: int) -> None:
    """Law: what is written as a numeral is read as the same number."""
    assert number(numeral(value)) == value


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("3.24亿、三亿二千四百万", ("324000000", "324000000")),
        ("1,234,567人和１０００余家", ("1234567", "1000")),
        ("五万亿和十万", ("5000000000000", "100000")),
        ("一百二十三点五", ("123.5",)),
        ("百分之十二点五与12.5%", ("12.5%", "12.5%")),
        ("一百零五，两千", ("105", "2000")),
        ("一般来说，三心二意", ()),
        ("", ()),
    ],
)
def test_one_form_for_many(text: str, found: tuple[str, ...]) -> None:
    """Law: the same figure has the same form, however it is written; other words have none."""
    assert figures(text) == found


def test_a_figure_has_its_measure() -> None:
    """Law: what a figure measures stands beside it, empty where nothing known follows."""
    assert measures("投资3亿元，共12个") == (("300000000", "元"), ("12", ""))
