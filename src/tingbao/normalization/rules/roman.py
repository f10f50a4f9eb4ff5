"""Roman numerals: Ⅲ级, II期, 第IV章."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tingbao.normalization.grammar import TO, to
from tingbao.normalization.numerals import cardinal
from tingbao.normalization.rule import (
    LETTER,
    Lazy,
    Listed,
    Rule,
    after,
    before,
)

if TYPE_CHECKING:
    from tingbao.normalization.rule import Match

_ROMAN = "(?=[IVX])X{0,3}(?:IX|IV|V?I{0,3})"
_PATTERN = Lazy(
    rf"(?<![A-Za-z])(?P<first>{_ROMAN})(?:(?P<joiner>{TO})(?P<last>{_ROMAN}))?(?![A-Za-z])"
)
_OWNER = Listed("roman", "owner")
_TITLED = Lazy(r"(?:[^\W\x00-\x7f]|[a-z]) ?$")
_LETTERS = Listed("roman", "letters")
_KING = Listed("roman", "king")
_SHAPES = {"V", "X"}  # V型反转, X线 and X代 are letters
_VALUES = {"I": 1, "V": 5, "X": 10}


def _say(match: Match, _one: str) -> str | None:
    right = after(match)
    ordinal = before(match, 3).rstrip(' “”"‘’').endswith("第")
    if not ordinal and not _OWNER.match(right):
        return _numbered(match, right)
    if not ordinal and match[0] in _SHAPES and right[:1] not in {"级", "期", "类", "章", "卷"}:
        return None
    if not match["last"]:
        return _value(match["first"])
    return f"{_value(match['first'])}{to(match['joiner'])}{_value(match['last'])}"


def _numbered(match: Match, right: str) -> str | None:
    """Say the number of a king or a title: 亨利VIII, 最终幻想VII, Diablo IV."""
    left = before(match, 10)
    if len(match[0]) == 1 or match["last"] or not _TITLED.search(left) or _LETTERS.search(left):
        return None
    reigned = _KING.search(left) and not right.startswith("世")
    return _value(match["first"]) + ("世" if reigned else "")


def _value(numeral: str) -> str:
    total, last = 0, 0
    for letter in reversed(numeral):
        value = _VALUES[letter]
        total += value if value >= last else -value
        last = max(last, value)
    return cardinal(str(total))


RULE = Rule("roman", (LETTER,), _PATTERN, _say, needs=frozenset("IVX"))
