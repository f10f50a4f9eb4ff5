"""Abbreviations written small or spaced: nba, Atm, c e o, U.S.; TSLA.O, 3v3."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tingbao.normalization.punctuation import GAPS, MARKS
from tingbao.normalization.rule import (
    LETTER,
    Lazy,
    Rule,
    after,
    before,
)
from tingbao.normalization.tables import mapping

if TYPE_CHECKING:
    from tingbao.normalization.rule import Match

_GAP = f"[{re.escape(GAPS)}]{{1,8}}"  # what would be said as a gap between two letters
_PATTERN = Lazy(
    r"(?<![A-Za-z])(?:(?P<dotted>(?:[A-Za-z]\.){2,6}[A-Za-z]?)(?![A-Za-z])"
    rf"|(?P<spaced>[A-Za-z](?:{_GAP}[A-Za-z]){{2,9}})(?!(?:{_GAP})?[A-Za-z])"
    r"|(?P<ticker>[A-Z]{1,5})\.(?P<market>US|O|N|OQ|HK|L)(?![A-Za-z.])"
    r"|(?P<short>Mrs?|Ms|Dr|St|Prof|Inc|Ltd|Co|Corp|Jr|Sr|etc|Vol|Fig|Jan|Feb|Aug|Sept|Oct"
    r"|Nov|Dec)\."
    r"|(?P<versus>[Vv][Ss])\.?(?![A-Za-z])|(?P<duel>(?<=\d)[Vv](?=\d))"
    r"|(?P<word>[A-Za-z]{2,4})(?![A-Za-z]))"
)


_STOPS = MARKS + ",.!?;:\n"
_LIGHT = GAPS + "（）()【】"


def _say(match: Match, _one: str) -> str | None:
    if match["spaced"]:
        return re.sub(r"[^A-Za-z]", "", match["spaced"]).upper()
    if match["ticker"]:
        return f"{match['ticker']}点{match['market']}"
    if match["dotted"]:
        return match["dotted"].replace(".", "").upper()
    if match["short"]:
        return match["short"]
    if match["duel"]:
        return "对" if before(match, 2)[-1:] == after(match, 1) else None
    if match["versus"]:
        sides = before(match, 9).rstrip(_LIGHT)[-1:], after(match, 9).lstrip(_LIGHT)[:1]
        return "对" if all(side and side not in _STOPS for side in sides) else None
    known = mapping("acronyms").get(match["word"].lower())
    return known if known != match["word"] else None


RULE = Rule("acronym", (LETTER,), _PATTERN, _say)
