"""Roman numerals: Ⅲ级, II期, 第IV章."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tingbao.wording.numerals import cardinal
from tingbao.wording.rule import LETTER, Rule, after, before

if TYPE_CHECKING:
    from tingbao.wording.rule import Match

_PATTERN = re.compile(r"(?<![A-Za-z])(?=[IVX])(?:X{0,3}(?:IX|IV|V?I{0,3}))(?![A-Za-z\d'’&])")
_OWNER = re.compile(
    r"(?:[/、和至到-][IVX]+)?(?:级|期|型|类|度|阶段|卷|章|部分|代|号|区|线|段|篇|册|标段|世)"
)
_VALUES = {"I": 1, "V": 5, "X": 10}


def _say(match: Match, _one: str) -> str | None:
    if before(match, 1) != "第" and not _OWNER.match(after(match)):
        return None
    total, last = 0, 0
    for letter in reversed(match[0]):
        value = _VALUES[letter]
        total += value if value >= last else -value
        last = max(last, value)
    return cardinal(str(total))


RULE = Rule("roman", (LETTER,), _PATTERN, _say)
