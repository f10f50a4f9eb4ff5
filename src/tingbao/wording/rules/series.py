"""Members of a series from one to another: A1-A3展厅, T1-T3航站楼."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tingbao.wording.grammar import TO, to
from tingbao.wording.numerals import cardinal
from tingbao.wording.rule import LETTER, Lazy, Rule

if TYPE_CHECKING:
    from tingbao.wording.rule import Match

_PATTERN = Lazy(
    r"(?<![A-Za-z\d])(?P<letters>[A-Z]{1,2})(?P<first>\d{1,2})"
    rf"(?P<to>{TO})(?P=letters)(?P<last>\d{{1,2}})(?![\dA-Za-z])"
)


def _say(match: Match, _one: str) -> str | None:
    letters = match["letters"]
    first, last = cardinal(match["first"]), cardinal(match["last"])
    return f"{letters}{first}{to(match['to'])}{letters}{last}"


RULE = Rule("series", (LETTER,), _PATTERN, _say)
