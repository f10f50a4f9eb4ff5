"""Numbers to words: pure functions from ASCII digits to Chinese.

两 and 二 follow 《现代汉语八百词》: 两 before 千, 万 and 亿 and before 百 at the head of a
number, 二 elsewhere; the caller says whether a lone 2 counts something (两个) or not.
"""

from __future__ import annotations

from functools import lru_cache

DIGITS = "零一二三四五六七八九"
LONGEST = 17  # digits of 10^16; longer ones are spelled, since nobody can follow them
_SPELL = str.maketrans("0123456789", DIGITS)
_PLACES = ("", "十", "百", "千")


def spell(digits: str, *, one: str = "一") -> str:
    """Say digit by digit; `one` is how a 1 is said (幺 in telephone numbers)."""
    spoken = digits.translate(_SPELL)
    return spoken if one == "一" else spoken.replace("一", one)


@lru_cache(8192)
def cardinal(digits: str, *, counting: bool = False) -> str:
    """Say a whole number.

    Args:
        digits: ASCII digits without sign or separators. More than 17 digits, or a
            leading zero before others, are spelled digit by digit.
        counting: A lone 2 is 两.
    """
    if len(digits) > LONGEST or (len(digits) > 1 and digits[0] == "0"):
        return spell(digits)
    if digits == "2" and counting:
        return "两"
    if digits == "0":
        return "零"
    return _large(digits, head=True)


def decimal(text: str, *, counting: bool = False) -> str:
    """Say a number that may hold thousands separators and a decimal point."""
    whole, point, fraction = text.replace(",", "").partition(".")
    if not point:
        return cardinal(whole, counting=counting)
    return f"{cardinal(whole or '0')}点{spell(fraction)}"


def _large(digits: str, *, head: bool) -> str:
    """Say up to 17 digits by 亿, each side by 万."""
    for size, name in ((8, "亿"), (4, "万")):
        if len(digits) > size:
            high, low = digits[:-size], digits[-size:]
            said = "两" if high.lstrip("0") == "2" else _large(high, head=head)
            return said + name + _rest(low)
    return _section(digits, head=head)


def _rest(low: str) -> str:
    """Say what follows 万 or 亿; a gap is a 零."""
    short = low.lstrip("0")
    if not short:
        return ""
    gap = "零" if len(short) < len(low) else ""
    tens_of_wan = len(low) > 4 and len(short) == 6  # noqa: PLR2004  # 一百亿零十万, not 零一十万
    return gap + _large(short, head=tens_of_wan and bool(gap))


def _section(digits: str, *, head: bool) -> str:
    """Say up to four digits that do not begin with 0; a 2 is 两 in 千, in 百 at the head."""
    said = ""
    for index, digit in enumerate(digits):
        place = len(digits) - index - 1
        if digit == "0":
            if said and not said.endswith("零") and digits[index:].strip("0"):
                said += "零"
        elif digit == "1" and place == 1 and index == 0 and head:
            said += "十"
        elif digit == "2" and place > 1 and (place > 2 or (head and index == 0)):  # noqa: PLR2004
            said += "两" + _PLACES[place]
        else:
            said += DIGITS[int(digit)] + _PLACES[place]
    return said
