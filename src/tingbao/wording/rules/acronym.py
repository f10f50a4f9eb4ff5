"""Abbreviations written small or spaced: nba, Atm, c e o, U.S."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tingbao.wording.rule import LETTER, Rule
from tingbao.wording.tables import mapping

if TYPE_CHECKING:
    from tingbao.wording.rule import Match

_GAP = r"[ \\*#_^·\"\x27“”‘’\-/.`|]{1,8}"  # what would be said as a gap between two letters
_PATTERN = re.compile(
    rf"(?<![A-Za-z])(?:(?P<spaced>[A-Za-z](?:{_GAP}[A-Za-z]){{2,9}})(?!{_GAP}?[A-Za-z])|"
    r"(?P<dotted>(?:[A-Za-z]\.){2,6}[A-Za-z]?)(?![A-Za-z])"
    r"|(?P<word>[A-Za-z]{2,4})(?![A-Za-z]))"
)


def _say(match: Match, _one: str) -> str | None:
    if match["spaced"]:
        return re.sub(r"[^A-Za-z]", "", match["spaced"]).upper()
    if match["dotted"]:
        return match["dotted"].replace(".", "").upper()
    known = mapping("acronyms").get(match["word"].lower())
    return known if known != match["word"] else None


RULE = Rule("acronym", (LETTER,), _PATTERN, _say)
