"""Numbers to words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tingbao.language.numerals import (
    DIGITS,
    LONGEST,
    cardinal,
    decimal,
    spell,
)

PLACES = {"十": 10, "百": 100, "千": 1000}


def value(spoken: str) -> int:
    """Read Chinese numerals back."""
    spoken = spoken.replace("两", "二").lstrip("零")
    for unit, size in (("亿", 10**8), ("万", 10**4)):
        if unit in spoken:
            high, _, low = spoken.rpartition(unit)
            return value(high) * size + (value(low) if low else 0)
    total, digit = 0, 1 if spoken.startswith("十") else 0
    for character in spoken:
        if character in PLACES:
            total += digit * PLACES[character]
            digit = 0
        else:
            digit = DIGITS.index(character)
    return total + digit


@given(st.integers(min_value=0, max_value=10**16))
def test_numerals_read_back(number):
    """What is said has the value that was written, up to 10^16."""
    assert value(cardinal(str(number))) == number


@pytest.mark.parametrize(
    ("digits", "spoken"),
    [
        ("0", "零"),
        ("10", "十"),
        ("110", "一百一十"),
        ("2222", "两千二百二十二"),
        ("200", "两百"),
        ("20000", "两万"),
        ("200000000", "两亿"),
        ("120000", "十二万"),
        ("10010", "一万零一十"),
        ("100020003", "一亿零两万零三"),
        ("10000000000000000", "一亿亿"),
        ("007", "零零七"),
    ],
)
def test_numerals(digits, spoken):
    """两 stands before 千, 万, 亿 and a leading 百; gaps are one 零."""
    assert cardinal(digits) == spoken


def test_long_numbers_are_spelled():
    """Nobody can follow a number of more than 17 digits: it is spelled."""
    digits = "12" * LONGEST
    assert cardinal(digits) == spell(digits)


def test_counting_two():
    """A lone 2 that counts is 两."""
    assert (cardinal("2", counting=True), cardinal("2")) == ("两", "二")


def test_decimals_keep_their_zeros():
    """Digits after the point are said one by one, zeros too."""
    assert decimal("1,234.50") == "一千二百三十四点五零"
    assert decimal(".5") == "零点五"
