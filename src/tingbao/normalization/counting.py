"""What follows a number: a measure word, and which 2 stands before it."""

from __future__ import annotations

from functools import cache

from tingbao.normalization.tables import mapping

_BETWEEN = "多余几来"
_TWO = "两"


def counter(text: str) -> str:
    """Give the measure word that the text begins with, or ""."""
    known = _known()
    for length in _sizes().get(text[:1], ()):
        if text[:length] in known:
            return text[:length]
    return ""


def counts(text: str) -> bool:
    """Tell whether a lone 2 before this text is 两."""
    return _known().get(counter(text.lstrip(" ")), "") == _TWO


def measured(text: str) -> bool:
    """Tell whether a measure word follows, so that the number before it is an amount."""
    text = text.lstrip(" ")
    return bool(counter(text[1:] if text[:1] and text[0] in _BETWEEN else text))


@cache
def _sizes() -> dict[str, list[int]]:
    """Give how long the words are that begin with a character, the longest first."""
    sizes: dict[str, set[int]] = {}
    for word in _known():
        sizes.setdefault(word[0], set()).add(len(word))
    return {first: sorted(found, reverse=True) for first, found in sizes.items()}


@cache
def _known() -> dict[str, str]:
    """Give the measure words, and the names of units of more than one character."""
    units = (name for name in mapping("units").values() if len(name) > 1 and not name.isascii())
    return dict.fromkeys(units, _TWO) | mapping("counters")
