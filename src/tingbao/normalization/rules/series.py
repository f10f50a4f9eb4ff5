"""Members of a series from one to another: A1-A3展厅, T1-T3航站楼, f/1.4~f/4.0; and NXE:3800E."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tingbao.normalization.grammar import TO, to
from tingbao.normalization.numerals import decimal, spell
from tingbao.normalization.rule import LETTER, Lazy, Listed, Rule, after

if TYPE_CHECKING:
    from tingbao.normalization.rule import Match

_PATTERN = Lazy(
    r"(?<![A-Za-z\d])(?P<letters>[A-Z]{1,2}|[fF]/?)(?P<first>\d{1,2}(?:\.\d{1,2})?)"
    rf" ?(?P<to>{TO}) ?(?P=letters)(?P<last>\d{{1,2}}(?:\.\d{{1,2}})?)(?![\dA-Za-z])"
    r"|(?<![A-Za-z\d])(?P<maker>[A-Z]{3}):(?P<machine>\d{4}[A-Za-z])(?![A-Za-z\d])"
)

_APART = Listed("series", "apart")


def _say(match: Match, _one: str) -> str | None:
    if match["maker"]:
        return match["maker"] + spell(match["machine"])
    letters = match["letters"].rstrip("/")
    first, last = decimal(match["first"]), decimal(match["last"])
    joined = "" if _APART.match(after(match)) else to(match["to"])
    return f"{letters}{first}{joined}{letters}{last}"


RULE = Rule("series", (LETTER,), _PATTERN, _say)
