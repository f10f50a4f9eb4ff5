"""Signs that have a name: Greek letters, &, @, ♀, squared words, kana."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from tingbao.wording.rule import OTHER, Lazy, Rule, after, before
from tingbao.wording.tables import mapping

if TYPE_CHECKING:
    from tingbao.wording.rule import Match

_PATTERN = Lazy(r" ?(?P<sign>[^\x00-\x7f，。！？；：、“”‘’《》（）【】…—·]|[&@%$#]) ?")
_ROMAN = Lazy(
    r"(?:HIRAGANA|KATAKANA|HANGUL|CYRILLIC|HALFWIDTH KATAKANA) (?:CAPITAL "
    r"|SMALL )?(?:LETTER |SYLLABLE )(?:SMALL )?(?:SHORT )?([A-Z]+)"
)


def _say(match: Match, _one: str) -> str | None:
    sign = match["sign"]
    left, right = before(match, 1), after(match, 1)
    if sign == "&":
        if not left or not right:
            return None
        return (
            " and "
            if left.isascii() and right.isascii() and left.isalpha() and right.isalpha()
            else "和"
        )
    if sign == "@":
        return "艾特" if right.isalnum() else None
    if sign == "#" and left in {"C", "F"}:
        return " sharp"
    if sign in "%$#":
        return None
    known = mapping("symbols").get(sign)
    if known is not None:
        return known
    if unicodedata.category(sign) in {"Lo", "Lu", "Ll", "Lm"}:
        found = _ROMAN.match(unicodedata.name(sign, ""))
        return found[1].lower() if found else None
    return None


RULE = Rule("symbol", (OTHER,), _PATTERN, _say)
